#pragma once
// The words and places of one RuleBook, shared by whoever reads addresses.

#include <optional>
#include <string_view>

#include "match/address_places.hpp"
#include "match/address_words.hpp"

namespace domicile::match {

/// Immutable; keeps a reference to the book that it was made of.
struct AddressTables {
  explicit AddressTables(const rules::RuleBook& book) : words(book), places(book) {}

  AddressWords words;
  AddressPlaces places;
};

/// The tables as one country needs them; keeps a reference to them. An unknown or empty code has no rules,
/// and every language.
struct AddressCountry {
  AddressCountry(const AddressTables& of_all, std::string_view code)
      : tables(of_all),
        index(of_all.places.index_of(code)),
        languages(of_all.words.languages_of(code)),
        rules(index ? of_all.places.countries()[*index].rules : nullptr) {}

  const AddressTables& tables;
  std::optional<CountryIndex> index;
  LanguageSet languages;
  const rules::CountryRules* rules;  ///< null where the country is not known
};

}  // namespace domicile::match
