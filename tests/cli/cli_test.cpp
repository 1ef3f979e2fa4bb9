#include <boost/test/unit_test.hpp>

#include "cli/program.hpp"
#include "small_bill.hpp"

using namespace domicile::tests;
using nlohmann::json;

namespace {

const std::string as_of = "2026-11-22";

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

/// The bill, its account and one of each thing that is no document, in a folder of their own.
struct Desk {
  Scratch folder;
  std::string bill = folder.file("bill.pdf", small_bill());
  std::string account = folder.file("account.json", bill_account);

  Run screen(const std::string& document, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"screen", document, "--account", account, "--as-of", as_of, "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(wrong_usage_exits_with_2_and_names_what_is_wrong) {
  const Desk desk;
  struct Case {
    std::vector<std::string> arguments;
    std::string named;
  };
  const std::vector<Case> cases{
      {{}, "command"},
      {{"--nope"}, "--nope"},
      {{"frobnicate"}, "frobnicate"},
      {{"screen", desk.bill}, "--account"},
      {{"screen", desk.bill, "--account", desk.account, "--nope"}, "--nope"},
      {{"screen", desk.bill, "--account", desk.account, "--as-of", "yesterday"}, "--as-of"},
      {{"screen", desk.bill, "--account", desk.account, "--max-age", "-1"}, "--max-age"},
      {{"screen", desk.bill, "--account", desk.account, "--sandbox", "none"}, "--sandbox"},
      {{"screen", desk.bill, "--account", desk.account, "--expect", "maybe"}, "--expect"},
      {{"screen", desk.bill, "--account", (desk.folder / "missing.json").string()}, "missing.json"},
      {{"screen", desk.bill, "--account", R"({"name": "A"})"}, "address"},
      {{"screen", desk.bill, "--account", R"({"name": "A", "address": {"lines": ["B"]}, "nmae": "C"})"},
       "nmae"},
      {{"screen", (desk.folder / "missing.pdf").string(), "--account", desk.account}, "missing.pdf"},
      {{"screen", desk.folder.file("", ""), "--account", desk.account}, "directory"},
      {{"compare", "name", "only one"}, "two texts"},
  };
  for (const auto& [arguments, named] : cases) {
    const auto ended = run(arguments);
    BOOST_TEST_CONTEXT("domicile " << json(arguments)) {
      BOOST_TEST(ended.status == 2);
      BOOST_TEST(ended.out == "");
      BOOST_TEST(contains(ended.err, named), ended.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(wrong_rules_and_policies_exit_with_3_and_name_the_file) {
  const Desk desk;
  const auto policy = desk.folder.file("policy.yaml", "policy: strange\nmax_age_dais: 3\n");
  auto ended = desk.screen(desk.bill, {"--config", policy});
  BOOST_TEST(ended.status == 3);
  BOOST_TEST(contains(ended.err, "policy.yaml:2"), ended.err);
  ended = desk.screen(desk.bill, {"--data", (desk.folder / "nowhere").string()});
  BOOST_TEST(ended.status == 3);
  BOOST_TEST(contains(ended.err, "--data"), ended.err);
}

BOOST_AUTO_TEST_CASE(what_is_no_document_is_decided_and_no_failure_of_the_command) {
  const Desk desk;
  struct Case {
    std::string bytes;
    std::string reason;
  };
  const std::vector<Case> cases{
      {"", "empty_document"},
      {"Account number 12345\nThis is no PDF.\n", "unsupported_media_type"},
      {small_bill().substr(0, 300), "corrupt_document"},
  };
  for (const auto& [bytes, reason] : cases) {
    const auto ended = desk.screen(desk.folder.file("document.pdf", bytes));
    BOOST_TEST_CONTEXT(reason) {
      BOOST_TEST(ended.status == 0, ended.err);
      const auto screening = ended.json();
      BOOST_TEST(screening["decision"] != "accept");
      BOOST_TEST(screening["reasons"][0]["code"] == reason, screening["reasons"]);
      BOOST_TEST(!screening["reasons"][0]["customer_message"].get<std::string>().empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_screening_has_the_keys_of_the_contract_and_nothing_else_is_printed) {
  const Desk desk;
  const auto ended = desk.screen(desk.bill);
  BOOST_TEST(ended.status == 0, ended.err);
  const auto screening = ended.json();
  BOOST_TEST(screening["schema"] == "domicile.screening/1");
  for (const char* key : {"document", "kind", "fields", "other_dates", "other_addresses", "integrity",
                          "timings_ms", "account", "as_of", "checks", "decision", "reasons"}) {
    BOOST_TEST(screening.contains(key), key);
  }
  const std::vector<std::string> fields{"address", "issue_date", "issuer", "name"};
  BOOST_TEST(keys_of(screening["fields"]) == fields, boost::test_tools::per_element());
  const std::vector<std::string> checks{"address", "document", "integrity", "name", "recency"};
  BOOST_TEST(keys_of(screening["checks"]) == checks, boost::test_tools::per_element());
  BOOST_TEST(screening["decision"] == "accept", screening["reasons"]);
  BOOST_TEST(screening["fields"]["issue_date"]["value"] == bill_issued);
  BOOST_TEST(screening["checks"]["recency"]["age_days"] == 19);
  BOOST_TEST(screening["account"]["id"] == "A-1042");
}

BOOST_AUTO_TEST_CASE(a_parse_gives_fields_with_boxes_and_no_decision) {
  const Desk desk;
  const auto ended = run({"parse", desk.bill, "--json"});
  BOOST_TEST(ended.status == 0, ended.err);
  const auto reading = ended.json();
  BOOST_TEST(reading["schema"] == "domicile.reading/1");
  BOOST_TEST(!reading.contains("decision"));
  for (const char* field : {"name", "address", "issue_date"}) {
    BOOST_TEST(reading["fields"][field]["box"].size() == 4U, field);
    BOOST_TEST(reading["fields"][field]["page"] == 1, field);
    BOOST_TEST(!reading["fields"][field]["evidence"].empty(), field);
  }
}

BOOST_AUTO_TEST_CASE(several_documents_give_one_line_each) {
  const Desk desk;
  const auto text = desk.folder.file("note.txt", "no document");
  const auto ended = desk.screen(desk.bill, {text});
  std::istringstream lines(ended.out);
  std::vector<std::string> files;
  for (std::string line; std::getline(lines, line);) files.push_back(json::parse(line)["document"]["file"]);
  BOOST_TEST(files == (std::vector<std::string>{desk.bill, text}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_expectation_that_is_not_met_exits_with_1) {
  const Desk desk;
  BOOST_TEST(desk.screen(desk.bill, {"--expect", "accept"}).status == 0);
  BOOST_TEST(desk.screen(desk.bill, {"--expect", "reject"}).status == 1);
}

BOOST_AUTO_TEST_CASE(recency_is_judged_on_the_day_that_was_asked_for) {
  const Desk desk;
  struct Case {
    std::string day;
    std::string decision;
  };
  for (const auto& [day, decision] : std::vector<Case>{{"2026-11-03", "accept"},
                                                       {"2026-12-03", "accept"},
                                                       {"2026-12-04", "reject"},
                                                       {"2026-11-02", "reject"}}) {
    const auto ended = run({"screen", desk.bill, "--account", desk.account, "--as-of", day, "--json"});
    BOOST_TEST(ended.json()["decision"] == decision, day << ended.out);
  }
}

BOOST_AUTO_TEST_CASE(a_dash_reads_the_document_from_standard_input) {
  const Desk desk;
  const auto piped = run({"parse", "-", "--json"}, small_bill()).json();
  const auto named = run({"parse", desk.bill, "--json"}).json();
  BOOST_TEST(piped["document"]["sha256"] == named["document"]["sha256"]);
  BOOST_TEST(piped["fields"] == named["fields"]);
}

BOOST_AUTO_TEST_CASE(a_picture_is_written_with_what_was_read) {
  const Desk desk;
  const auto png = (desk.folder / "page.png").string();
  const auto html = (desk.folder / "page.html").string();
  BOOST_TEST(run({"parse", desk.bill, "--picture", png}).status == 0);
  BOOST_TEST(bytes_of(png).starts_with("\x89PNG"));
  BOOST_TEST(run({"parse", desk.bill, "--picture", html}).status == 0);
  BOOST_TEST(contains(bytes_of(html), "<html"));
  const auto other = run({"parse", desk.bill, "--picture", (desk.folder / "page.bmp").string()});
  BOOST_TEST(other.status == 2);
}

BOOST_AUTO_TEST_CASE(names_are_compared_by_themselves) {
  const auto one = run({"compare", "name", "WHITFIELD Eleanor J.", "Eleanor Whitfield", "--json"}).json();
  BOOST_TEST(one["outcome"] == "same");
  const auto many = run({"compare", "name", "--jsonl"},
                        "{\"a\": \"Eleanor Whitfield\", \"b\": \"Eleanor Whitfield\"}\n"
                        "{\"a\": \"Eleanor Whitfield\", \"b\": \"Tobias Granger\"}\n");
  std::istringstream lines(many.out);
  std::vector<std::string> outcomes;
  for (std::string line; std::getline(lines, line);) outcomes.push_back(json::parse(line)["outcome"]);
  BOOST_TEST(outcomes == (std::vector<std::string>{"same", "different"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(addresses_are_compared_by_themselves) {
  const auto ended = run({"compare", "address", "12 High Street, Leeds LS1 4DY",
                          "21 High Street, Leeds LS1 4DY", "--country", "GB", "--json"});
  const auto answer = ended.json();
  BOOST_TEST(answer["outcome"] == "different");
  BOOST_TEST(answer["parts"]["house_number"] == "different");
  BOOST_TEST(answer["parts"]["postcode"] == "same");
}

BOOST_AUTO_TEST_CASE(address_lines_become_components) {
  const auto ended = run({"parse-address", "--jsonl"},
                         R"({"lines": ["1182 Maplewood Ave Apt 4B", "Columbus OH 43206"], "country": "US"})");
  const auto parts = ended.json();
  BOOST_TEST(parts["house_number"] == "1182");
  BOOST_TEST(parts["postcode"] == "43206");
  BOOST_TEST(parts["region"] == "OH");
  const auto broken = run({"parse-address", "--jsonl"}, "{}\nnonsense\n");
  BOOST_TEST(broken.status == 2);
  BOOST_TEST(contains(broken.err, "standard input:2"), broken.err);
}

BOOST_AUTO_TEST_CASE(the_projects_own_rules_are_right) {
  const auto ended = run({"lint"});
  BOOST_TEST(ended.status == 0, ended.out << ended.err);
}

BOOST_AUTO_TEST_CASE(the_program_says_its_version_and_helps) {
  BOOST_TEST(contains(run({"--version"}).out, "."));
  const auto help = run({"--help"});
  BOOST_TEST(help.status == 0);
  for (const char* command : {"screen", "parse", "batch", "compare", "parse-address", "lint", "doctor"}) {
    BOOST_TEST(contains(help.out, command), command);
  }
}
