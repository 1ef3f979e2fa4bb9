#include "read/sample_page.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "base/text.hpp"
#include "read/image_decode.hpp"
#include "read/reader.hpp"

namespace domicile::test {
namespace {

cv::Mat picture(const std::string& name) {
  std::ifstream file(DOMICILE_SOURCE_DIR "/tests/read/data/" + name, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto type = read::detect_media_type(bytes);
  if (!type) throw std::runtime_error(to_string(type.error()));
  const auto decoded = read::decode_picture(bytes, *type, 1, {});
  if (!decoded) throw std::runtime_error(to_string(decoded.error()));
  return decoded->pixels;
}

}  // namespace

cv::Mat latin_page() { return picture("page_latin.png"); }
cv::Mat cyrillic_page() { return picture("page_cyrillic.png"); }

cv::Mat photographed(const cv::Mat& page, double degrees) {
  const auto w = static_cast<float>(page.cols), h = static_cast<float>(page.rows);
  const cv::Size size(static_cast<int>(w * 1.8F), static_cast<int>(w * 1.8F));
  const cv::Point2f middle(static_cast<float>(size.width) / 2, static_cast<float>(size.height) / 2);
  const std::array<cv::Point2f, 4> sheet{cv::Point2f{0, 0}, {w, 0}, {w, h}, {0, h}};
  std::array<cv::Point2f, 4> seen{cv::Point2f{-0.47F * w, -0.5F * h},
                                  {0.47F * w, -0.5F * h},
                                  {0.52F * w, 0.5F * h},
                                  {-0.52F * w, 0.5F * h}};
  const cv::Mat rotation = cv::getRotationMatrix2D({0, 0}, degrees, 1);
  for (cv::Point2f& corner : seen) {
    const cv::Mat at = rotation * (cv::Mat_<double>(3, 1) << corner.x, corner.y, 1);
    corner = middle + cv::Point2f(cv::Point2d(at.at<double>(0), at.at<double>(1)));
  }
  cv::Mat grey = page, photo;
  if (page.channels() == 3) cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  cv::warpPerspective(grey * 0.85, photo, cv::getPerspectiveTransform(sheet.data(), seen.data()), size,
                      cv::INTER_AREA, cv::BORDER_CONSTANT, cv::Scalar(45));
  cv::Mat light(size, CV_32F);
  for (int y = 0; y < size.height; ++y)
    for (int x = 0; x < size.width; ++x) {
      const float across = static_cast<float>(x) / static_cast<float>(size.width);
      light.at<float>(y, x) = 0.6F + 0.4F * std::clamp((across - 0.4F) * 6, 0.0F, 1.0F);
    }
  cv::multiply(photo, light, photo, 1, CV_8U);
  cv::Mat noise(size, CV_8S);
  cv::RNG random(7);
  random.fill(noise, cv::RNG::NORMAL, 0, 3);
  cv::add(photo, noise, photo, cv::noArray(), CV_8U);
  return photo;
}

OcrEngine& engine() {
  static OcrEngine only(read::default_tessdata_directory);
  return only;
}

double share_found(const std::vector<Word>& words, const std::vector<std::string>& expected) {
  std::map<std::string, int> seen;
  for (const Word& word : words) ++seen[fold(word.text)];
  const auto found =
      std::ranges::count_if(expected, [&](const std::string& word) { return seen[fold(word)]-- > 0; });
  return static_cast<double>(found) / static_cast<double>(expected.size());
}

}  // namespace domicile::test
