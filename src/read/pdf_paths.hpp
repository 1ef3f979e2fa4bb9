#pragma once
// Rectangles and bars in Poppler's paths, in points on the page. Internal to the PDF files of this room.

#include <poppler/GfxState.h>

#include <vector>

#include "read/pdf_content.hpp"

namespace domicile::read {

[[nodiscard]] Rect common_part(const Rect& a, const Rect& b);

/// Widens `rect` until it holds the point.
void include(Rect& rect, double x, double y);

[[nodiscard]] Rect bounds_of(GfxState* state, const GfxSubpath& path);

/// A closed path of four corners, each side along an axis of the page.
[[nodiscard]] bool is_rectangle(GfxState* state, const GfxSubpath& path);

/// The straight sides of a path that run along an axis, as thick as they are drawn.
[[nodiscard]] std::vector<Rect> bars_of(GfxState* state, const GfxSubpath& path, double width);

}  // namespace domicile::read
