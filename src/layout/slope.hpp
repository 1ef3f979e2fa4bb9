#pragma once
// How the lines of a photographed page rise and fall.

#include <array>
#include <vector>

#include "model/page.hpp"

namespace domicile::layout {

/// A photo that was flattened still has lines that rise or fall a little, and not alike everywhere: enough to
/// put a value at the right edge into the row of another label. The slope is fitted to neighbouring words of
/// one line as a plane over the page (weighted least squares, outliers dropped), and integrated along x.
///
/// Immutable. A page of text-layer words, or one with few words, is level.
class LineSlope {
 public:
  /// Level.
  LineSlope() = default;
  explicit LineSlope(const Page& page);

  /// How far below the line's middle of the page a word at (x, y) stands; points, in and out.
  ///   a page whose lines fall by 1 in 100, 600 points wide: offset(600, y) = 3
  [[nodiscard]] double offset(double x_points, double y_points) const;

 private:
  std::array<double, 3>
      plane_{};  ///< slope = [0] + [1] x + [2] y, coordinates from the page's centre, points
  double centre_x_ = 0;
  double centre_y_ = 0;
};

}  // namespace domicile::layout
