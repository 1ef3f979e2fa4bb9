#pragma once
// Words to rows and rows to lines.

#include <functional>
#include <vector>

#include "layout/document.hpp"

namespace domicile::layout {

/// The lines of one page, top to bottom and left to right, rows numbered from 0.
/// Words are chained to their right neighbour, so that rows may drift as they do on a photo. A row breaks at
/// wide gaps, and at narrower ones where the words behind the gap start at the left edge of a column.
[[nodiscard]] std::vector<Line> lines_of(const Page& page);

/// Shows `mend` each line with its page. Where it says that it has changed the line's words, the line's text
/// follows them: a blank between; between ideographs only where the page shows one, as in "山田 翔太".
void mend_lines(Document& document, const std::function<bool(Line& line, const Page& page)>& mend);

}  // namespace domicile::layout
