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

BOOST_AUTO_TEST_SUITE_END()
