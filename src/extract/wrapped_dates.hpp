#pragma once
// Dates and ranges of dates that a narrow cell breaks over lines, or a form writes into two cells.

#include "extract/marked.hpp"

namespace domicile::extract {

/// Adds to `marked.dates` those that start in one line and end in the line below it or in the cell to its
/// right, and takes away what was found of their pieces. A date found so has the line, the offsets and the
/// text of its start; its box covers all of it. "Thursday, October" over "3, 2024" gives 2024-10-03; "1 May
/// 2026 to" over "31 May 2026" gives a range. "13 Mar" over "13 Mar", two rows of a table, gives none.
void join_wrapped_dates(Marked& marked);

}  // namespace domicile::extract
