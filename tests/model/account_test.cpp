#include <boost/test/unit_test.hpp>

#include "model/account.hpp"
#include "model/json.hpp"

using namespace domicile;

BOOST_AUTO_TEST_CASE(an_account_is_read_and_written_back) {
  const std::string json =
      R"({"id":"A-1","name":"Eleanor J. Whitfield","other_names":["Ellie"],"address":{"line1":"1182 Maplewood Ave","line2":"Apt 4B","city":"Columbus","region":"OH","postcode":"43206","country":"US"}})";
  const auto account = parse_account(json, "a.json");
  BOOST_TEST_REQUIRE(account.has_value());
  BOOST_TEST(account->address.lines.size() == 2u);
  BOOST_TEST(to_json_line(*account) == json);
}

BOOST_AUTO_TEST_CASE(free_address_lines_are_an_account_too) {
  const auto account =
      parse_account(R"({"name":"A B","address":{"lines":["1 High St","London"],"country":"gb"}})", "a");
  BOOST_TEST_REQUIRE(account.has_value());
  BOOST_TEST(account->address.free_lines);
  BOOST_TEST(account->address.country == "GB");
}

BOOST_AUTO_TEST_CASE(a_wrong_account_is_refused_by_naming_the_key) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"name":"A"})", "'address' is missing"},
      {R"({"address":{"line1":"x"}})", "'name' is missing"},
      {R"({"name":"A","adress":{}})", "'adress'"},
      {R"({"name":"A","address":{"line1":"x","zip":"1"}})", "'address.zip'"},
      {R"({"name":"A","address":{"lines":["x"],"city":"y"}})", "'address.city'"},
      {R"({"name":7,"address":{"line1":"x"}})", "'name' must be a text"},
      {R"({"name":" ","address":{"line1":"x"}})", "'name' is empty"},
      {R"({"name":"A","address":{"country":"US"}})", "'address' is empty"},
      {R"({"name":"A","address":{"line1":"x","country":"USA"}})", "country"},
      {R"([1])", "no JSON object"},
      {R"({"name":)", "no JSON object"}};
  for (const auto& [json, complaint] : cases) {
    const auto account = parse_account(json, "a.json");
    BOOST_TEST_REQUIRE(!account.has_value(), json);
    BOOST_TEST((account.error().code == ErrorCode::account_invalid));
    BOOST_TEST(account.error().where == "a.json");
    BOOST_TEST(account.error().message.find(complaint) != std::string::npos, account.error().message);
  }
}

BOOST_AUTO_TEST_CASE(what_was_not_found_is_null_in_json) {
  const auto json = to_json(Reading{});
  for (const auto* part : {R"("name":null)", R"("address":null)", R"("issue_date":null)", R"("locale":null)",
                           R"("schema":"domicile.reading/1")"}) {
    BOOST_TEST(json.find(part) != std::string::npos, part);
  }
}

BOOST_AUTO_TEST_CASE(text_that_is_no_utf8_never_breaks_the_json) {
  Reading reading;
  reading.name.emplace().value = "J\xffohn";
  BOOST_TEST(to_json(reading).find("J\uFFFDohn") != std::string::npos);
}
