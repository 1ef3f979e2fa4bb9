#include "read/ocr_missed.hpp"

#include <boost/test/unit_test.hpp>

using namespace domicile;

namespace {

constexpr double x_height_px = 10;

/// A line of `count` letters, eight pixels wide with gaps of four.
std::vector<cv::Rect> line_at(int x, int y, int count) {
  std::vector<cv::Rect> letters;
  for (int i = 0; i < count; ++i) letters.emplace_back(x + 12 * i, y, 8, 11);
  return letters;
}

std::vector<cv::Rect> together(std::vector<cv::Rect> first, const std::vector<cv::Rect>& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ocr_missed)

BOOST_AUTO_TEST_CASE(a_line_of_which_no_word_was_read_is_a_missed_block) {
  const auto letters = together(line_at(50, 100, 9), line_at(50, 300, 9));
  const auto blocks = missed_blocks(letters, {{50, 100, 104, 11}}, {}, x_height_px);
  BOOST_REQUIRE(blocks.size() == 1);
  BOOST_TEST(blocks.front().y == 300);
  BOOST_TEST(blocks.front().width == 104);
}

BOOST_AUTO_TEST_CASE(lines_one_under_the_other_are_one_block) {
  const auto blocks = missed_blocks(together(line_at(50, 100, 9), line_at(50, 120, 5)), {}, {}, x_height_px);
  BOOST_REQUIRE(blocks.size() == 1);
  BOOST_TEST(blocks.front().height == 31);
}

BOOST_AUTO_TEST_CASE(letters_that_hang_together_count_by_their_length) {
  const auto blocks = missed_blocks({{50, 100, 60, 12}, {116, 100, 30, 12}}, {}, {}, x_height_px);
  BOOST_TEST(blocks.size() == 1);
}

BOOST_AUTO_TEST_CASE(three_letters_are_a_block_where_nothing_at_all_was_made_of_them) {
  const auto letters = line_at(50, 100, 3);
  BOOST_TEST(missed_blocks(letters, {}, {}, x_height_px).size() == 1);
  BOOST_TEST(missed_blocks(letters, {}, {{48, 98, 40, 15}}, x_height_px).empty());
}

BOOST_AUTO_TEST_CASE(specks_short_runs_and_what_was_read_are_no_block) {
  BOOST_TEST(missed_blocks({{50, 100, 2, 2}, {54, 100, 2, 2}, {58, 100, 2, 2}}, {}, {}, x_height_px).empty());
  BOOST_TEST(missed_blocks(line_at(50, 100, 2), {}, {}, x_height_px).empty());
  BOOST_TEST(missed_blocks(line_at(50, 100, 9), {{48, 98, 110, 15}}, {}, x_height_px).empty());
  BOOST_TEST(missed_blocks({}, {}, {}, x_height_px).empty());
}

BOOST_AUTO_TEST_CASE(there_are_never_more_blocks_than_the_limit_and_the_largest_stay) {
  std::vector<cv::Rect> letters;
  for (int i = 0; i < 30; ++i) letters = together(letters, line_at(50, 100 * i, 5 + i));
  const auto blocks = missed_blocks(letters, {}, {}, x_height_px);
  BOOST_TEST(blocks.size() == most_blocks);
  BOOST_TEST(blocks.front().y == 2900);
}

BOOST_AUTO_TEST_CASE(sentences_are_read_before_the_cells_of_a_table) {
  const auto cells = together(line_at(50, 100, 9), together(line_at(250, 100, 9), line_at(450, 100, 9)));
  const auto runs = longest_runs(together(cells, line_at(50, 300, 25)), x_height_px, 30);
  BOOST_REQUIRE(runs.size() == 2);
  BOOST_TEST(runs.front().y == 300);
  BOOST_TEST(runs.back().y == 100);
}

BOOST_AUTO_TEST_CASE(a_bar_code_is_no_line_of_letters) {
  std::vector<cv::Rect> bars;
  for (int i = 0; i < 60; ++i) bars.emplace_back(50 + 8 * i, i % 2 == 0 ? 500 : 504, 3, i % 2 == 0 ? 16 : 12);
  const auto runs = longest_runs(together(bars, line_at(50, 300, 25)), x_height_px, 30);
  BOOST_REQUIRE(runs.size() == 1);
  BOOST_TEST(runs.front().y == 300);
  std::vector<cv::Rect> small_type;
  for (int i = 0; i < 40; ++i)
    small_type.emplace_back(50 + 5 * i, i % 6 == 0 ? 296 : 300, 3, i % 6 == 0 ? 8 : 4);
  BOOST_TEST(longest_runs(small_type, 4, 30).size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_long_line_is_cut_behind_as_many_letters_as_are_enough) {
  const auto runs = longest_runs(line_at(50, 300, 60), x_height_px, 30);
  BOOST_REQUIRE(runs.size() == 1);
  BOOST_TEST(runs.front().width == (59 * 12 + 8) / 2);
  BOOST_TEST(longest_runs({}, x_height_px, 30).empty());
}

BOOST_AUTO_TEST_CASE(a_page_of_text_has_lines_and_a_face_a_few_runs_of_marks) {
  std::vector<cv::Rect> letters;
  for (int line = 0; line < 7; ++line) letters = together(letters, line_at(50, 100 + 30 * line, 9));
  BOOST_TEST(!looks_like_text(letters, x_height_px));
  letters = together(letters, line_at(50, 400, 9));
  BOOST_TEST(looks_like_text(letters, x_height_px));
  BOOST_TEST(!looks_like_text({}, x_height_px));
}

BOOST_AUTO_TEST_SUITE_END()
