#include <boost/test/unit_test.hpp>

#include "cli/program.hpp"
#include "small_bill.hpp"

using namespace domicile::tests;
using nlohmann::json;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A store in a folder of its own.
struct Office {
  Scratch folder;
  std::string store = "sqlite:" + (folder / "store.db").string();

  Run operator()(std::vector<std::string> arguments, const std::string& input = "") const {
    arguments.insert(arguments.end(), {"--store", store});
    return run(arguments, input);
  }
};

const std::string csv =
    "id,name,other_names,line1,city,postcode,country\n"
    "A-1042,Eleanor J. Whitfield,Ellie W;E. Whitfield,\"1182 Maplewood Ave, Apt 4B\",Columbus,43206,US\n"
    "A-2,,,1 Elm St,Columbus,43206,US\n"
    "A-3,Jörg Müller,,Gasse 1,Wien,1010,AT,one too many\n"
    "A-4,Jörg Müller,,Gasse 1,Wien,1010,AT\n";

}  // namespace

BOOST_AUTO_TEST_CASE(an_import_keeps_the_good_lines_and_names_each_bad_one) {
  const Office office;
  const auto file = office.folder.file("accounts.csv", csv);
  auto ended = office({"accounts", "import", file});
  BOOST_TEST(ended.status == 2);
  BOOST_TEST(contains(ended.out, "2 records imported, 2 lines wrong"), ended.out);
  BOOST_TEST(contains(ended.err, "accounts.csv:3: 'name'"), ended.err);
  BOOST_TEST(contains(ended.err, "accounts.csv:4: "), ended.err);
  BOOST_TEST(office({"accounts", "list"}).out == "A-1042\tEleanor J. Whitfield\nA-4\tJörg Müller\n");
  const auto record = json::parse(office({"accounts", "show", "A-1042"}).out);
  BOOST_TEST(record["other_names"] == json::array({"Ellie W", "E. Whitfield"}));
  BOOST_TEST(record["address"]["line1"] == "1182 Maplewood Ave, Apt 4B");
}

BOOST_AUTO_TEST_CASE(a_strict_import_keeps_all_or_nothing) {
  const Office office;
  const auto ended = office({"accounts", "import", "--strict", office.folder.file("accounts.csv", csv)});
  BOOST_TEST(ended.status == 2);
  BOOST_TEST(contains(ended.err, ":3:"), ended.err);
  BOOST_TEST(office({"accounts", "list"}).out == "");
}

BOOST_AUTO_TEST_CASE(json_lines_are_imported_listed_and_removed) {
  const Office office;
  const std::string line = json::parse(bill_account).dump();
  const auto file = office.folder.file("accounts.jsonl", line + "\n\n{\"id\": \"A-2\"}\nno JSON\n");
  const auto ended = office({"accounts", "import", file});
  BOOST_TEST(contains(ended.out, "1 records imported, 2 lines wrong"), ended.out);
  BOOST_TEST(json::parse(office({"accounts", "list", "--json"}).out) == json::parse(bill_account));
  BOOST_TEST(office({"accounts", "remove", "A-1042"}).status == 0);
  const auto gone = office({"accounts", "remove", "A-1042"});
  BOOST_TEST(gone.status == 2);
  BOOST_TEST(contains(gone.err, "A-1042"), gone.err);
}

BOOST_AUTO_TEST_CASE(wrong_headings_and_missing_files_are_named) {
  const Office office;
  for (const auto& [text, named] : {std::pair{"id,nmae,line1\n", "heading"},
                                    std::pair{"id,name\nA,B\n", "line1"}, std::pair{"", "heading"}}) {
    const auto ended = office({"accounts", "import", office.folder.file("a.csv", text)});
    BOOST_TEST(ended.status == 2);
    BOOST_TEST(contains(ended.err, "a.csv:1"), ended.err);
    BOOST_TEST(contains(ended.err, named), ended.err);
  }
  BOOST_TEST(contains(office({"accounts", "import", "nowhere.csv"}).err, "nowhere.csv"));
}

BOOST_AUTO_TEST_CASE(an_account_may_be_named_by_its_id_in_the_store) {
  const Office office;
  const auto bill = office.folder.file("bill.pdf", small_bill());
  const auto record = office.folder.file("accounts.jsonl", json::parse(bill_account).dump());
  BOOST_TEST(office({"accounts", "import", record}).status == 0);
  const auto found = office({"screen", bill, "--account", "A-1042", "--as-of", "2026-11-22", "--json"});
  BOOST_TEST(found.status == 0, found.err);
  BOOST_TEST(json::parse(found.out)["decision"] == "accept");
  const auto unknown = office({"screen", bill, "--account", "A-9", "--as-of", "2026-11-22"});
  BOOST_TEST(unknown.status == 2);
  BOOST_TEST(contains(unknown.err, "A-9"), unknown.err);
}

BOOST_AUTO_TEST_CASE(a_store_that_cannot_be_reached_exits_with_4_and_shows_no_password) {
  const Scratch folder;
  const auto bill = folder.file("bill.pdf", small_bill());
  for (const std::vector<std::string>& command : {std::vector<std::string>{"accounts", "list"},
                                                  {"list"},
                                                  {"show", "scr_1"},
                                                  {"replay"},
                                                  {"purge"},
                                                  {"keys", "list"},
                                                  {"screen", bill, "--account", "A-1"}}) {
    auto arguments = command;
    arguments.insert(arguments.end(), {"--store", "postgresql://anna:secret@127.0.0.1:1/none"});
    const auto ended = run(arguments);
    BOOST_TEST_CONTEXT(json(command)) {
      BOOST_TEST(ended.status == 4);
      BOOST_TEST(contains(ended.err, "127.0.0.1"), ended.err);
      BOOST_TEST(!contains(ended.err, "secret"), ended.err);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_key_is_printed_once_listed_without_its_secret_and_revoked) {
  const Office office;
  const auto added = office({"keys", "add", "backend", "--scope", "screen,read"});
  BOOST_TEST(added.status == 0, added.err);
  BOOST_TEST(added.out.starts_with("dom_"));
  const auto listed = office({"keys", "list"}).out;
  BOOST_TEST(contains(listed, "screen,read"), listed);
  BOOST_TEST(!contains(listed, added.out.substr(0, 20)));
  const auto id = listed.substr(0, listed.find(' '));
  BOOST_TEST(office({"keys", "revoke", id}).status == 0);
  BOOST_TEST(contains(office({"keys", "list"}).out, "revoked"));
  BOOST_TEST(office({"keys", "revoke", id}).status == 2);
  BOOST_TEST(office({"keys", "add", "x", "--scope", "everything"}).status == 2);
}
