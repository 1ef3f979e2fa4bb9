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
  constexpr double hairline = 0.15, most = 0.75, all_but_few = 0.85, as_high = 0.75;
  constexpr std::size_t fewest = 20;
  const double usual = slenderness(marks);
  if (marks.size() < fewest || usual > slender) return false;
  const int middle = box.y + box.height / 2;
  const auto share_of = [&](auto test) {
    return static_cast<double>(std::ranges::count_if(marks, test)) / static_cast<double>(marks.size());
  };
  const auto is_slender = [&](const cv::Rect& mark) { return mark.width <= slender * box.height; };
  const auto crosses = [&](const cv::Rect& mark) { return mark.y <= middle && mark.br().y >= middle; };
  const auto is_full = [&](const cv::Rect& mark) { return mark.height >= as_high * box.height; };
  if (share_of([&](const cv::Rect& mark) { return is_slender(mark) && crosses(mark); }) >= almost_all)
    return true;
  // Drawn small, strokes with little between them run together: hairlines beside blots, all as high as the
  // code. No letters are so slender.
  return usual <= hairline && share_of(is_slender) >= most && share_of(is_full) >= all_but_few;
}

}  // namespace domicile::read
