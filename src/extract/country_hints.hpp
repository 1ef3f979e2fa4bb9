#pragma once
// Which countries the addresses on a page may lie in.

#include <string>
#include <vector>

#include "extract/locale_guess.hpp"
#include "match/address_shape.hpp"

namespace domicile::extract {

/// Which of `countries` the town lines on the pages speak for; a weight below 0 speaks against it.
[[nodiscard]] std::vector<CountryHint> country_hints(const layout::Document& document,
                                                     const std::vector<std::string>& countries,
                                                     const match::AddressShapes& shapes);

}  // namespace domicile::extract
