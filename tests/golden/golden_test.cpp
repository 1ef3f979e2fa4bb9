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
#include "regress/coverage.hpp"
#include "regress/verdict.hpp"

using namespace domicile;
using regress::Fixture;
namespace unit = boost::unit_test;

namespace {

const Screener& screener() {
  static const auto made = Screener::create({.data_directory = DOMICILE_SOURCE_DIR});
  if (!made) BOOST_FAIL(to_string(made.error()));
  return **made;
}

const std::vector<Fixture>& fixtures() {
  static const auto found = [] {
    auto read = regress::find_fixtures(DOMICILE_SOURCE_DIR "/fixtures");
    if (!read) throw std::runtime_error(to_string(read.error()));
    return std::move(*read);
  }();
  return found;
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
  const auto document = load_document(fixture);
  BOOST_REQUIRE(document);
  const auto screening = screener().screen(*document, fixture.account, {.as_of = fixture.as_of});
  const auto verdict = regress::judge(fixture.expected, screening, screener().matcher());
  BOOST_TEST(!verdict.wrong_accept, "WRONG ACCEPT of " << fixture.document);
  for (const auto& difference : verdict.differences) {
    if (difference.known) {
      ++shortfalls().missed;
    } else {
      BOOST_ERROR(difference.key << ": expected " << difference.expected << ", got " << difference.got);
    }
  }
  for (const auto& key : verdict.right_by_now) shortfalls().right_by_now.push_back(fixture.name + " " + key);
}

// Test cases are made of folders, so that adding a fixture is adding a folder.
const bool registered = [] {
  std::map<std::string, unit::test_suite*> locales;
  for (const auto& fixture : fixtures()) {
    const auto slash = fixture.name.find('/');
    const auto name = fixture.name.substr(0, slash);
    auto*& locale = locales[name];
    if (locale == nullptr) {
      locale = BOOST_TEST_SUITE(name);
      unit::framework::master_test_suite().add(locale);
    }
    locale->add(unit::make_test_case([&fixture] { is_screened_as_expected(fixture); },
                                     fixture.name.substr(slash + 1), __FILE__, __LINE__));
  }
  return true;
}();

}  // namespace

BOOST_AUTO_TEST_SUITE(coverage)

BOOST_AUTO_TEST_CASE(fixtures_show_every_decision_reason_and_format_in_many_locales) {
  std::set<std::string> locales;
  for (const auto& fixture : fixtures()) locales.insert(fixture.folder.parent_path().filename());
  BOOST_TEST(fixtures().size() >= 240);
  BOOST_TEST(locales.size() >= 36);
  for (const auto& missing : regress::coverage_of(fixtures()).missing) {
    BOOST_ERROR("no fixture shows: " << missing);
  }
}

BOOST_AUTO_TEST_SUITE_END()
