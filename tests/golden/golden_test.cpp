// Every fixture is screened as a user would, with the sandbox as it is by default. One test case a fixture:
//   test_golden --run_test=en-GB               one locale
//   test_golden --run_test=en-GB/photo         one fixture
// A key that "known_shortfall" of expected.json lists is not compared, but accepting what must not be
// accepted is never excused.
#include <boost/test/unit_test.hpp>

#include <iostream>
#include <map>
#include <set>

#include "domicile/screener.hpp"
#include "golden/fixture.hpp"

using namespace domicile;
using namespace domicile::golden;
namespace unit = boost::unit_test;

namespace {

const Screener& screener() {
  static const auto made = Screener::create({.data_directory = DOMICILE_SOURCE_DIR});
  if (!made) BOOST_FAIL(to_string(made.error()));
  return **made;
}

Screening screen(const Fixture& fixture) {
  const auto account_file = fixture.folder / "account.json";
  const auto account = parse_account(read_bytes(account_file), account_file.string());
  if (!account) BOOST_FAIL(to_string(account.error()));
  const auto as_of = parse_iso_date(fixture.expected.at("as_of").get<std::string>());
  BOOST_REQUIRE(as_of);
  return screener().screen({fixture.document.filename(), read_bytes(fixture.document)}, *account,
                           {.as_of = *as_of});
}

/// What is known to be missed, counted over the run and printed at its end.
struct Shortfalls {
  int missed = 0;
  std::vector<std::string> right_by_now;
  ~Shortfalls() {
    if (missed > 0) std::cout << "known shortfalls: " << missed << "\n";
    for (const auto& key : right_by_now)
      std::cout << "right by now, take it out of known_shortfall: " << key << "\n";
  }
};

Shortfalls& shortfalls() {
  static Shortfalls counted;
  return counted;
}

void is_screened_as_expected(const Fixture& fixture) {
  const auto screening = screen(fixture);
  const bool accepted = screening.decision == Decision::accept;
  BOOST_TEST(!(accepted && fixture.expected.at("decision") != "accept"),
             "WRONG ACCEPT of " << fixture.document);
  std::set<std::string> missed;
  for (const auto& difference : differences(fixture.expected, screening, screener().matcher())) {
    missed.insert(difference.key);
    if (is_known_shortfall(fixture, difference.key)) {
      ++shortfalls().missed;
    } else {
      BOOST_ERROR(difference.key << ": expected " << difference.expected << ", got " << difference.got);
    }
  }
  for (const auto& key : fixture.expected.value("known_shortfall", std::vector<std::string>{})) {
    if (!missed.contains(key))
      shortfalls().right_by_now.push_back(fixture.locale + "/" + fixture.name + " " + key);
  }
}

// Test cases are made of folders, so that adding a fixture is adding a folder.
const bool registered = [] {
  std::map<std::string, unit::test_suite*> locales;
  for (const auto& fixture : find_fixtures()) {
    auto*& locale = locales[fixture.locale];
    if (locale == nullptr) {
      locale = BOOST_TEST_SUITE(fixture.locale);
      unit::framework::master_test_suite().add(locale);
    }
    locale->add(unit::make_test_case([fixture] { is_screened_as_expected(fixture); }, fixture.name, __FILE__,
                                     __LINE__));
  }
  return true;
}();

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(fixtures_cover_locales_decisions_and_media) {
  const auto fixtures = find_fixtures();
  std::set<std::string> locales, decisions, media;
  for (const auto& fixture : fixtures) {
    locales.insert(fixture.locale);
    decisions.insert(fixture.expected.at("decision").get<std::string>());
    media.insert(fixture.document.extension());
  }
  BOOST_TEST(fixtures.size() >= 60);
  BOOST_TEST(locales.size() >= 15);
  BOOST_TEST(decisions == (std::set<std::string>{"accept", "reject", "review"}),
             boost::test_tools::per_element());
  for (const char* medium : {".pdf", ".jpg", ".png"}) {
    BOOST_TEST(media.contains(medium), "no fixture is a " << medium);
  }
}

BOOST_AUTO_TEST_SUITE_END()
