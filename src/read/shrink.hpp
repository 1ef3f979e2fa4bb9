#pragma once
// Pictures made smaller.

#include <opencv2/core.hpp>

namespace domicile {

/// `picture` at `size` pixels, which must be no more than it has on either side: each new pixel is the mean of
/// those that it stands for. By a whole number first, for which OpenCV has a path several times as fast as for
/// fractions, then by what is left.
[[nodiscard]] cv::Mat shrunk(const cv::Mat& picture, cv::Size size);

/// `picture` with its sides multiplied by `scale`, 0 to 1; as it is at 1.
[[nodiscard]] cv::Mat shrunk(const cv::Mat& picture, double scale);

}  // namespace domicile
