#include "read/sheet_patch.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace domicile {
namespace {

using Points = std::vector<cv::Point>;

constexpr double least_area_share = 0.15;     // of the picture
constexpr double least_filled = 0.9;          // of its hull: a thumb takes some
constexpr double largest_bulge_share = 0.12;  // of its hull, outside the four corners

double twice_area(const cv::Point& a, const cv::Point& b, const cv::Point& c) {
  return static_cast<double>(b.x - a.x) * (c.y - a.y) - static_cast<double>(c.x - a.x) * (b.y - a.y);
}

/// The point of `hull` that lies farthest from the line from `a` to `b`, on its left or on its right.
std::size_t farthest(const Points& hull, const cv::Point& a, const cv::Point& b, double side) {
  std::size_t best = 0;
  double most = -1;
  for (std::size_t i = 0; i < hull.size(); ++i) {
    const double area = side * twice_area(a, b, hull[i]);
    if (area > most) most = area, best = i;
  }
  return best;
}

/// The four points of `hull` that span the largest area: any diagonal with what lies farthest on either hand.
std::array<cv::Point, 4> largest_quad(const Points& hull) {
  std::array<cv::Point, 4> best{};
  double most = 0;
  for (std::size_t i = 0; i < hull.size(); ++i) {
    for (std::size_t k = i + 1; k < hull.size(); ++k) {
      const auto& one = hull[farthest(hull, hull[i], hull[k], 1)];
      const auto& other = hull[farthest(hull, hull[i], hull[k], -1)];
      const double area = twice_area(hull[i], hull[k], one) - twice_area(hull[i], hull[k], other);
      if (area > most) most = area, best = {hull[i], one, hull[k], other};
    }
  }
  return best;
}

/// Top left first, and then as the clock goes.
std::array<cv::Point2d, 4> in_order(const std::array<cv::Point, 4>& quad) {
  std::array<cv::Point2d, 4> corners{quad[0], quad[1], quad[2], quad[3]};
  const cv::Point2d middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
  std::ranges::sort(corners, {}, [&](const cv::Point2d& corner) {
    return std::atan2(corner.y - middle.y, corner.x - middle.x);
  });
  const auto first = std::ranges::min_element(corners, {}, [](const cv::Point2d& p) { return p.x + p.y; });
  std::ranges::rotate(corners, first);
  return corners;
}

double bulge_of(const Points& hull, const std::array<cv::Point2d, 4>& corners) {
  const std::vector<cv::Point2f> outline(corners.begin(), corners.end());
  double farthest_out = 0;
  for (const cv::Point& point : hull)
    farthest_out = std::max(farthest_out, -cv::pointPolygonTest(outline, cv::Point2f(point), true));
  return farthest_out;
}

}  // namespace

std::optional<BrightPatch> bright_patch(const cv::Mat& bright) {
  constexpr int speck_px = 7, rim_px = 2;
  cv::Mat mask;
  cv::threshold(bright, mask, 0, 255, cv::THRESH_BINARY | cv::THRESH_OTSU);
  cv::morphologyEx(mask, mask, cv::MORPH_OPEN,
                   cv::getStructuringElement(cv::MORPH_RECT, {speck_px, speck_px}));
  std::vector<Points> outlines;
  cv::findContours(mask, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_SIMPLE);
  if (outlines.empty()) return std::nullopt;
  const auto& outline =
      *std::ranges::max_element(outlines, {}, [](const Points& points) { return cv::contourArea(points); });
  const cv::Rect place = cv::boundingRect(outline);
  const bool cut = place.x < rim_px || place.y < rim_px || place.br().x > bright.cols - rim_px ||
                   place.br().y > bright.rows - rim_px;
  const double area = cv::contourArea(outline);
  if (cut || area < least_area_share * static_cast<double>(bright.total())) return std::nullopt;
  Points hull, smooth;
  cv::convexHull(outline, hull);
  cv::approxPolyDP(hull, smooth, 1.5, true);
  if (smooth.size() < 4) return std::nullopt;
  const double hull_area = cv::contourArea(hull);
  const auto quad = largest_quad(smooth);
  const double quad_area = cv::contourArea(std::vector<cv::Point>(quad.begin(), quad.end()));
  if (area < least_filled * hull_area || hull_area - quad_area > largest_bulge_share * hull_area)
    return std::nullopt;
  BrightPatch patch{in_order(quad), 0};
  patch.bulge_px = bulge_of(hull, patch.corners);
  return patch;
}

}  // namespace domicile
