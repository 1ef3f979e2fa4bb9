#include "read/quality.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>
#include <utility>
#include <vector>

#include "read/median.hpp"

namespace domicile {
namespace {

/// Of typical letters: contrast in levels, and width of their edges in pixels.
struct Sharpness {
  double contrast = 0;
  double edge_px = 0;
};

double median_or_none(std::vector<double> values) {
  return values.empty() ? 0 : median_of(std::move(values));
}

Sharpness measure_sharpness(const cv::Mat& grey, const Marks& marks) {
  constexpr std::size_t enough = 300;
  const std::size_t step = std::max<std::size_t>(1, marks.boxes.size() / enough);
  std::vector<double> contrasts, edges;
  for (std::size_t i = 0; i < marks.boxes.size(); i += step) {
    const cv::Rect& small = marks.boxes[i];
    cv::Rect box(cv::Point(cv::Point2d(small.tl()) / marks.scale),
                 cv::Point(cv::Point2d(small.br()) / marks.scale));
    box = (box + cv::Size(4, 4) - cv::Point(2, 2)) & cv::Rect({}, grey.size());
    if (box.width < 4 || box.height < 4) continue;
    const cv::Mat letter = grey(box);
    double low = 0, high = 0, slope = 0;
    cv::minMaxLoc(letter, &low, &high);
    cv::Mat dx;
    cv::Sobel(letter, dx, CV_16S, 1, 0, 3, 1, 0, cv::BORDER_REPLICATE);
    cv::minMaxLoc(cv::abs(dx), nullptr, &slope);
    if (high - low < 8 || slope < 1) continue;
    contrasts.push_back(high - low);
    edges.push_back((high - low) * 8 / slope);  // the Sobel kernel weighs a slope of one level a pixel by 8
  }
  return {median_or_none(std::move(contrasts)), median_or_none(std::move(edges))};
}

/// Letters that the picture's edge cuts.
std::size_t cut_letters(const Marks& marks) {
  const cv::Size size = marks.ink.size();
  return static_cast<std::size_t>(std::ranges::count_if(
      marks.boxes, [&](const cv::Rect& box) { return box.x <= 0 || box.br().x >= size.width; }));
}

/// 1 up to `good`, falling to 0 at `bad`; `good` may be the greater.
double grade(double value, double good, double bad) {
  return std::clamp((value - bad) / (good - bad), 0.0, 1.0);
}

}  // namespace

Quality judge_quality(const cv::Mat& grey, const Marks& marks, const Light& light, double x_height_px) {
  struct Finding {
    std::string code;
    double factor;  ///< what is left of the score
    double named_below;
  };
  std::vector<Finding> findings{
      {"too_dark", 0.3 + 0.7 * grade(light.paper_level, 90, 25), 0.8},
      {"uneven_light", 0.7 + 0.3 * grade(light.unevenness, 0.35, 0.9), 0.93},
      {"glare", 0.4 + 0.6 * grade(light.glare_share, 0.01, 0.15), 0.9},
  };
  if (marks.boxes.size() >= fewest_marks) {
    const Sharpness sharpness = measure_sharpness(grey, marks);
    const double edge_share = sharpness.edge_px / std::max(1.0, marks.x_height_px);
    findings.push_back({"blurred", 0.1 + 0.9 * grade(edge_share, 0.3, 0.75), 0.75});
    findings.push_back({"low_contrast", 0.2 + 0.8 * grade(sharpness.contrast, 70, 15), 0.8});
    findings.push_back({"too_small", 0.1 + 0.9 * grade(x_height_px, 11, 4), 0.75});
    const double cut = static_cast<double>(cut_letters(marks)) / static_cast<double>(marks.boxes.size());
    findings.push_back({"cut_off", 0.7 + 0.3 * grade(cut, 0.004, 0.03), 0.97});
  }
  Quality quality;
  std::ranges::stable_sort(findings, {}, &Finding::factor);
  for (const Finding& finding : findings) {
    quality.score *= finding.factor;
    if (finding.factor < finding.named_below) quality.problems.push_back(finding.code);
  }
  return quality;
}

}  // namespace domicile
