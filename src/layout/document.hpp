#pragma once
// Words of pages put in order: lines, rows and stacks, as a reader's eye groups them.

#include <cstddef>
#include <string>
#include <vector>

#include "model/page.hpp"

namespace domicile::layout {

/// Words that stand next to each other without a gap that a column or a table would leave. Two cells of one
/// table row are two lines that share a row.
struct Line {
  int page = 1;  ///< from 1
  Box box;
  std::string text;         ///< words joined by blanks; ideographs without
  std::vector<Word> words;  ///< left to right
  double height_pt = 0;     ///< height of its letters in points
  double confidence = 1;    ///< mean of its words
  int row = 0;              ///< lines of one page with the same row share a baseline
};

constexpr std::size_t no_line = static_cast<std::size_t>(-1);

/// Which line stands next to which, on the same page; no_line where none does.
struct Neighbours {
  std::size_t left = no_line;  ///< next line of the row to the left
  std::size_t right = no_line;
  std::size_t above = no_line;  ///< the line directly above in the same stack: aligned, near, of like size
  std::size_t below = no_line;
};

/// All lines of all pages read so far, page by page, top to bottom, left to right.
struct Document {
  std::vector<Page> pages;  ///< without their words, which stand in the lines
  std::vector<Line> lines;
  std::vector<Neighbours> neighbours;  ///< one for each line

  /// A page by its number, or nullptr where it was not read.
  [[nodiscard]] const Page* page(int number) const;

  /// Lines whose box overlaps `box` on page `number` by more than half of themselves.
  [[nodiscard]] std::vector<std::size_t> lines_in(int number, const Box& box) const;

  /// Distances in points between boxes of page `number`, so that both directions count alike.
  [[nodiscard]] double points_x(int number, double fraction) const;
  [[nodiscard]] double points_y(int number, double fraction) const;
};

/// True where OCR read any of its words.
[[nodiscard]] bool holds_ocr(const Document& document);

/// How many times larger one line's type is than the other's, at least 1. By the font's size where a text
/// layer gives it, since boxes of the same font differ there; else by the height of the letters.
[[nodiscard]] double ratio_of_type_sizes(const Line& one, const Line& other);

/// Whether `caption` is small print directly above the large type of `value`, at the same left edge: "Amount
/// due" over "34,18 €". No neighbours, since their type is not of like size.
[[nodiscard]] bool captions(const Document& document, const Line& caption, const Line& value);

/// The first line that the line `caption` captions; no_line where there is none.
[[nodiscard]] std::size_t captioned(const Document& document, std::size_t caption);

/// Median height of the letters of all lines in points; 10 where there is none.
[[nodiscard]] double median_height(const Document& document);

/// Puts the visible words of `pages` in order. Pages without words give no lines.
[[nodiscard]] Document arrange(const std::vector<Page>& pages);

}  // namespace domicile::layout
