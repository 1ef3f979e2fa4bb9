// What must hold for every name and every address, whatever they are: over the labelled pairs of
// tests/match/data.

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "match/address_book.hpp"
#include "match/name_book.hpp"

using namespace domicile;
using match::Sameness;
using Json = nlohmann::json;

namespace {

std::vector<Json> lines_of(const std::string& file) {
  std::ifstream in(DOMICILE_SOURCE_DIR "/tests/match/data/" + file);
  std::vector<Json> objects;
  for (std::string line; std::getline(in, line);) objects.push_back(Json::parse(line));
  return objects;
}

const std::vector<Json>& name_pairs() {
  static const auto pairs = lines_of("name_pairs.jsonl");
  return pairs;
}

const match::Matcher& addresses() {
  static const match::Matcher made(match::testing::address_book());
  return made;
}

match::Comparison compared(const std::string& a, const std::string& b) {
  return test::name_matcher().compare_names({a, 1}, {b, 1});
}

// "BERNARD Hélène": here case says something.
bool capitals_tell_the_surname(const std::string& name) {
  bool capitals = false, mixed = false;
  std::istringstream words(name);
  for (std::string word; words >> word;) {
    if (to_upper(word) != to_lower(word))
      (to_upper(word) == word && word.size() > 3 ? capitals : mixed) = true;
  }
  return capitals && mixed;
}

// Letters that carry a mark, without it; the mark of "ü" may also be an e, so those that have such a habit
// stay.
std::string without_accents(std::string name) {
  static constexpr std::pair<std::string_view, std::string_view> bare[] = {
      {"é", "e"}, {"è", "e"}, {"í", "i"}, {"ó", "o"}, {"á", "a"}, {"ç", "c"}, {"ñ", "n"}, {"ł", "l"},
      {"ş", "s"}, {"ğ", "g"}, {"ı", "i"}, {"š", "s"}, {"ž", "z"}, {"č", "c"}, {"ř", "r"}, {"ã", "a"}};
  for (const auto& [marked, plain] : bare) {
    for (auto at = name.find(marked); at != std::string::npos; at = name.find(marked)) {
      name.replace(at, marked.size(), plain);
    }
  }
  return name;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(properties)

BOOST_AUTO_TEST_CASE(names_compare_alike_in_both_directions) {
  for (const auto& pair : name_pairs()) {
    const std::string a = pair["a"], b = pair["b"];
    const auto there = compared(a, b), back = compared(b, a);
    BOOST_TEST_CONTEXT(a << " | " << b) {
      BOOST_TEST((there.outcome == back.outcome));
      BOOST_TEST(there.score == back.score, boost::test_tools::tolerance(1e-9));
    }
  }
}

BOOST_AUTO_TEST_CASE(case_and_accents_of_a_name_change_nothing) {
  for (const auto& pair : name_pairs()) {
    const std::string a = pair["a"];
    if (capitals_tell_the_surname(a)) continue;
    const auto itself = compared(a, a);
    BOOST_TEST_CONTEXT(a) {
      BOOST_TEST((compared(a, to_upper(a)).outcome == itself.outcome));
      BOOST_TEST((compared(without_accents(a), a).outcome == itself.outcome));
    }
  }
}

BOOST_AUTO_TEST_CASE(no_digit_of_a_house_number_or_postcode_may_be_another) {
  const auto other_digit = [](char digit) { return digit == '9' ? '0' : static_cast<char>(digit + 1); };
  for (const auto& pair : lines_of("address_pairs.jsonl")) {
    const std::string country = pair["country"];
    const auto address = addresses().parse_address(pair["a"].get<std::vector<std::string>>(), country);
    for (const auto part : {&AddressComponents::house_number, &AddressComponents::postcode}) {
      for (std::size_t i = 0; i < (address.*part).size(); ++i) {
        auto other = address;
        char& letter = (other.*part)[i];
        if (letter < '0' || letter > '9') continue;
        letter = other_digit(letter);
        BOOST_TEST_CONTEXT(country << " " << pair["a"].dump() << ": " << other.*part) {
          BOOST_TEST((addresses().compare_addresses(address, other).outcome != Sameness::same));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(no_part_that_is_taken_away_makes_a_match) {
  const auto parts = {&AddressComponents::house_number, &AddressComponents::unit,
                      &AddressComponents::postcode, &AddressComponents::street};
  for (const auto& pair : lines_of("address_pairs.jsonl")) {
    const std::string country = pair["country"];
    const auto a = addresses().parse_address(pair["a"].get<std::vector<std::string>>(), country);
    const auto b = addresses().parse_address(pair["b"].get<std::vector<std::string>>(), country);
    for (const auto part : parts) {
      if ((a.*part).empty() || (b.*part).empty()) continue;
      auto less = b;
      (less.*part).clear();
      BOOST_TEST_CONTEXT(country << " " << pair["a"].dump() << " without " << b.*part) {
        BOOST_TEST((addresses().compare_addresses(a, less).outcome != Sameness::same));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(an_address_is_itself_and_pairs_compare_alike_in_both_directions) {
  for (const auto& pair : lines_of("address_pairs.jsonl")) {
    const std::string country = pair["country"];
    const auto lines = pair["a"].get<std::vector<std::string>>();
    const auto a = addresses().parse_address(lines, country);
    const auto b = addresses().parse_address(pair["b"].get<std::vector<std::string>>(), country);
    BOOST_TEST_CONTEXT(country << " " << pair["a"].dump() << " | " << pair["b"].dump()) {
      BOOST_TEST((addresses().compare_addresses(a, a).outcome != Sameness::different));
      BOOST_TEST(
          (addresses().compare_addresses(a, b).outcome == addresses().compare_addresses(b, a).outcome));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
