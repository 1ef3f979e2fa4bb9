#pragma once
// Whether two streets are one.

#include <string>
#include <string_view>
#include <vector>

#include "match/address_tables.hpp"
#include "match/match.hpp"

namespace domicile::match {

struct StreetComparison {
  PartOutcome outcome = PartOutcome::different;
  std::vector<std::string>
      differences;               ///< in words; where the names themselves differ, nothing more is said
  bool partly = false;           ///< something is missing or cut short on one side
  bool slip_of_the_pen = false;  ///< one wrong letter, which the other parts may outweigh
};

/// `a` is the account's street, `b` the document's; neither is empty.
/// ("N. Main St", "North Main Street") → same; ("Main St", "Main") → similar and partly; ("Maplewood Ave",
/// "Mapelwood Ave") → similar, a slip of the pen; ("Main St", "Main Ave"), ("5th Ave", "6th Ave") →
/// different.
[[nodiscard]] StreetComparison compare_streets(const AddressCountry& country, std::string_view a,
                                               std::string_view b);

}  // namespace domicile::match
