#pragma once
// A sheet as the bright patch of a photo, where its sides bend too much for straight lines.

#include <array>
#include <opencv2/core.hpp>
#include <optional>

namespace domicile {

/// A quadrangle that holds a patch: top left, top right, bottom right, bottom left.
struct BrightPatch {
  std::array<cv::Point2d, 4> corners;
  double bulge_px = 0;  ///< how far the patch reaches beyond the quadrangle's sides
};

/// The largest patch of `bright` (8-bit, one channel, print closed away) that is brighter than the rest
/// (Otsu, 1979), has next to no dent but a thumb's, and touches no edge of the picture. nullopt where there
/// is none, or where four corners describe it badly.
[[nodiscard]] std::optional<BrightPatch> bright_patch(const cv::Mat& bright);

}  // namespace domicile
