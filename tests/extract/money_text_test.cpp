#include "extract/money_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace domicile::extract;

BOOST_AUTO_TEST_CASE(sums_are_told_from_other_numbers) {
  for (const auto* sum : {"12,50 zł", "-1.234,00 €", "€ 12.50", "R 286,09", "Kč 1 234,00", "$1,200.00",
                          "¥1,200", "−¥500", "￥-500", "1’234.50 CHF", "12,50-", "–12,50"}) {
    BOOST_TEST(is_money(sum), sum);
  }
  for (const auto* other :
       {"", "12,5", "12,50 kWh Strom", "2024", "12.03.2024", "Summe", "–¥500", "ß12 345"}) {
    BOOST_TEST(!is_money(other), other);
  }
}

BOOST_AUTO_TEST_CASE(symbols_stand_before_or_behind_a_sum) {
  const auto one = [](std::string_view line) {
    const auto symbols = symbols_beside_money(line);
    return symbols.size() == 1 ? symbols.front() : std::string_view{};
  };
  BOOST_TEST(one("Total R 286,09") == "R");
  BOOST_TEST(one("Razem 12,50 zł") == "zł");
  BOOST_TEST(one("Součet € −1.234,00") == "€");
  BOOST_TEST(symbols_beside_money("kr. 12,50 kr.").size() == 2u);
  BOOST_TEST(symbols_beside_money("12 kWh").empty());
  BOOST_TEST(symbols_beside_money("Größe 12,5 m").empty());
}
