#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <fstream>

#include "regress/coverage.hpp"
#include "regress/revise.hpp"
#include "rule_book.hpp"
#include "screen/reasons.hpp"

using namespace domicile;
using namespace domicile::regress;
using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

namespace {

const match::Matcher& matcher() {
  static const match::Matcher made(tests::rule_book());
  return made;
}

Screening accepted() {
  Screening screening;
  screening.decision = Decision::accept;
  screening.as_of = *parse_iso_date("2026-11-22");
  auto& reading = screening.reading;
  reading.kind = {"utility_bill", "gas", 0.99, {}};
  reading.name.emplace();
  reading.name->value = "EVA OST";
  reading.name->evidence = {{"stands above the address", 4.0}};
  reading.address.emplace();
  reading.address->lines = {"HAUPTSTR. 5", "10115 BERLIN", "Deutschland"};
  reading.issue_date.emplace();
  reading.issue_date->value = *parse_iso_date("2026-11-03");
  return screening;
}

const Json as_read =
    Json::parse(R"({"as_of": "2026-11-22", "decision": "accept", "reasons": [], "kind": "utility_bill",
  "subkind": "gas", "name": "Eva Øst", "address_lines": ["Hauptstr. 5", "10115 Berlin"], "issue_date": "2026-11-03"})");

std::vector<std::string> keys_of(const Verdict& verdict) {
  std::vector<std::string> keys;
  for (const auto& difference : verdict.differences) keys.push_back(difference.key);
  return keys;
}

/// A folder that is gone at the end of the test, for fixtures.
class Shelf {
 public:
  Shelf() {
    auto name = (fs::temp_directory_path() / "domicile-regress-XXXXXX").string();
    BOOST_REQUIRE(mkdtemp(name.data()) != nullptr);
    root = name;
  }
  ~Shelf() {
    std::error_code error;
    fs::remove_all(root, error);
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root / name).parent_path());
    std::ofstream(root / name) << text;
  }
  void put(const std::string& name, const Json& expected) const {
    write(name + "/document.pdf", "%PDF-1.4");
    write(name + "/account.json",
          R"({"name": "Eva Øst", "address": {"lines": ["Hauptstr. 5"], "country": "DE"}})");
    write(name + "/expected.json", expected.dump());
  }
  fs::path root;
};

}  // namespace

BOOST_AUTO_TEST_CASE(spelling_line_breaks_and_the_country_line_are_no_difference) {
  const auto verdict = judge(as_read, accepted(), matcher());
  BOOST_TEST(verdict.as_expected());
  BOOST_TEST(keys_of(verdict) == std::vector<std::string>{}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(each_key_that_came_out_otherwise_is_named_with_both_sides) {
  struct Case {
    const char* key;
    Json expected;
  };
  for (const auto& [key, value] :
       std::vector<Case>{{"decision", "reject"},
                         {"reasons", Json::array({"name_differs"})},
                         {"kind", "bank_statement"},
                         {"subkind", nullptr},
                         {"name", "Eva West"},
                         {"name", nullptr},
                         {"address_lines", Json::array({"Hauptstr. 6", "10115 Berlin"})},
                         {"issue_date", "2026-03-11"}}) {
    auto expected = as_read;
    expected[key] = value;
    const auto verdict = judge(expected, accepted(), matcher());
    BOOST_TEST_CONTEXT(key) {
      BOOST_REQUIRE(verdict.differences.size() == 1U);
      BOOST_TEST(verdict.differences[0].key == key);
      BOOST_TEST(verdict.differences[0].expected == value);
      BOOST_TEST(!verdict.as_expected());
    }
  }
  auto another_name = as_read;
  another_name["name"] = "Eva West";
  const auto verdict = judge(another_name, accepted(), matcher());
  BOOST_TEST(verdict.differences.at(0).got == "EVA OST");
  BOOST_TEST(verdict.differences.at(0).evidence.at(0) == "stands above the address");
}

BOOST_AUTO_TEST_CASE(what_is_left_out_is_not_compared_and_more_reasons_may_be_given) {
  auto screening = accepted();
  screening.decision = Decision::review;
  screening.reasons = {screen::make_reason("low_confidence", Reason::Severity::warning, "")};
  const auto expected = Json::parse(R"({"as_of": "2026-11-22", "decision": "review", "reasons": []})");
  BOOST_TEST(judge(expected, screening, matcher()).as_expected());
}

BOOST_AUTO_TEST_CASE(a_known_shortfall_excuses_a_difference_but_never_a_wrong_accept) {
  auto expected = as_read;
  expected["name"] = "Eva West";
  expected["known_shortfall"] = {"name", "kind"};
  auto verdict = judge(expected, accepted(), matcher());
  BOOST_TEST(verdict.as_expected());
  BOOST_TEST(verdict.differences.at(0).known);
  BOOST_TEST(verdict.right_by_now == std::vector<std::string>{"kind"}, boost::test_tools::per_element());

  expected["decision"] = "review";
  expected["known_shortfall"] = {"name", "decision"};
  verdict = judge(expected, accepted(), matcher());
  BOOST_TEST(verdict.wrong_accept);
  BOOST_TEST(!verdict.as_expected());
}

BOOST_AUTO_TEST_CASE(fixtures_are_found_at_any_depth_and_named_by_locale_and_case) {
  const Shelf shelf;
  shelf.put("de-DE/bill", as_read);
  shelf.put("de-AT/bill", as_read);
  const auto all = find_fixtures(shelf.root);
  BOOST_REQUIRE(all);
  BOOST_REQUIRE(all->size() == 2U);
  BOOST_TEST((*all)[0].name == "de-AT/bill");
  for (const auto* below : {"de-DE", "de-DE/bill", "de-DE/bill/"}) {
    const auto one = find_fixtures(shelf.root / below);
    BOOST_REQUIRE(one);
    BOOST_TEST(one->size() == 1U);
    BOOST_TEST(one->front().name == "de-DE/bill");
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_fixture_is_named_with_its_file_and_what_is_wrong) {
  const auto without = [](const char* key) {
    auto expected = as_read;
    expected.erase(key);
    return expected.dump();
  };
  struct Case {
    std::string file;
    std::string text;
    std::string named;
  };
  for (const auto& [file, text, named] :
       std::vector<Case>{{"expected.json", "{", "no JSON object"},
                         {"expected.json", without("decision"), "'decision'"},
                         {"expected.json", without("as_of"), "'as_of'"},
                         {"expected.json", R"({"as_of": "2026-11-22", "decision": "accept", "nmae": 1})",
                          "unknown key 'nmae'"},
                         {"expected.json",
                          R"({"as_of": "2026-11-22", "decision": "accept", "reasons": "none"})", "'reasons'"},
                         {"account.json", "{}", "name"}}) {
    const Shelf shelf;
    shelf.put("de-DE/bill", as_read);
    shelf.write("de-DE/bill/" + file, text);
    const auto found = find_fixtures(shelf.root);
    BOOST_TEST_CONTEXT(text) {
      BOOST_REQUIRE(!found);
      BOOST_TEST(found.error().where.find("de-DE/bill/" + file) != std::string::npos, found.error().where);
      BOOST_TEST(found.error().message.find(named) != std::string::npos, found.error().message);
    }
  }
  const Shelf empty;
  BOOST_TEST(!find_fixtures(empty.root));
  BOOST_TEST(!find_fixtures(empty.root / "nowhere"));
}

BOOST_AUTO_TEST_CASE(accepting_rewrites_what_differs_and_leaves_known_shortfalls) {
  const Shelf shelf;
  auto expected = as_read;
  expected["name"] = "Eva West";
  expected["issue_date"] = "2026-03-11";
  expected["known_shortfall"] = {"issue_date", "kind"};
  shelf.put("de-DE/bill", expected);
  const auto fixture = load_fixture(shelf.root / "de-DE/bill");
  BOOST_REQUIRE(fixture);
  BOOST_REQUIRE(accept(*fixture, judge(fixture->expected, accepted(), matcher())));
  const auto rewritten = load_fixture(shelf.root / "de-DE/bill");
  BOOST_REQUIRE(rewritten);
  BOOST_TEST(rewritten->expected["name"] == "EVA OST");
  BOOST_TEST(rewritten->expected["issue_date"] == "2026-03-11");
  BOOST_TEST(rewritten->expected["known_shortfall"] == Json::array({"issue_date"}));
}

BOOST_AUTO_TEST_CASE(a_fixture_is_added_once_and_holds_what_came_out) {
  const Shelf shelf;
  shelf.write("bill.pdf", "%PDF-1.4");
  const NewFixture made{shelf.root / "de-DE" / "new", shelf.root / "bill.pdf",
                        R"({"name": "Eva", "address": {"lines": ["Hauptstr. 5"]}})", "a gas bill"};
  BOOST_REQUIRE(add(made, accepted()));
  const auto fixture = load_fixture(made.folder);
  BOOST_REQUIRE(fixture);
  BOOST_TEST(fixture->name == "de-DE/new");
  BOOST_TEST(judge(fixture->expected, accepted(), matcher()).as_expected());
  BOOST_TEST(fs::exists(made.folder / "about.yaml"));
  BOOST_TEST(!add(made, accepted()));
}

BOOST_AUTO_TEST_CASE(what_no_fixture_shows_is_listed_and_what_only_a_shortfall_shows) {
  const Shelf shelf;
  auto expected = as_read;
  expected["reasons"] = {"name_differs"};
  shelf.put("de-DE/bill", expected);
  const auto holds = [](const std::vector<std::string>& list, const char* what) {
    return std::ranges::find(list, what) != list.end();
  };
  auto coverage = coverage_of(*find_fixtures(shelf.root));
  for (const auto* shown : {"decision accept", "reason name_differs", "file .pdf"}) {
    BOOST_TEST(!holds(coverage.missing, shown), shown);
    BOOST_TEST(!holds(coverage.shortfalls, shown), shown);
  }
  for (const auto* missing : {"decision review", "reason page_cut_off", "file .heic"}) {
    BOOST_TEST(holds(coverage.missing, missing), missing);
  }
  expected["known_shortfall"] = {"reasons"};
  shelf.put("de-DE/bill", expected);
  coverage = coverage_of(*find_fixtures(shelf.root));
  BOOST_TEST(!holds(coverage.missing, "reason name_differs"));
  BOOST_TEST(holds(coverage.shortfalls, "reason name_differs"));
}
