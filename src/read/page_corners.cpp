#include "read/page_corners.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <opencv2/imgproc.hpp>
#include <utility>
#include <vector>

#include "read/sheet_edges.hpp"
#include "read/sheet_patch.hpp"

namespace domicile {
namespace {

using Quad = std::array<cv::Point2d, 4>;  // top left, top right, bottom right, bottom left

constexpr double least_support = 0.55;
constexpr double least_turned = 0.5, least_beside_turned = 0.75;
constexpr int deepest_band_px = 160;  // of a quarter of a page, in the scene
constexpr double least_area_share = 0.15;
constexpr int straight_px = 3, curved_px = 9;  // how far from a line a side may lie
constexpr double curved_costs = 0.15;          // of a sheet's score
constexpr double nearly = 0.12;                // as good, by their scores

std::optional<cv::Point2d> crossing(const EdgeLine& one, const EdgeLine& two) {
  const double d = one.a * two.b - two.a * one.b;
  if (std::abs(d) < 1e-6) return std::nullopt;
  return cv::Point2d((one.c * two.b - two.c * one.b) / d, (one.a * two.c - two.a * one.c) / d);
}

double area_of(const Quad& p) {
  double twice = 0;
  for (std::size_t i = 0; i < 4; ++i) twice += p[i].x * p[(i + 1) % 4].y - p[(i + 1) % 4].x * p[i].y;
  return twice / 2;
}

bool plausible(const Quad& p, const cv::Size& size) {
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

struct Sheet {
  Quad corners;
  double support = 0, score = 0;
  std::optional<std::size_t> band;  ///< the side at which a band of print reaches the rim
};

/// Every quadrangle of two level and two steep edges, weighed as a sheet.
class Sheets {
 public:
  Sheets(const Scene& scene, const std::vector<EdgeLine>& level, const std::vector<EdgeLine>& steep,
         int tolerance_px)
      : scene_(scene), level_(level), steep_(steep), tolerance_px_(tolerance_px) {}

  /// The whole sheets larger than `least_area`, with a band of print at one rim or with none, the best first:
  /// those that are nearly as good as the best.
  std::vector<Sheet> best(bool banded, double least_area) {
    if (!weighed_) weigh_all();
    std::vector<Sheet> found;
    for (const Sheet& sheet : all_) {
      if (!found.empty() && sheet.score < found.front().score - nearly) break;
      if (sheet.band.has_value() == banded && area_of(sheet.corners) > least_area && is_whole(sheet))
        found.push_back(sheet);
    }
    return found;
  }

 private:
  /// Edges of the top, the right, the bottom and the left side.
  using Sides = std::array<std::size_t, 4>;

  const EdgeLine& edge(const Sides& sides, std::size_t side) const {
    return side % 2 == 0 ? level_[sides[side]] : steep_[sides[side]];
  }

  SideLook look(const Sides& sides, const Quad& corners, std::size_t side) {
    const std::array<std::size_t, 4> key{side, sides[side], sides[(side + 3) % 4], sides[(side + 1) % 4]};
    const auto [at, is_new] = looks_.try_emplace(key);
    if (is_new) at->second = look_along(scene_, corners[side], corners[(side + 1) % 4], tolerance_px_);
    return at->second;
  }

  void weigh_all() {
    for (std::size_t top = 0; top < level_.size(); ++top)
      for (std::size_t bottom = 0; bottom < level_.size(); ++bottom)
        for (std::size_t left = 0; left < steep_.size(); ++left)
          for (std::size_t right = 0; right < steep_.size(); ++right)
            if (auto sheet = weigh({top, right, bottom, left})) all_.push_back(*sheet);
    std::ranges::stable_sort(all_, std::ranges::greater{}, &Sheet::score);
    weighed_ = true;
  }

  std::optional<Sheet> weigh(const Sides& sides) {
    Sheet sheet;
    for (std::size_t i = 0; i < 4; ++i) {
      const auto corner = crossing(edge(sides, i), edge(sides, (i + 3) % 4));
      if (!corner) return std::nullopt;
      sheet.corners[i] = *corner;
    }
    if (!plausible(sheet.corners, scene_.bright.size())) return std::nullopt;
    std::array<double, 4> supports{};
    std::array<SideLook, 4> seen;
    std::optional<std::size_t> turned;
    for (std::size_t i = 0; i < 4; ++i) {
      seen[i] = look(sides, sheet.corners, i);
      supports[i] = seen[i].ends;
      if (supports[i] >= least_support) continue;
      const bool is_turned = seen[i].turned >= least_turned;
      if (is_turned && turned) return std::nullopt;
      if (is_turned) turned = i;
    }
    if (turned) {
      const std::size_t before = (*turned + 3) % 4, after = (*turned + 1) % 4;
      supports[*turned] += seen[*turned].turned;
      supports[before] = seen[before].ends_last;
      supports[after] = seen[after].ends_first;
      for (const std::size_t side : {before, *turned, after})
        if (supports[side] < least_beside_turned) return std::nullopt;
    }
    sheet.support = std::ranges::min(supports);
    if (sheet.support < least_support) return std::nullopt;
    sheet.band = turned;
    sheet.score = std::accumulate(supports.begin(), supports.end(), 0.0) / 4 + sheet.support +
                  0.5 * area_of(sheet.corners) / scene_.bright.size().area();
    return sheet;
  }

  bool is_whole(const Sheet& sheet) const {
    double table = 255;
    for (std::size_t i = 0; i < 4; ++i)
      table = std::min(table, level_beyond(scene_, sheet.corners[i], sheet.corners[(i + 1) % 4]));
    for (std::size_t i = 0; i < 4; ++i) {
      const int band_px = i == sheet.band ? deepest_band_px : 0;
      if (paper_goes_on(scene_, sheet.corners[i], sheet.corners[(i + 1) % 4], band_px, table)) return false;
    }
    return true;
  }

  const Scene& scene_;
  const std::vector<EdgeLine>&level_, &steep_;
  int tolerance_px_;
  std::map<std::array<std::size_t, 4>, SideLook> looks_;
  std::vector<Sheet> all_;  // the best first
  bool weighed_ = false;
};

/// A fold or a card of print ends paper as plainly as the sheet's own side does, which bends: of what is
/// nearly as good the largest is the sheet.
std::optional<Sheet> largest_of_the_best(const std::vector<Sheet>& sheets) {
  if (sheets.empty()) return std::nullopt;
  const double best = std::ranges::max_element(sheets, {}, &Sheet::score)->score;
  const Sheet* largest = nullptr;
  for (const Sheet& sheet : sheets)
    if (sheet.score >= best - nearly &&
        (largest == nullptr || area_of(sheet.corners) > area_of(largest->corners)))
      largest = &sheet;
  return *largest;
}

/// Moved outward by `margin_px`, so that what bulges beyond straight sides is not cut off.
Quad widened(const Quad& corners, double margin_px) {
  const cv::Point2d middle = (corners[0] + corners[1] + corners[2] + corners[3]) / 4;
  Quad wide;
  for (std::size_t i = 0; i < 4; ++i) {
    const cv::Point2d out = corners[i] - middle;
    wide[i] = corners[i] + out * (margin_px * std::numbers::sqrt2 / std::hypot(out.x, out.y));
  }
  return wide;
}

/// A sheet in a hand, whose sides no line follows: a bright patch, with paper ending along its sides.
std::optional<Sheet> curled_much(const Scene& scene) {
  const auto patch = bright_patch(scene.bright);
  if (!patch || !plausible(patch->corners, scene.bright.size())) return std::nullopt;
  Sheet sheet{.corners = patch->corners, .support = 1};
  const int tolerance_px = curved_px + static_cast<int>(patch->bulge_px);
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& [from, to] = std::pair(patch->corners[i], patch->corners[(i + 1) % 4]);
    sheet.support = std::min(sheet.support, look_along(scene, from, to, tolerance_px).ends);
  }
  if (sheet.support < least_support) return std::nullopt;
  sheet.corners = widened(sheet.corners, patch->bulge_px + straight_px);
  return sheet;
}

}  // namespace

std::optional<PageCorners> find_page_corners(const cv::Mat& photo) {
  if (std::min(photo.cols, photo.rows) < 64) return std::nullopt;
  const Scene scene = scene_of(photo);
  const auto level = straight_edges(scene, true), steep = straight_edges(scene, false);
  Sheets straight(scene, level, steep, straight_px), curved(scene, level, steep, curved_px);
  const auto best = [&](bool banded, double least_area) {
    auto sheets = straight.best(banded, least_area);
    for (Sheet& sheet : curved.best(banded, least_area)) {
      sheet.corners = widened(sheet.corners, curved_px);
      sheet.score -= curved_costs;
      sheets.push_back(sheet);
    }
    return largest_of_the_best(sheets);
  };
  auto sheet = best(false, 0);
  if (auto banded = best(true, sheet ? area_of(sheet->corners) : 0)) sheet = banded;
  if (!sheet) sheet = curled_much(scene);
  if (!sheet) return std::nullopt;
  PageCorners found{{}, sheet->support};
  for (std::size_t i = 0; i < 4; ++i) found.points[i] = cv::Point2f(sheet->corners[i] * (1 / scene.scale));
  return found;
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
