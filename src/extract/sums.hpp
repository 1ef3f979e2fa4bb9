#pragma once
// What figures say without a word of any language: amounts that are added up, and blanks to be filled in.

#include "layout/document.hpp"

namespace domicile::extract {

/// Whether one of the first four pages has a column in which an amount is the sum of the two or more above
/// it: "59,40 / 11,29 / 70,69". Sums as `is_money` knows them, negative ones with their sign; a column ends
/// at one edge.
[[nodiscard]] bool adds_up(const layout::Document& document);

/// Lines to write on and boxes to tick of the first four pages: "Name ________", "☐ I agree".
[[nodiscard]] int blanks_to_fill(const layout::Document& document);

}  // namespace domicile::extract
