#include "read/ocr_prepare.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "read/background.hpp"
#include "read/deskew.hpp"
#include "read/ocr_rules.hpp"

namespace domicile {
namespace {

// Heights of small letters in pixels. The network scales each line to 36 pixels, of which about 18 are its
// small letters: less than that has to be made up, more only costs layout time.
constexpr double small_letters_px = 14, enlarged_letters_px = 21;
constexpr double large_letters_px = 22, lessened_letters_px = 20;
constexpr double most_enlarged = 4;

double scale_for(double x_height_px) {
  if (x_height_px <= 0) return 1;
  if (x_height_px < small_letters_px) return std::min(most_enlarged, enlarged_letters_px / x_height_px);
  return x_height_px > large_letters_px ? lessened_letters_px / x_height_px : 1;
}

cv::Rect on_page(const cv::Rect& mark, const Marks& marks) {
  return {cv::Point(cv::Point2d(mark.tl()) / marks.scale), cv::Point(cv::Point2d(mark.br()) / marks.scale)};
}

}  // namespace

cv::Mat calmed(const cv::Mat& grey, const Marks& marks) {
  constexpr double grain = 7;  // mean step to the median of nine on bare paper; clean scans have under 3
  cv::Mat median, step;
  cv::medianBlur(grey, median, 3);
  cv::absdiff(grey, median, step);
  // Small letters differ from the median of their neighbours too: it is the paper that says.
  const cv::Point around(2, 2);  // a stroke's grey edge
  cv::Mat bare(grey.size(), CV_8UC1, cv::Scalar(255));
  for (const cv::Rect& box : marks.boxes) {
    const cv::Rect mark = on_page(box, marks);
    bare(cv::Rect(mark.tl() - around, mark.br() + around) & cv::Rect({}, grey.size())) = cv::Scalar(0);
  }
  return cv::mean(step, bare)[0] > grain ? median : grey;
}

Prepared prepare_for_ocr(const cv::Mat& grey, const Marks& marks) {
  Prepared prepared;
  prepared.page = grey.size();
  if (marks.boxes.empty()) return prepared;
  prepared.x_height_px = marks.x_height_px;
  for (const cv::Rect& box : marks.boxes) prepared.letters.push_back(on_page(box, marks));
  prepared.scale = scale_for(marks.x_height_px);
  cv::Mat pixels = calmed(grey, marks);
  double x_height_px = marks.x_height_px;
  // What is made smaller is so first, and larger last: the steps between cost by the pixel.
  if (prepared.scale < 1) {
    cv::resize(pixels, pixels, {}, prepared.scale, prepared.scale, cv::INTER_AREA);
    x_height_px *= prepared.scale;
  }
  prepared.pixels = without_rules(dark_on_light(pixels, x_height_px), x_height_px);
  if (prepared.scale > 1)
    cv::resize(prepared.pixels, prepared.pixels, {}, prepared.scale, prepared.scale, cv::INTER_CUBIC);
  return prepared;
}

cv::Rect Prepared::pixels_of(const Box& box) const {
  const cv::Point from(static_cast<int>(std::floor(box.x0 * page.width)),
                       static_cast<int>(std::floor(box.y0 * page.height)));
  const cv::Point to(static_cast<int>(std::ceil(box.x1 * page.width)),
                     static_cast<int>(std::ceil(box.y1 * page.height)));
  return cv::Rect(from, to) & cv::Rect({}, page);
}

}  // namespace domicile
