#pragma once
// Where the sheet of paper lies in a photo, and laying it flat.

#include <array>
#include <opencv2/core.hpp>
#include <optional>

namespace domicile {

/// Corners of a sheet in a photo, pixels: top left, top right, bottom right, bottom left.
struct PageCorners {
  std::array<cv::Point2f, 4> points;
  double support = 0;  ///< 0..1: share of the weakest side along which paper really ends
};

/// Finds the sheet in `photo` (BGR or one channel). Each side must be a line along which paper ends for most
/// of its length, brighter or paler inside and with no paper beyond; one may be darker inside, where a band
/// of print runs to the rim. Sides may bend a little: the corners are then moved outward. None may be the
/// edge of the picture itself: a sheet that fills the photo, or of which a side is cut off, has no corners.
/// Neither has a photo with no paper in it.
[[nodiscard]] std::optional<PageCorners> find_page_corners(const cv::Mat& photo);

/// The sheet seen from straight above, with its true proportions as far as four points tell them; the long
/// side is that of the sheet in the photo, at most `max_side_px`.
[[nodiscard]] cv::Mat flattened(const cv::Mat& photo, const PageCorners& corners, int max_side_px);

}  // namespace domicile
