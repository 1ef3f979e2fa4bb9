#pragma once
// Straight edges in a photo along which a sheet of paper may end.

#include <array>
#include <opencv2/core.hpp>
#include <vector>

namespace domicile {

/// a*x + b*y = c with (a, b) of length 1, in pixels of the scene.
struct EdgeLine {
  double a, b, c;
};

/// A photo in small, its text closed away, in the channels in which paper differs from what lies around:
/// brightness, and distance from colour. Sobel derivatives of both.
struct Scene {
  cv::Mat bright, pale;
  std::array<cv::Mat, 2> dx, dy;
  double scale = 1;  ///< pixels of the scene for one of the photo
};

[[nodiscard]] Scene scene_of(const cv::Mat& photo);

/// Straight edges of the scene, level or steep ones, the longest first, near-duplicates dropped.
[[nodiscard]] std::vector<EdgeLine> straight_edges(const Scene& scene, bool level);

/// What lies along one side of a quadrangle, the inside to the right of its direction. Shares are 0..1 of the
/// side's length.
struct SideLook {
  double ends = 0;        ///< inside is brighter or paler: paper ends here
  double turned = 0;      ///< inside is darker or more colourful only: print that runs to the sheet's rim
  double ends_first = 0;  ///< `ends`, with `turned` counted in the first 0.4 of the side
  double ends_last = 0;   ///< `ends`, with `turned` counted in the last 0.4
};

/// Looks along the side from `p` to `q`, `tolerance_px` to either hand.
[[nodiscard]] SideLook look_along(const Scene& scene, cv::Point2d p, cv::Point2d q, int tolerance_px);

/// Median brightness beyond the side from `p` to `q`.
[[nodiscard]] double level_beyond(const Scene& scene, cv::Point2d p, cv::Point2d q);

/// Whether paper as pale and nearly as bright as inside lies beyond the side from `p` to `q`: a rule, a band
/// or a fold across a sheet, and no rim of it. Inside is the brightest place up to `band_px` behind the side;
/// parts of a folded letter differ less from each other than from the table, whose brightness is `table`.
[[nodiscard]] bool paper_goes_on(const Scene& scene, cv::Point2d p, cv::Point2d q, int band_px, double table);

}  // namespace domicile
