#include "read/deskew.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace domicile {
namespace {

constexpr int look_long_side_px = 1600;
constexpr std::size_t most_points = 24'000;

bool may_be_letter(const cv::Rect& box, int area) {
  constexpr int least_height_px = 4;
  const double fill = static_cast<double>(area) / box.area();
  return std::max(box.width, box.height) >= least_height_px && box.height <= look_long_side_px / 20 &&
         box.width <= look_long_side_px / 20 && box.width <= 6 * box.height && box.height <= 8 * box.width &&
         area >= 6 && fill > 0.08 && fill < 0.95;
}

/// The height that most letters share: between those of dots and those of headlines.
double usual_height(const std::vector<cv::Rect>& boxes) {
  std::vector<int> heights;
  for (const cv::Rect& box : boxes)
    if (box.height >= 4 && box.width <= 2 * box.height) heights.push_back(box.height);
  if (heights.empty()) return 0;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() * 2 / 5);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

std::vector<cv::Point2f> points_of(const cv::Mat& ink) {
  std::vector<cv::Point> all;
  cv::findNonZero(ink, all);
  const std::size_t step = std::max<std::size_t>(1, all.size() / most_points);
  std::vector<cv::Point2f> points;
  points.reserve(all.size() / step + 1);
  // Pixels sit on whole rows, which would make 0 degrees look sharper than it is: spread them over their
  // area.
  cv::RNG spread(1);
  for (std::size_t i = 0; i < all.size(); i += step) {
    const cv::Point& pixel = all[(i * 7919) % all.size()];  // a scattered order, so that no row is favoured
    points.emplace_back(static_cast<float>(pixel.x) + spread.uniform(0.0F, 1.0F),
                        static_cast<float>(pixel.y) + spread.uniform(0.0F, 1.0F));
  }
  return points;
}

/// How unevenly ink falls on lines of this direction: the energy of the profile's differences.
double sharpness_at(const std::vector<cv::Point2f>& points, double degrees, double bin_px,
                    std::vector<float>& profile) {
  const double radians = degrees * std::numbers::pi / 180;
  const float c = static_cast<float>(std::cos(radians) / bin_px);
  const float s = static_cast<float>(std::sin(radians) / bin_px);
  std::fill(profile.begin(), profile.end(), 0.0F);
  const float middle = static_cast<float>(profile.size()) / 2;
  for (const cv::Point2f& p : points) {
    const float y = p.y * c - p.x * s + middle;
    const auto row = static_cast<std::size_t>(std::clamp(y, 0.0F, static_cast<float>(profile.size() - 2)));
    const float part = y - static_cast<float>(row);
    profile[row] += 1 - part;
    profile[row + 1] += part;
  }
  double energy = 0;
  for (std::size_t i = 1; i < profile.size(); ++i) {
    const double difference = profile[i] - profile[i - 1];
    energy += difference * difference;
  }
  const double n = static_cast<double>(points.size());
  return n > 0 ? energy / (n * n) * 10 : 0;
}

}  // namespace

Marks find_marks(const cv::Mat& grey) {
  Marks marks;
  cv::Mat small = grey;
  marks.scale = std::min(1.0, static_cast<double>(look_long_side_px) / std::max(grey.cols, grey.rows));
  if (marks.scale < 1) cv::resize(grey, small, {}, marks.scale, marks.scale, cv::INTER_AREA);
  if (std::min(small.cols, small.rows) < 8) return marks;
  cv::Mat binary;
  cv::adaptiveThreshold(small, binary, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, 41, 15);
  cv::Mat labels, stats, centres;
  const int count = cv::connectedComponentsWithStats(binary, labels, stats, centres, 8, CV_32S);
  std::vector<std::uint8_t> keep(static_cast<std::size_t>(count), 0);
  for (int i = 1; i < count; ++i) {
    const int* row = stats.ptr<int>(i);
    const cv::Rect box(row[cv::CC_STAT_LEFT], row[cv::CC_STAT_TOP], row[cv::CC_STAT_WIDTH],
                       row[cv::CC_STAT_HEIGHT]);
    if (!may_be_letter(box, row[cv::CC_STAT_AREA])) continue;
    keep[static_cast<std::size_t>(i)] = 255;
    marks.boxes.push_back(box);
  }
  marks.ink.create(small.size(), CV_8UC1);
  for (int y = 0; y < small.rows; ++y) {
    const int* label = labels.ptr<int>(y);
    auto* out = marks.ink.ptr<std::uint8_t>(y);
    for (int x = 0; x < small.cols; ++x) out[x] = keep[static_cast<std::size_t>(label[x])];
  }
  marks.x_height_px = usual_height(marks.boxes) / marks.scale;
  return marks;
}

LineDirection find_line_direction(const Marks& marks) {
  LineDirection direction;
  if (marks.boxes.size() < fewest_marks) return direction;
  const auto points = points_of(marks.ink);
  const auto longest = static_cast<std::size_t>(2 * std::hypot(marks.ink.cols, marks.ink.rows));
  std::vector<float> profile(longest + 4);
  constexpr double coarse_bin_px = 3;
  constexpr double first_degrees = -45, step_degrees = 0.75;
  constexpr int steps = 240;
  double best = 0;
  const std::size_t few = std::max<std::size_t>(1, points.size() / 6000);
  std::vector<cv::Point2f> sample;
  for (std::size_t i = 0; i < points.size(); i += few) sample.push_back(points[i]);
  std::vector<double> coarse;
  coarse.reserve(steps);
  for (int i = 0; i < steps; ++i)
    coarse.push_back(sharpness_at(sample, first_degrees + step_degrees * i, coarse_bin_px, profile));
  // Pages are mostly laid down straight: another direction has to be plainer than that.
  constexpr double habit = 1.1;
  std::size_t chosen = 0;
  const auto degrees_at = [&](std::size_t i) {
    return first_degrees + step_degrees * static_cast<double>(i);
  };
  for (std::size_t i = 0; i < coarse.size(); ++i) {
    const double score = coarse[i] * (std::abs(degrees_at(i)) < 8 ? habit : 1);
    if (score > best) best = score, chosen = i;
  }
  direction.sharpness = coarse[chosen];
  direction.degrees = degrees_at(chosen);
  for (std::size_t i = 0; i < coarse.size(); ++i) {
    const double apart = std::abs(std::abs(degrees_at(i) - direction.degrees) - 90);
    if (apart < 10) direction.rival = std::max(direction.rival, coarse[i]);
  }
  std::ranges::nth_element(coarse, coarse.begin() + steps / 2);
  direction.usual = coarse[steps / 2];
  const auto refine = [&](const std::vector<cv::Point2f>& some, double bin_px, double by_degrees, int reach) {
    const double from = direction.degrees;
    double finest = 0;
    for (int k = -reach; k <= reach; ++k) {
      const double score = sharpness_at(some, from + by_degrees * k, bin_px, profile);
      if (score > finest) finest = score, direction.degrees = from + by_degrees * k;
    }
  };
  refine(sample, 2, 0.2, 5);
  refine(points, 1, 0.05, 5);
  return direction;
}

cv::Mat quarter_turned(const cv::Mat& picture, int quarters) {
  constexpr int nothing = -1;
  const int code = std::array{nothing, int{cv::ROTATE_90_COUNTERCLOCKWISE}, int{cv::ROTATE_180},
                              int{cv::ROTATE_90_CLOCKWISE}}[static_cast<std::size_t>(quarters & 3)];
  if (code == nothing) return picture;
  cv::Mat result;
  cv::rotate(picture, result, code);
  return result;
}

cv::Mat turned(const cv::Mat& picture, double degrees) {
  const cv::Point2f centre(static_cast<float>(picture.cols - 1) / 2,
                           static_cast<float>(picture.rows - 1) / 2);
  cv::Mat rotation = cv::getRotationMatrix2D(centre, degrees, 1);
  const double c = std::abs(rotation.at<double>(0, 0));
  const double s = std::abs(rotation.at<double>(0, 1));
  const cv::Size size(static_cast<int>(std::lround(picture.cols * c + picture.rows * s)),
                      static_cast<int>(std::lround(picture.cols * s + picture.rows * c)));
  rotation.at<double>(0, 2) += (size.width - picture.cols) / 2.0;
  rotation.at<double>(1, 2) += (size.height - picture.rows) / 2.0;
  cv::Mat result;
  cv::warpAffine(picture, result, rotation, size, cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  return result;
}

}  // namespace domicile
