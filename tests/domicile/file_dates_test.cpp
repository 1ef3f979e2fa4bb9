#include "domicile/file_dates.hpp"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "base/date.hpp"

using namespace domicile;

BOOST_AUTO_TEST_SUITE(file_dates)

BOOST_AUTO_TEST_CASE(a_file_saved_long_before_the_day_that_it_shows_contradicts_it) {
  struct Case {
    std::string saved;
    std::string issued;
    std::string other_reading;
    bool contradicts;
  };
  const std::vector<Case> cases{
      {"2026-11-03", "2026-11-03", "", false}, {"2026-10-20", "2026-11-03", "", false},
      {"2026-03-02", "2026-11-03", "", true},  {"2027-03-02", "2026-11-03", "", false},
      {"", "2026-11-03", "", false},           {"some day", "2026-11-03", "", false},
      {"1970-01-01", "2026-11-03", "", false}, {"2026-03-11", "2026-11-03", "2026-03-11", false},
  };
  for (const Case& c : cases) {
    Reading reading;
    reading.issue_date.emplace();
    reading.issue_date->value = *parse_iso_date(c.issued);
    reading.issue_date->other_value = parse_iso_date(c.other_reading);
    BOOST_TEST(contradicting_dates(c.saved, reading).has_value() == c.contradicts,
               c.saved << " " << c.issued);
  }
  BOOST_TEST(!contradicting_dates("2026-03-02", Reading{}).has_value());
  Reading scan;
  scan.issue_date.emplace();
  scan.issue_date->value = *parse_iso_date("2026-11-03");
  scan.issue_date->source = WordSource::ocr;
  BOOST_TEST(!contradicting_dates("2026-03-02", scan).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
