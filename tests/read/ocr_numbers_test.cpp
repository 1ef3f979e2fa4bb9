#include "read/ocr_numbers.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace domicile;

namespace {

constexpr double letter = 0.01;  // width of a letter, half its height

Word word_at(double x, double y, const std::string& text, double confidence = 0.9) {
  Word word;
  word.text = text;
  word.box = {x, y, x + letter * static_cast<double>(text.size()), y + 2 * letter};
  word.confidence = confidence;
  return word;
}

std::string text_of(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ocr_numbers)

BOOST_AUTO_TEST_CASE(numbers_that_stand_next_to_each_other_are_one_run) {
  const std::vector<Word> words{word_at(0.10, 0.2, "152"), word_at(0.14, 0.2, "31"),
                                word_at(0.50, 0.2, "26/5/2024"), word_at(0.10, 0.3, "7-78")};
  const auto runs = runs_of_numbers(words);
  BOOST_REQUIRE(runs.size() == 3);
  BOOST_TEST(std::ranges::count(runs, std::vector<std::size_t>{0, 1}) == 1);
}

BOOST_AUTO_TEST_CASE(words_and_amounts_of_money_are_no_numbers_to_be_read_again) {
  for (const char* text : {"ΕΡΜΟΥ", "5ος", "3.366,06", "410,00", "-12.50", "А4Б"})
    BOOST_TEST(runs_of_numbers({word_at(0.1, 0.2, text)}).empty(), text);
  for (const char* text : {"26.05.2024", "26.05.24", "12", "01.02.", "4/6", "1Ο52031"})
    BOOST_TEST(runs_of_numbers({word_at(0.1, 0.2, text)}).size() == 1, text);
}

BOOST_AUTO_TEST_CASE(the_place_of_a_run_ends_before_its_neighbours) {
  const std::vector<Word> words{word_at(0.1, 0.2, "2025"), word_at(0.145, 0.2, "года"),
                                word_at(0.1, 0.24, "12")};
  const auto place = place_of({0}, words);
  BOOST_TEST(place.x1 == (0.14 + 0.145) / 2, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(place.x0 == 0.1 - letter, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(the_reading_that_knows_digits_better_stands) {
  const auto settled = settle_numbers({word_at(0.1, 0.2, "192", 0.7), word_at(0.14, 0.2, "81", 0.9)},
                                      {word_at(0.1, 0.2, "152", 0.9), word_at(0.14, 0.2, "31", 0.9)});
  BOOST_TEST(text_of(settled) == "152 31");
  BOOST_TEST(settled.front().confidence < 0.9);
}

BOOST_AUTO_TEST_CASE(digits_read_again_keep_the_height_of_their_line) {
  Word low = word_at(0.1, 0.205, "344002,");
  low.box.y1 = 0.21;
  const auto settled = settle_numbers({word_at(0.1, 0.2, "344002,")}, {low});
  BOOST_TEST(settled.front().box.y0 == 0.2);
  BOOST_TEST(settled.front().box.y1 == 0.22);
}

BOOST_AUTO_TEST_CASE(the_same_digits_read_twice_are_believed_more) {
  const auto settled = settle_numbers({word_at(0.1, 0.2, "7-78", 0.8)}, {word_at(0.1, 0.2, "7-78", 0.9)});
  BOOST_TEST(text_of(settled) == "7-78");
  BOOST_TEST(settled.front().confidence > 0.95);
}

BOOST_AUTO_TEST_CASE(what_is_no_number_or_is_doubted_changes_nothing) {
  const std::vector<Word> run{word_at(0.1, 0.2, "22", 0.7)};
  BOOST_TEST(text_of(settle_numbers(run, {word_at(0.1, 0.2, "KB", 0.9)})) == "22");
  BOOST_TEST(text_of(settle_numbers(run, {word_at(0.1, 0.2, "27", 0.3)})) == "22");
  BOOST_TEST(text_of(settle_numbers(run, {})) == "22");
}

BOOST_AUTO_TEST_SUITE_END()
