#include "match/name_lexicon.hpp"

#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <span>

namespace domicile::match {
namespace {

constexpr std::size_t alphabet = 27;  // a..z, and one place for no letter

std::size_t place(char c) { return c >= 'a' && c <= 'z' ? static_cast<std::size_t>(c - 'a') + 1 : 0; }

}  // namespace

NameLexicon::NameLexicon(const rules::RuleBook& book, const Romaniser& romaniser)
    : romaniser_(romaniser), letter_rules_(alphabet * alphabet) {
  std::uint64_t language = 1;
  for (const auto& [tag, rules] : book.names) {
    add(rules, language);
    std::array<UScriptCode, 8> scripts{};
    UErrorCode status = U_ZERO_ERROR;
    const auto count =
        uscript_getCode(tag.c_str(), scripts.data(), static_cast<int32_t>(scripts.size()), &status);
    for (int32_t i = 0; i < count && U_SUCCESS(status); ++i)
      scripts_[scripts.at(static_cast<std::size_t>(i))] |= language;
    language <<= 1;  // beyond 64 languages names belong to none, and loose rules stay silent
  }
}

void NameLexicon::add(const rules::NameRules& rules, std::uint64_t language) {
  add_words(rules.honorifics, honorific, language);
  add_words(rules.firm_titles, honorific, language);
  add_words(rules.suffixes, suffix, 0);
  add_words(rules.juniors, junior, 0);
  add_words(rules.grandchildren, grandchild, 0);
  add_words(rules.seniors, senior, 0);
  add_words(rules.joint_words, joint, 0);
  add_words(rules.care_of, care_of, 0);
  add_words(rules.birth_words, birth, 0);
  add_words(rules.company_forms, company, 0);
  for (const auto& word : rules.company_words)
    if (!word.starts_with('-')) add_words({word}, of_firms, 0);
  add_words(rules.given_names, given, language);
  add_words(rules.surnames, surname, language);
  if (rules.family_name_first) add_words(rules.surnames, family_first, language);
  for (const auto& text : rules.particles) {
    for (const auto& word : name_words(text, romaniser_)) roles_[role_key(word)] |= particle;
  }
  for (const auto& text : rules.child_of) {
    for (const auto& word : name_words(text, romaniser_)) roles_[role_key(word)] |= particle | child_of;
  }
  for (const auto& [head, members] : rules.spellings) add_family(head, members, Form::spelling, language);
  for (const auto& [head, members] : rules.variants) add_family(head, members, Form::variant, language);
  for (const auto& [head, members] : rules.diminutives) add_family(head, members, Form::diminutive, language);
  add_letter_rules(rules.romanisations, language, 0);
  add_letter_rules(rules.loose_romanisations, 0, language);
  for (const auto& ending : rules.surname_endings) surname_endings_.emplace_back(ending, language);
  for (const auto& group : rules.gendered_endings) {
    for (const auto& left : group) {
      for (const auto& right : group) {
        if (left != right) gendered_endings_.emplace_back(left, right);
      }
    }
  }
}

void NameLexicon::add_words(const std::vector<std::string>& texts, NameRole role, std::uint64_t language) {
  for (const auto& text : texts) {
    const auto words = name_words(text, romaniser_);
    if (words.empty()) continue;
    if (words.size() > 1) {
      Phrase phrase{{}, role};
      for (const auto& word : words) phrase.keys.push_back(role_key(word));
      auto& phrases = phrases_[phrase.keys.front()];
      phrases.push_back(std::move(phrase));
      std::ranges::stable_sort(phrases, std::ranges::greater{},
                               [](const Phrase& p) { return p.keys.size(); });
    } else if (role == given || role == surname || role == family_first) {
      auto& entry = entries_[entry_key(words.front())];
      entry.roles |= role;
      entry.languages |= language;
    } else {
      // "sen." is a generation, "Sen" a surname; "pol." ends a degree, "Pol" is a name. Such abbreviations
      // count with their full stop only.
      const bool small_title = role == honorific && words.front().lower_start && !words.front().foreign;
      const bool needs_stop = words.front().dotted && (role == junior || role == senior || small_title);
      roles_[role_key(words.front()) + (needs_stop ? "." : "")] |= role;
      if (role == company) company_forms_.insert(text);
      if (role == honorific && words.front().initial()) titles_of_one_letter_[words.front().key] |= language;
    }
  }
}

std::uint64_t NameLexicon::languages_of_title(const NameWord& initial) const {
  const auto found = titles_of_one_letter_.find(initial.key);
  return found == titles_of_one_letter_.end() ? 0 : found->second;
}

// Words of another alphabet are kept apart from Latin words that sound alike.
std::string NameLexicon::role_key(const NameWord& word) { return word.foreign ? '~' + word.key : word.key; }

std::uint32_t NameLexicon::roles_of(const NameWord& word) const {
  const auto* entry = find(word);
  const auto found = word.foreign ? roles_.find(role_key(word)) : roles_.find(std::string_view(word.key));
  const auto stopped = word.dotted ? roles_.find(role_key(word) + '.') : roles_.end();
  return (entry != nullptr ? entry->roles : 0) | (found != roles_.end() ? found->second : 0) |
         (stopped != roles_.end() ? stopped->second : 0);
}

// "عمر" is read "mr" where vowels are not written, and is no Mister.
std::string NameLexicon::entry_key(const NameWord& word) {
  return word.unvowelled ? '~' + word.key : word.key;
}

std::string NameLexicon::key_of(const std::string& text) {
  std::string key;
  bool unvowelled = false;
  for (const auto& word : name_words(text, romaniser_)) {
    key += word.key;
    unvowelled = unvowelled || word.unvowelled;
  }
  return unvowelled ? '~' + key : key;
}

void NameLexicon::add_family(const std::string& head, const std::vector<std::string>& members, Form form,
                             std::uint64_t language) {
  const auto head_key = key_of(head);
  const auto family =
      families_.try_emplace(head_key, static_cast<std::uint32_t>(families_.size())).first->second;
  // Forms of a surname are surnames: 황 is written Hwang and Whang.
  const auto roles_of_head = entries_[head_key].roles & (given | surname | family_first);
  const auto role = (roles_of_head & surname) != 0 ? roles_of_head : given;
  const auto join = [&](const std::string& key, Form as) {
    auto& entry = entries_[key];
    entry.roles |= role;
    entry.languages |= language;
    const auto known = std::ranges::any_of(
        entry.families, [&](const FamilyForm& f) { return f.family == family && f.form <= as; });
    if (!known) entry.families.push_back({family, as});
  };
  join(head_key, Form::spelling);
  for (const auto& member : members) join(key_of(member), form);
}

void NameLexicon::add_letter_rules(const std::vector<std::vector<std::string>>& groups, std::uint64_t strict,
                                   std::uint64_t loose) {
  for (const auto& group : groups) {
    for (const auto& left : group) {
      for (const auto& right : group) {
        if (left != right) add_letter_rule(left, right, strict, loose);
      }
    }
  }
}

void NameLexicon::add_letter_rule(const std::string& left, const std::string& right, std::uint64_t strict,
                                  std::uint64_t loose) {
  const auto first = [](const std::string& text) { return text.empty() ? '\0' : text.front(); };
  auto& rules = letter_rules_[place(first(left)) * alphabet + place(first(right))];
  const auto known = std::ranges::find_if(
      rules, [&](const LetterRule& rule) { return rule.left == left && rule.right == right; });
  if (known == rules.end()) {
    rules.push_back({left, right, strict, loose});
  } else {
    known->strict |= strict;
    known->loose |= loose;
  }
}

const LexiconEntry* NameLexicon::find(const NameWord& word) const {
  const auto found =
      word.unvowelled ? entries_.find(entry_key(word)) : entries_.find(std::string_view(word.key));
  return found == entries_.end() ? nullptr : &found->second;
}

const Phrase* NameLexicon::phrase_at(const std::vector<NameWord>& words, std::size_t at) const {
  const auto found =
      words[at].foreign ? phrases_.find(role_key(words[at])) : phrases_.find(std::string_view(words[at].key));
  if (found == phrases_.end()) return nullptr;
  for (const auto& phrase : found->second) {
    if (phrase.keys.size() > words.size() - at) continue;
    const bool all = std::ranges::equal(phrase.keys, std::span(words).subspan(at, phrase.keys.size()), {}, {},
                                        &NameLexicon::role_key);
    if (all) return &phrase;
  }
  return nullptr;
}

Kinship NameLexicon::kinship(const LexiconEntry* a, const LexiconEntry* b) {
  if (a == nullptr || b == nullptr) return Kinship::none;
  auto best = Kinship::none;
  const auto better = [&](Kinship kinship) {
    if (best == Kinship::none || kinship < best) best = kinship;
  };
  for (const auto& left : a->families) {
    for (const auto& right : b->families) {
      if (left.family != right.family) continue;
      if (left.form == Form::diminutive && right.form == Form::diminutive) {
        better(Kinship::shared_short);
      } else if (left.form == Form::diminutive || right.form == Form::diminutive) {
        better(Kinship::diminutive);
      } else if (left.form == Form::variant || right.form == Form::variant) {
        better(Kinship::variant);
      } else {
        better(Kinship::spelling);
      }
    }
  }
  return best;
}

const std::vector<LetterRule>& NameLexicon::letter_rules(char a, char b) const {
  return letter_rules_[place(a) * alphabet + place(b)];
}

std::uint64_t NameLexicon::languages_written_in(int script) const {
  const auto found = scripts_.find(script);
  return found == scripts_.end() ? 0 : found->second;
}

std::uint64_t NameLexicon::languages_by_ending(std::string_view key) const {
  std::uint64_t languages = 0;
  for (const auto& [ending, language] : surname_endings_) {
    if (key.size() > ending.size() + 2 && key.ends_with(ending)) languages |= language;
  }
  return languages;
}

bool NameLexicon::gender_forms(std::string_view a, std::string_view b) const {
  constexpr std::size_t least_stem = 3;
  if (a.substr(0, least_stem) != b.substr(0, least_stem)) return false;
  return std::ranges::any_of(gendered_endings_, [&](const auto& endings) {
    if (!a.ends_with(endings.first) || !b.ends_with(endings.second)) return false;
    const auto stem = a.substr(0, a.size() - endings.first.size());
    return stem.size() >= least_stem && stem == b.substr(0, b.size() - endings.second.size());
  });
}

}  // namespace domicile::match
