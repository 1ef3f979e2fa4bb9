#pragma once
// Whether two postcodes, or two towns, are the same place.

#include <string_view>

#include "match/address_tables.hpp"
#include "match/match.hpp"

namespace domicile::match {

/// ("LV-1010", "1010") → same; US ("432O6", "43206") and GB ("SW1A", "SW1A 1AA") → similar. `confidence` is
/// of the worst word, as for numbers (`confusable`).
[[nodiscard]] PartOutcome compare_postcodes(const AddressCountry& country, std::string_view a,
                                            std::string_view b, double confidence);

/// ("Prague 1", "Praha 1") → true: one town in two languages; ("Praha 1", "Praha 2") and anything beside an
/// empty text → false.
[[nodiscard]] bool same_city(const AddressCountry& country, std::string_view a, std::string_view b);

/// One letter wrong, or all that differ look alike, which a postcode may outweigh: a slip of the pen or of a
/// scanner.
[[nodiscard]] bool misspelt_city(std::string_view a, std::string_view b);

}  // namespace domicile::match
