#include "read/bar_code.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include "read/median.hpp"

namespace domicile::read {
namespace {

// Width by height of the usual mark.
double slenderness(const std::vector<cv::Rect>& marks) {
  std::vector<double> shapes;
  shapes.reserve(marks.size());
  for (const cv::Rect& mark : marks) shapes.push_back(static_cast<double>(mark.width) / mark.height);
  return median_of(std::move(shapes));
}

int usual_width(const std::vector<cv::Rect>& marks) {
  std::vector<int> widths;
  widths.reserve(marks.size());
  for (const cv::Rect& mark : marks) widths.push_back(mark.width);
  return median_of(std::move(widths));
}

}  // namespace

bool is_bar_code_line(const cv::Rect& box, const std::vector<cv::Rect>& marks) {
  constexpr double thin = 0.4, most = 0.75, slender = 0.5;
  constexpr std::size_t fewest = 12;
  if (marks.size() < fewest || slenderness(marks) > slender) return false;
  const int usual = usual_width(marks);
  if (usual >= thin * box.height) return false;
  const auto alike =
      std::ranges::count_if(marks, [&](const cv::Rect& mark) { return std::abs(mark.width - usual) <= 1; });
  return static_cast<double>(alike) > most * static_cast<double>(marks.size());
}

bool is_bar_code_block(const cv::Rect& box, const std::vector<cv::Rect>& marks) {
  constexpr double slender = 0.3, almost_all = 0.95;
  constexpr std::size_t fewest = 20;
  if (marks.size() < fewest || slenderness(marks) > slender) return false;
  const int middle = box.y + box.height / 2;
  const auto strokes = std::ranges::count_if(marks, [&](const cv::Rect& mark) {
    return mark.width <= slender * box.height && mark.y <= middle && mark.br().y >= middle;
  });
  return static_cast<double>(strokes) >= almost_all * static_cast<double>(marks.size());
}

}  // namespace domicile::read
