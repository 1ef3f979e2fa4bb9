#pragma once
// Dates that stand beside the number of the page.

#include "extract/marked.hpp"

namespace domicile::extract {

/// Whether the number of its page, in words, is all that stands beside a date in its line or in the cell to
/// the right: "August 11, 2021 · Page 1 of 7". False for "11/3/2026, 4:05 PM   1/2".
[[nodiscard]] bool beside_page_number(const Marked& marked, const DateInLine& date);

}  // namespace domicile::extract
