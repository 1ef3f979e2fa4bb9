#include "layout/rows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "base/text.hpp"

namespace domicile::layout {
namespace {

// A word in points on its page.
struct Placed {
  const Word* word;
  double x0, y0, x1, y1;
  [[nodiscard]] double height() const { return y1 - y0; }
  [[nodiscard]] double middle() const { return (y0 + y1) / 2; }
};

std::vector<Placed> placed_words(const Page& page) {
  std::vector<Placed> placed;
  for (const auto& word : page.words) {
    if (word.visibility != Visibility::visible || word.text.empty()) continue;
    placed.push_back({&word, word.box.x0 * page.width_pt, word.box.y0 * page.height_pt,
                      word.box.x1 * page.width_pt, word.box.y1 * page.height_pt});
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
    return std::accumulate(row.begin(), row.end(), 0.0, [](double sum, const Placed& p) { return sum + p.middle(); }) /
           static_cast<double>(row.size());
  });
  return rows;
}

double typical_height(const std::vector<Placed>& row) {
  std::vector<double> heights;
  for (const auto& word : row) heights.push_back(word.height());
  const auto upper = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 3 / 4);
  std::ranges::nth_element(heights, upper);
  return *upper;
}

bool ends_label(const std::string& text) { return text.ends_with(':') || text.ends_with("："); }

// Where a row breaks into lines. An OCR box hugs the letters, a text layer's box has the whole font height.
bool breaks_between(const Placed& left, const Placed& right) {
  const double height = std::max(left.height(), right.height());
  const double allowed = left.word->source == WordSource::ocr ? 1.35 : 1.05;
  const double gap = right.x0 - left.x1;
  const bool other_size = std::max(left.height(), right.height()) > 1.7 * std::min(left.height(), right.height()) &&
                          gap > 0.6 * std::min(left.height(), right.height());
  return gap > allowed * height * (ends_label(left.word->text) ? 1.5 : 1.0) || other_size;
}

Line line_of(const Page& page, const std::vector<Placed>& words, int row) {
  Line line;
  line.page = page.number;
  line.row = row;
  line.box = words.front().word->box;
  double confidence = 0;
  for (const auto& placed : words) {
    line.box = united(line.box, placed.word->box);
    line.words.push_back(*placed.word);
    confidence += placed.word->confidence;
  }
  line.height_pt = typical_height(words);
  line.confidence = confidence / static_cast<double>(words.size());
  line.text = joined_text(line.words);
  return line;
}

bool is_ideograph(char32_t c) {
  return (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x3000 && c <= 0x303F);
}

}  // namespace

std::string joined_text(const std::vector<Word>& words) {
  std::string text;
  char32_t last = 0;
  for (const auto& word : words) {
    const auto points = to_utf32(word.text);
    if (points.empty()) continue;
    const bool together = is_ideograph(last) || is_ideograph(points.front());
    const bool both = (is_ideograph(last) && (is_ideograph(points.front()) || points.front() < 0x80)) ||
                      (together && last != 0 && last < 0x80 && last >= '0' && last <= '9');
    if (!text.empty() && !both) text += ' ';
    text += word.text;
    last = points.back();
  }
  return text;
}

std::vector<Line> lines_of(const Page& page) {
  std::vector<Line> lines;
  int row_number = 0;
  for (const auto& row : rows_of(placed_words(page))) {
    std::vector<Placed> current;
    for (const auto& word : row) {
      if (!current.empty() && breaks_between(current.back(), word)) {
        lines.push_back(line_of(page, current, row_number));
        current.clear();
      }
      current.push_back(word);
    }
    lines.push_back(line_of(page, current, row_number));
    ++row_number;
  }
  return lines;
}

}  // namespace domicile::layout
