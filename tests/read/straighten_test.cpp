#include "read/straighten.hpp"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <functional>
#include <opencv2/imgproc.hpp>

#include "read/outcome.hpp"
#include "read/sample_page.hpp"
#include "read/upright.hpp"

using namespace domicile;
using namespace domicile::test;

namespace {

cv::Mat long_page() {
  cv::Mat page;
  cv::vconcat(latin_page(), latin_page(), page);
  return page;
}

/// Each pixel moved down by as many heights of the page as `fall` says of its place, -1..1 each way.
cv::Mat bent(const cv::Mat& page, const std::function<double(double x, double y)>& fall) {
  cv::Mat1f across(page.size()), down(page.size());
  for (int y = 0; y < page.rows; ++y) {
    for (int x = 0; x < page.cols; ++x) {
      across(y, x) = static_cast<float>(x);
      down(y, x) = static_cast<float>(y - page.rows * fall(2.0 * x / page.cols - 1, 2.0 * y / page.rows - 1));
    }
  }
  cv::Mat result;
  cv::remap(page, result, across, down, cv::INTER_CUBIC, cv::BORDER_CONSTANT, cv::Scalar::all(255));
  return result;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(straighten)

BOOST_AUTO_TEST_CASE(level_lines_are_left_alone) { BOOST_TEST(!find_bend(find_marks(long_page()))); }

BOOST_AUTO_TEST_CASE(lines_that_curl_or_fan_are_level_afterwards) {
  const std::function<double(double, double)> shapes[] = {
      [](double x, double) { return 0.02 * x * x; },               // the sheet arches
      [](double x, double y) { return 0.025 * x * (1 - y) / 2; },  // taken from aside: the upper lines fall
      [](double x, double) { return 0.02 * x * x * x; }};
  for (const auto& shape : shapes) {
    const cv::Mat page = bent(long_page(), shape);
    const auto bend = find_bend(find_marks(page));
    BOOST_TEST_REQUIRE(bend.has_value());
    const cv::Mat level = straightened(page, *bend);
    BOOST_TEST((level.size() == page.size()));
    BOOST_TEST(!find_bend(find_marks(level)));
    // What was level in the middle stays where it was; the rest comes to the same height.
    const int left = bend->below.cols / 8, right = bend->below.cols * 5 / 8, row = bend->below.rows / 4;
    const double y = 2.0 * row / bend->below.rows - 1;
    const auto seen = [&](int column) {
      const double x = 2.0 * (column + 0.5) / bend->below.cols - 1;
      return shape(x, y) - shape(0, y);
    };
    BOOST_TEST(std::abs(bend->below(row, left) - seen(left)) < 0.005);
    BOOST_TEST(std::abs(bend->below(row, right) - seen(right)) < 0.005);
  }
}

BOOST_AUTO_TEST_CASE(a_bent_page_is_read_and_shown_with_level_lines) {
  const cv::Mat page = bent(long_page(), [](double x, double) { return 0.02 * x * x; });
  const auto upright = make_upright(page, 0, 1, engine());
  BOOST_REQUIRE_MESSAGE(upright, why(upright));
  BOOST_TEST(upright->bend.has_value());
  BOOST_TEST((upright->colour().size() == upright->grey.size()));
  BOOST_TEST(!find_bend(find_marks(upright->colour())));
  ScriptChoice script;
  const auto words = engine().recognise(prepare_for_ocr(upright->grey, upright->marks), upright->dpi,
                                        whole_page, script, WordsRequest::Look::plain);
  BOOST_REQUIRE_MESSAGE(words, why(words));
  BOOST_TEST(share_found(*words, latin_words) > 0.9);
}

BOOST_AUTO_TEST_CASE(a_page_of_few_letters_says_nothing_of_its_lines) {
  const cv::Mat page = bent(latin_page()(cv::Rect(0, 0, latin_page().cols, latin_page().rows / 5)),
                            [](double x, double) { return 0.05 * x * x; });
  BOOST_TEST(!find_bend(find_marks(page)));
}

BOOST_AUTO_TEST_SUITE_END()
