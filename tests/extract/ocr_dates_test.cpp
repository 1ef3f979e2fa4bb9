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
