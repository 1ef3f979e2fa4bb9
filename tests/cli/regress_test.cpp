#include <boost/test/unit_test.hpp>

#include "cli/program.hpp"
#include "small_bill.hpp"

using namespace domicile::tests;
using nlohmann::json;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A folder with one fixture, made by the command itself.
struct Shelf {
  Scratch folder;
  std::string bill = folder.file("bill.pdf", small_bill());
  std::string account = folder.file("account.json", bill_account);
  std::string root = (folder / "fixtures").string();
  std::string expected_file = root + "/en-US/bill/expected.json";
  Run added = run({"regress", root, "--add", bill, "--account", account, "--as-of", "2026-11-22", "--case",
                   "en-US/bill", "--purpose", "a bill"});

  json expected() const { return json::parse(bytes_of(expected_file)); }
  void expect(const std::string& key, const json& value) const {
    auto changed = expected();
    changed[key] = value;
    (void)folder.file("fixtures/en-US/bill/expected.json", changed.dump());
  }
  Run regress(std::vector<std::string> more = {}, const std::string& input = "") const {
    std::vector<std::string> arguments{"regress", root};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments, input);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_document_becomes_a_fixture_that_comes_out_as_it_was_added) {
  const Shelf shelf;
  BOOST_TEST(shelf.added.status == 0, shelf.added.err);
  BOOST_TEST(shelf.expected()["decision"] == "accept");
  BOOST_TEST(shelf.expected()["issue_date"] == bill_issued);
  const auto ended = shelf.regress();
  BOOST_TEST(ended.status == 0, ended.out << ended.err);
  BOOST_TEST(ended.out == "");
  BOOST_TEST(contains(ended.err, "1 fixtures, 0 differ"), ended.err);
  const auto again =
      run({"regress", shelf.root, "--add", shelf.bill, "--account", shelf.account, "--case", "en-US/bill"});
  BOOST_TEST(again.status == 2);
  BOOST_TEST(contains(again.err, "en-US/bill"), again.err);
}

BOOST_AUTO_TEST_CASE(what_differs_is_printed_and_reported_with_a_picture_and_exits_with_1) {
  const Shelf shelf;
  shelf.expect("name", "Tobias <Granger>");
  const auto report = (shelf.folder / "report.html").string();
  const auto ended = shelf.regress({"--report", report});
  BOOST_TEST(ended.status == 1, ended.err);
  for (const char* part : {"en-US/bill", "name", "Tobias <Granger>", "ELEANOR J WHITFIELD", "because"}) {
    BOOST_TEST(contains(ended.out, part), part << " in " << ended.out);
  }
  const auto page = bytes_of(report);
  BOOST_TEST(contains(page, "Tobias &lt;Granger&gt;"));
  BOOST_TEST(contains(page, "data:image/png;base64,"));
  const auto as_json = shelf.regress({"--json"}).json();
  BOOST_TEST(as_json["case"] == "en-US/bill");
  BOOST_TEST(as_json["differences"][0]["expected"] == "Tobias <Granger>");
}

BOOST_AUTO_TEST_CASE(an_accept_that_must_not_be_is_called_so) {
  const Shelf shelf;
  shelf.expect("decision", "reject");
  shelf.expect("known_shortfall", json::array({"decision"}));
  const auto ended = shelf.regress();
  BOOST_TEST(ended.status == 1);
  BOOST_TEST(contains(ended.out, "WRONG ACCEPT"), ended.out);
}

BOOST_AUTO_TEST_CASE(only_what_was_agreed_to_is_rewritten) {
  const Shelf shelf;
  shelf.expect("subkind", "gas");
  BOOST_TEST(shelf.regress({"--accept", "en-US/other"}).status == 2);
  BOOST_TEST(shelf.regress({"--accept"}, "n\n").status == 1);
  BOOST_TEST(shelf.expected()["subkind"] == "gas");
  const auto asked = shelf.regress({"--accept"}, "y\n");
  BOOST_TEST(asked.status == 0, asked.err);
  BOOST_TEST(contains(asked.err, "en-US/bill"), asked.err);
  BOOST_TEST(shelf.expected()["subkind"] == "electricity");
  shelf.expect("subkind", "gas");
  BOOST_TEST(shelf.regress({"--accept", "en-US/bill"}).status == 0);
  BOOST_TEST(shelf.expected()["subkind"] == "electricity");
}

BOOST_AUTO_TEST_CASE(wrong_usage_of_regress_exits_with_2_and_says_what_is_missing) {
  const Shelf shelf;
  BOOST_TEST(contains(run({"regress", (shelf.folder / "nowhere").string()}).err, "no fixture here"));
  BOOST_TEST(contains(shelf.regress({"--add", shelf.bill}).err, "--account"));
  BOOST_TEST(shelf.regress({"--account", shelf.account}).status == 2);
  BOOST_TEST(shelf.regress({"--report", (shelf.folder / "no" / "where.html").string()}).status == 2);
}
