#pragma once
// How a page is lit, and taking uneven light away.

#include <opencv2/core.hpp>

namespace domicile {

/// What the light on a picture is like. All levels are 0 (black) .. 255 (white).
struct Light {
  double flat_share =
      0;  ///< of pixels within a few levels of the commonest one; scans over 0.3, photos under
  double flat_level = 0;   ///< that commonest level
  double paper_level = 0;  ///< brightness of the paper, median over the picture
  double unevenness = 0;   ///< 0 even .. 1: how much darker the darkest paper is than the brightest
  double glare_share = 0;  ///< of the picture, in saturated blobs that are much brighter than the paper
};

/// Measures `grey` (8-bit, one channel, any size; it is looked at in small).
[[nodiscard]] Light measure_light(const cv::Mat& grey);

/// `grey` with its background divided out, so that paper is white everywhere; same size.
/// A clean scan comes out as it went in, give or take a level; a shadow over half of a page disappears.
[[nodiscard]] cv::Mat even_light(const cv::Mat& grey);

/// `grey` (same size) as OCR wants it, dark text on white: panels with light text on dark are inverted, and
/// faint text is made as dark as the rest. `x_height_px` is the height of small letters.
/// Returns `grey` itself where neither occurs.
[[nodiscard]] cv::Mat dark_on_light(const cv::Mat& grey, double x_height_px);

}  // namespace domicile
