#include "read/printed_letters.hpp"

#include <boost/test/unit_test.hpp>

using namespace domicile;

namespace {

constexpr int line = 130;  // where letters end

cv::Rect digit(int x) { return {x, line - 20, 13, 20}; }
cv::Rect raised(int x) { return {x, line - 20, 9, 13}; }
cv::Rect small_letter(int x) { return {x, line - 15, 12, 15}; }

Prepared page_with(const std::vector<cv::Rect>& letters) {
  Prepared page;
  page.page = {1000, 1000};
  page.pixels = cv::Mat(page.page, CV_8U, cv::Scalar(240));
  page.letters = letters;
  for (const auto& letter : letters) page.pixels(letter) = 20;
  return page;
}

std::string read_as(const std::string& text, const std::vector<cv::Rect>& letters) {
  Word word;
  word.text = text;
  word.box = {letters.front().x / 1000.0, 0.105, letters.back().br().x / 1000.0, 0.135};
  std::vector<Word> words{word};
  mend_words(words, page_with(letters));
  std::string all;
  for (const auto& part : words) all += (all.empty() ? "" : " ") + part.text;
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(printed_letters)

BOOST_AUTO_TEST_CASE(what_stands_raised_behind_a_number_is_an_ordinal) {
  struct Case {
    const char* read;
    std::vector<cv::Rect> letters;
    const char* printed;
  };
  const std::vector<Case> cases{
      {"42", {digit(100), raised(116)}, "4º"},
      {"1*", {digit(100), raised(116)}, "1º"},
      {"1°", {digit(100), raised(116)}, "1°"},
      {"12.", {digit(100), raised(116)}, "1º."},
      {"42", {digit(100), digit(117)}, "42"},
      {"n*", {small_letter(100), raised(114)}, "nº"},
      {"5922", {digit(100), raised(116), digit(140), raised(156)}, "5º 2º"},
      {"7342", {digit(100), digit(117), digit(145), raised(161)}, "73 4º"},
      {"142", {digit(100), digit(117), raised(133)}, "14º"},
      // Cents, "1er", and letters that were not told apart.
      {"1299", {digit(100), digit(117), raised(133), raised(144)}, "1299"},
      {"1e", {digit(100), raised(116)}, "1e"},
      {"423", {digit(100), raised(116)}, "423"},
  };
  for (const auto& [read, letters, printed] : cases) BOOST_TEST(read_as(read, letters) == printed);
}

BOOST_AUTO_TEST_CASE(a_blank_that_was_passed_over_parts_a_word) {
  struct Case {
    const char* read;
    std::vector<cv::Rect> letters;
    const char* printed;
  };
  const auto narrow = [](int x) { return cv::Rect{x, line - 20, 5, 20}; };
  const std::vector<Case> cases{
      {"4817", {digit(100), digit(117), digit(142), digit(159)}, "48 17"},
      {"2025", {digit(100), digit(117), digit(134), digit(151)}, "2025"},
      // A narrow digit has the width of the others.
      {"4417", {digit(100), digit(117), narrow(138), digit(151)}, "4417"},
      {"48", {digit(100), digit(125)}, "48"},
      {"K5D1", {digit(100), digit(116), digit(140), digit(156)}, "K5 D1"},
      {"ElAmi", {digit(100), narrow(116), digit(133), digit(149), narrow(165)}, "El Ami"},
      {"12.10", {digit(100), digit(117), digit(142), digit(159)}, "12.10"},
      {"ABCD", {digit(100), digit(130), digit(160), digit(190)}, "ABCD"},
  };
  for (const auto& [read, letters, printed] : cases) BOOST_TEST(read_as(read, letters) == printed);
}

BOOST_AUTO_TEST_CASE(a_letter_that_is_too_thin_to_count_is_no_blank) {
  Word word;
  word.text = "4817";
  word.box = {0.1, 0.105, 0.175, 0.135};
  std::vector<Word> words{word};
  auto page = page_with({digit(100), digit(117), digit(142), digit(159)});
  page.pixels(cv::Rect(135, line - 20, 2, 20)) = 20;
  mend_words(words, page);
  BOOST_TEST(words.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_parted_word_gives_each_part_its_own_place) {
  Word word;
  word.text = "7342";
  word.confidence = 0.7;
  word.box = {0.1, 0.105, 0.17, 0.135};
  std::vector<Word> words{word};
  mend_words(words, page_with({digit(100), digit(117), digit(145), raised(161)}));
  BOOST_REQUIRE(words.size() == 2);
  BOOST_TEST(words[0].box.x1 == 0.130);
  BOOST_TEST(words[1].box.x0 == 0.145);
  BOOST_TEST(words[1].confidence == 0.7);
}

BOOST_AUTO_TEST_CASE(a_word_that_is_half_raised_has_the_type_of_its_digits) {
  Word word;
  word.text = "42";
  word.height_pt = 6;
  word.box = {0.1, 0.110, 0.125, 0.123};  // as the raised letter has it
  std::vector<Word> words{word};
  mend_words(words, page_with({digit(100), raised(116)}));
  BOOST_REQUIRE(words.size() == 1);
  BOOST_TEST(words[0].box.y1 > 0.130);
  BOOST_TEST(words[0].height_pt > 11);
}

BOOST_AUTO_TEST_SUITE_END()
