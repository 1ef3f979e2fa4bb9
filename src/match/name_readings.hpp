#pragma once
// A name read in each order that it may have, "Kai Ostermann" and "Ostermann Kai", and judged against
// another.

#include "match/match.hpp"
#include "match/name_align.hpp"

namespace domicile::match {

/// One side of a comparison of names.
struct NameSide {
  const Holder& holder;
  const Person& person;
};

/// The verdict of those two readings that agree best, with the words of both sides tied as `alignment` says.
/// `turned` says that the caller's order was the other one: it turns the two values in each difference.
[[nodiscard]] Comparison best_reading(NameSide a, NameSide b, const Alignment& alignment, bool turned);

}  // namespace domicile::match
