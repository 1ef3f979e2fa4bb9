#pragma once
// The page with what was read drawn on it.

#include <string>

#include "domicile/screener.hpp"

namespace domicile::cli {

/// The page on which most was found, with its boxes, as the bytes of a PNG; `dpi` 20..600. Fails as the
/// decoders do.
[[nodiscard]] Result<std::string> page_png(const Screener& screener, const Attachment& attachment,
                                           const Reading& reading, int dpi);

/// Writes the page on which most was found, with its boxes, to `path`: a PNG, or an HTML page that stands
/// alone. Fails with wrong_usage where the name ends otherwise, with file_not_readable where it can't be
/// written, and as the decoders do.
[[nodiscard]] Result<void> draw_page(const Screener& screener, const Attachment& attachment,
                                     const Reading& reading, const std::string& path);

}  // namespace domicile::cli
