#include "layout/document.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "layout/rows.hpp"

namespace domicile::layout {
namespace {

// Lines of a stack are aligned at the left, the middle or the right, and overlap.
bool aligned(const Document& document, const Line& upper, const Line& lower) {
  const double tolerance = 1.2 * std::max(upper.height_pt, lower.height_pt);
  const auto near = [&](double a, double b) {
    return document.points_x(upper.page, std::abs(a - b)) < tolerance;
  };
  const bool overlap = std::min(upper.box.x1, lower.box.x1) > std::max(upper.box.x0, lower.box.x0);
  return overlap && (near(upper.box.x0, lower.box.x0) || near(upper.box.x1, lower.box.x1) ||
                     near(upper.box.center_x(), lower.box.center_x()));
}

double gap_points(const Document& document, const Line& upper, const Line& lower) {
  return document.points_y(upper.page, lower.box.y0 - upper.box.y1);
}

bool stacked(const Document& document, const Line& upper, const Line& lower) {
  const double height = std::max(upper.height_pt, lower.height_pt);
  const double gap = gap_points(document, upper, lower);
  // A speck or a stroke makes a line of a scan seem higher than it is. So does what stands around one whose
  // box reaches into the line above: no printed line does.
  const bool by_ocr =
      lower.words.front().source == WordSource::ocr && upper.words.front().source == WordSource::ocr;
  constexpr double of_one_stack = 1.6, with_a_speck = 2.2;
  const bool seems_higher = upper.height_pt > lower.height_pt || gap < 0;
  const double most = by_ocr && seems_higher ? with_a_speck : of_one_stack;
  return gap > -0.5 * height && gap < 1.25 * height && ratio_of_type_sizes(upper, lower) < most &&
         aligned(document, upper, lower);
}

void link_rows(Document& document) {
  for (std::size_t i = 0; i + 1 < document.lines.size(); ++i) {
    const auto& line = document.lines[i];
    const auto& next = document.lines[i + 1];
    if (line.page != next.page || line.row != next.row) continue;
    document.neighbours[i].right = i + 1;
    document.neighbours[i + 1].left = i;
  }
}

void link_stacks(Document& document) {
  const auto& lines = document.lines;
  for (std::size_t lower = 0; lower < lines.size(); ++lower) {
    std::size_t best = no_line;
    double best_distance = std::numeric_limits<double>::max();
    for (std::size_t upper = lower; upper-- > 0;) {
      if (lines[upper].page != lines[lower].page) break;
      if (document.points_y(lines[lower].page, lines[lower].box.y0 - lines[upper].box.y1) > 60) continue;
      if (lines[upper].row == lines[lower].row || !stacked(document, lines[upper], lines[lower])) continue;
      const double distance =
          gap_points(document, lines[upper], lines[lower]) +
          0.3 * document.points_x(lines[lower].page, std::abs(lines[upper].box.x0 - lines[lower].box.x0));
      if (distance < best_distance) {
        best_distance = distance;
        best = upper;
      }
    }
    if (best == no_line) continue;
    document.neighbours[lower].above = best;
    auto& below = document.neighbours[best].below;
    const auto offset = [&](std::size_t i) { return std::abs(lines[i].box.x0 - lines[best].box.x0); };
    if (below == no_line ||
        gap_points(document, lines[best], lines[lower]) <
            gap_points(document, lines[best], lines[below]) - 1 ||
        (lines[below].row == lines[lower].row && offset(lower) < offset(below))) {
      below = lower;
    }
  }
}

}  // namespace

const Page* Document::page(int number) const {
  const auto found = std::ranges::find(pages, number, &Page::number);
  return found == pages.end() ? nullptr : &*found;
}

std::vector<std::size_t> Document::lines_in(int number, const Box& box) const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].page == number && share_inside(lines[i].box, box) > 0.5) found.push_back(i);
  }
  return found;
}

double Document::points_x(int number, double fraction) const {
  const auto* found = page(number);
  return fraction * (found == nullptr ? 595 : found->width_pt);
}

double Document::points_y(int number, double fraction) const {
  const auto* found = page(number);
  return fraction * (found == nullptr ? 842 : found->height_pt);
}

bool holds_ocr(const Document& document) {
  const auto is_ocr = [](const Word& word) { return word.source == WordSource::ocr; };
  return std::ranges::any_of(document.lines,
                             [&](const Line& line) { return std::ranges::any_of(line.words, is_ocr); });
}

double ratio_of_type_sizes(const Line& one, const Line& other) {
  const auto font_size = [](const Line& line) {
    return line.words.empty() || line.words.front().source == WordSource::ocr ? 0.0
                                                                              : line.words.front().height_pt;
  };
  double first = font_size(one), second = font_size(other);
  if (first <= 0 || second <= 0) {
    first = one.height_pt;
    second = other.height_pt;
  }
  return std::max(first, second) / std::max(0.1, std::min(first, second));
}

bool captions(const Document& document, const Line& caption, const Line& value) {
  constexpr double smaller = 0.8, widest_gap = 1.5;  // of the height of the value's type
  if (caption.page != value.page || caption.box.y0 >= value.box.y0) return false;
  const double gap = document.points_y(value.page, value.box.y0 - caption.box.y1);
  const double offset = document.points_x(value.page, std::abs(value.box.x0 - caption.box.x0));
  return gap < widest_gap * value.height_pt && offset < value.height_pt &&
         caption.height_pt < smaller * value.height_pt;
}

std::size_t captioned(const Document& document, std::size_t caption) {
  const auto& lines = document.lines;
  for (auto i = caption + 1; i < lines.size() && lines[i].page == lines[caption].page; ++i) {
    if (captions(document, lines[caption], lines[i])) return i;
  }
  return no_line;
}

double median_height(const Document& document) {
  std::vector<double> heights;
  heights.reserve(document.lines.size());
  for (const auto& line : document.lines) heights.push_back(line.height_pt);
  if (heights.empty()) return 10;
  std::ranges::nth_element(heights, heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2));
  return heights[heights.size() / 2];
}

Document arrange(const std::vector<Page>& pages) {
  Document document;
  for (const auto& page : pages) {
    auto lines = lines_of(page);
    std::ranges::move(lines, std::back_inserter(document.lines));
    Page bare = page;
    bare.words.clear();
    document.pages.push_back(std::move(bare));
  }
  document.neighbours.resize(document.lines.size());
  link_rows(document);
  link_stacks(document);
  return document;
}

}  // namespace domicile::layout
