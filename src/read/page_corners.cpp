#include "read/page_corners.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace domicile {
namespace {

constexpr int look_long_side_px = 640;
constexpr std::size_t lines_kept = 12;  // each way
constexpr double least_support = 0.55;
constexpr double least_area_share = 0.15;

/// a*x + b*y = c with (a, b) of length 1.
struct Line {
  double a, b, c;
};

/// The picture in small, its text closed away, in the channels in which paper differs from what lies around:
/// brightness, and distance from colour.
struct Scene {
  cv::Mat bright, pale;
  cv::Mat dx[2], dy[2];
  double scale = 1;
};

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
  int k = 0;
  for (cv::Mat* channel : {&scene.bright, &scene.pale}) {
    cv::morphologyEx(*channel, *channel, cv::MORPH_CLOSE, hide_text);
    cv::medianBlur(*channel, *channel, 5);
    cv::Sobel(*channel, scene.dx[k], CV_16S, 1, 0);
    cv::Sobel(*channel, scene.dy[k], CV_16S, 0, 1);
    ++k;
  }
  return scene;
}

/// Straight edges of the scene, the longest first, near-duplicates dropped.
std::vector<Line> straight_edges(const Scene& scene, bool level) {
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
  std::vector<Line> kept;
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
    Line line{std::cos(polar[1]), std::sin(polar[1]), polar[0]};
    if ((level ? line.b : line.a) < 0) line = {-line.a, -line.b, -line.c};
    const bool known = std::ranges::any_of(kept, [&](const Line& other) {
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

std::optional<cv::Point2d> crossing(const Line& one, const Line& two) {
  const double d = one.a * two.b - two.a * one.b;
  if (std::abs(d) < 1e-6) return std::nullopt;
  return cv::Point2d((one.c * two.b - two.c * one.b) / d, (one.a * two.c - two.a * one.c) / d);
}

/// Share of the side from `p` to `q` along which paper ends: inside (to the right of p→q on the screen, as
/// the corners go clockwise) is brighter or paler than outside.
double support_of(const Scene& scene, cv::Point2d p, cv::Point2d q) {
  const double length = std::hypot(q.x - p.x, q.y - p.y);
  const cv::Point2d inward(-(q.y - p.y) / length, (q.x - p.x) / length);
  const int samples = std::clamp(static_cast<int>(length / 4), 8, 160);
  int good = 0, seen = 0;
  for (int i = 1; i < samples; ++i) {
    const cv::Point2d at = p + (q - p) * (static_cast<double>(i) / samples);
    bool ends = false, inside = false;
    for (int shift = -3; shift <= 3 && !ends; ++shift) {
      const cv::Point here(at + inward * static_cast<double>(shift));
      if (here.x < 3 || here.y < 3 || here.x >= scene.bright.cols - 3 || here.y >= scene.bright.rows - 3)
        continue;
      inside = true;
      for (int k = 0; k < 2; ++k) {
        const double across = scene.dx[k].at<short>(here) * inward.x + scene.dy[k].at<short>(here) * inward.y;
        ends = ends || across > (k == 0 ? 45 : 70);
      }
    }
    seen += inside;
    good += ends;
  }
  return seen * 2 < samples ? 0 : static_cast<double>(good) / samples;
}

double area_of(const std::array<cv::Point2d, 4>& p) {
  double twice = 0;
  for (std::size_t i = 0; i < 4; ++i) twice += p[i].x * p[(i + 1) % 4].y - p[(i + 1) % 4].x * p[i].y;
  return twice / 2;
}

bool plausible(const std::array<cv::Point2d, 4>& p, const cv::Size& size) {
  if (p[0].x >= p[1].x || p[3].x >= p[2].x || p[0].y >= p[3].y || p[1].y >= p[2].y) return false;
  const double slack = 0.04 * std::max(size.width, size.height);
  for (std::size_t i = 0; i < 4; ++i) {
    if (p[i].x < -slack || p[i].y < -slack || p[i].x > size.width + slack || p[i].y > size.height + slack)
      return false;
    const cv::Point2d one = p[(i + 1) % 4] - p[i], two = p[(i + 3) % 4] - p[i];
    const double sine =
        (one.x * two.y - one.y * two.x) / (std::hypot(one.x, one.y) * std::hypot(two.x, two.y) + 1e-9);
    if (sine < 0.6) return false;
  }
  return area_of(p) > least_area_share * size.area();
}

double distance(const cv::Point2f& a, const cv::Point2f& b) { return std::hypot(a.x - b.x, a.y - b.y); }

/// Height over width of the sheet itself, from the perspective of its four corners and a camera whose optical
/// axis meets the middle of the picture (Zhang and He, Whiteboard Scanning and Image Enhancement, 2003).
double proportion(const PageCorners& corners, const cv::Size& photo) {
  const auto& [tl, tr, br, bl] = corners.points;
  const double by_sides =
      (distance(tl, bl) + distance(tr, br)) / std::max(1.0, distance(tl, tr) + distance(bl, br));
  const auto centred = [&](const cv::Point2f& p) {
    return cv::Vec3d(p.x - photo.width / 2.0, p.y - photo.height / 2.0, 1);
  };
  const cv::Vec3d m1 = centred(tl), m2 = centred(tr), m3 = centred(bl), m4 = centred(br);
  const double k2 = m1.cross(m4).dot(m3) / m2.cross(m4).dot(m3);
  const double k3 = m1.cross(m4).dot(m2) / m3.cross(m4).dot(m2);
  const cv::Vec3d n2 = k2 * m2 - m1, n3 = k3 * m3 - m1;
  if (std::abs(n2[2]) < 0.03 || std::abs(n3[2]) < 0.03) return by_sides;
  const double f2 = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2]);
  const double side = std::max(photo.width, photo.height);
  const bool plausible = f2 > 0.25 * side * side && f2 < 16 * side * side;  // NaN is not
  if (!plausible) return by_sides;
  const double wide = (n2[0] * n2[0] + n2[1] * n2[1]) / f2 + n2[2] * n2[2];
  const double high = (n3[0] * n3[0] + n3[1] * n3[1]) / f2 + n3[2] * n3[2];
  const double exact = std::sqrt(high / wide);
  return exact > 0.75 * by_sides && exact < 1.33 * by_sides ? exact : by_sides;
}

}  // namespace

std::optional<PageCorners> find_page_corners(const cv::Mat& photo) {
  if (std::min(photo.cols, photo.rows) < 64) return std::nullopt;
  const Scene scene = scene_of(photo);
  const auto level = straight_edges(scene, true);
  const auto steep = straight_edges(scene, false);
  std::optional<PageCorners> best;
  double best_score = 0;
  for (const Line& top : level)
    for (const Line& bottom : level)
      for (const Line& left : steep)
        for (const Line& right : steep) {
          const auto tl = crossing(top, left), tr = crossing(top, right);
          const auto br = crossing(bottom, right), bl = crossing(bottom, left);
          if (!tl || !tr || !br || !bl) continue;
          const std::array<cv::Point2d, 4> p{*tl, *tr, *br, *bl};
          if (!plausible(p, scene.bright.size())) continue;
          double weakest = 1, sum = 0;
          for (std::size_t i = 0; i < 4 && weakest >= least_support; ++i) {
            const double support = support_of(scene, p[i], p[(i + 1) % 4]);
            weakest = std::min(weakest, support);
            sum += support;
          }
          if (weakest < least_support) continue;
          const double score = sum / 4 + weakest + 0.5 * area_of(p) / scene.bright.size().area();
          if (score <= best_score) continue;
          best_score = score;
          best = PageCorners{{}, weakest};
          for (std::size_t i = 0; i < 4; ++i) best->points[i] = cv::Point2f(p[i] * (1 / scene.scale));
        }
  return best;
}

cv::Mat flattened(const cv::Mat& photo, const PageCorners& corners, int max_side_px) {
  const auto& [tl, tr, br, bl] = corners.points;
  const double ratio = proportion(corners, photo.size());
  double width = std::max(distance(tl, tr), distance(bl, br));
  double height = std::max(distance(tl, bl), distance(tr, br));
  width = std::max(width, height / ratio);
  height = width * ratio;
  const double shrink = std::min(1.0, max_side_px / std::max(width, height));
  const cv::Size size(std::max(1, static_cast<int>(width * shrink)),
                      std::max(1, static_cast<int>(height * shrink)));
  const auto w = static_cast<float>(size.width), h = static_cast<float>(size.height);
  const std::array<cv::Point2f, 4> flat{cv::Point2f{0, 0}, {w, 0}, {w, h}, {0, h}};
  const cv::Mat homography = cv::getPerspectiveTransform(corners.points.data(), flat.data());
  cv::Mat result;
  cv::warpPerspective(photo, result, homography, size, shrink < 0.7 ? cv::INTER_AREA : cv::INTER_CUBIC,
                      cv::BORDER_REPLICATE);
  return result;
}

}  // namespace domicile
