#pragma once
// Dates whose first digit OCR read as a word of its own.

#include "layout/document.hpp"

namespace domicile::extract {

/// `document` with "1 1.06.2026" written "11.06.2026": a lone digit before a numeric date whose day has one
/// digit belongs to it where the month is written with a nought, or where the gap is narrower than a blank.
/// The surer word says nothing of the other: the date has the confidence of the worse. Words of a text layer
/// stay.
[[nodiscard]] layout::Document with_joined_days(layout::Document document);

}  // namespace domicile::extract
