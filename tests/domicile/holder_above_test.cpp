#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "domicile/reading_plan.hpp"
#include "match/match.hpp"
#include "rule_book.hpp"
#include "two_faced.hpp"

using namespace domicile;
using tests::typed_page;

namespace {

using Lines = std::vector<std::string>;

// A bill addressed at its foot; above stands what the picture shows of another party.
bool shows_another(const Lines& picture, const Lines& layer) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  Lines foot(45);
  foot.insert(foot.begin(), "Electric bill");
  foot.insert(foot.end(), {"ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "COLUMBUS OH 43206-1234"});
  const auto reading = extractor.read({typed_page(foot)}, "");
  BOOST_TEST_REQUIRE(reading.address.has_value());
  BOOST_TEST_REQUIRE(reading.name.has_value());
  tests::TwoFaced page(picture, layer);
  return holder_shown_above(page, extractor, matcher, reading).has_value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(holder_above)

BOOST_AUTO_TEST_CASE(a_block_that_the_text_has_word_for_word_is_no_lie_whoever_it_names) {
  const Lines shown{"Electric bill", "", "", "TOBIAS GRANGER", "907 CEDAR STREET", "DAYTON OH 45402"};
  // A line in small print that OCR passes over says that it is the sender's.
  Lines sender = shown;
  sender[2] = "Send payments to:";
  BOOST_TEST(!shows_another(shown, sender));
  // A logo beside it is seen as letters.
  Lines with_logo = shown;
  with_logo[3] = "ni TOBIAS GRANGER";
  BOOST_TEST(!shows_another(with_logo, sender));
}

BOOST_AUTO_TEST_CASE(a_block_for_which_the_text_has_other_words_is_another_holder) {
  const Lines shown{"Electric bill", "", "", "TOBIAS GRANGER", "907 CEDAR STREET", "DAYTON OH 45402"};
  BOOST_TEST(shows_another(
      shown, {"Electric bill", "", "", "TOTALS CHARGED", "37 CENTS A THERM", "METER ID 45402"}));
}

BOOST_AUTO_TEST_SUITE_END()
