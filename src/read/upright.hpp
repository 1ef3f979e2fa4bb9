#pragma once
// A picture of a page as it came (photo, scan, screenshot) to the page as a reader wants it: upright,
// straight, evenly lit, and judged.

#include <opencv2/core.hpp>
#include <optional>

#include "base/error.hpp"
#include "model/page.hpp"
#include "read/deskew.hpp"
#include "read/ocr.hpp"
#include "read/straighten.hpp"

namespace domicile {

/// A page brought upright. `grey` and `colour()` have the same size; every box on the page is a fraction of
/// it.
struct Upright {
  cv::Mat grey;                 ///< 8-bit, one channel, uneven light divided out; what OCR reads
  Marks marks;                  ///< of `grey`
  cv::Mat flat;                 ///< the page before it was turned: 8-bit BGR, or grey where the input was
  double turned_degrees = 0;    ///< from `flat` to `grey`, counter-clockwise
  std::optional<Bend> bend;     ///< that was taken out of `grey` after it was turned
  double dpi = 0;               ///< pixels an inch on the page; estimated where the input did not say
  double rotation_degrees = 0;  ///< how it was turned, clockwise, skew included
  Quality quality;
  bool is_photo = false;  ///< taken with a camera rather than scanned or rendered

  /// What a person is shown, turned when it is asked for: most pages never are.
  [[nodiscard]] cv::Mat colour() const;
};

/// Brings `picture` (8-bit, BGR or one channel) upright. Each step is taken only where a measurement of the
/// picture calls for it: a clean scan passes without being resampled.
///
/// `dpi` is 0 where the file does not say. `exif_orientation` is 1..8, anything else counts as 1. `engine`
/// is asked to read a strip only where cheaper signs leave the orientation open.
///
/// A picture without text is no failure: it comes back as it is. Fails with internal_defect where the
/// picture is empty or of another depth, and as `engine` does.
[[nodiscard]] Result<Upright> make_upright(const cv::Mat& picture, double dpi, int exif_orientation,
                                           OcrEngine& engine);

}  // namespace domicile
