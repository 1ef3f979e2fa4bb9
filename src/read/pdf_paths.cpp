#include "read/pdf_paths.hpp"

#include <algorithm>
#include <cmath>

namespace domicile::read {

Rect common_part(const Rect& a, const Rect& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

void include(Rect& rect, double x, double y) {
  rect = {std::min(rect.x0, x), std::min(rect.y0, y), std::max(rect.x1, x), std::max(rect.y1, y)};
}

Rect bounds_of(GfxState* state, const GfxSubpath& path) {
  Rect bounds{1e9, 1e9, -1e9, -1e9};
  for (int i = 0; i < path.getNumPoints(); ++i) {
    double x = 0;
    double y = 0;
    state->transform(path.getX(i), path.getY(i), &x, &y);
    include(bounds, x, y);
  }
  return bounds;
}

bool is_rectangle(GfxState* state, const GfxSubpath& path) {
  const int points = path.getNumPoints();
  if (points < 4 || points > 5) return false;
  double last_x = 0;
  double last_y = 0;
  for (int i = 0; i < points; ++i) {
    double x = 0;
    double y = 0;
    state->transform(path.getX(i), path.getY(i), &x, &y);
    if (path.getCurve(i)) return false;
    if (i > 0 && std::abs(x - last_x) > 0.5 && std::abs(y - last_y) > 0.5) return false;
    last_x = x;
    last_y = y;
  }
  return true;
}

std::vector<Rect> bars_of(GfxState* state, const GfxSubpath& path, double width) {
  constexpr int most_sides = 200;
  std::vector<Rect> bars;
  double last_x = 0;
  double last_y = 0;
  for (int i = 0; i < std::min(path.getNumPoints(), most_sides); ++i) {
    double x = 0;
    double y = 0;
    state->transform(path.getX(i), path.getY(i), &x, &y);
    Rect bar{std::min(x, last_x), std::min(y, last_y), std::max(x, last_x), std::max(y, last_y)};
    last_x = x;
    last_y = y;
    if (i == 0 || path.getCurve(i) || std::min(bar.x1 - bar.x0, bar.y1 - bar.y0) > 0.5) continue;
    const bool across = bar.x1 - bar.x0 >= bar.y1 - bar.y0;
    (across ? bar.y0 : bar.x0) -= width / 2;
    (across ? bar.y1 : bar.x1) += width / 2;
    bars.push_back(bar);
  }
  return bars;
}

}  // namespace domicile::read
