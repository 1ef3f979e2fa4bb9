// Tables that were made beforehand must answer as those that are made of the rules.
#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <vector>

#include "match/match.hpp"
#include "rule_book.hpp"

using namespace domicile;
using namespace domicile::match;

namespace {

const std::vector<std::vector<std::string>> addresses{
    {"Apt 4B, 12 High St", "Dayton, OH 45402"}, {"Hauptstr. 5", "D-10115 Berlin", "Deutschland"},
    {"ul. Długa 7 m. 3", "00-238 Warszawa"},    {"Λεωφ. Κηφισίας 10", "115 26 Αθήνα"},
    {"東京都千代田区丸の内1丁目2番3号"},        {"5th Avenue 20", "New York"}};

rules::RuleBook ready_book() {
  auto book = tests::rule_book();
  book.ready = ready_tables(book);
  return book;
}

rules::RuleBook plain_book() {
  auto book = tests::rule_book();
  book.ready.clear();
  return book;
}

void same_answers(const Matcher& one, const Matcher& other) {
  for (const auto& lines : addresses) {
    const auto a = one.parse_address(lines, ""), b = other.parse_address(lines, "");
    BOOST_TEST(a.house_number == b.house_number, lines.front());
    BOOST_TEST(a.street == b.street, lines.front());
    BOOST_TEST(a.city == b.city, lines.front());
    BOOST_TEST(a.country == b.country, lines.front());
    BOOST_TEST(one.compare_addresses(a, b).score == other.compare_addresses(b, b).score, lines.front());
    BOOST_TEST(one.classify_line(lines.back()).postcode_city ==
               other.classify_line(lines.back()).postcode_city);
  }
  for (const auto& [a, b] : std::map<std::string, std::string>{{"Юлия Иванова", "Yuliya Ivanova"},
                                                               {"王小明", "Wang Xiaoming"},
                                                               {"Γιώργος", "Giorgos"},
                                                               {"Bob", "Robert"}}) {
    BOOST_TEST(one.compare_names({a}, {b}).score == other.compare_names({a}, {b}).score, a);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(tables_made_beforehand_answer_like_those_made_of_the_rules) {
  const auto with = ready_book(), without = plain_book();
  BOOST_TEST(with.ready.size() == 3u);
  same_answers(Matcher(with), Matcher(without));
}

BOOST_AUTO_TEST_CASE(the_same_rules_give_the_same_tables_with_or_without_ready_ones) {
  const auto with = ready_book();
  BOOST_TEST((ready_tables(with) == with.ready));
}

BOOST_AUTO_TEST_CASE(tables_that_are_cut_or_of_another_sort_are_made_anew) {
  const auto without = plain_book();
  const Matcher expected(without);
  auto book = ready_book();
  for (auto& [name, bytes] : book.ready) bytes.resize(bytes.size() / 2);
  same_answers(Matcher(book), expected);
  for (auto& [name, bytes] : book.ready) bytes = "no tables";
  same_answers(Matcher(book), expected);
}
