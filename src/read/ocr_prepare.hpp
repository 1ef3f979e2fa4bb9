#pragma once
// A page, made ready for Tesseract.

#include <opencv2/core.hpp>
#include <vector>

#include "model/geometry.hpp"
#include "read/deskew.hpp"

namespace domicile {

/// Pixels that Tesseract reads best, and how to get back from them.
struct Prepared {
  cv::Mat pixels;                 ///< 8-bit, one channel, dark text on light; empty where there is no text
  double scale = 1;               ///< pixels of it for one of the page that was given
  cv::Size page;                  ///< size of the page that was given
  double x_height_px = 0;         ///< of the page that was given; 0 where there is no text
  std::vector<cv::Rect> letters;  ///< where letters may be, pixels of the page that was given

  [[nodiscard]] bool has_text() const { return !pixels.empty(); }

  /// Where `box`, in fractions of the page, lies in pixels of the page that was given.
  [[nodiscard]] cv::Rect pixels_of(const Box& box) const;
};

/// `grey` without the grain and specks of a scan, where there are any: a median of nine takes them and leaves
/// strokes. The paper beside `marks`, those of `grey`, says. To be done before pixels are turned, bent or
/// made larger, which spreads each grain over several.
[[nodiscard]] cv::Mat calmed(const cv::Mat& grey, const Marks& marks);

/// Looks at `grey` and changes what calls for it: light panels and faint text (see `dark_on_light`), grain,
/// rules, letters that are too small or larger than is of use. A clean page comes back with the same pixels.
/// `marks` are those of `grey`.
[[nodiscard]] Prepared prepare_for_ocr(const cv::Mat& grey, const Marks& marks);

}  // namespace domicile
