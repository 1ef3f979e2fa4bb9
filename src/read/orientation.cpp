#include "read/orientation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "read/ocr_missed.hpp"

namespace domicile {
namespace {

constexpr double reliable_evidence = 4;
constexpr std::size_t strips_read = 2;
constexpr double legible = 8;       // letters times their confidence
constexpr double more = 1.3;        // of that than in the next best direction
constexpr double plainly_more = 2;  // to believe that what looked like lines were none
constexpr double plain_alone = 1000;
constexpr double half_sure = 0.5;
const std::string latin = "Latin";
const std::array<std::string, 3> other_alphabets{"rus", "ell", "jpn"};

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

/// The marks that follow each other as letters do: bars of a chart, rules and pictures say nothing when read.
cv::Mat ink_in_lines(const cv::Size& size, std::vector<cv::Rect> marks) {
  std::ranges::sort(marks, {}, [](const cv::Rect& mark) { return mark.x; });
  cv::Mat ink = cv::Mat::zeros(size, CV_8U);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    for (std::size_t k = i + 1; k < marks.size() && marks[k].x <= marks[i].br().x + marks[i].height; ++k) {
      if (!neighbours(marks[i], marks[k])) continue;
      ink(marks[i] & cv::Rect({}, size)).setTo(255);
      ink(marks[k] & cv::Rect({}, size)).setTo(255);
      break;
    }
  }
  return ink;
}

std::vector<cv::Rect> transposed(std::vector<cv::Rect> marks) {
  for (cv::Rect& mark : marks) mark = {mark.y, mark.x, mark.height, mark.width};
  return marks;
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
  Legibility best;  ///< the surest reading
};

bool doubted(const Trial& trial) {
  constexpr double plenty_of_letters = 12, doubt = 0.6;
  return trial.best.letters >= plenty_of_letters && trial.best.confidence < doubt;
}

/// Text on its head or on its side is never read so surely.
bool plainly_upright(const Legibility& read) { return read.letters >= 15 && read.confidence >= 0.75; }

/// The strips of a page that are worth reading along one axis, densest first.
class Strips {
 public:
  Strips(const cv::Mat& level, const Marks& marks) : level_(level), marks_(marks) {}

  /// The page's `index`-th strip, turned by `quarters`; empty where there is none.
  cv::Mat turned(int quarters, std::size_t index) {
    auto& strips = quarters % 2 != 0 ? across_ : along_;
    if (strips.empty()) strips = find(quarters % 2 != 0);
    return index < strips.size() ? quarter_turned(level_(strips[index]), quarters) : cv::Mat();
  }

 private:
  std::vector<cv::Rect> find(bool across) const {
    const cv::Size size = across ? cv::Size(marks_.ink.rows, marks_.ink.cols) : marks_.ink.size();
    cv::Mat ink = ink_in_lines(size, across ? transposed(marks_.boxes) : marks_.boxes);
    std::vector<cv::Rect> strips;
    for (std::size_t i = 0; i < strips_read; ++i) {
      const cv::Rect strip = densest_strip(ink, marks_.x_height_px * marks_.scale) & cv::Rect({}, size);
      ink(strip).setTo(0);
      const cv::Rect part = across ? cv::Rect(strip.y, strip.x, strip.height, strip.width) : strip;
      strips.push_back(cv::Rect(cv::Point(cv::Point2d(part.tl()) / marks_.scale),
                                cv::Size(cv::Size2d(part.size()) / marks_.scale)) &
                       cv::Rect({}, level_.size()));
    }
    return strips;
  }

  const cv::Mat& level_;
  const Marks& marks_;
  std::vector<cv::Rect> along_, across_;
};

/// Reads a strip in each direction of `trials`, until one of them is plain; the rest of them keep what they
/// had.
Result<bool> read_in_each(std::vector<Trial>& trials, Strips& strips, std::size_t strip,
                          const std::string& model, OcrEngine& engine) {
  for (Trial& trial : trials) {
    const cv::Mat turned = strips.turned(trial.quarters, strip);
    if (turned.empty()) continue;
    const auto legibility = engine.legibility(turned, model);
    if (!legibility) return std::unexpected(legibility.error());
    // Models of other alphabets find some of their letters in noise, too.
    const bool believed = model == latin || legibility->confidence >= half_sure;
    if (believed) trial.legibility = std::max(trial.legibility, legibility->letters * legibility->confidence);
    if (legibility->confidence >= trial.best.confidence) trial.best = *legibility;
    if (!plainly_upright(*legibility)) continue;
    trial.legibility += plain_alone;
    return true;
  }
  return false;
}

/// Text that lies along the axis is legible one way and hardly the other; text across it, neither way. Signs
/// of another script make letters too, which mean nothing where next to none is believed.
bool one_way(const std::vector<Trial>& trials) {
  constexpr double hardly_believed = 0.3;
  const bool first = trials[0].legibility > trials[1].legibility;
  const auto& better = trials[first ? 0 : 1];
  const auto& worse = trials[first ? 1 : 0];
  if (better.best.confidence < hardly_believed) return false;
  const double times = better.best.confidence >= half_sure ? 2 : 3;
  return better.legibility > legible && better.legibility > times * worse.legibility;
}

/// Puts the best direction first. True where it is legible, and plainly more so than the others.
bool stands_out(std::vector<Trial>& trials, bool axis_sure) {
  std::ranges::stable_sort(trials, std::ranges::greater{}, &Trial::legibility);
  const double needed = axis_sure && trials.front().quarters % 2 != 0 ? plainly_more : more;
  return trials.front().legibility > std::max(legible, needed * trials[1].legibility);
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
  const double x_height = marks.x_height_px * marks.scale;
  if (!looks_like_text(marks.boxes, x_height) && !looks_like_text(transposed(marks.boxes), x_height))
    return 0;
  std::vector<Trial> trials{{0}, {2}};
  if (evidence < -1) std::ranges::reverse(trials);  // the likelier one first: mostly it is plain at once
  if (!axis_sure) trials.insert(trials.end(), {{1}, {3}});
  Strips strips(level, marks);
  auto plain = read_in_each(trials, strips, 0, latin, engine);
  if (!plain) return std::unexpected(plain.error());
  // Letters that Latin doubts in every direction may be of another alphabet.
  const bool another = axis_sure && std::ranges::all_of(trials, doubted);
  for (std::size_t i = 0; another && !*plain && !one_way(trials) && i < other_alphabets.size(); ++i)
    if (const auto read = read_in_each(trials, strips, 0, other_alphabets[i], engine)) plain = read;
  if (!*plain && axis_sure && !one_way(trials)) {
    // Tables and charts may lie the other way than the text: where hardly a word is legible, the axis was
    // wrong.
    std::vector<Trial> across{{1}, {3}};
    plain = read_in_each(across, strips, 0, latin, engine);
    trials.insert(trials.end(), across.begin(), across.end());
    if (plain && !*plain) plain = read_in_each(trials, strips, 1, latin, engine);
    if (!plain) return std::unexpected(plain.error());
  }
  // Another script is illegible to that model in every direction. One that is not installed tells nothing.
  for (const auto& model : other_alphabets) {
    if (stands_out(trials, axis_sure)) break;
    (void)read_in_each(trials, strips, 0, model, engine);
  }
  if (stands_out(trials, axis_sure)) return trials.front().quarters;
  if (axis_sure && evidence < -reliable_evidence) return 2;
  // Nothing tells: the page stays as it was laid down.
  return !axis_sure && sideways ? 3 : 0;
}

}  // namespace domicile
