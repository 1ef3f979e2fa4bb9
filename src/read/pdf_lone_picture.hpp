#pragma once
// The pixels of a page that is nothing but one picture, as scanners make them, taken as they are stored:
// drawing the page would sample them once more. Internal to the PDF files of this room.

#include <poppler/PDFDoc.h>

#include <optional>

#include "base/limits.hpp"
#include "read/pixels.hpp"

namespace domicile::read {

/// The picture that covers the page from edge to edge, upright in the page's frame; in grey where it is
/// stored with one component, else in BGR. Nothing where the page shows anything else, cuts or blends it, or
/// where it has more pixels than the limits allow.
[[nodiscard]] std::optional<Pixels> lone_picture(PDFDoc& document, const Limits& limits, int page,
                                                 int quarter_turns);

}  // namespace domicile::read
