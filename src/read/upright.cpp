#include "read/upright.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "read/background.hpp"
#include "read/deskew.hpp"
#include "read/ocr_prepare.hpp"
#include "read/orientation.hpp"
#include "read/page_corners.hpp"
#include "read/quality.hpp"

namespace domicile {
namespace {

constexpr int max_side_px = 3300;  // A4 at 280 dpi: more pixels cost time and read no better
constexpr double flat_scan_share = 0.3;
constexpr double darkest_paper = 130;
constexpr double least_skew_degrees = 0.3;  // below it turning costs more sharpness than it gains
constexpr double uneven = 0.12;

cv::Mat exif_upright(const cv::Mat& picture, int orientation) {
  constexpr int about_both = -1, about_level = 0, about_upright = 1;
  cv::Mat stood = picture;
  if (orientation >= 5 && orientation <= 8) cv::transpose(picture, stood);
  cv::Mat result;  // never in place: `stood` may share its pixels with `picture`
  switch (orientation) {
    case 2:
    case 6:
      cv::flip(stood, result, about_upright);
      return result;
    case 3:
    case 7:
      cv::flip(stood, result, about_both);
      return result;
    case 4:
    case 8:
      cv::flip(stood, result, about_level);
      return result;
    default:
      return stood;
  }
}

int exif_degrees(int orientation) {
  switch (orientation) {
    case 3:
      return 180;
    case 6:
      return 90;
    case 8:
      return 270;
    default:
      return 0;
  }
}

cv::Mat grey_of(const cv::Mat& picture) {
  if (picture.channels() == 1) return picture;
  cv::Mat grey;
  cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
  return grey;
}

cv::Mat limited(const cv::Mat& picture) {
  const double scale = static_cast<double>(max_side_px) / std::max(picture.cols, picture.rows);
  if (scale >= 1) return picture;
  cv::Mat smaller;
  cv::resize(picture, smaller, {}, scale, scale, cv::INTER_AREA);
  return smaller;
}

/// Twice the size where letters are small: turning at 150 dpi would blur away accents and the bars of a T.
cv::Mat enlarged(const cv::Mat& picture) {
  if (2 * std::max(picture.cols, picture.rows) > max_side_px + max_side_px / 8) return picture;
  cv::Mat larger;
  cv::resize(picture, larger, {}, 2, 2, cv::INTER_CUBIC);
  return larger;
}

/// Turns by whole quarters without resampling where skew allows, else in one step.
cv::Mat brought_upright(const cv::Mat& picture, double degrees) {
  const double quarters = std::round(degrees / 90);
  if (std::abs(degrees - 90 * quarters) >= least_skew_degrees) return turned(enlarged(picture), degrees);
  return quarter_turned(picture, static_cast<int>(quarters));
}

/// Whether anything but paper lies along every edge of the picture: whatever share of it is flat, a sheet is
/// seen whole then.
bool shows_what_lies_around(const cv::Mat& grey, const Light& light) {
  constexpr int side_px = 160, rim_px = 2;
  constexpr double darker = 25, most_of_edge = 0.8;
  cv::Mat small;
  cv::resize(grey, small, {side_px, side_px}, 0, 0, cv::INTER_AREA);
  const cv::Mat dark = small < light.paper_level - darker;
  const std::array edges{dark.rowRange(0, rim_px), dark.rowRange(side_px - rim_px, side_px),
                         dark.colRange(0, rim_px), dark.colRange(side_px - rim_px, side_px)};
  return std::ranges::all_of(edges, [](const cv::Mat& edge) {
    return cv::countNonZero(edge) > most_of_edge * static_cast<double>(edge.total());
  });
}

/// Bills and statements are A4 or Letter: without a word from the file, the long side is about 11.4 inches.
double assumed_dpi(const cv::Size& size) { return std::max(size.width, size.height) / 11.4; }

/// Lines are brought level first, so that pixels are resampled once, then the page is set on its feet.
Result<void> turn_upright(Upright& page, OcrEngine& engine) {
  page.marks = find_marks(page.grey);
  if (page.marks.boxes.size() < fewest_marks) return {};
  const LineDirection lines = find_line_direction(page.marks);
  if (std::abs(lines.degrees) >= least_skew_degrees) {
    page.turned_degrees = lines.degrees;
    page.grey = brought_upright(calmed(page.grey, page.marks), lines.degrees);
    page.marks = find_marks(page.grey);
  }
  const auto quarters = find_quarters(page.grey, page.marks, lines, engine);
  if (!quarters) return std::unexpected(quarters.error());
  if (*quarters != 0) {
    page.turned_degrees += 90 * *quarters;
    page.grey = brought_upright(page.grey, 90 * *quarters);
    page.marks = find_marks(page.grey);
  }
  page.rotation_degrees = std::fmod(page.rotation_degrees - page.turned_degrees + 720, 360);
  page.bend = find_bend(page.marks);
  if (page.bend) {
    page.grey = straightened(enlarged(calmed(page.grey, page.marks)), *page.bend);
    page.marks = find_marks(page.grey);
  }
  return {};
}

}  // namespace

cv::Mat Upright::colour() const {
  const cv::Mat stood = turned_degrees == 0 ? flat : brought_upright(flat, turned_degrees);
  return bend ? straightened(enlarged(stood), *bend) : stood;
}

Result<Upright> make_upright(const cv::Mat& picture, double dpi, int exif_orientation, OcrEngine& engine) {
  if (picture.empty() || picture.depth() != CV_8U || (picture.channels() != 1 && picture.channels() != 3))
    return fail(ErrorCode::internal_defect, "picture", "The picture has no pixels, or not of 8 bits.");
  Upright page;
  page.rotation_degrees = exif_degrees(exif_orientation);
  page.flat = exif_upright(picture, exif_orientation);
  page.grey = grey_of(page.flat);
  const Light light = measure_light(page.grey);
  page.is_photo = light.flat_share < flat_scan_share;
  const bool dark_around = light.flat_level < darkest_paper;  // a table in the dark, or a screen in dark mode
  if (page.is_photo || dark_around || shows_what_lies_around(page.grey, light)) {
    const auto corners = find_page_corners(page.flat);
    page.is_photo = page.is_photo || corners;
    page.flat = corners ? flattened(page.flat, *corners, max_side_px) : limited(page.flat);
    page.grey = grey_of(page.flat);
    dpi = 0;
  }
  if (auto turned = turn_upright(page, engine); !turned) return std::unexpected(turned.error());
  if (dpi > 0 && page.grey.total() > 2 * page.flat.total()) dpi *= 2;
  page.quality = judge_quality(page.grey, page.marks, light, page.marks.x_height_px);
  if (page.is_photo || light.unevenness > uneven) page.grey = even_light(page.grey);
  page.dpi = dpi > 0 ? dpi : assumed_dpi(page.grey.size());
  return page;
}

}  // namespace domicile
