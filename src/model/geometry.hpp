#pragma once
// Where things stand on a page.

#include <algorithm>

namespace domicile {

/// A rectangle on the upright page in page fractions: 0..1 in both directions, origin top left, x0 <= x1.
/// {0, 0, 1, 0.5} is the upper half of a page.
struct Box {
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;

  [[nodiscard]] double width() const { return x1 - x0; }
  [[nodiscard]] double height() const { return y1 - y0; }
  [[nodiscard]] double center_x() const { return (x0 + x1) / 2; }
  [[nodiscard]] double center_y() const { return (y0 + y1) / 2; }
  [[nodiscard]] double area() const { return std::max(0.0, width()) * std::max(0.0, height()); }
  friend bool operator==(const Box&, const Box&) = default;
};

inline constexpr Box whole_page{0, 0, 1, 1};

/// The smallest box that holds both.
[[nodiscard]] inline Box united(const Box& a, const Box& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

/// The common part; a box of no area where there is none.
[[nodiscard]] inline Box intersected(const Box& a, const Box& b) {
  const double x0 = std::max(a.x0, b.x0);
  const double y0 = std::max(a.y0, b.y0);
  return {x0, y0, std::max(x0, std::min(a.x1, b.x1)), std::max(y0, std::min(a.y1, b.y1))};
}

/// How much of `inner` lies inside `outer`, 0..1; 0 for an `inner` without area.
[[nodiscard]] inline double share_inside(const Box& inner, const Box& outer) {
  return inner.area() > 0 ? intersected(inner, outer).area() / inner.area() : 0;
}

/// Two readings of the same letters lie so, even where one of them is much too high or wide.
[[nodiscard]] inline bool lie_over(const Box& one, const Box& other) {
  constexpr double same_place = 0.3;
  return std::max(share_inside(one, other), share_inside(other, one)) > same_place;
}

/// Two words of one line, though their letters are not equally high.
[[nodiscard]] inline bool share_a_row(const Box& one, const Box& other) {
  constexpr double common = 0.3;
  return std::min(one.y1, other.y1) - std::max(one.y0, other.y0) >
         common * std::min(one.height(), other.height());
}

}  // namespace domicile
