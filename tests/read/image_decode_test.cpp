#include "read/image_decode.hpp"

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "read/image_decode_exif.hpp"
#include "read/outcome.hpp"

using namespace domicile;
using namespace domicile::read;
using namespace domicile::test;
using namespace std::literals;

namespace {

std::string bytes_of(const std::string& name) {
  std::ifstream file(DOMICILE_SOURCE_DIR "/tests/read/data/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<DecodedPicture> decode(const std::string& bytes, int number = 1, const Limits& limits = {}) {
  const auto type = detect_media_type(bytes);
  if (!type) return std::unexpected(type.error());
  return decode_picture(bytes, *type, number, limits);
}

/// Grey of the pixel at these shares of the picture.
int grey_at(const cv::Mat& pixels, double x, double y) {
  const int column = static_cast<int>(x * pixels.cols);
  const int row = static_cast<int>(y * pixels.rows);
  if (pixels.channels() == 1) return pixels.at<unsigned char>(row, column);
  const auto& bgr = pixels.at<cv::Vec3b>(row, column);
  return (bgr[0] + bgr[1] + bgr[2]) / 3;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(image_decode)

BOOST_AUTO_TEST_CASE(every_format_shows_the_same_picture) {
  struct Case {
    std::string file;
    int width, height, channels;
    bool red;  // what has no colours can't show the red block
  };
  const std::vector<Case> cases{
      {"rgb.png", 60, 40, 3, true},
      {"grey.png", 60, 40, 1, false},
      {"grey16.png", 60, 40, 1, false},
      {"palette.png", 60, 40, 3, true},
      {"bilevel.png", 60, 40, 1, false},
      {"exif6.jpg", 60, 40, 3, true},
      {"grey.jpg", 60, 40, 1, false},
      {"cmyk.jpg", 60, 40, 3, true},
      {"progressive.jpg", 60, 40, 3, true},
      {"lossy.webp", 60, 40, 3, true},
      {"lossless_exif3.webp", 60, 40, 3, true},
      {"animated.webp", 60, 40, 3, true},
      {"colour.gif", 60, 40, 3, true},
      {"colour.bmp", 60, 40, 3, true},
      {"grey.bmp", 60, 40, 1, false},
      {"fax.tif", 60, 40, 1, false},
      {"two_pages.tif", 60, 40, 3, true},
      {"jpeg.tif", 60, 40, 3, true},
      {"cmyk.tif", 60, 40, 3, true},
      {"palette.tif", 60, 40, 3, true},
      {"colour.heic", 64, 48, 3, true},
      {"colour.avif", 64, 48, 3, true},
  };
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.file) {
      const auto picture = decode(bytes_of(c.file));
      BOOST_REQUIRE_MESSAGE(picture, why(picture));
      const cv::Mat& pixels = picture->pixels;
      BOOST_TEST(pixels.cols == c.width);
      BOOST_TEST(pixels.rows == c.height);
      BOOST_TEST(pixels.channels() == c.channels);
      BOOST_TEST(grey_at(pixels, 0.2, 0.2) < 40);
      BOOST_TEST(grey_at(pixels, 0.75, 0.25) > 215);
      BOOST_TEST(!picture->damaged);
      if (!c.red) continue;
      const auto& bgr = pixels.at<cv::Vec3b>(pixels.rows * 9 / 10, pixels.cols * 9 / 10);
      BOOST_TEST(bgr[2] > 190);
      BOOST_TEST(bgr[0] < 90);
    }
  }
}

BOOST_AUTO_TEST_CASE(transparent_parts_are_paper) {
  for (const char* file : {"alpha.png", "alpha.webp"}) {
    const auto picture = decode(bytes_of(file));
    BOOST_REQUIRE(picture);
    BOOST_TEST(grey_at(picture->pixels, 0.2, 0.2) < 40);
    BOOST_TEST(grey_at(picture->pixels, 0.75, 0.25) == 255);
  }
}

BOOST_AUTO_TEST_CASE(resolution_orientation_and_camera_are_read) {
  const auto photo = decode(bytes_of("exif6.jpg"));
  BOOST_REQUIRE(photo);
  BOOST_TEST(photo->dpi == 300);
  BOOST_TEST(photo->exif_orientation == 6);
  BOOST_TEST(photo->camera == "Maker Model 1");
  BOOST_TEST(photo->software == "Editor");
  BOOST_TEST(decode(bytes_of("rgb.png"))->dpi == 150, boost::test_tools::tolerance(0.01));
  BOOST_TEST(decode(bytes_of("fax.tif"))->dpi == 200);
  BOOST_TEST(decode(bytes_of("lossless_exif3.webp"))->exif_orientation == 3);
  BOOST_TEST(decode(bytes_of("lossy.webp"))->dpi == 0);
}

BOOST_AUTO_TEST_CASE(a_fax_with_oblong_pixels_gets_square_ones) {
  const auto fax = decode(bytes_of("fax_204x98.tif"));
  BOOST_REQUIRE(fax);
  BOOST_TEST(fax->pixels.cols == 60);
  BOOST_TEST(fax->pixels.rows >= 41);
  BOOST_TEST(fax->pixels.rows <= 42);
}

BOOST_AUTO_TEST_CASE(a_picture_of_one_long_line_is_made_shorter) {
  // A bitmap of 20,000 by 1 pixels of one bit.
  const auto file = "BM"s + "\0\0\0\0\0\0\0\0\x3E\0\0\0"s + "\x28\0\0\0\x20\x4E\0\0\x01\0\0\0\x01\0\x01\0"s +
                    std::string(24, '\0') + "\0\0\0\0\xFF\xFF\xFF\0"s + std::string(2500, '\xFF');
  const auto picture = decode(file);
  BOOST_REQUIRE(picture);
  BOOST_TEST(picture->pixels.cols == 6000);
  BOOST_TEST(picture->pixels.rows == 1);
}

BOOST_AUTO_TEST_CASE(pages_of_a_tiff_are_counted_and_decoded_one_by_one) {
  const std::string bytes = bytes_of("two_pages.tif");
  BOOST_TEST(count_pictures(bytes, MediaType::tiff, {}).value() == 2);
  BOOST_TEST(decode(bytes, 2).has_value());
  BOOST_TEST(!decode(bytes, 3).has_value());
  Limits one_page;
  one_page.max_pages = 1;
  const auto refused = count_pictures(bytes, MediaType::tiff, one_page);
  BOOST_REQUIRE(!refused);
  BOOST_TEST((refused.error().code == ErrorCode::too_many_pages));
}

BOOST_AUTO_TEST_CASE(a_truncated_photo_is_decoded_as_far_as_it_goes) {
  const auto picture = decode(bytes_of("truncated.jpg"));
  BOOST_REQUIRE(picture);
  BOOST_TEST(picture->damaged);
  BOOST_TEST(grey_at(picture->pixels, 0.2, 0.2) < 40);
}

BOOST_AUTO_TEST_CASE(every_cut_of_every_file_gives_a_picture_or_an_error) {
  for (const char* file : {"rgb.png", "exif6.jpg", "cmyk.jpg", "lossy.webp", "alpha.webp", "animated.webp",
                           "colour.gif", "colour.bmp", "fax.tif", "jpeg.tif", "palette.tif", "colour.heic"}) {
    const std::string whole = bytes_of(file);
    for (std::size_t size = 1; size < whole.size(); size += 1 + whole.size() / 40) {
      const auto picture = decode(whole.substr(0, size));
      if (picture) {
        BOOST_TEST(!picture->pixels.empty());
      } else {
        BOOST_TEST(!picture.error().message.empty());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_header_that_names_a_huge_size_is_refused_before_decoding) {
  Limits limits;
  limits.max_pixels = 1000;
  for (const char* file :
       {"rgb.png", "exif6.jpg", "lossy.webp", "colour.gif", "colour.bmp", "fax.tif", "colour.heic"}) {
    const auto picture = decode(bytes_of(file), 1, limits);
    BOOST_REQUIRE_MESSAGE(!picture, file);
    BOOST_TEST((picture.error().code == ErrorCode::too_large), file);
    BOOST_TEST(picture.error().message.find("max_pixels") != std::string::npos);
  }
  std::string bmp = bytes_of("colour.bmp");
  bmp.replace(18, 8, "\x60\xEA\0\0\x60\xEA\0\0"s);  // 60,000 × 60,000
  BOOST_TEST((decode(bmp).error().code == ErrorCode::too_large));
}

BOOST_AUTO_TEST_CASE(broken_exif_leaves_the_defaults) {
  const std::vector<std::string> blocks{
      "",
      "Exif\0\0"s,
      "II*\0"s,
      "II*\0\xFF\xFF\xFF\xFF"s,
      "MM\0*\0\0\0\x08\xFF\xFF"s,
      "II*\0\x08\0\0\0\x01\0\x0F\x01\x02\0\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x7F"s,
      "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0"s,
  };
  for (const std::string& block : blocks) {
    const Exif exif = read_exif(block);
    BOOST_TEST(exif.orientation == 1);
    BOOST_TEST(exif.camera.empty());
  }
}

BOOST_AUTO_TEST_SUITE_END()
