#include <boost/test/unit_test.hpp>

#include "cli/program.hpp"
#include "small_bill.hpp"

using namespace domicile::tests;
using nlohmann::json;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<json> lines_of(const std::string& text) {
  std::vector<json> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
  return lines;
}

/// The bill and its account beside a file of cases.
struct Desk {
  Scratch folder;
  std::string bill = folder.file("bill.pdf", small_bill());
  std::string other_bill = folder.file("other.pdf", small_bill("TOBIAS GRANGER"));
  std::string account = folder.file("account.json", bill_account);
  std::string output = (folder / "answers.jsonl").string();

  Run batch(const std::string& cases, std::vector<std::string> more = {}) const {
    std::vector<std::string> arguments{"batch", folder.file("cases", cases), "--as-of", "2026-11-22"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(arguments);
  }
};

const std::string csv =
    "id,file,account,as_of\r\n"
    "one,bill.pdf,account.json,2026-11-22\r\n"
    "\"two, older\",bill.pdf,account.json,2026-12-31\r\n"
    "three,other.pdf,\"{\"\"name\"\": \"\"Eleanor Whitfield\"\", \"\"address\"\": {\"\"lines\"\": "
    "[\"\"1182 Maplewood Ave Apt 4B\"\", \"\"Columbus OH 43206\"\"]}}\",\r\n";

}  // namespace

BOOST_AUTO_TEST_CASE(each_case_of_a_csv_gives_one_line_in_order) {
  const Desk desk;
  for (const char* jobs : {"1", "3"}) {
    const auto ended = desk.batch(csv, {"--jobs", jobs});
    BOOST_TEST(ended.status == 0, ended.err);
    const auto lines = lines_of(ended.out);
    BOOST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(lines[0]["case"]["id"] == "one");
    BOOST_TEST(lines[1]["case"]["id"] == "two, older");
    BOOST_TEST(lines[2]["case"]["line"] == 4);
    BOOST_TEST(lines[0]["decision"] == "accept", lines[0]["reasons"]);
    BOOST_TEST(lines[1]["decision"] == "reject", lines[1]["reasons"]);
    BOOST_TEST(lines[2]["decision"] == "reject", lines[2]["reasons"]);
    BOOST_TEST(lines[2]["as_of"] == "2026-11-22");
    BOOST_TEST(lines[0]["schema"] == "domicile.screening/1");
    BOOST_TEST(contains(ended.err, "3 cases: 1 accept, 0 review, 2 reject"), ended.err);
  }
}

BOOST_AUTO_TEST_CASE(cases_may_be_json_lines) {
  const Desk desk;
  const auto ended = desk.batch(R"({"file": "bill.pdf", "account": "account.json", "as-of": "2026-11-22"})"
                                "\n\n"
                                R"({"file": "bill.pdf", "account": )" +
                                    std::string(bill_account) + "}\n",
                                {"--quiet"});
  // The account of the second case stands over two lines, as no JSONL does.
  BOOST_TEST(ended.status == 2);
  BOOST_TEST(contains(ended.err, "cases:3"), ended.err);
  const auto one_line = json::parse(bill_account).dump();
  const auto right = desk.batch(R"({"file": "bill.pdf", "account": )" + one_line + "}\n", {"--quiet"});
  BOOST_TEST(right.status == 0, right.err);
  BOOST_TEST(right.err == "");
  BOOST_TEST(right.json()["decision"] == "accept");
}

BOOST_AUTO_TEST_CASE(every_wrong_line_is_named_and_nothing_is_screened) {
  const Desk desk;
  struct Wrong {
    std::string cases;
    std::vector<std::string> named;
  };
  const std::vector<Wrong> wrong{
      {"file,account,as_of\nbill.pdf,account.json,22.11.2026\n,account.json,\nbill.pdf,,\n",
       {"cases:2: 'as_of'", "cases:3: 'file'", "cases:4: 'account'"}},
      {"file,account\nbill.pdf\n", {"cases:2: this row"}},
      {"file,account\nbill.pdf,\"account.json\n", {"cases:2: this row"}},
      {"document,account\nbill.pdf,account.json\n", {"cases:1: the first line"}},
      {R"({"file": "bill.pdf", "acount": "account.json"})", {"cases:1: unknown key 'acount'"}},
      {R"({"file": ["bill.pdf"], "account": "account.json"})", {"cases:1: 'file'"}},
      {"", {"cases:1: there is no case"}},
  };
  for (const auto& [cases, named] : wrong) {
    const auto ended = desk.batch(cases);
    BOOST_TEST_CONTEXT(cases) {
      BOOST_TEST(ended.status == 2);
      BOOST_TEST(ended.out == "");
      for (const auto& part : named) BOOST_TEST(contains(ended.err, part), ended.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_case_that_can_not_be_screened_does_not_stop_the_others) {
  const Desk desk;
  const auto ended = desk.batch(
      "file,account\nmissing.pdf,account.json\nbill.pdf,\"{\"\"name\"\": "
      "\"\"A\"\"}\"\nbill.pdf,account.json\n");
  BOOST_TEST(ended.status == 2);
  const auto lines = lines_of(ended.out);
  BOOST_REQUIRE(lines.size() == 3U);
  BOOST_TEST(lines[0]["error"]["code"] == "file_not_readable");
  BOOST_TEST(lines[1]["error"]["code"] == "account_invalid");
  BOOST_TEST(lines[2]["decision"] == "accept");
  BOOST_TEST(contains(ended.err, "cases:2: missing.pdf"), ended.err);
}

BOOST_AUTO_TEST_CASE(a_batch_that_was_stopped_goes_on_where_it_was) {
  const Desk desk;
  const auto whole = desk.batch(csv, {"--output", desk.output});
  BOOST_TEST(whole.status == 0, whole.err);
  BOOST_TEST(whole.out == "");
  const auto answers = bytes_of(desk.output);
  BOOST_TEST(lines_of(answers).size() == 3U);

  const auto again = desk.batch(csv, {"--output", desk.output});
  BOOST_TEST(again.status == 2);
  BOOST_TEST(contains(again.err, "--resume"), again.err);

  // What is left of a program that was killed while it wrote its second answer.
  const auto first = answers.find('\n') + 1;
  (void)desk.folder.file("answers.jsonl", answers.substr(0, first + 40));
  const auto resumed = desk.batch(csv, {"--output", desk.output, "--resume"});
  BOOST_TEST(resumed.status == 0, resumed.err);
  BOOST_TEST(contains(resumed.err, "2 cases"), resumed.err);
  BOOST_TEST(contains(resumed.err, "1 were answered before"), resumed.err);
  const auto lines = lines_of(bytes_of(desk.output));
  BOOST_REQUIRE(lines.size() == 3U);
  BOOST_TEST(lines[0]["case"]["id"] == "one");
  BOOST_TEST(lines[1]["case"]["id"] == "two, older");
  BOOST_TEST(lines[2]["case"]["id"] == "three");
}

BOOST_AUTO_TEST_CASE(a_file_of_something_else_is_not_written_on) {
  const Desk desk;
  const auto ended = desk.batch(csv, {"--output", desk.account, "--resume"});
  BOOST_TEST(ended.status == 2);
  BOOST_TEST(contains(ended.err, "account.json:1"), ended.err);
  BOOST_TEST(bytes_of(desk.account) == bill_account);
}
