#pragma once
// Rows of a table of movements: a date leads the row, a sum of money ends it.

#include <set>
#include <utility>

#include "extract/marked.hpp"

namespace domicile::extract {

struct MovementRows {
  std::set<std::pair<int, int>> rows;  ///< page and row (layout::Line::row)
  int longest = 0;                     ///< of the columns that their dates form
};

/// Columns of at least three such rows: "04-28  Visa BAKERIET  348,74". Dates without a year count; a list of
/// days without money is none, nor is a period.
[[nodiscard]] MovementRows movement_rows(const Marked& marked);

/// Whether a movement follows the date that leads its row: words, then a sum: "06/20/2023  WIRE TRANSFER FEE
/// $15.00".
[[nodiscard]] bool leads_movement(const Marked& marked, const DateInLine& date);

}  // namespace domicile::extract
