#pragma once
// What the first document would otherwise pay for.

#include <memory>

#include "model/page_reader.hpp"
#include "read/reader.hpp"

namespace domicile::read {

/// Reads and renders a small page in each of the fonts that PDFs name without bringing them along, so that
/// Poppler's tables, fontconfig and those fonts are in memory. They stay there as long as the reader that is
/// returned lives; null where Poppler could not be had. Takes some ten milliseconds, loads no OCR model.
[[nodiscard]] std::unique_ptr<PageReader> warm_up(const ReadOptions& options);

}  // namespace domicile::read
