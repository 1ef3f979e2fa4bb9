#include "extract/ocr_dates.hpp"

#include <boost/test/unit_test.hpp>

#include "typed_page.hpp"

using namespace domicile;

namespace {

std::string joined(const std::string& line, WordSource source) {
  auto page = tests::typed_page({line});
  for (auto& word : page.words) word.source = source;
  return extract::with_joined_days(layout::arrange({page})).lines.front().text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_lone_digit_before_a_date_that_lacks_one_belongs_to_it) {
  struct Case {
    const char* read;
    const char* expected;
  };
  const Case cases[] = {{"DATE DU RELEVÉ : 1 1.06.2026", "DATE DU RELEVÉ : 11.06.2026"},
                        {"Datum: 2 4/09/26", "Datum: 24/09/26"},
                        {"Datum: 0 4-03-2026", "Datum: 04-03-2026"},
                        {"Datum: 3 4.06.2026", "Datum: 3 4.06.2026"},
                        {"Seite 1 11.06.2026", "Seite 1 11.06.2026"},
                        {"Seite 1 1.6.2026", "Seite 1 1.6.2026"},
                        {"Strom 1 1.06", "Strom 1 1.06"}};
  for (const auto& [read, expected] : cases) {
    BOOST_TEST(joined(read, WordSource::ocr) == expected);
    BOOST_TEST(joined(read, WordSource::text_layer) == read);
  }
}

BOOST_AUTO_TEST_CASE(a_japanese_date_that_ocr_took_apart_is_whole) {
  const auto mended = [](const std::string& line, WordSource source) {
    auto page = tests::typed_page({line});
    for (auto& word : page.words) word.source = source;
    return extract::with_mended_japanese_dates(layout::arrange({page})).lines.front().text;
  };
  struct Case {
    const char* read;
    const char* expected;
  };
  const Case cases[] = {{"発行日 2 0 2 6 年 1 1 月 3 日", "発行日2026年11月3日"},
                        {"発行日 2 0 2 6年1 1月3日", "発行日2026年11月3日"},
                        {"残高 令和8年5月30 晶", "残高令和8年5月30日"},
                        {"残高 令和8年5月30昌", "残高令和8年5月30日"},
                        {"口座番号 1 2 6 8", "口座番号1 2 6 8"},
                        {"第 3 12 月", "第3 12月"},
                        {"水晶 30", "水晶30"}};
  for (const auto& [read, expected] : cases) {
    BOOST_TEST(mended(read, WordSource::ocr) == expected);
  }
}
