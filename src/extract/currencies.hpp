#pragma once
// The currencies of countries, and how these write them (CLDR).

#include <string>
#include <vector>

#include "rules/rule_book.hpp"

namespace domicile::extract {

/// A currency by its ISO 4217 code, and its symbol in lower case as the region writes it: "zar" is "r" there.
struct RegionCurrency {
  std::string code;
  std::string symbol;
};

/// A country's currency by its ISO 4217 code, and whether nobody there writes cents of it (CLDR's digits of
/// cash): CLP, COP, JPY.
struct CountryCurrency {
  std::string code;
  bool whole = false;
};

/// Asked of ICU once, since a page asks for all of them.
struct Currencies {
  std::vector<RegionCurrency> of_regions;     ///< in the order of the book's regions
  std::vector<CountryCurrency> of_countries;  ///< in the order of `countries`

  Currencies() = default;
  Currencies(const std::vector<rules::RegionRules>& regions, const std::vector<std::string>& countries);
};

}  // namespace domicile::extract
