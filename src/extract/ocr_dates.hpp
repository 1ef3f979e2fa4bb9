#pragma once
// Dates that OCR took apart, or whose signs it took for others.

#include "layout/document.hpp"

namespace domicile::extract {

/// `document` with "1 1.06.2026" written "11.06.2026": a lone digit before a numeric date whose day has one
/// digit belongs to it where the month is written with a nought, or where the gap is narrower than a blank.
/// The surer word says nothing of the other: the date has the confidence of the worse. Words of a text layer
/// stay.
[[nodiscard]] layout::Document with_joined_days(layout::Document document);

/// `document` with Japanese dates mended: full-width digits, each a word of its own, become one number before
/// 年, 月 and 日 ("2 0 2 6年1 1月3日"), and a sign that looks like 日 is one behind a month and a day
/// ("11月3昌"). Words of a text layer stay.
[[nodiscard]] layout::Document with_mended_japanese_dates(layout::Document document);

}  // namespace domicile::extract
