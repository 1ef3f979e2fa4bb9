#include "read/ocr_rules.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace domicile {
namespace {

constexpr std::uint8_t darkest_paper = 190;
constexpr std::uint8_t palest_print = 150;
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
void mark_level(const cv::Mat& grey, double x_height_px, cv::Mat& mask) {
  // Dashes and the bars of capitals are shorter than this, and stems of a headline's letters mostly.
  const int least_px = std::max(40, static_cast<int>(5 * x_height_px));
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
        }
        from = -1;
      }
    }
  }
}

/// Marks upright ones of at least `least_px`, row by row, with one run for each column.
void mark_upright(const cv::Mat& grey, int least_px, cv::Mat& mask) {
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
        }
        from[x] = -1;
      }
    }
  }
}

/// How much darker `pixels` are than what lies `aside` pixels to their left (negative) or right.
cv::Mat darker_than(const cv::Mat& pixels, int aside) {
  cv::Mat darker = cv::Mat::zeros(pixels.size(), CV_8UC1);
  const int step = std::abs(aside), width = pixels.cols - step;
  if (width <= 0) return darker;
  const cv::Rect front(0, 0, width, pixels.rows), back(step, 0, width, pixels.rows);
  cv::subtract(pixels(aside < 0 ? front : back), pixels(aside < 0 ? back : front),
               darker(aside < 0 ? back : front));
  return darker;
}

/// Whether ink stands close by an upright rule, as in the cells of a table; the edge of a sheet has none.
bool stands_beside_print(const cv::Mat& grey, const cv::Rect& rule, double x_height_px) {
  constexpr double apart = 0.25, close = 1.5;  // small letters' heights
  constexpr double letters = 2;                // a letter's ink, of its height's square
  const int gap = static_cast<int>(std::ceil(apart * x_height_px));
  const int width = static_cast<int>(std::ceil(close * x_height_px));
  const cv::Rect page({}, grey.size());
  const auto ink = [&](int from) {
    const cv::Rect beside = cv::Rect(from, rule.y, width, rule.height) & page;
    return beside.empty() ? 0 : cv::countNonZero(grey(beside) < palest_print);
  };
  const double enough = letters * x_height_px * x_height_px;
  const double most = 0.5 * width * rule.height;  // more is a dark panel or a shadow
  const auto print = [&](int amount) { return amount > enough && amount < most; };
  return print(ink(rule.x - gap - width)) || print(ink(rule.br().x + gap));
}

/// Marks upright rules that are too faint or too grainy to be one run of ink: thin, and along nearly all of a
/// length that no letter has as much darker than what lies beside them. Stems of letters below one another
/// are parted by light.
void mark_faint_upright(const cv::Mat& grey, double x_height_px, cv::Mat& mask) {
  constexpr double contrast = 22;                          // levels; grain is evened before it is asked for
  constexpr double as_dark = 0.5;                          // of what it is in the mean
  constexpr double nearly_all = 0.92, mostly_alone = 0.6;  // of its length; letters may touch it
  constexpr double for_grain = 0.35, length = 8, thin = 0.25;  // small letters' heights
  const int rows = std::max(80, static_cast<int>(length * x_height_px));
  const int aside = std::max(3, static_cast<int>(thin * x_height_px));
  if (grey.rows < rows || grey.cols <= 2 * aside) return;
  cv::Mat even;
  cv::blur(grey, even, {1, std::max(3, static_cast<int>(for_grain * x_height_px))});
  const cv::Mat left = darker_than(even, -aside), right = darker_than(even, aside);
  const auto along = [&](const cv::Mat& darker, double share) {
    cv::Mat mean;
    cv::blur(darker, mean, {1, rows}, {-1, -1}, cv::BORDER_CONSTANT);
    cv::Mat marked = (darker > contrast) & (darker > as_dark * mean);
    cv::blur(marked, marked, {1, rows}, {-1, -1}, cv::BORDER_CONSTANT);
    return cv::Mat(marked >= share * 255);
  };
  cv::Mat rule = along(cv::max(left, right), nearly_all) & along(cv::min(left, right), mostly_alone);
  if (cv::countNonZero(rule) == 0) return;
  // As far as the rule goes: its end lies in the windows that miss less of it than they may.
  const int reach = static_cast<int>((2 * nearly_all - 1) * rows);
  cv::dilate(rule, rule, cv::getStructuringElement(cv::MORPH_RECT, {3, reach}));
  cv::Mat parts, places, centres;
  const int count = cv::connectedComponentsWithStats(rule, parts, places, centres);
  for (int i = 1; i < count; ++i) {
    const cv::Rect place(places.at<int>(i, cv::CC_STAT_LEFT), places.at<int>(i, cv::CC_STAT_TOP),
                         places.at<int>(i, cv::CC_STAT_WIDTH), places.at<int>(i, cv::CC_STAT_HEIGHT));
    cv::Mat rows_found;
    cv::reduce(mask(place), rows_found, 1, cv::REDUCE_MAX);
    const bool found_before = cv::countNonZero(rows_found) >= nearly_all * place.height;
    if (!found_before && stands_beside_print(grey, place, x_height_px)) mask(place) |= rule(place);
  }
}

}  // namespace

cv::Mat without_rules(const cv::Mat& grey, double x_height_px) {
  const int upright_px = std::max(40, static_cast<int>(4 * x_height_px));
  cv::Mat mask = cv::Mat::zeros(grey.size(), CV_8UC1);
  mark_level(grey, x_height_px, mask);
  mark_upright(grey, upright_px, mask);
  mark_faint_upright(grey, x_height_px, mask);
  if (cv::countNonZero(mask) == 0) return grey;
  cv::Mat clean = grey.clone();
  clean.setTo(255, mask);
  return clean;
}

}  // namespace domicile
