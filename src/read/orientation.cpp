#include "read/orientation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace domicile {
namespace {

constexpr double reliable_evidence = 4;

/// How two neighbours of one line differ: the taller rises (+1), hangs (-1), or neither (0).
int rise(const cv::Rect& a, const cv::Rect& b) {
  const double taller = std::max(a.height, b.height);
  const double tops = std::abs(a.y - b.y) / taller;
  const double feet = std::abs(a.br().y - b.br().y) / taller;
  constexpr double level = 0.12;
  constexpr double apart = 0.18;
  if (feet <= level && tops >= apart) return 1;
  if (tops <= level && feet >= apart) return -1;
  return 0;
}

bool neighbours(const cv::Rect& a, const cv::Rect& b) {
  const int shorter = std::min(a.height, b.height);
  const int taller = std::max(a.height, b.height);
  const int gap = b.x - a.br().x;
  const int overlap = std::min(a.br().y, b.br().y) - std::max(a.y, b.y);
  return gap > -shorter / 4 && gap < taller && 2 * overlap > shorter && 2 * shorter >= taller;
}

/// The `length` consecutive sums that hold most, by where they begin.
int densest_run(const cv::Mat& sums, int length) {
  double sum = 0, best = -1;
  int best_begin = 0;
  for (int i = 0; i < static_cast<int>(sums.total()); ++i) {
    sum += sums.at<double>(i);
    if (i >= length) sum -= sums.at<double>(i - length);
    if (i + 1 >= length && sum > best) best = sum, best_begin = i + 1 - length;
  }
  return best_begin;
}

/// About two lines of twenty letters each, where levelled ink is densest.
cv::Rect densest_strip(const cv::Mat& ink, double x_height_px) {
  const int height = std::min(ink.rows, std::max(40, static_cast<int>(5.5 * x_height_px)));
  const int width = std::min(ink.cols, std::max(240, static_cast<int>(38 * x_height_px)));
  cv::Mat sums;
  cv::reduce(ink, sums, 1, cv::REDUCE_SUM, CV_64F);
  const int top = densest_run(sums, height);
  cv::reduce(ink.rowRange(top, top + height), sums, 0, cv::REDUCE_SUM, CV_64F);
  return {densest_run(sums, width), top, width, height};
}

struct Trial {
  int quarters;  ///< counter-clockwise, from the page with its lines level
  double legibility = 0;
};

cv::Mat quarter_turned(const cv::Mat& picture, int quarters) {
  constexpr int nothing = -1;
  const int code = std::array{nothing, int{cv::ROTATE_90_COUNTERCLOCKWISE}, int{cv::ROTATE_180},
                              int{cv::ROTATE_90_CLOCKWISE}}[static_cast<std::size_t>(quarters & 3)];
  if (code == nothing) return picture;
  cv::Mat result;
  cv::rotate(picture, result, code);
  return result;
}

/// Text on its head or on its side is never read so surely.
bool plainly_upright(const Legibility& read) { return read.letters >= 15 && read.confidence >= 0.75; }

/// Reads a strip of the level page in each direction of `trials`, until one of them is plain; best first.
Result<std::vector<Trial>> read_in_all(const cv::Mat& level, const Marks& marks, std::vector<Trial> trials,
                                       OcrEngine& engine) {
  const double x_height_px = marks.x_height_px * marks.scale;
  for (Trial& trial : trials) {
    // Upside down the same lines are read; at right angles others.
    const bool across = trial.quarters % 2 != 0;
    const cv::Rect strip = densest_strip(across ? cv::Mat(marks.ink.t()) : marks.ink, x_height_px);
    const cv::Rect part = across ? cv::Rect(strip.y, strip.x, strip.height, strip.width) : strip;
    const cv::Rect pixels(cv::Point(cv::Point2d(part.tl()) / marks.scale), cv::Size(cv::Size2d(part.size()) / marks.scale));
    auto legibility =
        engine.legibility(quarter_turned(level(pixels & cv::Rect({}, level.size())), trial.quarters), "Latin");
    if (!legibility) return std::unexpected(legibility.error());
    trial.legibility = legibility->letters * legibility->confidence;
    if (plainly_upright(*legibility)) break;
  }
  std::ranges::stable_sort(trials, std::ranges::greater{}, &Trial::legibility);
  return trials;
}

}  // namespace

double upright_evidence(const std::vector<cv::Rect>& boxes) {
  std::vector<cv::Rect> sorted = boxes;
  std::ranges::sort(sorted, {}, [](const cv::Rect& box) { return box.x; });
  double up = 0, down = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const cv::Rect& a = sorted[i];
    for (std::size_t k = i + 1; k < sorted.size() && sorted[k].x <= a.br().x + 2 * a.height; ++k) {
      if (!neighbours(a, sorted[k])) continue;
      const int vote = rise(a, sorted[k]);
      up += vote > 0;
      down += vote < 0;
      break;
    }
  }
  return (up - down) / std::sqrt(up + down + 1);
}

Result<int> find_quarters(const cv::Mat& level, const Marks& marks, const LineDirection& lines,
                          OcrEngine& engine) {
  if (marks.boxes.size() < fewest_marks) return 0;
  const bool sideways = std::abs(lines.degrees) > 45;
  const bool axis_sure = lines.sharpness > 1.25 * lines.rival;
  const double evidence = upright_evidence(marks.boxes);
  if (axis_sure && !sideways && evidence > reliable_evidence) return 0;
  std::vector<Trial> trials{{0}, {2}};
  if (evidence < -1) std::ranges::reverse(trials);  // the likelier one first: mostly it is plain at once
  if (!axis_sure) trials.insert(trials.end(), {{1}, {3}});
  const auto read = read_in_all(level, marks, std::move(trials), engine);
  if (!read) return std::unexpected(read.error());
  constexpr double legible = 8;
  if (read->front().legibility > std::max(legible, 1.3 * (*read)[1].legibility)) return read->front().quarters;
  if (axis_sure && evidence < -reliable_evidence) return 2;
  // Nothing tells: the page stays as it was laid down.
  return !axis_sure && sideways ? 3 : 0;
}

}  // namespace domicile
