#include "extract/money_text.hpp"

#include <boost/test/unit_test.hpp>

using namespace domicile::extract;

BOOST_AUTO_TEST_CASE(sums_are_told_from_other_numbers) {
  for (const auto* sum : {"12,50 zł", "-1.234,00 €", "€ 12.50", "R 286,09", "Kč 1 234,00", "$1,200.00",
                          "¥1,200", "−¥500", "￥-500", "1’234.50 CHF", "12,50-", "–12,50", "1,200円", "345円",
                          "$ 24.310", "$-214", "-$ 1.935.711", "₡12.345", "3.418.207"}) {
    BOOST_TEST(is_money(sum), sum);
  }
  for (const auto* other : {"", "12,5", "12,50 kWh Strom", "2024", "12.03.2024", "Summe", "–¥500", "ß12 345",
                            "24.310", "1.204 m³", "890.400.771-8", "$ 1.2345", "円"}) {
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
  BOOST_TEST(one("Total a pagar $ 24.310") == "$");
  BOOST_TEST(symbols_beside_money("12 kWh").empty());
  BOOST_TEST(symbols_beside_money("Größe 12,5 m").empty());
}

BOOST_AUTO_TEST_CASE(a_whole_sum_has_a_sign_and_thousands_but_no_cents) {
  for (const auto* line : {"Total a pagar $ 24.310", "$1,284 vencido", "Abono $ -12.694"})
    BOOST_TEST(shows_whole_sum(line), line);
  for (const auto* line : {"Total $ 24.310,00", "Total $24.31", "Lectura 24.310", "$ 24.3105"})
    BOOST_TEST(!shows_whole_sum(line), line);
}
