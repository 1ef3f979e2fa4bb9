#pragma once
// Tesseract's results → words: where each stands on the page and how high its type is.

#include <opencv2/core/types.hpp>
#include <span>
#include <string>
#include <vector>

#include "model/page.hpp"

namespace tesseract {
class TessBaseAPI;
}

namespace domicile {

/// Where the pixels that Tesseract was given lie on the page.
struct Frame {
  cv::Point offset;
  double scale;  ///< pixels given to Tesseract for one of the page
  cv::Size page;

  /// Pixels given to Tesseract → fractions of the page, within 0 and 1.
  [[nodiscard]] Box box(int left, int top, int right, int bottom) const;
};

/// A letter or sign of a line, in pixels.
struct Symbol {
  int left = 0, top = 0, right = 0, bottom = 0;
  bool ideograph = false;
};

/// `word` with the upper and lower edge of the signs of `line` that stand nearest to it, where it holds
/// ideographs (`with_ideographs`) or is much higher or lower than they are; as it is where fewer than three
/// stand in the line.
///
/// The network tells which signs stand there, not where: a sign whose strokes could not be assigned to it
/// gets the box of the whole line with its blanks, or of one stroke, and its word would stand in a row of its
/// own.
[[nodiscard]] Symbol levelled(const Symbol& word, bool with_ideographs, std::span<const Symbol> line);

/// The words of the last `Recognize`, with their boxes in fractions of the page, from the top of the tall
/// letters to the bottom of the hanging ones, as a text layer has them. `dpi` is the page's; 0 leaves heights
/// in points open.
[[nodiscard]] std::vector<Word> words_of(tesseract::TessBaseAPI& api, const Frame& frame, double dpi);

}  // namespace domicile
