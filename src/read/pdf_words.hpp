#pragma once
// Characters of a PDF page to words. Knows nothing of Poppler.

#include <string>
#include <vector>

#include "read/pdf_content.hpp"

namespace domicile::read {

/// A word of a text layer, in points.
struct LayerWord {
  std::u32string text;  ///< as the font says; not yet normalised
  Rect rect;
  double size_pt = 0;
  int font = -1;
  int first_order = 0;  ///< when its first and last characters were painted
  int last_order = 0;
  Colour colour;
  Visibility visibility = Visibility::visible;
  bool check_in_picture = false;
  int unmapped = 0;         ///< characters that the font gives no meaning
  bool mixed_type = false;  ///< its digits, or its letters, differ in typeface, size or baseline
  double along_x = 1, along_y = 0;
};

/// Joins characters to words by where they stand; the order of painting only settles what overlaps.
///
/// Parts break at blanks, at gaps wider than letters of that run keep, at a change of line, of size or of
/// visibility. Letter-spaced text is one word: "C O L U M B U S" at even gaps gives "COLUMBUS". Text that is
/// painted twice to look bold comes once.
[[nodiscard]] std::vector<LayerWord> make_words(const std::vector<Glyph>& glyphs);

/// The text of a word as domicile compares it: NFC, presentation forms and ligatures as plain letters, right
/// to left scripts in reading order, no control characters; soft hyphens as hyphens where they break no word.
/// "ﬁn" gives "fin".
[[nodiscard]] std::string normalised_text(const std::u32string& text);

}  // namespace domicile::read
