#pragma once
// Runs of letters: what a reading of a page left out, and what is worth reading first.

#include <opencv2/core.hpp>
#include <vector>

namespace domicile {

/// Blocks of text of which no word was read: Tesseract's layout takes a few lines between rules, in a corner
/// or beside a picture for a picture now and then, and drops them without a sign.
///
/// `letters` are where letters may be, `words` what was read, `doubted` what was read and hardly believed,
/// `x_height_px` the usual height of small letters, all in pixels of one page. A block has at least one run
/// of marks as long as four letters, of a size like the page's, or of three that `doubted` leaves alone;
/// specks and rules give none. The largest come first, at most `most_blocks`.
[[nodiscard]] std::vector<cv::Rect> missed_blocks(const std::vector<cv::Rect>& letters,
                                                  const std::vector<cv::Rect>& words,
                                                  const std::vector<cv::Rect>& doubted, double x_height_px);
inline constexpr std::size_t most_blocks = 20;
inline constexpr double length_of_run = 4;  ///< of four letters, in heights of small ones

/// Whether `letters` are a page of text: at least eight runs of them, as a bill has in its head alone. Faces,
/// landscapes and textures give a handful.
[[nodiscard]] bool looks_like_text(const std::vector<cv::Rect>& letters, double x_height_px);

/// The longest runs of `letters` without a gap wider than between words, longest first: sentences, where
/// there are any, rather than the rows of a table; no bar codes. As many as hold `enough` letters together;
/// each is cut behind that many.
[[nodiscard]] std::vector<cv::Rect> longest_runs(const std::vector<cv::Rect>& letters, double x_height_px,
                                                 int enough);

/// `letters` of the usual size as lines, or pieces of lines between wide gaps, each from left to right.
[[nodiscard]] std::vector<std::vector<cv::Rect>> lines_of_marks(const std::vector<cv::Rect>& letters,
                                                                double x_height_px);

}  // namespace domicile
