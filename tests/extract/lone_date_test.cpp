#include "extract/lone_date.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "base/date.hpp"

using namespace domicile;

namespace {

struct Dated {
  std::string role, day;
};

Reading reading(const std::string& role, const std::string& day, const std::vector<Dated>& others) {
  Reading made;
  made.kind.value = "utility_bill";
  made.issue_date.emplace();
  made.issue_date->role = role;
  made.issue_date->value = *parse_iso_date(day);
  for (const auto& other : others)
    made.other_dates.push_back({other.role, *parse_iso_date(other.day), other.day, 1, {}});
  return made;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lone_date)

BOOST_AUTO_TEST_CASE(an_old_bill_that_was_dated_anew_contradicts_itself) {
  struct Case {
    std::string what, role, issued;
    std::vector<Dated> others;
    bool alone;
  };
  const std::vector<Dated> summer{
      {"period_start", "2026-05-09"}, {"period_end", "2026-07-08"}, {"due_date", "2026-07-28"}};
  const std::vector<Case> cases{
      {"as it was issued", "bill_date", "2026-07-10", summer, false},
      {"dated three months later", "bill_date", "2026-10-14", summer, true},
      {"with a date far ahead, of the next reading",
       "bill_date",
       "2026-10-14",
       {summer[0], summer[1], summer[2], {"reading", "2027-01-31"}},
       true},
      {"a settlement of last year that is due soon",
       "invoice_date",
       "2026-08-14",
       {{"period_start", "2025-01-01"}, {"period_end", "2025-12-31"}, {"due_date", "2026-08-31"}},
       false},
      {"dated by its period", "period_end", "2026-10-14", summer, false},
      {"one date beside it is no witness", "bill_date", "2026-10-14", {summer[1]}, false},
      {"neither is a contract of long ago",
       "bill_date",
       "2026-10-14",
       {{"other", "2008-01-01"}, {"other", "2009-02-12"}, {"period_end", "2008-05-31"}},
       false},
      {"nor are dates that end nothing",
       "letter_date",
       "2026-10-14",
       {{"other", "2026-05-01"}, {"other", "2026-06-01"}, {"transaction", "2026-06-02"}},
       false},
  };
  for (const Case& c : cases) {
    const auto finding = extract::find_lone_date(reading(c.role, c.issued, c.others));
    BOOST_TEST(finding.has_value() == c.alone, c.what);
    if (finding) BOOST_TEST(finding->message.find("2026-07-28") != std::string::npos, finding->message);
  }
  BOOST_TEST(!extract::find_lone_date(Reading{}));
}

BOOST_AUTO_TEST_SUITE_END()
