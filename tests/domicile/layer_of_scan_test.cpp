#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "domicile/reading_plan.hpp"
#include "match/match.hpp"
#include "rule_book.hpp"
#include "two_faced.hpp"

using namespace domicile;

namespace {

using Lines = std::vector<std::string>;

Lines bill(const std::string& holder, const std::string& street, const std::string& date) {
  return {"Northfield Power & Light Inc.                    Electric bill",
          "PO Box 1200, Columbus OH 43201                   www.northfieldpower.com",
          "",
          "",
          holder + std::string(49 - holder.size(), ' ') + "Bill date        " + date,
          street + std::string(49 - street.size(), ' ') + "Account number   4417 0093 21",
          "COLUMBUS OH 43206-1234",
          "",
          "Energy used                                      612 kWh",
          "Meter number 88121                               Previous reading 41220",
          "Service from October 2 to November 1             Delivery charge",
          "Total amount due                                 $ 98.12"};
}

std::vector<IntegrityFinding> findings(const Lines& picture, const Lines& layer) {
  static const match::Matcher matcher(tests::rule_book());
  static const extract::Extractor extractor(tests::rule_book(), matcher);
  tests::TwoFaced scan(picture, layer);
  return read_document(scan, extractor, Limits{}, "").integrity;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(layer_of_scan)

BOOST_AUTO_TEST_CASE(a_picture_changed_after_it_was_recognised_is_told_by_what_was_recognised_then) {
  const std::string holder = "ELEANOR J WHITFIELD", street = "1182 MAPLEWOOD AVE APT 4B",
                    date = "November 3, 2026";
  const Lines shown = bill(holder, street, date);
  for (const auto& [layer, field] :
       {std::pair{bill("TOBIAS M GRANGER", street, date), "another name"},
        std::pair{bill(holder, "907 CEDAR STREET APT 2", date), "another address"},
        std::pair{bill(holder, street, "September 3, 2026"), "another date of issue"}}) {
    const auto found = findings(shown, layer);
    BOOST_REQUIRE_MESSAGE(found.size() == 1U, field);
    BOOST_TEST(found[0].code == "text_layer_differs");
    BOOST_TEST((found[0].severity == IntegrityFinding::Severity::critical));
    BOOST_TEST(found[0].message.find(field) != std::string::npos, found[0].message);
  }
}

BOOST_AUTO_TEST_CASE(a_layer_that_misreads_a_letter_or_everything_says_nothing) {
  const Lines shown = bill("ELEANOR J WHITFIELD", "1182 MAPLEWOOD AVE APT 4B", "November 3, 2026");
  BOOST_TEST(findings(shown, shown).empty());
  BOOST_TEST(
      findings(shown, bill("ELEANCR I WH1TFIELD", "II82 MAPLEW00D AVE APT 4B", "November 3, 2O26")).empty());
  Lines noise = bill("TOBIAS M GRANGER", "907 CEDAR STREET APT 2", "September 3, 2026");
  for (std::size_t i = 0; i < noise.size(); ++i)
    if (i != 4 && i != 5)
      for (char& c : noise[i])
        c = c == ' ' ? ' ' : static_cast<char>('a' + (c * 7 + static_cast<int>(i)) % 26);
  BOOST_TEST(findings(shown, noise).empty());
  BOOST_TEST(findings(shown, {}).empty());
}

BOOST_AUTO_TEST_SUITE_END()
