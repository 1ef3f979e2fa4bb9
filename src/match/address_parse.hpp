#pragma once
// Free lines → components, by the words and forms of a country.

#include <string>
#include <string_view>
#include <vector>

#include "match/address_tables.hpp"
#include "model/account.hpp"

namespace domicile::match {

/// Labels every piece of the lines with the component that it belongs to. Never fails: what can't be told
/// stays empty. Components keep the wording and case of the lines.
///
/// `country` is ISO 3166-1 alpha-2 or empty; a country named in the lines is used and reported, one that only
/// the postcode's form suggests is used and not reported.
///
///   {"APT 4B", "1182 MAPLEWOOD AVE", "COLUMBUS OH 43206-1234"}, "US"
///     → house_number 1182, street MAPLEWOOD AVE, unit APT 4B, city COLUMBUS, region OH, postcode 43206-1234
[[nodiscard]] AddressComponents parse_address_lines(const AddressTables& tables,
                                                    const std::vector<std::string>& lines,
                                                    std::string_view country);

/// An account's keyed address → components: its lines are parsed as street, unit and whatever else stands
/// there, in either order; city, region and postcode are taken as the record says.
[[nodiscard]] AddressComponents account_components(const AddressTables& tables,
                                                   const AccountAddress& address);

}  // namespace domicile::match
