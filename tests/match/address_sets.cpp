// The labelled sets of tests/match/data (tools/make-address-sets), measured against floors. Cases marked
// "held" are never looked at while tuning.

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/text.hpp"
#include "match/address_book.hpp"
#include "match/address_compare.hpp"
#include "match/address_parse.hpp"

namespace {

using domicile::AddressComponents;
using domicile::match::AddressTables;
using nlohmann::json;

const AddressTables& tables() {
  static const AddressTables made(domicile::match::testing::address_book());
  return made;
}

std::vector<json> cases_of(const std::string& file, const std::string& set) {
  std::ifstream stream(std::string(DOMICILE_SOURCE_DIR) + "/tests/match/data/" + file);
  std::vector<json> cases;
  for (std::string line; std::getline(stream, line);) {
    auto value = json::parse(line);
    if (value.at("set") == set) cases.push_back(std::move(value));
  }
  return cases;
}

AddressComponents parsed(const json& lines, const json& country) {
  return domicile::match::parse_address_lines(tables(), lines.get<std::vector<std::string>>(),
                                              country.get<std::string>());
}

const char* name_of(domicile::match::Sameness outcome) {
  switch (outcome) {
    case domicile::match::Sameness::same:
      return "same";
    case domicile::match::Sameness::partly:
      return "partly";
    case domicile::match::Sameness::different:
      return "different";
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(address_sets)

BOOST_AUTO_TEST_CASE(labelled_pairs_come_out_right_and_nothing_that_differs_is_the_same) {
  for (const std::string set : {"tune", "held"}) {
    const auto cases = cases_of("address_pairs.jsonl", set);
    std::size_t right = 0;
    for (const auto& pair : cases) {
      const auto outcome =
          name_of(domicile::match::compare_parsed(tables(), parsed(pair["a"], pair["country"]),
                                                  parsed(pair["b"], pair["country"]), 1)
                      .outcome);
      const std::string wanted = pair["outcome"];
      right += outcome == wanted;
      if (wanted != "same") BOOST_TEST(outcome != std::string("same"), pair.dump());
    }
    BOOST_TEST_MESSAGE(set << ": " << right << " of " << cases.size() << " pairs right");
    BOOST_TEST(cases.size() >= 500U);
    BOOST_TEST(static_cast<double>(right) >= 0.97 * static_cast<double>(cases.size()));
  }
}

BOOST_AUTO_TEST_CASE(lines_of_seventy_countries_are_taken_apart) {
  for (const std::string set : {"tune", "held"}) {
    const auto cases = cases_of("address_components.jsonl", set);
    std::size_t right = 0, all = 0;
    std::map<std::string, int> countries;
    for (const auto& address : cases) {
      ++countries[address["country"]];
      const auto parts = parsed(address["lines"], address["country"]);
      const std::map<std::string, std::string> got = {{"house_number", parts.house_number},
                                                      {"street", parts.street},
                                                      {"unit", parts.unit},
                                                      {"city", parts.city},
                                                      {"region", parts.region},
                                                      {"postcode", parts.postcode}};
      for (const auto& [key, value] : got) {
        const std::string wanted = address["components"].value(key, "");
        if (value.empty() && wanted.empty()) continue;
        ++all;
        right += domicile::fold_tokens(value) == domicile::fold_tokens(wanted);
      }
    }
    BOOST_TEST_MESSAGE(set << ": " << right << " of " << all << " components right in " << countries.size()
                           << " countries");
    BOOST_TEST(countries.size() >= 60U);
    BOOST_TEST(static_cast<double>(right) >= 0.95 * static_cast<double>(all));
  }
}

BOOST_AUTO_TEST_CASE(an_address_is_the_same_as_itself_in_any_case_and_without_accents) {
  for (const auto& address : cases_of("address_components.jsonl", "tune")) {
    const auto parts = parsed(address["lines"], address["country"]);
    if (parts.house_number.empty()) continue;
    BOOST_TEST_CONTEXT(address["lines"].dump()) {
      BOOST_TEST(name_of(domicile::match::compare_parsed(tables(), parts, parts, 1).outcome) ==
                 std::string("same"));
      auto loud = parts;
      for (auto* text : {&loud.street, &loud.city, &loud.unit}) *text = domicile::to_upper(*text);
      BOOST_TEST(name_of(domicile::match::compare_parsed(tables(), parts, loud, 1).outcome) ==
                 std::string("same"));
      auto plain = parts;
      for (auto* text : {&plain.street, &plain.city}) *text = domicile::fold(*text);
      BOOST_TEST(name_of(domicile::match::compare_parsed(tables(), parts, plain, 1).outcome) ==
                 std::string("same"));
    }
  }
}

BOOST_AUTO_TEST_CASE(outcomes_do_not_depend_on_which_side_is_the_record) {
  for (const auto& pair : cases_of("address_pairs.jsonl", "tune")) {
    const auto a = parsed(pair["a"], pair["country"]);
    const auto b = parsed(pair["b"], pair["country"]);
    const auto there = domicile::match::compare_parsed(tables(), a, b, 1);
    const auto back = domicile::match::compare_parsed(tables(), b, a, 1);
    BOOST_TEST(name_of(there.outcome) == std::string(name_of(back.outcome)), pair.dump());
    BOOST_TEST(std::abs(there.score - back.score) < 1e-9, pair.dump());
  }
}

BOOST_AUTO_TEST_CASE(no_match_is_gained_by_deleting_a_house_number_a_unit_or_a_postcode) {
  for (const auto& pair : cases_of("address_pairs.jsonl", "tune")) {
    const auto a = parsed(pair["a"], pair["country"]);
    for (auto AddressComponents::* part :
         {&AddressComponents::house_number, &AddressComponents::unit, &AddressComponents::postcode}) {
      auto b = parsed(pair["b"], pair["country"]);
      if ((a.*part).empty() || (b.*part).empty()) continue;
      (b.*part).clear();
      const auto outcome = domicile::match::compare_parsed(tables(), a, b, 1).outcome;
      BOOST_TEST(name_of(outcome) != std::string("same"), pair.dump());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
