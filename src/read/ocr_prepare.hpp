#pragma once
// A part of a page, made ready for Tesseract.

#include <opencv2/core.hpp>

namespace domicile {

/// Pixels that Tesseract reads best, and how to get back from them.
struct Prepared {
  cv::Mat pixels;          ///< 8-bit, one channel, dark text on light
  double scale = 1;        ///< pixels of it for one of the part that was given
  double x_height_px = 0;  ///< of the part that was given; 0 where there is no text
  bool has_text = false;
  bool single_line = false;  ///< the marks stand in one line
};

/// Looks at `grey` and changes what calls for it: light panels and faint text (see `dark_on_light`), letters
/// that are too small or larger than is of use. A clean part comes back with the same pixels.
[[nodiscard]] Prepared prepare_for_ocr(const cv::Mat& grey);

}  // namespace domicile
