#pragma once
// Two addresses compared part by part.

#include "match/address_tables.hpp"
#include "match/match.hpp"
#include "model/account.hpp"

namespace domicile::match {

/// `a` is the account's, `b` the document's; the differences say "on the document" and "in the record" by
/// that. `confidence` is of the worst word behind either side, 0..1: below 0.9 digits of like shape make a
/// number unsure instead of different.
///
/// Only these make two addresses the same: equal house numbers, units and postcodes, one street, one town.
/// What one side lacks makes them partly the same, but for a country or a region. A PO box is never a street.
[[nodiscard]] Comparison compare_parsed(const AddressTables& tables, const AddressComponents& a,
                                        const AddressComponents& b, double confidence);

}  // namespace domicile::match
