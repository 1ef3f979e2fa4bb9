#include "match/name_compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace domicile::match {
namespace {

// The person under the name before marriage.
std::optional<Person> under_birth_name(const Person& person) {
  if (person.birth_name.empty()) return std::nullopt;
  Person earlier = person;
  earlier.words.erase(earlier.words.begin() + person.surname_begin,
                      earlier.words.begin() + person.surname_end);
  earlier.surname_begin = static_cast<int>(earlier.words.size());
  earlier.words.insert(earlier.words.end(), person.birth_name.begin(), person.birth_name.end());
  earlier.surname_end = static_cast<int>(earlier.words.size());
  earlier.surname_certain = true;
  earlier.birth_name.clear();
  return earlier;
}

// "M. Texereau": an initial, or the title that it is in French, where `other` has names of that language.
std::optional<Person> with_initial_as_title(const Person& person, const Person& other,
                                            const NameLexicon& lexicon) {
  const bool doubtful =
      person.words.size() == 2 && person.words.front().initial() && person.words.front().dotted &&
      (lexicon.languages_of_title(person.words.front()) & languages_of(other, lexicon)) != 0;
  if (!doubtful) return std::nullopt;
  Person titled = person;
  titled.words.erase(titled.words.begin());
  titled.surname_begin = 0;
  titled.surname_end = 1;
  return titled;
}

Comparison compare_as_they_are(NameSide a, NameSide b, const AlignContext& context, bool turned) {
  Person joined_a = a.person;
  Person joined_b = b.person;
  join_words(joined_a, joined_b, context);
  return best_reading({a.holder, joined_a}, {b.holder, joined_b}, align(joined_a, joined_b, context), turned);
}

}  // namespace

Comparison compare_persons(NameSide a, NameSide b, AlignContext context, bool turned) {
  context.loose_languages = languages_of(a.person, context.lexicon) & languages_of(b.person, context.lexicon);
  auto comparison = compare_as_they_are(a, b, context, turned);
  if (comparison.outcome == Sameness::same) return comparison;
  const auto titled_a = with_initial_as_title(a.person, b.person, context.lexicon);
  const auto titled_b = with_initial_as_title(b.person, a.person, context.lexicon);
  if (comparison.outcome == Sameness::different && (titled_a || titled_b)) {
    auto titled = compare_as_they_are({a.holder, titled_a ? *titled_a : a.person},
                                      {b.holder, titled_b ? *titled_b : b.person}, context, turned);
    titled.outcome = std::max(titled.outcome, Sameness::partly);
    if (titled.score > comparison.score) return titled;
  }
  const auto earlier_a = under_birth_name(a.person);
  const auto earlier_b = under_birth_name(b.person);
  if (!earlier_a && !earlier_b) return comparison;
  auto earlier = compare_as_they_are({a.holder, earlier_a ? *earlier_a : a.person},
                                     {b.holder, earlier_b ? *earlier_b : b.person}, context, turned);
  if (earlier.score * 0.8 <= comparison.score) return comparison;
  earlier.score *= 0.8;
  earlier.outcome = std::max(earlier.outcome, Sameness::partly);
  earlier.differences.emplace_back("surname is the name before marriage");
  return earlier;
}

Comparison compare_companies(NameSide a, NameSide b, AlignContext context, bool turned) {
  Person joined_a = a.person;
  Person joined_b = b.person;
  join_words(joined_a, joined_b, context);
  auto comparison =
      best_reading({a.holder, joined_a}, {b.holder, joined_b}, align(joined_a, joined_b, context), turned);
  const bool part_missing = joined_a.words.size() != joined_b.words.size();
  if (part_missing && comparison.outcome == Sameness::same) {
    comparison.outcome = Sameness::partly;
    comparison.score = std::min(comparison.score, 0.85);
  }
  const auto& form_a = a.holder.company_form;
  const auto& form_b = b.holder.company_form;
  if (comparison.outcome == Sameness::same && form_a != form_b) {
    comparison.outcome = Sameness::partly;
    comparison.score = std::min(comparison.score, 0.8);
    comparison.differences.push_back(turned ? fmt::format("legal form differs: {} and {}", form_b, form_a)
                                            : fmt::format("legal form differs: {} and {}", form_a, form_b));
  }
  return comparison;
}

}  // namespace domicile::match
