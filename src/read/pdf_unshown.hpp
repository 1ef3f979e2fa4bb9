#pragma once
// Text that a file holds and a page does not show. Internal to the PDF files of this room.

#include <poppler/GfxState.h>
#include <poppler/PDFDoc.h>
#include <poppler/goo/GooString.h>

#include <span>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "read/pdf_content.hpp"
#include "read/pdf_recorder.hpp"

namespace domicile::read {

/// The characters of a PDF text string: UTF-16 or UTF-8 by its mark, else a byte each.
[[nodiscard]] std::u32string code_points_of(const GooString* text);

/// `text`, which the file says that `painted` means, spread over them with visibility said_instead; nothing
/// where both have the same letters and digits, or where some of `painted` have no meaning of their own.
[[nodiscard]] std::vector<Glyph> said_instead(std::span<const Glyph> painted, const std::u32string& text);

/// What stands on `page` (from 1) beside `shown`: in layers that are off or not for viewing (layer_off), in
/// annotations that are hidden and form fields whose value is not drawn (not_drawn). The document is as
/// before afterwards.
[[nodiscard]] std::vector<Glyph> unshown_glyphs(PDFDoc& document, PageRecorder& recorder,
                                                const Limits& limits, int page, int quarter_turns,
                                                const PageContent& shown);

}  // namespace domicile::read
