#include "domicile/sign_look.hpp"

#include <boost/test/unit_test.hpp>

#include "base/text.hpp"

using namespace domicile;

namespace {

// A word of one line whose signs are 0.02 wide.
Word word(const std::string& text, double from, double confidence, double top = 0.1) {
  Word word;
  word.text = text;
  word.box = {from, top, from + 0.02 * static_cast<double>(to_utf32(text).size()), top + 0.02};
  word.confidence = confidence;
  word.source = WordSource::ocr;
  return word;
}

std::string text_of(const std::vector<Word>& words) {
  std::string text;
  for (const auto& word : words) text += word.text;
  return text;
}

double confidence_in(const std::vector<Word>& words, const std::string& sign) {
  const auto found = std::ranges::find(words, sign, &Word::text);
  return found == words.end() ? -1 : found->confidence;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(sign_look)

BOOST_AUTO_TEST_CASE(two_readings_of_a_line_without_blanks_are_held_together_sign_by_sign) {
  struct Case {
    const char* first;
    const char* again;
    double surer;  // confidence of `again`; 0.8 of `first`
    const char* expected;
  };
  const Case cases[] = {{"西新宿2丁目", "西新宿2丁目", 0.7, "西新宿2丁目"},
                        {"横泊市西区", "横浜市西区", 0.9, "横浜市西区"},
                        {"横浜市西区", "横泊市西区", 0.7, "横浜市西区"},
                        {"西新宿宿2丁目", "西新宿2丁目", 0.7, "西新宿2丁目"},
                        {"ライズマンション", "サライズマンション", 0.7, "サライズマンション"},
                        {"ライズマンション", "サライズマンション", 0.3, "ライズマンション"},
                        {"作成日2026/04/10", "作成日2026/010", 0.9, "作成日2026/04/10"}};
  for (const auto& [first, again, surer, expected] : cases)
    BOOST_TEST(text_of(settled_signs({word(first, 0.1, 0.8)}, {word(again, 0.1, surer)})) == expected);
}

BOOST_AUTO_TEST_CASE(signs_that_both_read_gain_and_numbers_that_differ_decide_nothing) {
  const auto settled = settled_signs({word("栄2丁目", 0.1, 0)}, {word("栄3丁目", 0.1, 0.1)});
  BOOST_TEST(confidence_in(settled, "栄") == 0.6);
  BOOST_TEST(confidence_in(settled, "3") <= 0.4);
  const auto fewer = settled_signs({word("目20-1コ", 0.1, 0.3)}, {word("目1コ", 0.1, 0.95)});
  BOOST_TEST(confidence_in(fewer, "1") <= 0.4);
  const auto longer = settled_signs({word("1月", 0.1, 0.8)}, {word("11月", 0.1, 0.9)});
  BOOST_TEST(confidence_in(longer, "11") <= 0.4);
  const auto stray =
      settled_signs({word("年1月", 0.1, 0.8)}, {word("年2", 0.1, 0.9), word("1月", 0.16, 0.9)});
  BOOST_TEST(text_of(stray) == "年1月");
  const auto sure = settled_signs({word("栄", 0.1, 0.8)}, {word("栄", 0.1, 0.9)});
  BOOST_TEST(confidence_in(sure, "栄") == 0.98, boost::test_tools::tolerance(1e-9));
}

BOOST_AUTO_TEST_CASE(boxes_that_are_out_of_order_are_put_into_the_order_of_the_signs) {
  const auto settled = settled_signs({word("東", 0.1, 0.9), word("京", 0.15, 0.9), word("都", 0.2, 0.9)},
                                     {word("東京都", 0.3, 0.9)});
  for (std::size_t i = 1; i < settled.size(); ++i) BOOST_TEST(settled[i].box.x0 > settled[i - 1].box.x0);
}

BOOST_AUTO_TEST_CASE(a_line_is_what_shares_a_row_without_a_wide_blank) {
  const std::vector<Word> first{word("東京都", 0.1, 0.9), word("口座番号", 0.6, 0.9),
                                word("新宿区", 0.1, 0.9, 0.118)};
  const std::vector<Word> again{word("東京都", 0.11, 0.9), word("新宿区", 0.1, 0.9, 0.12)};
  const auto lines = sign_lines(first, again);
  BOOST_TEST_REQUIRE(lines.size() == 2U);
  BOOST_TEST(lines[0].first == std::vector<std::size_t>{0});
  BOOST_TEST(lines[1].first == std::vector<std::size_t>{2});
  BOOST_TEST(lines[1].again == std::vector<std::size_t>{1});
}

BOOST_AUTO_TEST_CASE(a_line_that_no_page_holds_is_not_aligned) {
  std::string endless;
  for (int i = 0; i < 1500; ++i) endless += "京";
  BOOST_TEST(sign_lines({word(endless, 0.1, 0.9)}, {word("東京", 0.1, 0.9)}).empty());
  const std::vector<Word> many(4000, word("京", 0.1, 0.9));
  BOOST_TEST(sign_lines(many, {word("京", 0.1, 0.9)}).empty());
}

BOOST_AUTO_TEST_CASE(lines_without_ideographs_are_left_to_the_words) {
  BOOST_TEST(sign_lines({word("Garden", 0.1, 0.9)}, {word("Garden", 0.1, 0.9)}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
