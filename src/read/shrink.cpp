#include "read/shrink.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace domicile {

cv::Mat shrunk(const cv::Mat& picture, cv::Size size) {
  const int whole = std::min(picture.cols / size.width, picture.rows / size.height);
  cv::Mat smaller = picture;
  if (whole > 1) {
    // Fewer pixels than `whole` are left over at an edge and do without: less than a pixel of the result.
    const cv::Size steps(picture.cols / whole, picture.rows / whole);
    cv::resize(picture(cv::Rect(0, 0, steps.width * whole, steps.height * whole)), smaller, steps, 0, 0,
               cv::INTER_AREA);
  }
  if (smaller.size() == size) return smaller;
  cv::Mat result;
  cv::resize(smaller, result, size, 0, 0, cv::INTER_AREA);
  return result;
}

cv::Mat shrunk(const cv::Mat& picture, double scale) {
  if (scale >= 1) return picture;
  const auto side = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(scale * pixels))); };
  return shrunk(picture, cv::Size(side(picture.cols), side(picture.rows)));
}

}  // namespace domicile
