// Pairs as people write them, by hand and not by a country's format:
// tests/match/data/address_notations.jsonl.

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "match/address_book.hpp"
#include "match/address_compare.hpp"
#include "match/address_parse.hpp"

namespace {

using domicile::match::AddressTables;
using domicile::match::Sameness;
using nlohmann::json;

const AddressTables& tables() {
  static const AddressTables made(domicile::match::testing::address_book());
  return made;
}

Sameness outcome_of(const json& pair) {
  const auto parsed = [&](const char* side) {
    return domicile::match::parse_address_lines(tables(), {pair.at(side).get<std::string>()},
                                                pair.at("country").get<std::string>());
  };
  return domicile::match::compare_parsed(tables(), parsed("a"), parsed("b"), 1).outcome;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(address_notations)

BOOST_AUTO_TEST_CASE(no_other_door_is_the_same_and_most_notations_of_one_door_are) {
  int doors = 0, same = 0, others = 0, refused = 0;
  std::ifstream stream(std::string(DOMICILE_SOURCE_DIR) + "/tests/match/data/address_notations.jsonl");
  for (std::string line; std::getline(stream, line);) {
    const auto pair = json::parse(line);
    const auto outcome = outcome_of(pair);
    if (!pair.at("same").get<bool>()) {
      ++others;
      BOOST_TEST((outcome != Sameness::same), "taken for the same: " << line);
      continue;
    }
    ++doors;
    same += outcome == Sameness::same;
    refused += outcome == Sameness::different;
    if (outcome == Sameness::different) BOOST_TEST_MESSAGE("taken for different: " << line);
  }
  BOOST_TEST_MESSAGE(others << " pairs of two doors; " << doors << " of one door: same " << same
                            << ", different " << refused);
  BOOST_TEST(others > 300);
  BOOST_TEST(same * 100 >= doors * 80);
  BOOST_TEST(refused * 100 <= doors * 10);
}

BOOST_AUTO_TEST_SUITE_END()
