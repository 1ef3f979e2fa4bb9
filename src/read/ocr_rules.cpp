#include "read/ocr_rules.hpp"

#include <algorithm>
#include <vector>

namespace domicile {
namespace {

constexpr std::uint8_t darkest_paper = 190;
constexpr int widest_gap_px = 2;

/// Whether a row of letters and not a rule runs there, of bold ones or of feet that touch: close above it or
/// below it ink comes and goes. Beside a rule that is longer than words are, letters may stand on one side.
bool runs_through_letters(const cv::Mat& grey, int y, int from, int to, double x_height_px) {
  constexpr double longest_word = 20;          // small letters' heights
  constexpr double least = 0.12, most = 0.92;  // a rule leaves nothing there or, being thick, all
  const int beside = std::max(3, static_cast<int>(0.3 * x_height_px));
  const auto comes_and_goes = [&](int row) {
    if (row < 0 || row >= grey.rows) return false;
    const auto ink = cv::countNonZero(grey(cv::Rect(from, row, to - from + 1, 1)) < darkest_paper);
    const double share = static_cast<double>(ink) / (to - from + 1);
    return share > least && share < most;
  };
  const bool above = comes_and_goes(y - beside), below = comes_and_goes(y + beside);
  return to - from > longest_word * x_height_px ? above && below : above || below;
}

/// Marks level rules in `mask`.
bool mark_level(const cv::Mat& grey, double x_height_px, cv::Mat& mask) {
  // Dashes and the bars of capitals are shorter than this, and stems of a headline's letters mostly.
  const int least_px = std::max(40, static_cast<int>(5 * x_height_px));
  bool any = false;
  for (int y = 0; y < grey.rows; ++y) {
    const auto* row = grey.ptr<std::uint8_t>(y);
    auto* marked = mask.ptr<std::uint8_t>(y);
    int from = -1, last = -1;
    for (int x = 0; x <= grey.cols; ++x) {
      const bool ink = x < grey.cols && row[x] < darkest_paper;
      if (ink) {
        if (from < 0) from = x;
        last = x;
      } else if (from >= 0 && (x - last > widest_gap_px || x == grey.cols)) {
        if (last - from + 1 >= least_px && !runs_through_letters(grey, y, from, last, x_height_px)) {
          std::fill(marked + from, marked + last + 1, std::uint8_t{255});
          any = true;
        }
        from = -1;
      }
    }
  }
  return any;
}

/// Marks upright ones of at least `least_px`, row by row, with one run for each column.
bool mark_upright(const cv::Mat& grey, int least_px, cv::Mat& mask) {
  bool any = false;
  const auto columns = static_cast<std::size_t>(grey.cols);
  std::vector<int> from(columns, -1), last(columns, -1);
  for (int y = 0; y <= grey.rows; ++y) {
    const auto* row = y < grey.rows ? grey.ptr<std::uint8_t>(y) : nullptr;
    for (std::size_t x = 0; x < columns; ++x) {
      if (row && row[x] < darkest_paper) {
        if (from[x] < 0) from[x] = y;
        last[x] = y;
      } else if (from[x] >= 0 && (!row || y - last[x] > widest_gap_px)) {
        if (last[x] - from[x] + 1 >= least_px) {
          mask(cv::Rect(static_cast<int>(x), from[x], 1, last[x] - from[x] + 1)) = 255;
          any = true;
        }
        from[x] = -1;
      }
    }
  }
  return any;
}

}  // namespace

cv::Mat without_rules(const cv::Mat& grey, double x_height_px) {
  const int upright_px = std::max(40, static_cast<int>(4 * x_height_px));
  cv::Mat mask = cv::Mat::zeros(grey.size(), CV_8UC1);
  const bool level = mark_level(grey, x_height_px, mask);
  const bool upright = mark_upright(grey, upright_px, mask);
  if (!level && !upright) return grey;
  cv::Mat clean = grey.clone();
  clean.setTo(255, mask);
  return clean;
}

}  // namespace domicile
