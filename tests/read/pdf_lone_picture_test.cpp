#include <boost/test/unit_test.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "read/outcome.hpp"
#include "read/pdf_file.hpp"
#include "read/pdf_maker.hpp"

using namespace domicile;
using namespace domicile::read;
using namespace domicile::test;

namespace {

constexpr int across = 60, down = 80;

/// A corner dark, another grey: no two of its turnings and mirrorings are alike.
std::string stored_pixels(int components) {
  std::string pixels;
  for (int y = 0; y < down; ++y) {
    for (int x = 0; x < across; ++x) {
      const char level = x < 30 && y < 30 ? '\x10' : x >= 45 && y < 20 ? '\x80' : '\xf0';
      for (int i = 0; i < components; ++i) pixels += i == 2 ? '\x40' : level;
    }
  }
  return pixels;
}

std::string grey_picture(const std::string& entries = "") {
  return stream_object(
      stored_pixels(1),
      "/Subtype /Image /Width 60 /Height 80 /BitsPerComponent 8 /ColorSpace /DeviceGray " + entries);
}

std::string page_showing(const std::string& content, const std::string& picture,
                         const std::string& entries = "/MediaBox [0 0 600 800]") {
  return make_pdf({{.content = content, .entries = entries, .resources = "/XObject <</P 100 0 R>>"}}, "",
                  {picture});
}

const std::string upright = "q 600 0 0 800 0 0 cm /P Do Q ";

struct Shown {
  std::string what;
  std::string pdf;
};

cv::Mat coarse(const cv::Mat& pixels) {
  cv::Mat grey = pixels, small;
  if (pixels.channels() == 3) cv::cvtColor(pixels, grey, cv::COLOR_BGR2GRAY);
  cv::resize(grey, small, {12, 16}, 0, 0, cv::INTER_AREA);
  return small;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lone_pictures)

BOOST_AUTO_TEST_CASE(a_page_that_is_one_picture_gives_its_pixels_as_it_would_be_drawn) {
  const std::string rgb = stream_object(
      stored_pixels(3), "/Subtype /Image /Width 60 /Height 80 /BitsPerComponent 8 /ColorSpace /DeviceRGB");
  const Shown pages[] = {
      {"upright", page_showing(upright, grey_picture())},
      {"in colours", page_showing(upright, rgb)},
      {"with its levels turned round", page_showing(upright, grey_picture("/Decode [1 0]"))},
      {"upside down", page_showing("q -600 0 0 -800 600 800 cm /P Do Q", grey_picture())},
      {"on its side",
       page_showing("q 0 600 -800 0 800 0 cm /P Do Q", grey_picture(), "/MediaBox [0 0 800 600]")},
      {"on a page that is turned",
       page_showing(upright, grey_picture(), "/MediaBox [0 0 600 800] /Rotate 90")},
      {"with text that nobody sees over it",
       page_showing(upright + "BT 3 Tr /F1 12 Tf 60 700 Td (Anna) Tj ET", grey_picture())},
  };
  for (const auto& [what, pdf] : pages) {
    BOOST_TEST_CONTEXT(what) {
      auto file = PdfFile::open(pdf, Limits{});
      BOOST_REQUIRE_MESSAGE(file, why(file));
      const auto stored = (*file)->lone_picture(1, 300);
      BOOST_REQUIRE(stored.has_value());
      const auto drawn = (*file)->render(1, whole_page, 72, stored->pixels.channels() == 3);
      BOOST_REQUIRE_MESSAGE(drawn, why(drawn));
      BOOST_TEST((stored->pixels.cols > stored->pixels.rows) == (drawn->pixels.cols > drawn->pixels.rows));
      BOOST_TEST(stored->dpi == 7.2, boost::test_tools::tolerance(0.01));
      cv::Mat apart;
      cv::absdiff(coarse(stored->pixels), coarse(drawn->pixels), apart);
      BOOST_TEST(cv::mean(apart)[0] < 3);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_fax_with_half_as_many_lines_comes_out_in_the_pages_proportions) {
  const std::string fax =
      stream_object(std::string(2400, '\x80'),
                    "/Subtype /Image /Width 60 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceGray");
  const auto pdf = page_showing(upright, fax);
  auto file = PdfFile::open(pdf, Limits{});
  BOOST_REQUIRE_MESSAGE(file, why(file));
  const auto stored = (*file)->lone_picture(1, 300);
  BOOST_REQUIRE(stored.has_value());
  BOOST_TEST(stored->pixels.cols == 60);
  BOOST_TEST(stored->pixels.rows == 80);
}

BOOST_AUTO_TEST_CASE(more_pixels_than_are_wanted_are_made_fewer) {
  const auto pdf = page_showing(upright, grey_picture());
  auto file = PdfFile::open(pdf, Limits{});
  BOOST_REQUIRE_MESSAGE(file, why(file));
  const auto stored = (*file)->lone_picture(1, 3.6);
  BOOST_REQUIRE(stored.has_value());
  BOOST_TEST(stored->pixels.cols == 30);
  BOOST_TEST(stored->pixels.rows == 40);
}

BOOST_AUTO_TEST_CASE(a_page_that_shows_anything_else_is_left_to_be_drawn) {
  const std::string masked = grey_picture("/Mask [16 16]");
  const std::string with_states =
      "/XObject <</P 100 0 R>> /ExtGState <</G <</ca 0.5>> /M <</BM /Multiply>> "
      "/T <</TR <</FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] /N 1>>>>>>";
  const auto with_state = [&](const std::string& name) {
    return make_pdf({{.content = "/" + name + " gs " + upright,
                      .entries = "/MediaBox [0 0 600 800]",
                      .resources = with_states}},
                    "", {grey_picture()});
  };
  const Shown pages[] = {
      {"an area over it", page_showing(upright + "1 g 0 0 300 400 re f", grey_picture())},
      {"a line over it", page_showing(upright + "5 w 0 0 m 300 400 l S", grey_picture())},
      {"words over it", page_showing(upright + line_of_text(60, 700, "Anna"), grey_picture())},
      {"the picture twice", page_showing(upright + upright, grey_picture())},
      {"a margin", page_showing("q 560 0 0 760 20 20 cm /P Do Q", grey_picture())},
      {"more than the page", page_showing("q 700 0 0 900 0 0 cm /P Do Q", grey_picture())},
      {"a mirror of it", page_showing("q -600 0 0 800 600 0 cm /P Do Q", grey_picture())},
      {"the picture askew", page_showing("q 600 20 -20 800 0 0 cm /P Do Q", grey_picture())},
      {"a part of it", page_showing("0 0 300 800 re W n " + upright, grey_picture())},
      {"a round part of it", page_showing("0 0 m 600 0 l 300 1600 l h W n " + upright, grey_picture())},
      {"holes in it", page_showing(upright, masked)},
      {"it faintly", with_state("G")},
      {"it blended", with_state("M")},
      {"it through a curve of levels", with_state("T")},
      {"nothing", page_showing("", grey_picture())},
  };
  for (const auto& [what, pdf] : pages) {
    auto file = PdfFile::open(pdf, Limits{});
    BOOST_REQUIRE_MESSAGE(file, why(file));
    BOOST_TEST(!(*file)->lone_picture(1, 300).has_value(), "a page that shows " << what);
  }
}

BOOST_AUTO_TEST_CASE(a_picture_over_the_limit_of_pixels_is_not_decoded) {
  Limits limits;
  limits.max_pixels = across * down - 1;
  const auto pdf = page_showing(upright, grey_picture());
  auto file = PdfFile::open(pdf, limits);
  BOOST_REQUIRE_MESSAGE(file, why(file));
  BOOST_TEST(!(*file)->lone_picture(1, 300).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
