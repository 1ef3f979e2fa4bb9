#pragma once
// Words to rows and rows to lines.

#include <vector>

#include "layout/document.hpp"

namespace domicile::layout {

/// The lines of one page, top to bottom and left to right, rows numbered from 0.
/// Words are chained to their right neighbour, so that rows may drift as they do on a photo.
[[nodiscard]] std::vector<Line> lines_of(const Page& page);

/// Words joined as they are read: a blank between, but none between ideographs.
[[nodiscard]] std::string joined_text(const std::vector<Word>& words);

}  // namespace domicile::layout
