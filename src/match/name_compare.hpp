#pragma once
// Two persons, or two companies, judged as a careful analyst would.

#include "match/match.hpp"
#include "match/name_align.hpp"
#include "match/name_readings.hpp"

namespace domicile::match {

/// Score, outcome and differences of two persons. `turned` says that the caller's order was the other one: it
/// turns the two values in each difference, nothing else. The result is symmetric.
[[nodiscard]] Comparison compare_persons(NameSide a, NameSide b, AlignContext context, bool turned);

/// The same for two companies: legal forms must agree where both name one.
[[nodiscard]] Comparison compare_companies(NameSide a, NameSide b, AlignContext context, bool turned);

}  // namespace domicile::match
