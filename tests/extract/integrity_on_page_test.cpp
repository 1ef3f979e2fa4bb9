#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "extract/extractor.hpp"
#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;
using tests::typed_page;

namespace {

Reading read(const Page& page) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  return extractor.read({page}, "");
}

Page bill() {
  return typed_page({"Northfield Power & Light Inc.                    Electric bill", "", "",
                     "ELEANOR J WHITFIELD                              Bill date        November 3, 2026",
                     "1182 MAPLEWOOD AVE APT 4B                        Account number   4417 0093 21",
                     "COLUMBUS OH 43206-1234", "",
                     "Energy used                                      612 kWh"});
}

/// Covers the words of `old_words` and writes `new_words` upon them.
Page written_over(const std::vector<std::string>& old_words, const std::vector<std::string>& new_words) {
  Page page = bill();
  std::vector<Word> upon;
  for (std::size_t i = 0; i < old_words.size(); ++i) {
    const auto word = std::ranges::find(page.words, old_words[i], &Word::text);
    BOOST_REQUIRE(word != page.words.end());
    word->visibility = Visibility::covered;
    if (i >= new_words.size()) continue;
    upon.push_back(*word);
    upon.back().text = new_words[i];
    upon.back().visibility = Visibility::visible;
  }
  std::ranges::move(upon, std::back_inserter(page.words));
  return page;
}

std::string found(const Page& page) {
  const auto reading = read(page);
  std::string codes;
  for (const auto& finding : reading.integrity) codes += finding.code + " ";
  return codes;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(integrity_on_page)

BOOST_AUTO_TEST_CASE(another_date_or_name_over_the_printed_one_is_text_over_text) {
  BOOST_TEST(found(written_over({"November", "3,", "2026"}, {"November", "8,", "2026"})) ==
             "text_over_text ");
  BOOST_TEST(found(written_over({"ELEANOR", "J", "WHITFIELD"}, {"TOBIAS", "M", "GRANGER"})) ==
             "text_over_text ");
}

BOOST_AUTO_TEST_CASE(what_is_covered_and_not_written_over_is_hidden_text) {
  BOOST_TEST(found(written_over({"November", "3,", "2026"}, {})) == "hidden_text ");
}

BOOST_AUTO_TEST_CASE(the_same_words_painted_again_and_words_that_say_nothing_are_no_finding) {
  BOOST_TEST(found(bill()).empty());
  BOOST_TEST(found(written_over({"November", "3,", "2026"}, {"November", "3,", "2026"})).empty());
  BOOST_TEST(found(written_over({"Energy"}, {"Power"})).empty());
}

BOOST_AUTO_TEST_CASE(a_hidden_line_is_found_whatever_stands_between_its_words) {
  Page page = bill();
  const auto add = [&](const std::string& text, double x, double y, Visibility visibility) {
    Word word;
    word.text = text;
    word.box = {x, y, x + 0.01 * static_cast<double>(text.size()), y + 0.0001};
    word.visibility = visibility;
    page.words.push_back(word);
  };
  add("907", 0.1, 0.8, Visibility::tiny);
  add("FAKEWATER", 0.14, 0.8, Visibility::tiny);
  add("RD", 0.24, 0.8, Visibility::tiny);
  add("qqqqqqq", 0.12, 0.8, Visibility::transparent);
  add("xxxxxxx", 0.20, 0.8, Visibility::off_page);
  BOOST_TEST(found(page) == "hidden_text ");
}

BOOST_AUTO_TEST_CASE(letters_of_two_hands_in_a_field_are_mixed_fonts) {
  struct Case {
    std::string word;
    bool within;
    int font;
    std::string codes;
    IntegrityFinding::Severity severity;
  };
  const auto critical = IntegrityFinding::Severity::critical, warning = IntegrityFinding::Severity::warning;
  const std::vector<Case> cases{
      {"2026", true, 1, "mixed_fonts ", critical},
      {"WHITFIELD", true, 1, "mixed_fonts ", critical},
      {"3,", false, 2, "mixed_fonts ", critical},
      {"MAPLEWOOD", false, 2, "mixed_fonts ", warning},
      {"Energy", true, 2, "", warning},
      {"date", false, 2, "", warning},
      {"2026", false, 1, "", warning},
      {"1182", false, 2, "mixed_fonts ", warning},
  };
  for (const Case& c : cases) {
    Page page = bill();
    for (auto& word : page.words) word.font = 1;
    const auto word = std::ranges::find(page.words, c.word, &Word::text);
    BOOST_REQUIRE_MESSAGE(word != page.words.end(), c.word);
    word->mixed_type = c.within;
    word->font = c.font;
    BOOST_TEST(found(page) == c.codes, c.word);
    if (!c.codes.empty()) BOOST_TEST((read(page).integrity.front().severity == c.severity), c.word);
  }
}

BOOST_AUTO_TEST_SUITE_END()
