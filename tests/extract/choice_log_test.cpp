#include <boost/test/unit_test.hpp>

#include <map>

#include "extract/choice.hpp"
#include "extract/extractor.hpp"
#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;

namespace {

/// Keeps what it hears.
struct Listener : extract::ChoiceLog {
  void start_document() override { choices.clear(); }
  void record(const std::string& field, const std::vector<extract::Considered>& candidates) override {
    choices[field] = candidates;
  }
  std::map<std::string, std::vector<extract::Considered>> choices;
};

double weighed(const extract::Considered& candidate) {
  const extract::Weights weights(tests::rule_book().kinds.weights);
  double total = 0;
  for (const auto& [name, strength] : candidate.features) total += weights(name) * strength;
  return total;
}

const std::vector<Page> bill{
    tests::typed_page({"Northfield Power & Light Inc.                    Electric bill", "", "", "",
                       "MS ELEANOR J WHITFIELD                           Bill date        November 3, 2026",
                       "1182 MAPLEWOOD AVE APT 4B                        Due date         November 24, 2026",
                       "COLUMBUS OH 43206-1234                           Account number   4417 0093 21", "",
                       "Energy used                                      612 kWh",
                       "Total amount due                                 $ 98.12"})};

}  // namespace

BOOST_AUTO_TEST_CASE(every_choice_is_heard_of_with_evidence_that_adds_up_to_what_was_chosen) {
  const match::Matcher matcher(tests::rule_book());
  Listener listener;
  const extract::Extractor extractor(tests::rule_book(), matcher, &listener);
  const auto reading = extractor.read(bill, "");
  BOOST_REQUIRE(reading.issue_date && reading.name && reading.address);
  const std::map<std::string, std::string> chosen{
      {"kind", reading.kind.subkind},
      {"issue_date", to_iso(reading.issue_date->value)},
      {"name", reading.name->value},
      {"address", "1182 MAPLEWOOD AVE APT 4B\nCOLUMBUS OH 43206-1234"}};
  for (const auto& [field, value] : chosen) {
    BOOST_TEST_CONTEXT(field) {
      const auto& candidates = listener.choices[field];
      BOOST_REQUIRE(!candidates.empty());
      const auto best = std::ranges::max_element(candidates, {}, weighed);
      BOOST_TEST(best->value == value);
    }
  }
  BOOST_TEST(listener.choices["issue_date"].size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_reading_is_the_same_whether_somebody_listens_or_not) {
  const match::Matcher matcher(tests::rule_book());
  Listener listener;
  const auto heard = extract::Extractor(tests::rule_book(), matcher, &listener).read(bill, "");
  const auto unheard = extract::Extractor(tests::rule_book(), matcher).read(bill, "");
  BOOST_TEST(heard.name->confidence == unheard.name->confidence);
  BOOST_TEST(heard.issue_date->confidence == unheard.issue_date->confidence);
  BOOST_TEST(heard.kind.confidence == unheard.kind.confidence);
}
