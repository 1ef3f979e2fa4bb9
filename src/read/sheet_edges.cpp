#include "read/sheet_edges.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "read/median.hpp"

namespace domicile {
namespace {

constexpr int look_long_side_px = 640;
constexpr std::size_t lines_kept = 12;           // each way
constexpr int bright_step = 45, pale_step = 70;  // Sobel sums: a step of about 11 and 17 levels
constexpr double near_end = 0.4;                 // of a side, where a band of print may reach its rim
constexpr double least_going_on = 0.6;           // of a side
constexpr int inside_px = 9;                     // beyond the blur that hides text
constexpr int alike_pale = 25;
constexpr double least_shade = 12, shade_of_folds = 0.2;  // levels; of what parts paper from table

struct Paper {
  int bright, pale;
};

enum class Step { none, ends, turned };

Step step_at(const Scene& scene, cv::Point2d at, cv::Point2d inward, int tolerance_px) {
  bool turned = false;
  for (int shift = -tolerance_px; shift <= tolerance_px; ++shift) {
    const cv::Point here(at + inward * static_cast<double>(shift));
    if (!cv::Rect(3, 3, scene.bright.cols - 6, scene.bright.rows - 6).contains(here)) continue;
    for (std::size_t k = 0; k < 2; ++k) {
      const double across = scene.dx[k].at<short>(here) * inward.x + scene.dy[k].at<short>(here) * inward.y;
      const int step = k == 0 ? bright_step : pale_step;
      if (across > step) return Step::ends;
      turned = turned || across < -step;
    }
  }
  return turned ? Step::turned : Step::none;
}

bool in_sight(const Scene& scene, cv::Point2d at) {
  return at.x >= 0 && at.y >= 0 && at.x < scene.bright.cols && at.y < scene.bright.rows;
}

cv::Point2d inward_of(cv::Point2d p, cv::Point2d q) {
  const double length = std::hypot(q.x - p.x, q.y - p.y);
  return {-(q.y - p.y) / length, (q.x - p.x) / length};
}

int samples_of(cv::Point2d p, cv::Point2d q) {
  return std::clamp(static_cast<int>(std::hypot(q.x - p.x, q.y - p.y) / 4), 8, 160);
}

}  // namespace

Scene scene_of(const cv::Mat& photo) {
  Scene scene;
  scene.scale = std::min(1.0, static_cast<double>(look_long_side_px) / std::max(photo.cols, photo.rows));
  cv::Mat small;
  cv::resize(photo, small, {}, scene.scale, scene.scale, cv::INTER_AREA);
  if (small.channels() == 3) {
    cv::Mat hsv, parts[3];
    cv::cvtColor(small, scene.bright, cv::COLOR_BGR2GRAY);
    cv::cvtColor(small, hsv, cv::COLOR_BGR2HSV);
    cv::split(hsv, parts);
    scene.pale = 255 - parts[1];
  } else {
    scene.bright = small;
    scene.pale = cv::Mat(small.size(), CV_8UC1, cv::Scalar(255));
  }
  const cv::Mat hide_text = cv::getStructuringElement(cv::MORPH_RECT, {9, 9});
  std::size_t k = 0;
  for (cv::Mat* channel : {&scene.bright, &scene.pale}) {
    cv::morphologyEx(*channel, *channel, cv::MORPH_CLOSE, hide_text);
    cv::medianBlur(*channel, *channel, 5);
    cv::Sobel(*channel, scene.dx[k], CV_16S, 1, 0);
    cv::Sobel(*channel, scene.dy[k], CV_16S, 0, 1);
    ++k;
  }
  return scene;
}

std::vector<EdgeLine> straight_edges(const Scene& scene, bool level) {
  cv::Mat edges;
  cv::Canny(scene.dx[0], scene.dy[0], edges, 40, 110);
  cv::Mat pale_edges;
  cv::Canny(scene.dx[1], scene.dy[1], pale_edges, 60, 150);
  edges |= pale_edges;
  const int rim = 3;
  edges.rowRange(0, rim) = 0;
  edges.rowRange(edges.rows - rim, edges.rows) = 0;
  edges.colRange(0, rim) = 0;
  edges.colRange(edges.cols - rim, edges.cols) = 0;
  std::vector<cv::Vec2f> found;
  const int votes = std::min(edges.rows, edges.cols) / 6;
  const double tilt = 40 * std::numbers::pi / 180;
  const double quarter = std::numbers::pi / 2;
  std::vector<EdgeLine> kept;
  const auto take = [&](double from, double to) {
    std::vector<cv::Vec2f> some;
    cv::HoughLines(edges, some, 1, std::numbers::pi / 360, votes, 0, 0, from, to);
    found.insert(found.end(), some.begin(), some.begin() + std::min<std::ptrdiff_t>(200, std::ssize(some)));
  };
  if (level) {
    take(quarter - tilt, quarter + tilt);
  } else {
    take(0, tilt);
    take(2 * quarter - tilt, 2 * quarter);
  }
  const cv::Point2d middle(edges.cols / 2.0, edges.rows / 2.0);
  for (const cv::Vec2f& polar : found) {
    EdgeLine line{std::cos(polar[1]), std::sin(polar[1]), polar[0]};
    if ((level ? line.b : line.a) < 0) line = {-line.a, -line.b, -line.c};
    const bool known = std::ranges::any_of(kept, [&](const EdgeLine& other) {
      const double turn = std::abs(line.a * other.b - line.b * other.a);
      const double gap = std::abs((line.c - line.a * middle.x - line.b * middle.y) -
                                  (other.c - other.a * middle.x - other.b * middle.y));
      return turn < 0.06 && gap < 8;
    });
    if (!known) kept.push_back(line);
    if (kept.size() == lines_kept) break;
  }
  return kept;
}

SideLook look_along(const Scene& scene, cv::Point2d p, cv::Point2d q, int tolerance_px) {
  const cv::Point2d inward = inward_of(p, q);
  const int samples = samples_of(p, q);
  int seen = 0, ends = 0, turned = 0, turned_first = 0, turned_last = 0;
  for (int i = 1; i < samples; ++i) {
    const double way = static_cast<double>(i) / samples;
    const cv::Point2d at = p + (q - p) * way;
    seen += in_sight(scene, at);
    const Step step = step_at(scene, at, inward, tolerance_px);
    ends += step == Step::ends;
    turned += step == Step::turned;
    turned_first += step == Step::turned && way < near_end;
    turned_last += step == Step::turned && way > 1 - near_end;
  }
  if (seen * 2 < samples) return {};
  const auto share = [&](int count) { return static_cast<double>(count) / samples; };
  return {share(ends), share(turned), share(ends + turned_first), share(ends + turned_last)};
}

double level_beyond(const Scene& scene, cv::Point2d p, cv::Point2d q) {
  const cv::Point2d inward = inward_of(p, q);
  const int samples = samples_of(p, q);
  const cv::Rect all({0, 0}, scene.bright.size());
  std::vector<double> levels{0};
  for (int i = 1; i < samples; ++i) {
    const cv::Point beyond(p + (q - p) * (static_cast<double>(i) / samples) - inward * inside_px);
    if (all.contains(beyond)) levels.push_back(scene.bright.at<uchar>(beyond));
  }
  return median_of(std::move(levels));
}

bool paper_goes_on(const Scene& scene, cv::Point2d p, cv::Point2d q, int band_px, double table) {
  const cv::Point2d inward = inward_of(p, q);
  const int samples = samples_of(p, q);
  const cv::Rect all({0, 0}, scene.bright.size());
  const auto look_at = [&](cv::Point2d point) -> std::optional<Paper> {
    if (!all.contains(cv::Point(point))) return std::nullopt;
    return Paper{scene.bright.at<uchar>(cv::Point(point)), scene.pale.at<uchar>(cv::Point(point))};
  };
  int going_on = 0;
  for (int i = 1; i < samples; ++i) {
    const cv::Point2d here = p + (q - p) * (static_cast<double>(i) / samples);
    auto inside = look_at(here + inward * inside_px);
    for (int behind = 2 * inside_px; behind <= band_px; behind += inside_px)
      if (const auto deeper = look_at(here + inward * behind);
          deeper && inside && deeper->bright > inside->bright)
        inside = deeper;
    if (!inside) continue;
    const double shade = std::max(least_shade, shade_of_folds * (inside->bright - table));
    for (const int beyond : {12, 24, 36, 48}) {
      const auto outside = look_at(here - inward * beyond);
      if (!outside) break;
      if (outside->bright < inside->bright - shade || outside->pale < inside->pale - alike_pale) continue;
      ++going_on;
      break;
    }
  }
  return going_on > least_going_on * samples;
}

}  // namespace domicile
