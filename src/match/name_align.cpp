#include "match/name_align.hpp"

#include <algorithm>
#include <bit>

#include "match/name_spelling.hpp"

namespace domicile::match {
namespace {

constexpr double least_likeness = 0.55;
constexpr double unsure_reading = 0.9;

// "E", "E." and "Th." stand for every name that starts so.
bool abbreviates(const NameWord& brief, const NameWord& full) {
  const bool brief_enough = brief.initial() || (brief.dotted && brief.key.size() <= 4);
  return brief_enough && brief.key.size() < full.key.size() && full.key.starts_with(brief.key) && !full.han;
}

// Two names that people are known to bear are two names, be they ever so alike: Anna is not Anja.
bool two_given_names(const NameWord& a, const NameWord& b) { return a.is(given) && b.is(given); }

Tie tie_by_table(const NameWord& a, const NameWord& b) {
  switch (NameLexicon::kinship(a.entry, b.entry)) {
    case Kinship::spelling:
      return {Relation::spelled, 0.96};
    case Kinship::variant:
      // "박" itself is neither Park nor Pak: each is how it is spelled.
      if (a.in_run != b.in_run && (a.roles & b.roles & family_first) != 0) return {Relation::spelled, 0.96};
      return {Relation::variant, 0.84};
    case Kinship::diminutive:
      return {Relation::diminutive, 0.82};
    case Kinship::shared_short:
      return {Relation::shared_short, 0.70};
    case Kinship::none:
      break;
  }
  return {};
}

// What the alphabets of the two words may stand for in Latin letters, each by the habits of its languages.
std::uint64_t loose_languages(const NameWord& a, const NameWord& b, const AlignContext& context) {
  if (!a.foreign && !b.foreign) return context.loose_languages;
  return context.lexicon.languages_written_in(a.script) | context.lexicon.languages_written_in(b.script);
}

// Short names have neighbours everywhere: "Jan" and "Ian" differ by a rule, and are two names all the same.
Tie tie_by_rules(const NameWord& a, const NameWord& b, const AlignContext& context) {
  const bool foreign = a.foreign || b.foreign;
  if (!written_otherwise(a.key, b.key, context.lexicon, {loose_languages(a, b, context), false})) return {};
  const bool long_enough = std::min(a.key.size(), b.key.size()) >= 4;
  if (!foreign && !a.marked && !b.marked && !long_enough) return {Relation::variant, 0.84};
  if (two_given_names(a, b)) return {Relation::variant, 0.84};
  return {Relation::spelled, foreign ? 0.96 : 0.95};
}

// "حسن" may be Hasan and Hissan: what is not written can't be compared.
Tie tie_without_vowels(const NameWord& a, const NameWord& b, const AlignContext& context) {
  if (a.unvowelled == b.unvowelled || two_given_names(a, b)) return {};
  if (!written_otherwise(a.key, b.key, context.lexicon, {loose_languages(a, b, context), true})) return {};
  return {Relation::unvowelled, 0.84};
}

Tie tie_by_scanner(const NameWord& a, const NameWord& b, const AlignContext& context) {
  if (!confused_by_scanner(a.key, b.key)) return {};
  const bool digit = a.digits != b.digits;
  if (!digit && two_given_names(a, b)) return {};
  const bool unsure = context.confidence < unsure_reading && std::min(a.key.size(), b.key.size()) >= 5;
  if ((digit && context.confidence < 1) || unsure) return {Relation::scanned, 0.92};
  return {Relation::similar, 0.80};
}

Tie tie_by_letters(const NameWord& a, const NameWord& b) {
  double alike = likeness(a.key, b.key);
  if (alike < least_likeness) alike = std::max(alike, 0.9 * likeness(sound_of(a.key), sound_of(b.key)));
  if (two_given_names(a, b) || alike < least_likeness) return {Relation::none, std::min(alike, 0.5)};
  return {Relation::similar, alike};
}

}  // namespace

Tie tie_between(const NameWord& a, const NameWord& b, const AlignContext& context) {
  if (a.key == b.key) return {Relation::equal, 1.0};
  if (a.han || b.han) return {};
  if (abbreviates(a, b) || abbreviates(b, a)) return {Relation::initial, 0.6};
  if (a.initial() || b.initial()) return {};
  if (const auto tie = tie_by_table(a, b); tie.relation != Relation::none) return tie;
  if (context.lexicon.gender_forms(a.key, b.key)) return {Relation::gendered, 0.85};
  if (const auto tie = tie_by_rules(a, b, context); tie.relation != Relation::none) return tie;
  if (const auto tie = tie_without_vowels(a, b, context); tie.relation != Relation::none) return tie;
  if (const auto tie = tie_by_scanner(a, b, context); tie.relation != Relation::none) return tie;
  return tie_by_letters(a, b);
}

namespace {

// Merges words [from, to) of `person` into one.
void merge(Person& person, std::size_t from, std::size_t to, const NameLexicon& lexicon) {
  auto& words = person.words;
  auto& word = words[from];
  for (auto i = from + 1; i < to; ++i) word.key += words[i].key;
  word.end = words[to - 1].end;
  word.dotted = words[to - 1].dotted;
  word.name_particle = false;
  word.entry = lexicon.find(word);
  word.roles = lexicon.roles_of(word);
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(from) + 1,
              words.begin() + static_cast<std::ptrdiff_t>(to));
  const auto removed = static_cast<int>(to - from) - 1;
  const auto first = static_cast<int>(from);
  const auto moved = [&](int edge) {
    return edge > first + removed ? edge - removed : std::min(edge, first + 1);
  };
  const bool inside = person.surname_begin > first && person.surname_begin <= first + removed;
  person.surname_begin = inside ? first : moved(person.surname_begin);
  person.surname_end = std::max(moved(person.surname_end), person.surname_begin + 1);
}

bool stands_in(const Person& person, std::string_view key) {
  return std::ranges::any_of(person.words, [&](const NameWord& word) { return word.key == key; });
}

// Looks for a run of words in `parted` that `whole` writes as one.
bool join_one(Person& parted, const Person& whole, const AlignContext& context) {
  for (const auto& target : whole.words) {
    if (target.key.size() < 3 || stands_in(parted, target.key)) continue;
    for (std::size_t from = 0; from + 1 < parted.words.size(); ++from) {
      const bool same_alphabet = !target.foreign && !parted.words[from].foreign;
      if (same_alphabet && target.key.front() != parted.words[from].key.front()) continue;
      NameWord run = parted.words[from];
      for (std::size_t to = from + 1; to < parted.words.size() && run.key.size() < target.key.size() + 3;
           ++to) {
        run.key += parted.words[to].key;
        const bool near = run.key.size() + 3 > target.key.size() && run.key.size() >= 5;
        run.entry = context.lexicon.find(run);
        run.roles = run.entry == nullptr ? 0 : run.entry->roles;
        const bool one_name = run.key == target.key ||
                              tie_by_table(run, target).relation == Relation::spelled ||
                              (near && tie_by_rules(run, target, context).certain());
        if (!one_name) continue;
        merge(parted, from, to + 1, context.lexicon);
        return true;
      }
    }
  }
  return false;
}

struct Candidate {
  int a, b;
  Tie tie;
};

std::vector<Candidate> candidates(const Person& a, const Person& b, const AlignContext& context) {
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    if (a.words[i].name_particle) continue;
    for (std::size_t j = 0; j < b.words.size(); ++j) {
      if (b.words[j].name_particle) continue;
      const auto tie = tie_between(a.words[i], b.words[j], context);
      if (tie.relation != Relation::none) found.push_back({static_cast<int>(i), static_cast<int>(j), tie});
    }
  }
  std::ranges::stable_sort(found, [](const Candidate& x, const Candidate& y) {
    if (x.tie.likeness != y.tie.likeness) return x.tie.likeness > y.tie.likeness;
    return std::abs(x.a - x.b) < std::abs(y.a - y.b);
  });
  return found;
}

// "JP" stands for "Jean Pierre".
void align_joined_initials(const Person& brief, const Person& full, std::vector<int>& brief_to_full,
                           std::vector<int>& full_to_brief, std::vector<std::pair<int, int>>& found) {
  for (std::size_t i = 0; i < brief.words.size(); ++i) {
    const auto& word = brief.words[i];
    if (brief_to_full[i] >= 0 || word.key.size() != 2 || !word.upper || word.entry != nullptr) continue;
    for (std::size_t j = 0; j + 1 < full.words.size(); ++j) {
      const bool free = full_to_brief[j] < 0 && full_to_brief[j + 1] < 0;
      if (!free || full.words[j].key.front() != word.key[0] || full.words[j + 1].key.front() != word.key[1])
        continue;
      brief_to_full[i] = static_cast<int>(j);
      full_to_brief[j] = full_to_brief[j + 1] = static_cast<int>(i);
      found.emplace_back(static_cast<int>(i), static_cast<int>(j));
      break;
    }
  }
}

}  // namespace

void join_words(Person& a, Person& b, const AlignContext& context) {
  constexpr int most_joins = 4;
  for (int joins = 0; joins < most_joins && join_one(a, b, context); ++joins) {
  }
  for (int joins = 0; joins < most_joins && join_one(b, a, context); ++joins) {
  }
}

Alignment align(const Person& a, const Person& b, const AlignContext& context) {
  Alignment alignment{std::vector<int>(a.words.size(), -1), std::vector<int>(b.words.size(), -1),
                      std::vector<Tie>(a.words.size())};
  for (const auto& candidate : candidates(a, b, context)) {
    auto& to = alignment.a_to_b[static_cast<std::size_t>(candidate.a)];
    auto& from = alignment.b_to_a[static_cast<std::size_t>(candidate.b)];
    if (to >= 0 || from >= 0) continue;
    to = candidate.b;
    from = candidate.a;
    alignment.ties[static_cast<std::size_t>(candidate.a)] = candidate.tie;
  }
  std::vector<std::pair<int, int>> joined;
  align_joined_initials(a, b, alignment.a_to_b, alignment.b_to_a, joined);
  for (const auto& [i, j] : joined) alignment.ties[static_cast<std::size_t>(i)] = {Relation::initial, 0.6};
  joined.clear();
  align_joined_initials(b, a, alignment.b_to_a, alignment.a_to_b, joined);
  for (const auto& [j, i] : joined) {
    alignment.ties[static_cast<std::size_t>(i)] =
        alignment.ties[static_cast<std::size_t>(i) + 1] = {Relation::initial, 0.6};
  }
  return alignment;
}

std::uint64_t languages_of(const Person& person, const NameLexicon& lexicon) {
  std::uint64_t languages = 0;
  for (const auto& word : person.words) {
    languages |= lexicon.languages_by_ending(word.key);
    if (word.entry != nullptr && std::popcount(word.entry->languages) <= 2)
      languages |= word.entry->languages;
  }
  return languages;
}

}  // namespace domicile::match
