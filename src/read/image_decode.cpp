#include "read/image_decode.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "read/image_decode_formats.hpp"

namespace domicile::read {
namespace {

constexpr int longest_side = 6000;  // an A4 page at 500 dpi: more costs time and shows no more letters

Result<DecodedPicture> decode(std::string_view bytes, MediaType type, int number, const Limits& limits) {
  switch (type) {
    case MediaType::jpeg:
      return decode_jpeg(bytes, limits);
    case MediaType::png:
      return decode_png(bytes, limits);
    case MediaType::tiff:
      return decode_tiff(bytes, number, limits);
    case MediaType::webp:
      return decode_webp(bytes, limits);
    case MediaType::heif:
      return decode_heif(bytes, limits);
    case MediaType::gif:
    case MediaType::bmp:
      return decode_gif_or_bmp(bytes, type, limits);
    case MediaType::pdf:
      break;
  }
  return fail(ErrorCode::internal_defect, "", "A PDF was taken for a picture.");
}

void reduce_if_huge(DecodedPicture& picture) {
  const double longest = std::max(picture.pixels.cols, picture.pixels.rows);
  if (longest <= longest_side) return;
  const double scale = longest_side / longest;
  // A line of pixels stays one.
  const auto side = [&](int pixels) { return std::max(1, static_cast<int>(std::lround(pixels * scale))); };
  Pixels reduced;
  cv::resize(picture.pixels, reduced, {side(picture.pixels.cols), side(picture.pixels.rows)}, 0, 0,
             cv::INTER_AREA);
  picture.pixels = std::move(reduced);
  picture.dpi *= scale;
}

}  // namespace

Result<void> check_size(double width, double height, const Limits& limits) {
  if (width < 1 || height < 1) return damaged_picture();
  if (width * height > static_cast<double>(limits.max_pixels)) {
    return fail(
        ErrorCode::too_large, "",
        "The picture has more pixels than the limit max_pixels (" + std::to_string(limits.max_pixels) + ").",
        "Send the picture at a lower resolution.");
  }
  return {};
}

std::unexpected<Error> damaged_picture() {
  return fail(ErrorCode::corrupt_document, "", "The picture is damaged and can't be decoded.",
              "Take or export the picture again and send that copy.");
}

double plausible_dpi(double dpi) { return dpi >= 70 && dpi <= 1300 ? dpi : 0; }

Pixels over_white(const Pixels& bgra) {
  std::vector<cv::Mat> planes;
  cv::split(bgra, planes);
  const cv::Mat opacity = planes[3];
  planes.pop_back();
  const cv::Mat transparency = 255 - opacity;
  for (cv::Mat& plane : planes) {
    cv::multiply(plane, opacity, plane, 1.0 / 255);
    plane += transparency;
  }
  Pixels bgr;
  cv::merge(planes, bgr);
  return bgr;
}

Result<int> count_pictures(std::string_view untrusted_bytes, MediaType type, const Limits& limits) {
  if (type != MediaType::tiff) return 1;
  const int pages = count_tiff_directories(untrusted_bytes, limits);
  if (pages < 1) return damaged_picture();
  if (pages > limits.max_pages) {
    return fail(
        ErrorCode::too_many_pages, "",
        "The file has more pages than the limit max_pages (" + std::to_string(limits.max_pages) + ").",
        "Send only the pages that show name, address and date.");
  }
  return pages;
}

Result<DecodedPicture> decode_picture(std::string_view untrusted_bytes, MediaType type, int number,
                                      const Limits& limits) {
  auto picture = decode(untrusted_bytes, type, number, limits);
  if (!picture) return picture;
  if (picture->pixels.empty()) return damaged_picture();
  reduce_if_huge(*picture);
  return picture;
}

}  // namespace domicile::read
