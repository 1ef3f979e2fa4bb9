#include "read/upright.hpp"

#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <ostream>
#include <string_view>

#include "read/background.hpp"
#include "read/deskew.hpp"
#include "read/outcome.hpp"
#include "read/page_corners.hpp"
#include "read/quality.hpp"
#include "read/sample_page.hpp"

using namespace domicile;
using namespace domicile::test;
namespace data = boost::unit_test::data;

namespace {

Upright brought_upright(const cv::Mat& picture, int exif_orientation = 1, double dpi = 0) {
  auto page = make_upright(picture, dpi, exif_orientation, engine());
  BOOST_REQUIRE_MESSAGE(page, why(page));
  return *page;
}

double share_read(const Upright& page) {
  ScriptChoice script;
  const auto words = engine().recognise(prepare_for_ocr(page.grey, page.marks), page.dpi, whole_page, script,
                                        WordsRequest::Look::plain);
  BOOST_REQUIRE_MESSAGE(words, why(words));
  return share_found(*words, latin_words);
}

double apart(double degrees, double other) { return std::abs(std::remainder(degrees - other, 360)); }

bool names(const Quality& quality, const std::string& code) {
  return std::ranges::find(quality.problems, code) != quality.problems.end();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(upright)

BOOST_AUTO_TEST_CASE(a_clean_scan_passes_without_a_pixel_changed) {
  const cv::Mat scan = latin_page();
  const Upright page = brought_upright(scan, 1, 150);
  BOOST_TEST(!page.is_photo);
  BOOST_TEST(page.rotation_degrees == 0);
  BOOST_TEST(page.dpi == 150);
  BOOST_TEST(page.quality.score > 0.9);
  BOOST_TEST(page.quality.problems.empty());
  BOOST_REQUIRE((page.colour().size() == scan.size()));
  BOOST_TEST(cv::norm(page.colour(), scan, cv::NORM_INF) == 0);
}

BOOST_DATA_TEST_CASE(a_page_is_turned_upright_from_any_direction, data::make({0, 90, 180, 270}), clockwise) {
  cv::Mat picture = latin_page();
  if (clockwise == 90) cv::rotate(picture, picture, cv::ROTATE_90_CLOCKWISE);
  if (clockwise == 180) cv::rotate(picture, picture, cv::ROTATE_180);
  if (clockwise == 270) cv::rotate(picture, picture, cv::ROTATE_90_COUNTERCLOCKWISE);
  const Upright page = brought_upright(picture);
  BOOST_TEST(apart(page.rotation_degrees, 360 - clockwise) < 1);
  BOOST_TEST(share_read(page) > 0.9);
}

BOOST_DATA_TEST_CASE(skew_is_found_to_a_tenth_of_a_degree, data::make({-7.3, -1.2, 0.4, 3.0, 12.5}),
                     degrees) {
  const LineDirection lines = find_line_direction(find_marks(turned(latin_page(), degrees)));
  BOOST_TEST(std::abs(lines.degrees + degrees) < 0.1);
}

BOOST_AUTO_TEST_CASE(exif_orientations_lead_to_the_same_page) {
  const cv::Mat page = latin_page();
  for (int orientation = 1; orientation <= 8; ++orientation) {
    cv::Mat stored = page.clone();
    if (orientation == 2 || orientation == 5) cv::flip(stored, stored, 1);
    if (orientation == 4 || orientation == 7) cv::flip(stored, stored, 0);
    if (orientation == 3) cv::rotate(stored, stored, cv::ROTATE_180);
    if (orientation == 6 || orientation == 5 || orientation == 7) {
      cv::rotate(stored, stored, cv::ROTATE_90_COUNTERCLOCKWISE);
    }
    if (orientation == 8) cv::rotate(stored, stored, cv::ROTATE_90_CLOCKWISE);
    const Upright result = brought_upright(stored, orientation);
    BOOST_TEST_CONTEXT("orientation " << orientation) {
      BOOST_REQUIRE((result.colour().size() == page.size()));
      BOOST_TEST(cv::norm(result.colour(), page, cv::NORM_INF) == 0);
    }
  }
}

BOOST_DATA_TEST_CASE(a_photo_of_a_page_in_half_a_shadow_is_flattened_and_read, data::make({0, 8, -15, 180}),
                     degrees) {
  const Upright page = brought_upright(photographed(latin_page(), degrees));
  BOOST_TEST(page.is_photo);
  BOOST_TEST(share_read(page) >= 0.85);
}

BOOST_AUTO_TEST_CASE(corners_of_a_sheet_are_found_in_order) {
  const cv::Mat photo = photographed(latin_page(), 5);
  const auto corners = find_page_corners(photo);
  BOOST_REQUIRE(corners);
  BOOST_TEST(corners->points[0].x < corners->points[1].x);
  BOOST_TEST(corners->points[0].y < corners->points[3].y);
  const cv::Mat flat = flattened(photo, *corners, 3300);
  const cv::Mat page = latin_page();
  const double seen = static_cast<double>(flat.rows) / flat.cols,
               true_ratio = static_cast<double>(page.rows) / page.cols;
  BOOST_TEST(std::abs(seen / true_ratio - 1) < 0.1);
}

struct Banded {
  std::string_view what;
  cv::Rect2d band;    ///< in shares of the sheet
  cv::Scalar colour;  ///< blue, green, red
  double bulge_px;    ///< how far level sides bend upward at their middle
};

std::ostream& operator<<(std::ostream& out, const Banded& sheet) { return out << sheet.what; }

const Banded banded_sheets[] = {
    {"a sheet without a band", {0, 0, 0, 0}, {}, 0},
    {"a dark head that runs to three rims", {0, 0, 1, 0.12}, {70, 30, 35}, 0},
    {"a coloured column that runs to three rims", {0, 0, 0.2, 1}, {30, 20, 170}, 0},
    {"a dark foot", {0, 0.9, 1, 0.1}, {60, 60, 60}, 0},
    {"a band across the middle from rim to rim", {0, 0.45, 1, 0.04}, {60, 60, 60}, 0},
    {"a curled sheet with a band across", {0, 0.3, 1, 0.03}, {90, 90, 90}, 24},
    {"a curled sheet with a dark head", {0, 0, 1, 0.12}, {70, 30, 35}, 24},
};

BOOST_DATA_TEST_CASE(the_whole_sheet_is_found_whatever_is_printed_to_its_rim, data::make(banded_sheets),
                     sheet) {
  const cv::Rect place(150, 180, 700, 990);
  cv::Mat photo(1350, 1000, CV_8UC3, cv::Scalar(120, 135, 150));
  for (int x = place.x; x < place.br().x; ++x) {
    const double along = 2.0 * (x - place.x) / place.width - 1;
    const int up = static_cast<int>(sheet.bulge_px * (1 - along * along));
    photo(cv::Rect(x, place.y - up, 1, place.height)) = cv::Scalar(236, 238, 240);
    const cv::Rect2d& band = sheet.band;
    if (x < place.x + band.x * place.width || x >= place.x + (band.x + band.width) * place.width) continue;
    const int top = place.y - up + static_cast<int>(band.y * place.height);
    photo(cv::Rect(x, top, 1, static_cast<int>(band.height * place.height))) = sheet.colour;
  }
  const auto corners = find_page_corners(photo);
  BOOST_REQUIRE(corners);
  const cv::Point2f expected[] = {{150, 180}, {850, 180}, {850, 1170}, {150, 1170}};
  const double slack = sheet.bulge_px > 0 ? 60 : 8;  // bent sides are given a margin
  for (std::size_t i = 0; i < 4; ++i)
    BOOST_TEST(cv::norm(corners->points[i] - expected[i]) < slack,
               "corner " << i << " at " << corners->points[i].x << ", " << corners->points[i].y);
}

/// A sheet whose sides bend inward at its folds, a third of it as bright as `levels` says.
cv::Mat folded_sheet(const cv::Rect& place, const std::array<int, 3>& levels, int bend_px) {
  cv::Mat photo(1350, 1000, CV_8UC3, cv::Scalar(40, 42, 45));
  for (int y = place.y; y < place.br().y; ++y) {
    const double third = 3.0 * (y - place.y) / place.height;
    const double from_fold = std::min({std::abs(third - 1), std::abs(third - 2), 1.0});
    const int in = static_cast<int>(bend_px * (1 - from_fold));
    photo(cv::Rect(place.x + in, y, place.width - 2 * in, 1)) =
        cv::Scalar::all(levels.at(static_cast<std::size_t>(third)));
  }
  return photo;
}

BOOST_AUTO_TEST_CASE(a_folded_letter_is_found_whole_though_a_third_of_it_is_brighter) {
  const cv::Rect place(150, 180, 700, 990);
  const auto corners = find_page_corners(folded_sheet(place, {235, 212, 208}, 14));
  BOOST_REQUIRE(corners);
  BOOST_TEST(std::abs(corners->points[0].y - 180) < 40);
  BOOST_TEST(std::abs(corners->points[3].y - 1170) < 40);
}

BOOST_AUTO_TEST_CASE(a_sheet_that_a_hand_bends_is_found_though_no_side_of_it_is_straight) {
  cv::Mat photo(1350, 1000, CV_8UC3, cv::Scalar(105, 100, 110));
  for (int x = 160; x < 840; ++x) {
    const double along = 2.0 * (x - 160) / 680 - 1;
    const int up = static_cast<int>(70 * (1 - along * along)) + (840 - x) / 8;
    photo(cv::Rect(x, 280 - up, 1, 900)) = cv::Scalar(215, 222, 225);
    for (int rule = 0; rule < 12; ++rule)
      photo(cv::Rect(x, 420 - up + 50 * rule, 1, 3)) = cv::Scalar(70, 70, 70);
  }
  cv::ellipse(photo, {840, 1000}, {90, 45}, 0, 0, 360, cv::Scalar(60, 90, 140), cv::FILLED);
  const auto corners = find_page_corners(photo);
  BOOST_REQUIRE(corners);
  const cv::Point2f expected[] = {{160, 195}, {840, 280}, {840, 1180}, {160, 1095}};
  for (std::size_t i = 0; i < 4; ++i)
    BOOST_TEST(cv::norm(corners->points[i] - expected[i]) < 110,
               "corner " << i << " at " << corners->points[i].x << ", " << corners->points[i].y);
}

BOOST_AUTO_TEST_CASE(a_sheet_on_a_table_is_a_photo_however_even_both_are) {
  const cv::Mat page = latin_page();
  cv::Mat grey = page, photo;
  if (page.channels() == 3) cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
  const auto w = static_cast<float>(page.cols), h = static_cast<float>(page.rows);
  const std::array<cv::Point2f, 4> sheet{cv::Point2f{0, 0}, {w, 0}, {w, h}, {0, h}};
  const std::array<cv::Point2f, 4> seen{cv::Point2f{60, 40}, {w + 40, 70}, {w + 20, h + 50}, {30, h + 20}};
  cv::warpPerspective(grey, photo, cv::getPerspectiveTransform(sheet.data(), seen.data()),
                      page.size() + cv::Size(90, 90), cv::INTER_AREA, cv::BORDER_CONSTANT, cv::Scalar(110));
  BOOST_REQUIRE(measure_light(photo).flat_share > 0.3);
  const Upright upright = brought_upright(photo);
  BOOST_TEST(upright.is_photo);
  BOOST_TEST(share_read(upright) > 0.9);
}

BOOST_AUTO_TEST_CASE(a_page_that_fills_the_picture_has_no_corners) {
  BOOST_TEST(!find_page_corners(latin_page()));
  BOOST_TEST(!find_page_corners(cv::Mat(900, 700, CV_8UC3, cv::Scalar(200, 200, 200))));
}

BOOST_AUTO_TEST_CASE(a_picture_without_text_comes_back_as_it_is) {
  for (const int level : {0, 128, 255}) {
    const cv::Mat blank(900, 700, CV_8UC3, cv::Scalar::all(level));
    const Upright page = brought_upright(blank);
    BOOST_TEST((page.grey.size() == blank.size()));
    BOOST_TEST(page.rotation_degrees == 0);
  }
  BOOST_TEST(brought_upright(cv::Mat(1, 1, CV_8UC1, cv::Scalar(7))).grey.total() == 1);
}

BOOST_AUTO_TEST_CASE(pixels_of_another_depth_are_refused) {
  for (const cv::Mat& picture : {cv::Mat(), cv::Mat(9, 9, CV_16UC1), cv::Mat(9, 9, CV_8UC4)}) {
    const auto page = make_upright(picture, 0, 1, engine());
    BOOST_REQUIRE(!page);
    BOOST_TEST((page.error().code == ErrorCode::internal_defect));
  }
}

BOOST_AUTO_TEST_CASE(what_spoils_a_picture_is_named_and_costs_score) {
  const cv::Mat clean = latin_page();
  cv::Mat blurred, small, faint = clean * 0.2 + 190, dark = clean * 0.15;
  cv::GaussianBlur(clean, blurred, {}, 4);
  cv::resize(clean, small, {}, 0.3, 0.3, cv::INTER_AREA);
  const struct {
    std::string code;
    cv::Mat picture;
  } cases[] = {{"blurred", blurred}, {"too_small", small}, {"low_contrast", faint}, {"too_dark", dark}};
  for (const auto& [code, picture] : cases) {
    const Upright page = brought_upright(picture);
    std::string all;
    for (const std::string& problem : page.quality.problems) all += problem + " ";
    BOOST_TEST_CONTEXT(code << ", named: " << all << "score " << page.quality.score) {
      BOOST_TEST(names(page.quality, code));
      BOOST_TEST(page.quality.score < 0.75);
    }
  }
}

BOOST_AUTO_TEST_CASE(letters_cut_by_the_edge_are_named) {
  const cv::Mat page = latin_page();
  BOOST_TEST(names(brought_upright(page.colRange(140, page.cols)).quality, "cut_off"));
  BOOST_TEST(!names(brought_upright(page).quality, "cut_off"));
}

BOOST_AUTO_TEST_CASE(uneven_light_is_divided_out) {
  cv::Mat shaded = latin_page().clone();
  for (int x = 0; x < shaded.cols; ++x) shaded.col(x) *= 1 - 0.5 * x / shaded.cols;
  BOOST_TEST(measure_light(shaded).unevenness > 0.2);
  BOOST_TEST(measure_light(even_light(shaded)).unevenness < 0.1);
}

BOOST_AUTO_TEST_SUITE_END()
