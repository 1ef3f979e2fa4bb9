#include "layout/slope.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace domicile::layout {
namespace {

constexpr std::size_t fewest_pairs = 20;
constexpr double widest_gap = 1.6;  // heights between words of one line
constexpr double same_line = 0.45;  // heights between their middles
constexpr double steepest = 0.12;   // no line of an upright page rises more
constexpr int rounds = 3;
constexpr double outlier = 2.5;  // times the median distance from the plane
constexpr double least_letters = 2;

/// Two neighbouring words: the slope between them, where, and how much it counts.
struct Pair {
  double x, y, slope, weight;
};

struct Spot {
  double x0, x1, middle, height;
};

std::vector<Spot> spots_of(const Page& page) {
  std::vector<Spot> spots;
  for (const auto& word : page.words) {
    const auto shares = character_shares(word.text);
    const double letters = static_cast<double>(word.text.size()) * (shares.letters + shares.digits);
    if (word.source != WordSource::ocr || word.visibility != Visibility::visible || letters < least_letters)
      continue;
    spots.push_back({word.box.x0 * page.width_pt, word.box.x1 * page.width_pt,
                     word.box.center_y() * page.height_pt, word.box.height() * page.height_pt});
  }
  std::ranges::sort(spots, {}, &Spot::x0);
  return spots;
}

std::vector<Pair> pairs_of(const std::vector<Spot>& spots) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < spots.size(); ++i) {
    const Spot& left = spots[i];
    for (std::size_t k = i + 1; k < spots.size(); ++k) {
      const Spot& right = spots[k];
      const double height = std::min(left.height, right.height);
      if (right.x0 > left.x1 + widest_gap * height) break;
      const double fall = right.middle - left.middle;
      const double apart = (right.x0 + right.x1 - left.x0 - left.x1) / 2;
      if (right.x0 < left.x1 - height || std::abs(fall) > same_line * height || apart < height) continue;
      if (std::abs(fall / apart) < steepest)
        pairs.push_back({(left.x1 + right.x0) / 2, (left.middle + right.middle) / 2, fall / apart, apart});
      break;
    }
  }
  return pairs;
}

using Plane = std::array<double, 3>;

double at(const Plane& plane, double x, double y) { return plane[0] + plane[1] * x + plane[2] * y; }

double determinant(const std::array<Plane, 3>& m) {
  return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
         m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
         m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

/// Weighted least squares by Cramer's rule; level where the pairs do not span a plane.
Plane fitted(const std::vector<Pair>& pairs) {
  std::array<Plane, 3> normal{};
  Plane right{};
  for (const Pair& pair : pairs) {
    const Plane row{1, pair.x, pair.y};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t k = 0; k < 3; ++k) normal[i][k] += pair.weight * row[i] * row[k];
      right[i] += pair.weight * row[i] * pair.slope;
    }
  }
  const double whole = determinant(normal);
  if (std::abs(whole) < 1e-6) return {};
  Plane plane{};
  for (std::size_t column = 0; column < 3; ++column) {
    auto replaced = normal;
    for (std::size_t i = 0; i < 3; ++i) replaced[i][column] = right[i];
    plane[column] = determinant(replaced) / whole;
  }
  return plane;
}

void drop_outliers(std::vector<Pair>& pairs, const Plane& plane) {
  std::vector<double> distances;
  distances.reserve(pairs.size());
  for (const Pair& pair : pairs) distances.push_back(std::abs(pair.slope - at(plane, pair.x, pair.y)));
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::ranges::nth_element(distances, middle);
  const double farthest = outlier * std::max(*middle, 0.002);
  std::erase_if(
      pairs, [&](const Pair& pair) { return std::abs(pair.slope - at(plane, pair.x, pair.y)) > farthest; });
}

}  // namespace

LineSlope::LineSlope(const Page& page) : centre_x_(page.width_pt / 2), centre_y_(page.height_pt / 2) {
  auto pairs = pairs_of(spots_of(page));
  for (Pair& pair : pairs) {
    pair.x -= centre_x_;
    pair.y -= centre_y_;
  }
  for (int round = 0; round < rounds && pairs.size() >= fewest_pairs; ++round) {
    plane_ = fitted(pairs);
    drop_outliers(pairs, plane_);
  }
}

double LineSlope::offset(double x_points, double y_points) const {
  const double x = x_points - centre_x_;
  return (plane_[0] + plane_[2] * (y_points - centre_y_)) * x + plane_[1] * x * x / 2;
}

}  // namespace domicile::layout
