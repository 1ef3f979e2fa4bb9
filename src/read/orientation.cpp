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

std::vector<cv::Rect> boxes_of(const cv::Mat& ink) {
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(ink > 127, labels, stats, centres, 8, CV_32S);
  std::vector<cv::Rect> boxes;
  for (int i = 1; i < count; ++i) {
    const int* row = stats.ptr<int>(i);
    boxes.emplace_back(row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                       row[cv::CC_STAT_HEIGHT]);
  }
  return boxes;
}

/// `ink` (white on black) with its lines level.
cv::Mat levelled(const cv::Mat& ink, double degrees) {
  if (std::abs(degrees) < 0.5) return ink;
  return ~turned(~ink, degrees);
}

/// The full-width strip of levelled ink that holds most of it, a tenth of the height.
cv::Rect densest_strip(const cv::Mat& ink) {
  cv::Mat rows;
  cv::reduce(ink, rows, 1, cv::REDUCE_SUM, CV_64F);
  const int height = std::max(std::min(ink.rows, 120), ink.rows / 10);
  double sum = 0, best = -1;
  int best_top = 0;
  for (int y = 0; y < ink.rows; ++y) {
    sum += rows.at<double>(y);
    if (y >= height) sum -= rows.at<double>(y - height);
    if (y + 1 >= height && sum > best) best = sum, best_top = y + 1 - height;
  }
  return {0, best_top, ink.cols, height};
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

/// Reads a strip of the levelled page in each direction of `trials`; best first.
Result<std::vector<Trial>> read_in_all(const cv::Mat& level, const cv::Mat& ink, std::vector<Trial> trials,
                                       OcrEngine& engine) {
  const double scale = static_cast<double>(level.cols) / ink.cols;
  for (Trial& trial : trials) {
    // Upside down the same lines are read; at right angles others.
    const bool across = trial.quarters % 2 != 0;
    const cv::Rect strip = densest_strip(across ? cv::Mat(ink.t()) : ink);
    const cv::Rect part = across ? cv::Rect(strip.y, strip.x, strip.height, strip.width) : strip;
    const cv::Rect pixels =
        cv::Rect(cv::Point(cv::Point2d(part.tl()) * scale), cv::Size(cv::Size2d(part.size()) * scale)) &
        cv::Rect({}, level.size());
    auto legibility = engine.legibility(quarter_turned(level(pixels), trial.quarters), "Latin");
    if (!legibility) return std::unexpected(legibility.error());
    trial.legibility = *legibility;
  }
  std::ranges::stable_sort(trials, std::ranges::greater{}, &Trial::legibility);
  return trials;
}

double within_half_turn(double degrees) {
  if (degrees > 180) return degrees - 360;
  return degrees <= -180 ? degrees + 360 : degrees;
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

Result<Turn> find_turn(const cv::Mat& grey, const Marks& marks, OcrEngine& engine) {
  Turn turn;
  const LineDirection lines = find_line_direction(marks);
  if (marks.boxes.size() < fewest_marks) return turn;
  turn.degrees = lines.degrees;
  const bool sideways = std::abs(lines.degrees) > 45;
  const bool axis_sure = lines.sharpness > 1.25 * lines.rival;
  const double evidence = upright_evidence(
      std::abs(lines.degrees) < 0.5 ? marks.boxes : boxes_of(levelled(marks.ink, lines.degrees)));
  if (axis_sure && !sideways && evidence > reliable_evidence) {
    turn.certain = true;
    return turn;
  }
  std::vector<Trial> trials{{0}, {2}};
  if (!axis_sure) trials.insert(trials.end(), {{1}, {3}});
  const cv::Mat level = std::abs(lines.degrees) < 0.5 ? grey : turned(grey, lines.degrees);
  const auto read = read_in_all(level, levelled(marks.ink, lines.degrees), trials, engine);
  if (!read) return std::unexpected(read.error());
  constexpr double legible = 8;
  const double first = read->front().legibility;
  turn.certain = first > std::max(legible, 1.3 * (*read)[1].legibility);
  if (turn.certain)
    turn.degrees = within_half_turn(lines.degrees + 90 * read->front().quarters);
  else if (axis_sure && evidence < -reliable_evidence)
    turn.degrees = within_half_turn(lines.degrees + 180);
  else if (!axis_sure && sideways)
    turn.degrees = within_half_turn(lines.degrees - 90);
  return turn;
}

}  // namespace domicile
