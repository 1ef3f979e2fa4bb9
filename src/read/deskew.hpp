#pragma once
// The marks on a page that may be letters, and the direction in which they stand in lines.

#include <opencv2/core.hpp>
#include <vector>

namespace domicile {

/// Letter-like marks of a page, measured on a reduced picture.
struct Marks {
  cv::Mat ink;                  ///< 8-bit mask of the letter-like marks alone, reduced
  std::vector<cv::Rect> boxes;  ///< of each mark, pixels of `ink`
  double scale = 1;             ///< pixels of `ink` for one of the page
  double x_height_px = 0;       ///< of the page's commonest text, pixels of the page; 0 without marks
};

/// Finds the marks of `grey` (8-bit, one channel), whatever the light. A page without text gives few or none:
/// under `fewest_marks` nothing should be concluded from them.
[[nodiscard]] Marks find_marks(const cv::Mat& grey);
inline constexpr std::size_t fewest_marks = 16;

/// The direction of text lines.
struct LineDirection {
  double degrees = 0;    ///< to turn the page counter-clockwise so that its lines lie level; -45..135
  double sharpness = 0;  ///< how plainly the ink falls into lines that way
  double usual = 0;      ///< median of that over all directions: texture has hardly more in its best
  double rival = 0;      ///< sharpness of the best direction at right angles to it
};

/// Looks through every direction: precise to 0.05 degrees on a page of text.
[[nodiscard]] LineDirection find_line_direction(const Marks& marks);

/// `picture` turned counter-clockwise by whole quarters, of which any number will do; `picture` itself where
/// that changes nothing.
[[nodiscard]] cv::Mat quarter_turned(const cv::Mat& picture, int quarters);

/// `picture` turned counter-clockwise about its centre, enlarged so that nothing is lost, filled with white.
[[nodiscard]] cv::Mat turned(const cv::Mat& picture, double degrees);

}  // namespace domicile
