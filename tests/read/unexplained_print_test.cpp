#include "read/unexplained_print.hpp"

#include <boost/test/unit_test.hpp>
#include <opencv2/imgproc.hpp>

using namespace domicile;
using namespace domicile::read;

namespace {

Pixels page_with(const std::vector<std::pair<std::string, cv::Point>>& lines) {
  Pixels page(1100, 850, CV_8UC1, cv::Scalar(255));
  for (const auto& [text, at] : lines)
    cv::putText(page, text, at, cv::FONT_HERSHEY_SIMPLEX, 0.45, cv::Scalar(0));
  return page;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(unexplained_print_of_a_page)

BOOST_AUTO_TEST_CASE(a_page_that_shows_its_words_alone_leaves_nothing) {
  const auto page = page_with({{"Tobias Granger", {100, 200}}});
  BOOST_TEST(unexplained_print(page, {{0.1, 0.16, 0.4, 0.2}}).empty());
  BOOST_TEST(unexplained_print(page_with({}), {}).empty());
}

BOOST_AUTO_TEST_CASE(lines_of_a_block_without_words_are_one_place) {
  const auto page = page_with({{"Tobias Granger", {100, 200}}, {"907 Cedar Street", {100, 216}}});
  const auto places = unexplained_print(page, {{0.1, 0.5, 0.4, 0.6}});
  BOOST_REQUIRE(places.size() == 1U);
  BOOST_TEST(share_inside({100.0 / 850, 190.0 / 1100, 220.0 / 850, 216.0 / 1100}, places.front()) > 0.95);
}

BOOST_AUTO_TEST_CASE(rules_bars_and_large_drawings_are_no_print) {
  auto page = page_with({});
  for (int y = 100; y < 900; y += 40) cv::line(page, {50, y}, {800, y}, cv::Scalar(0));
  for (int x = 100; x < 700; x += 100)
    cv::rectangle(page, {x, 905}, {x + 70, 1000}, cv::Scalar(60), cv::FILLED);
  BOOST_TEST(unexplained_print(page, {}).empty());
}

BOOST_AUTO_TEST_CASE(bar_codes_are_no_print) {
  auto page = page_with({});
  for (int i = 0; i < 40; ++i) {
    cv::rectangle(page, {100 + 5 * i, 200}, {101 + 5 * i + i % 3, 215}, cv::Scalar(0), cv::FILLED);
    const int up = i % 4 < 2 ? 4 : 0, down = i % 2 == 0 ? 4 : 0;  // the post's, of four heights
    cv::rectangle(page, {400 + 4 * i, 204 - up}, {401 + 4 * i, 208 + down}, cv::Scalar(0), cv::FILLED);
  }
  BOOST_TEST(unexplained_print(page, {}).empty());
}

BOOST_AUTO_TEST_CASE(bar_codes_whose_strokes_run_together_are_no_print) {
  auto page = page_with({});
  constexpr int blot = 18, height = 40;
  for (int i = 0, x = 100; i < 48; ++i) {
    const int width = i % 8 == 7 ? blot : 1 + i % 3;
    cv::rectangle(page, {x, 200}, {x + width - 1, 200 + height}, cv::Scalar(0), cv::FILLED);
    x += width + 3;
  }
  BOOST_TEST(unexplained_print(page, {}).empty());
}

BOOST_AUTO_TEST_CASE(many_places_come_as_one) {
  std::vector<std::pair<std::string, cv::Point>> lines;
  lines.reserve(9);
  for (int i = 0; i < 9; ++i) lines.push_back({"Granger", {100, 100 + 100 * i}});
  BOOST_TEST(unexplained_print(page_with(lines), {}).size() == 1U);
}

BOOST_AUTO_TEST_CASE(only_letters_and_digits_say_something) {
  for (const char* word : {"a", "(7)", "Ж", "桜"}) BOOST_TEST(says_something(word), word);
  for (const char* word : {"", "....", "\u2022", "\uE041\uE042"}) BOOST_TEST(!says_something(word), word);
}

BOOST_AUTO_TEST_SUITE_END()
