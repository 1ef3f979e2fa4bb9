#include "match/address_compare_places.hpp"

#include <algorithm>
#include <string>

#include "base/digits.hpp"
#include "match/address_numbers.hpp"
#include "match/address_street_name.hpp"
#include "rules/phrase_index.hpp"

namespace domicile::match {
namespace {

// Letters and digits of a postcode, upper case; without a foreign-mail prefix.
std::string postcode_key(std::string_view text) {
  std::string key;
  for (const auto& piece : take_apart(text).pieces) key += piece.folded;
  return key;
}

// "Prague 1" and "Praha 1", "Copenhagen N" and "København N": the same part of one town.
bool same_numbered_city(const AddressCountry& country, std::string_view one, std::string_view other) {
  const auto cut = one.rfind(' '), other_cut = other.rfind(' ');
  if (cut == std::string_view::npos || other_cut == std::string_view::npos) return false;
  const auto tail = one.substr(cut + 1);
  const bool part = tail.size() == 1 || tail.find_first_not_of("0123456789") == std::string_view::npos;
  return part && tail == other.substr(other_cut + 1) &&
         same_city(country, one.substr(0, cut), other.substr(0, other_cut));
}

}  // namespace

PartOutcome compare_postcodes(const AddressCountry& country, std::string_view a, std::string_view b,
                              double confidence) {
  const std::string one = postcode_key(a);
  const std::string other = postcode_key(b);
  if (one == other) return PartOutcome::same;
  if (confusable(one, other, confidence)) return PartOutcome::similar;
  const auto& longer = one.size() > other.size() ? one : other;
  const auto& shorter = one.size() > other.size() ? other : one;
  const bool american =
      country.rules != nullptr && (country.rules->code == "US" || country.rules->code == "PR");
  if (american && one.size() == 9 && other.size() == 9 && one.substr(0, 5) == other.substr(0, 5)) {
    return PartOutcome::similar;
  }
  if (american && longer.size() == 9 && shorter.size() == 5 && longer.starts_with(shorter))
    return PartOutcome::same;
  // "LV-1010" and "1010": letters before a number are the country's.
  const auto digits_of = [](const std::string& key) {
    const auto digit = key.find_first_of("0123456789");
    const bool leads =
        digit != std::string::npos && key.find_first_not_of("0123456789", digit) == std::string::npos;
    return leads ? key.substr(digit) : key;
  };
  if (digits_of(longer) == shorter && longer.size() - shorter.size() <= 2) return PartOutcome::same;
  const bool outward = country.rules != nullptr && country.rules->postcode_names_street &&
                       shorter.size() >= 2 && shorter.size() <= 4 && longer.size() == shorter.size() + 3 &&
                       longer.starts_with(shorter);
  return outward ? PartOutcome::similar : PartOutcome::different;
}

bool same_city(const AddressCountry& country, std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  if (same_numbered_city(country, a, b)) return true;
  const auto ids = country.tables.places.city_ids(phrase_key(a), country.index);
  for (const auto id : country.tables.places.city_ids(phrase_key(b), country.index)) {
    if (std::ranges::find(ids, id) != ids.end()) return true;
  }
  return compare_words(name_words(a, country.tables, country.languages),
                       name_words(b, country.tables, country.languages)) == NameSameness::same;
}

bool misspelt_city(std::string_view a, std::string_view b) {
  constexpr std::size_t shortest = 5;
  constexpr std::size_t shortest_alike = 3;
  const auto one = phrase_key(a), other = phrase_key(b);
  const auto letters_only = [](const std::string& key) { return std::ranges::none_of(key, is_digit); };
  const auto size = std::min(one.size(), other.size());
  if (size >= shortest_alike && rules::likeness_of(one) == rules::likeness_of(other)) return true;
  return size >= shortest && letters_only(one) && letters_only(other) && rules::within_one_edit(one, other);
}

}  // namespace domicile::match
