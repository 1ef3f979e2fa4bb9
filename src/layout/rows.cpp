#include "layout/rows.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string_view>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "layout/slope.hpp"

namespace domicile::layout {
namespace {

// A word in points on its page.
struct Placed {
  const Word* word;
  double x0, y0, x1, y1;
  [[nodiscard]] double height() const { return y1 - y0; }
  [[nodiscard]] double middle() const { return (y0 + y1) / 2; }
};

// The words as if all lines ran level.
std::vector<Placed> placed_words(const Page& page) {
  const LineSlope slope(page);
  std::vector<Placed> placed;
  for (const auto& word : page.words) {
    if (word.visibility != Visibility::visible || word.text.empty()) continue;
    const double lower =
        slope.offset(word.box.center_x() * page.width_pt, word.box.center_y() * page.height_pt);
    placed.push_back({&word, word.box.x0 * page.width_pt, word.box.y0 * page.height_pt - lower,
                      word.box.x1 * page.width_pt, word.box.y1 * page.height_pt - lower});
  }
  std::ranges::sort(placed, {}, [](const Placed& p) { return p.x0; });
  return placed;
}

bool same_baseline(const Placed& a, const Placed& b) {
  const double common = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  const double smaller = std::min(a.height(), b.height());
  const double larger = std::max(a.height(), b.height());
  return common > 0.5 * smaller && std::abs(a.middle() - b.middle()) < 0.45 * larger;
}

// Rows by chaining: a word joins the row whose last word it continues best.
std::vector<std::vector<Placed>> rows_of(const std::vector<Placed>& words) {
  std::vector<std::vector<Placed>> rows;
  for (const auto& word : words) {
    std::vector<Placed>* best = nullptr;
    double best_offset = 1e9;
    for (auto& row : rows) {
      const Placed& last = row.back();
      if (!same_baseline(last, word)) continue;
      const double offset = std::abs(last.middle() - word.middle());
      if (offset < best_offset) {
        best_offset = offset;
        best = &row;
      }
    }
    if (best != nullptr) {
      best->push_back(word);
    } else {
      rows.push_back({word});
    }
  }
  std::ranges::sort(rows, {}, [](const std::vector<Placed>& row) {
    return std::accumulate(row.begin(), row.end(), 0.0,
                           [](double sum, const Placed& p) { return sum + p.middle(); }) /
           static_cast<double>(row.size());
  });
  return rows;
}

double letters_of(const Word& word) {
  const auto shares = character_shares(word.text);
  return static_cast<double>(word.text.size()) * (shares.letters + shares.digits);
}

// The height of the word in which the row's middle letter stands; strokes and dashes say nothing of the type.
double typical_height(const std::vector<Placed>& row) {
  std::vector<std::pair<double, double>> heights;
  double all = 0;
  for (const auto& word : row) {
    heights.emplace_back(word.height(), letters_of(*word.word) + 0.01);
    all += heights.back().second;
  }
  std::ranges::sort(heights);
  double before = 0;
  for (const auto& [height, letters] : heights) {
    before += letters;
    if (before > all / 2) return height;
  }
  return heights.back().first;
}

bool ends_label(const std::string& text) { return text.ends_with(':') || text.ends_with("："); }

bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x3000 && c <= 0x303F);
}

bool begins_with_ideograph(const std::string& text) {
  const auto letters = to_utf32(text);
  return !letters.empty() && is_ideograph(letters.front());
}

bool ends_with_ideograph(const std::string& text) {
  const auto letters = to_utf32(text);
  return !letters.empty() && is_ideograph(letters.back());
}

// "2,09€": mostly the end of a column of amounts.
bool ends_amount(const std::string& text) {
  const auto last = static_cast<UChar32>(to_utf32(text).back());
  return text.front() >= '0' && text.front() <= '9' && u_charType(last) == U_CURRENCY_SYMBOL;
}

bool begins_with_letter(const std::string& text) {
  const auto letters = to_utf32(text);
  return !letters.empty() && u_isalpha(static_cast<UChar32>(letters.front())) != 0;
}

// Of a text layer, whose boxes reach from ascent to descent: most fonts have a fifth of them below the line.
double baseline(const Placed& word) { return word.y1 - 0.2 * word.height(); }

// Where a row breaks into lines. An OCR box hugs the letters, a text layer's box has the whole font height.
bool breaks_between(const Placed& left, const Placed& right) {
  const double height = std::max(left.height(), right.height());
  // A full-width blank before or behind an ideograph, with what the boxes leave out on either side.
  const bool wide = begins_with_ideograph(right.word->text) || ends_with_ideograph(left.word->text);
  const double by_ocr = wide ? 1.8 : 1.35;
  const double by_column = ends_amount(left.word->text) && begins_with_letter(right.word->text) ? 0.7 : 1;
  const double allowed = (left.word->source == WordSource::ocr ? by_ocr : 1.05) * by_column;
  const double gap = right.x0 - left.x1;
  // A dash or a stroke has no size of type, and "3.º" that of its raised letter.
  const auto has_size = [](const Word& word) {
    return letters_of(word) > 0 && to_utf32(word.text).size() >= 3 && !word.text.contains(".º") &&
           !word.text.contains(".ª");
  };
  const bool type = has_size(*left.word) && has_size(*right.word);
  // "¥7,213" in large type beside a paragraph.
  const auto has_digits = [](const Word& word) { return digits_in(word.text) >= 3; };
  const bool number =
      (has_digits(*left.word) && has_size(*right.word)) || (has_size(*left.word) && has_digits(*right.word));
  // A text layer knows the size of type; boxes differ where a letter was taken from another font.
  const bool by_type = left.word->source == WordSource::text_layer &&
                       right.word->source == WordSource::text_layer && left.word->height_pt > 0 &&
                       right.word->height_pt > 0;
  const double left_size = by_type ? left.word->height_pt : left.height();
  const double right_size = by_type ? right.word->height_pt : right.height();
  const double larger = type ? 1.7 : 2.2;
  const bool other_size = (type || number) &&
                          std::max(left_size, right_size) > larger * std::min(left_size, right_size) &&
                          gap > 0.6 * std::min(left.height(), right.height());
  // Type that is set on another baseline belongs to another column, however near it comes.
  const bool other_baseline =
      by_type && type &&
      std::abs(baseline(left) - baseline(right)) > 0.15 * std::min(left_size, right_size) &&
      gap > 0.6 * std::min(left.height(), right.height());
  return gap > allowed * height * (ends_label(left.word->text) ? 1.5 : 1.0) || other_size || other_baseline;
}

// A gap that a reader sees as a blank between two ideographs. OCR's boxes hug the signs, which leaves gaps
// anyway.
bool blank_between(const Page& page, const Word& left, const Word& right) {
  const double height = std::max(left.box.height(), right.box.height()) * page.height_pt;
  return (right.box.x0 - left.box.x1) * page.width_pt >
         (right.source == WordSource::ocr ? 0.9 : 0.12) * height;
}

// A row cut at its wide gaps.
std::vector<std::vector<Placed>> cells_of(const std::vector<Placed>& row) {
  std::vector<std::vector<Placed>> cells;
  for (const auto& word : row) {
    if (cells.empty() || breaks_between(cells.back().back(), word)) cells.emplace_back();
    cells.back().push_back(word);
  }
  return cells;
}

// OCR takes a speck for a letter or a digit: none of a line is so small beside the others.
void drop_specks(std::vector<Placed>& cell) {
  constexpr double smallest = 0.4;
  constexpr std::size_t longest = 2;
  const double height = typical_height(cell);
  std::erase_if(cell, [&](const Placed& placed) {
    return placed.word->source == WordSource::ocr && placed.word->text.size() <= longest &&
           letters_of(*placed.word) > 0 && placed.height() < smallest * height;
  });
  // No line begins with a stop or a stroke that stands by itself: its edge is that of the first word.
  static constexpr std::array<std::string_view, 8> stray{".", ",", "'", "`", "|", "_", "~", "·"};
  const auto begins = std::ranges::find_if_not(cell, [](const Placed& placed) {
    return placed.word->source == WordSource::ocr &&
           std::ranges::find(stray, placed.word->text) != stray.end();
  });
  if (begins != cell.end()) cell.erase(cell.begin(), begins);
}

// Where a cell that is not the first of its row begins.
struct Edge {
  std::size_t row = 0;
  double x0 = 0;
};

constexpr std::size_t rows_of_one_column = 4;
constexpr int cells_of_one_column = 2;
constexpr double wider_than_blanks = 1.5;
constexpr double same_edge_points = 0.6;
constexpr double same_edge_points_of_ocr = 2.5;
constexpr double narrow_gap_in_heights = 0.4;

std::vector<Edge> column_edges(const std::vector<std::vector<std::vector<Placed>>>& cells) {
  std::vector<Edge> edges;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    for (const auto& cell : cells[row]) edges.push_back({row, cell.front().x0});
  }
  return edges;
}

bool at_edge(const Placed& word, std::size_t row, const std::vector<Edge>& edges, double tolerance_points) {
  return std::ranges::count_if(edges, [&](const Edge& edge) {
           const auto apart = edge.row > row ? edge.row - row : row - edge.row;
           return apart > 0 && apart <= rows_of_one_column && std::abs(edge.x0 - word.x0) < tolerance_points;
         }) >= cells_of_one_column;
}

// The usual blank of a cell: the median gap, or 0 where only one is there.
double usual_blank(const std::vector<Placed>& cell) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < cell.size(); ++i) gaps.push_back(cell[i].x0 - cell[i - 1].x1);
  if (gaps.size() < 2) return 0;
  const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>((gaps.size() - 1) / 2);
  std::ranges::nth_element(gaps, middle);
  return *middle;
}

// A long line that runs up to the next column leaves a gap that is narrow, yet wider than its own blanks; a
// long label one that shows by its colon.
std::vector<std::vector<Placed>> parts_at_edges(const std::vector<Placed>& cell, std::size_t row,
                                                const std::vector<Edge>& edges) {
  std::vector<std::vector<Placed>> parts{{cell.front()}};
  const double blank = usual_blank(cell);
  for (std::size_t i = 1; i < cell.size(); ++i) {
    const double gap = cell[i].x0 - cell[i - 1].x1;
    const bool wide = cell[i].word->source == WordSource::text_layer &&
                      gap > narrow_gap_in_heights * cell[i].height() && blank > 0 &&
                      gap > wider_than_blanks * blank;
    const bool after_label =
        ends_label(cell[i - 1].word->text) && gap > narrow_gap_in_heights * cell[i].height();
    const double tolerance =
        cell[i].word->source == WordSource::text_layer ? same_edge_points : same_edge_points_of_ocr;
    if ((wide || after_label) && at_edge(cell[i], row, edges, tolerance)) parts.emplace_back();
    parts.back().push_back(cell[i]);
  }
  return parts;
}

std::string joined_text(const Page& page, const std::vector<Word>& words) {
  std::string text;
  char32_t last = 0;
  const Word* previous = nullptr;
  for (const auto& word : words) {
    const auto points = to_utf32(word.text);
    if (points.empty()) continue;
    const bool together = is_ideograph(last) || is_ideograph(points.front());
    const bool both = (is_ideograph(last) && (is_ideograph(points.front()) || points.front() < 0x80)) ||
                      (together && last != 0 && last < 0x80 && last >= '0' && last <= '9');
    if (previous != nullptr && (!both || blank_between(page, *previous, word))) text += ' ';
    text += word.text;
    last = points.back();
    previous = &word;
  }
  return text;
}

Line line_of(const Page& page, const std::vector<Placed>& words, int row) {
  Line line;
  line.page = page.number;
  line.row = row;
  const bool letters =
      std::ranges::any_of(words, [](const Placed& placed) { return letters_of(*placed.word) > 0; });
  line.box = {words.front().word->box.x0, 1, words.back().word->box.x1, 0};
  line.height_pt = typical_height(words);
  // A stroke between words, or a speck that touches one, may reach into the lines above and below.
  const auto tells_height = [&](const Placed& placed) {
    constexpr double reaches_beyond = 1.6;
    return (!letters || letters_of(*placed.word) > 0) && placed.height() < reaches_beyond * line.height_pt;
  };
  const bool any_tells = std::ranges::any_of(words, tells_height);
  double confidence = 0;
  for (const auto& placed : words) {
    const auto& box = placed.word->box;
    line.box.x0 = std::min(line.box.x0, box.x0);
    line.box.x1 = std::max(line.box.x1, box.x1);
    if (!any_tells || tells_height(placed)) {
      line.box.y0 = std::min(line.box.y0, box.y0);
      line.box.y1 = std::max(line.box.y1, box.y1);
    }
    line.words.push_back(*placed.word);
    confidence += placed.word->confidence;
  }
  line.confidence = confidence / static_cast<double>(words.size());
  line.text = joined_text(page, line.words);
  return line;
}

}  // namespace

void mend_lines(Document& document, const std::function<bool(Line& line, const Page& page)>& mend) {
  for (auto& line : document.lines) {
    const auto& page = *document.page(line.page);
    if (mend(line, page)) line.text = joined_text(page, line.words);
  }
}

std::vector<Line> lines_of(const Page& page) {
  const auto rows = rows_of(placed_words(page));
  std::vector<std::vector<std::vector<Placed>>> cells;
  for (const auto& row : rows) {
    cells.push_back(cells_of(row));
    for (auto& cell : cells.back()) drop_specks(cell);
  }
  const auto edges = column_edges(cells);
  std::vector<Line> lines;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    for (const auto& cell : cells[row]) {
      for (const auto& part : parts_at_edges(cell, row, edges))
        lines.push_back(line_of(page, part, static_cast<int>(row)));
    }
  }
  return lines;
}

}  // namespace domicile::layout
