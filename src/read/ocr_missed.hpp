#pragma once
// What a reading of a page left out.

#include <opencv2/core.hpp>
#include <vector>

namespace domicile {

/// Blocks of text of which no word was read: Tesseract's layout takes a few lines between rules, in a corner
/// or beside a picture for a picture now and then, and drops them without a sign.
///
/// `letters` are where letters may be, `words` what was read, `x_height_px` the usual height of small
/// letters, all in pixels of one page. A block has at least one run of marks as long as four letters, of a
/// size like the page's; specks and rules give none. The largest come first, at most `most_blocks`.
[[nodiscard]] std::vector<cv::Rect> missed_blocks(const std::vector<cv::Rect>& letters,
                                                  const std::vector<cv::Rect>& words, double x_height_px);
inline constexpr std::size_t most_blocks = 10;

}  // namespace domicile
