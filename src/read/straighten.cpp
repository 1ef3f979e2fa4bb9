#include "read/straighten.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <span>
#include <vector>

#include "read/median.hpp"
#include "read/ocr_missed.hpp"

namespace domicile {
namespace {

constexpr int nodes = 49;           // of the grid, each way; odd, so that one column is the middle
constexpr double least_bend = 0.3;  // of a small letter's height, at the mean over the text
constexpr std::size_t fewest_pieces = 24;
constexpr int rounds = 4;
constexpr double outlier = 2.5;           // times the median distance from the surface
constexpr double least_distance = 0.004;  // of slopes: letters are not set more exactly than that
constexpr double steepest = 0.2;
constexpr double explained = 0.6;  // of the slopes' own spread may be left
constexpr double ridge = 2e-3;

/// The slope of a piece of a line and where it stands; -1..1 over the page each way.
struct Piece {
  double x, y, slope, weight;
};

constexpr int terms = 8;
using Row = cv::Vec<double, terms>;

Row row_at(double x, double y) { return {1, x, y, x * y, x * x, y * y, x * x * y, x * x * x}; }

/// By the letters' feet: least squares without those that hang below the line or float above it.
double slope_of(std::span<const cv::Rect> letters) {
  constexpr int rounds_of_line = 3;
  constexpr double astray = 1.5;  // times the mean distance from the line, and pixels
  std::vector<cv::Point2d> feet;
  for (const cv::Rect& letter : letters) feet.emplace_back(letter.x + letter.width / 2.0, letter.br().y);
  double slope = 0;
  for (int round = 0; round < rounds_of_line && feet.size() >= 3; ++round) {
    cv::Point2d middle;
    for (const auto& foot : feet) middle += foot / static_cast<double>(feet.size());
    double across = 0, along = 0;
    for (const auto& foot : feet) {
      across += (foot.x - middle.x) * (foot.x - middle.x);
      along += (foot.x - middle.x) * (foot.y - middle.y);
    }
    if (across <= 0) break;
    slope = along / across;
    const auto distance = [&](const cv::Point2d& foot) {
      return std::abs(foot.y - middle.y - slope * (foot.x - middle.x));
    };
    double mean = 0;
    for (const auto& foot : feet) mean += distance(foot) / static_cast<double>(feet.size());
    std::erase_if(feet, [&](const auto& foot) { return distance(foot) > astray * std::max(mean, 1.0); });
  }
  return slope;
}

std::vector<Piece> pieces_of(const Marks& marks) {
  constexpr std::size_t letters_of_piece = 12, fewest_letters = 6;
  const cv::Size size = marks.ink.size();
  std::vector<Piece> pieces;
  for (const auto& run : lines_of_marks(marks.boxes, marks.x_height_px * marks.scale)) {
    for (std::size_t from = 0; from + fewest_letters <= run.size(); from += letters_of_piece) {
      const std::span letters(run.begin() + static_cast<std::ptrdiff_t>(from),
                              std::min(letters_of_piece, run.size() - from));
      const double width = letters.back().br().x - letters.front().x;
      const double slope = slope_of(letters);
      if (std::abs(slope) > steepest) continue;
      const double x = (letters.front().x + letters.back().br().x) / 2.0;
      const double y = (letters.front().br().y + letters.back().br().y) / 2.0;
      pieces.push_back({2 * x / size.width - 1, 2 * y / size.height - 1, slope, width / size.width});
    }
  }
  return pieces;
}

/// The slope of lines at each place of the page.
struct Surface {
  cv::Mat1d weights;
  double least = 0, most = 0;  ///< slopes that were seen: beyond the text the polynomial may run away

  double at(double x, double y) const {
    const Row row = row_at(x, y);
    double slope = 0;
    for (int i = 0; i < terms; ++i) slope += weights(i) * row[i];
    return std::clamp(slope, least, most);
  }
};

Surface fitted(const std::vector<Piece>& pieces) {
  cv::Mat1d normal(terms, terms, 0.0), right(terms, 1, 0.0);
  double all = 0;
  Surface surface;
  for (const Piece& piece : pieces) {
    const Row row = row_at(piece.x, piece.y);
    for (int i = 0; i < terms; ++i) {
      for (int k = 0; k < terms; ++k) normal(i, k) += piece.weight * row[i] * row[k];
      right(i) += piece.weight * row[i] * piece.slope;
    }
    all += piece.weight;
    surface.least = std::min(surface.least, piece.slope);
    surface.most = std::max(surface.most, piece.slope);
  }
  for (int i = 1; i < terms; ++i) normal(i, i) += ridge * all;
  cv::solve(normal, right, surface.weights, cv::DECOMP_CHOLESKY);
  return surface;
}

std::vector<double> distances(const std::vector<Piece>& pieces, const Surface& surface) {
  std::vector<double> apart;
  apart.reserve(pieces.size());
  for (const Piece& piece : pieces) apart.push_back(std::abs(piece.slope - surface.at(piece.x, piece.y)));
  return apart;
}

/// The line that crosses the middle of the page at each row of nodes, followed to both sides.
Bend followed(const Surface& surface, const cv::Size& size) {
  Bend bend{cv::Mat1f(nodes, nodes, 0.0F)};
  const double aspect = static_cast<double>(size.width) / size.height;
  constexpr int middle = nodes / 2;
  constexpr double step = 2.0 / nodes;  // a node stands in the middle of its cell
  for (int row = 0; row < nodes; ++row) {
    const double start = (row + 0.5) * step - 1;
    for (const int side : {-1, 1}) {
      double y = start;
      for (int column = middle; column + side >= 0 && column + side < nodes; column += side) {
        const double x = (column + 0.5 + side / 2.0) * step - 1;
        y += side * step * aspect * surface.at(x, y);
        bend.below(row, column + side) = static_cast<float>((y - start) / 2);
      }
    }
  }
  return bend;
}

/// Root of the mean square over the pieces, as a share of the height.
double extent_of(const Bend& bend, const std::vector<Piece>& pieces) {
  double sum = 0, all = 0;
  for (const Piece& piece : pieces) {
    const auto node = [](double place) {
      return std::clamp(static_cast<int>((place + 1) / 2 * nodes), 0, nodes - 1);
    };
    const double below = bend.below(node(piece.y), node(piece.x));
    sum += piece.weight * below * below;
    all += piece.weight;
  }
  return std::sqrt(sum / all);
}

}  // namespace

std::optional<Bend> find_bend(const Marks& marks) {
  auto pieces = pieces_of(marks);
  if (pieces.size() < fewest_pieces) return std::nullopt;
  std::vector<double> slopes;
  slopes.reserve(pieces.size());
  for (const Piece& piece : pieces) slopes.push_back(std::abs(piece.slope));
  const double spread = median_of(std::move(slopes));
  Surface surface;
  for (int round = 0; round < rounds; ++round) {
    surface = fitted(pieces);
    const auto apart = distances(pieces, surface);
    const double farthest = outlier * std::max(median_of(apart), least_distance);
    std::vector<Piece> kept;
    for (std::size_t i = 0; i < pieces.size(); ++i)
      if (apart[i] <= farthest) kept.push_back(pieces[i]);
    if (kept.size() < fewest_pieces) return std::nullopt;
    pieces = std::move(kept);
  }
  if (median_of(distances(pieces, surface)) > explained * spread) return std::nullopt;
  const cv::Size size = marks.ink.size();
  Bend bend = followed(surface, size);
  const double letter = marks.x_height_px * marks.scale / size.height;
  if (extent_of(bend, pieces) < least_bend * letter) return std::nullopt;
  return bend;
}

cv::Mat straightened(const cv::Mat& picture, const Bend& bend) {
  cv::Mat1f across(picture.size()), down;
  cv::resize(bend.below, down, picture.size());
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      across(y, x) = static_cast<float>(x);
      down(y, x) = static_cast<float>(y) + static_cast<float>(picture.rows) * down(y, x);
    }
  }
  cv::Mat level;
  cv::remap(picture, level, across, down, cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  return level;
}

}  // namespace domicile
