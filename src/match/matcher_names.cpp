#include <algorithm>

#include "base/text.hpp"
#include "match/name_compare.hpp"
#include "match/names.hpp"

namespace domicile::match {
namespace {

bool has_han(const Holder& holder) {
  return std::ranges::any_of(
      holder.persons, [](const Person& person) { return std::ranges::any_of(person.words, &NameWord::han); });
}

// Characters against letters: compared by how they are read.
void read_han(Holder& holder, const NameLexicon& lexicon, const Romaniser& romaniser) {
  for (auto& person : holder.persons) {
    for (auto& word : person.words) {
      if (!word.han) continue;
      word.key = romaniser.reading(word.key);
      word.han = false;
      word.foreign = true;
      word.entry = lexicon.find(word);
      word.roles = lexicon.roles_of(word);
    }
  }
}

// One of the holders is enough: a joint account belongs to each of them.
Comparison best_of(const Holder& a, const Holder& b, const AlignContext& context, bool turned) {
  Comparison best;
  best.differences.emplace_back("no name on one side");
  if (a.persons.empty() || b.persons.empty()) return best;
  best.score = -1;
  for (const auto& person_a : a.persons) {
    for (const auto& person_b : b.persons) {
      const NameSide side_a{a, person_a};
      const NameSide side_b{b, person_b};
      auto comparison = a.company && b.company ? compare_companies(side_a, side_b, context, turned)
                                               : compare_persons(side_a, side_b, context, turned);
      if (comparison.score > best.score) best = std::move(comparison);
    }
  }
  return best;
}

// A person's own company is not the person.
void part_person_from_company(Comparison& comparison) {
  comparison.outcome = Sameness::different;
  comparison.score = std::min(comparison.score, 0.45);
  comparison.differences.emplace_back("one side is a company");
}

void distrust(Comparison& comparison) {
  comparison.suspicious_characters = true;
  comparison.outcome = std::max(comparison.outcome, Sameness::partly);
  comparison.score = std::min(comparison.score, 0.5);
  comparison.differences.emplace_back(
      "suspicious characters: letters that imitate others, or invisible ones");
}

bool is_suspicious(std::string_view text) {
  return has_suspicious_controls(text) || has_lookalike_letters(text);
}

}  // namespace

Comparison Matcher::Names::compare(Side a, Side b) const {
  const bool turned = std::pair(b.text, b.confidence) < std::pair(a.text, a.confidence);
  if (turned) std::swap(a, b);
  Holder holder_a = parse_holder(a.text, lexicon, romaniser);
  Holder holder_b = parse_holder(b.text, lexicon, romaniser);
  if (has_han(holder_a) != has_han(holder_b)) {
    read_han(holder_a, lexicon, romaniser);
    read_han(holder_b, lexicon, romaniser);
  }
  const AlignContext context{lexicon, std::min(a.confidence, b.confidence), 0};
  auto comparison = best_of(holder_a, holder_b, context, turned);
  if (holder_a.company != holder_b.company) part_person_from_company(comparison);
  if (is_suspicious(a.text) || is_suspicious(b.text)) distrust(comparison);
  return comparison;
}

std::vector<std::string> Matcher::Names::persons(std::string_view holder) const {
  const auto found = parse_holder(holder, lexicon, romaniser);
  std::vector<std::string> names;
  if (found.company) {
    names.push_back(squeeze(holder));
    return names;
  }
  for (const auto& person : found.persons) names.push_back(full_name(person, holder));
  return names;
}

std::shared_ptr<const Matcher::Names> Matcher::make_names(const rules::RuleBook& book) {
  return std::make_shared<const Names>(book);
}

Comparison Matcher::compare_names(Side a, Side b) const { return names_->compare(a, b); }

std::vector<std::string> Matcher::persons(std::string_view holder) const { return names_->persons(holder); }

std::string Matcher::without_titles(std::string_view holder) const {
  return match::without_titles(holder, names_->lexicon, names_->romaniser);
}

}  // namespace domicile::match
