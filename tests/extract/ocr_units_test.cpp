#include "extract/ocr_units.hpp"

#include <boost/test/unit_test.hpp>

#include "rule_book.hpp"
#include "typed_page.hpp"

using namespace domicile;

namespace {

std::string mended(const std::string& language, const std::string& line, WordSource source) {
  auto page = tests::typed_page({line});
  for (auto& word : page.words) word.source = source;
  return extract::with_mended_units({language}, tests::rule_book(), layout::arrange({page}))
      .lines.front()
      .text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_unit_word_of_which_a_letter_looks_like_another_is_mended_before_a_number) {
  struct Case {
    const char* language;
    const char* read;
    const char* expected;
  };
  const Case cases[] = {{"sv", "Kungsgatan 28 Igh 1302", "Kungsgatan 28 lgh 1302"},
                        {"en", "12 High St F1at 3", "12 High St flat 3"},
                        {"sv", "Kungsgatan 28 lgh 1302", "Kungsgatan 28 lgh 1302"},
                        {"sv", "Igh Kungsgatan 28", "Igh Kungsgatan 28"},
                        {"en", "Igh 1302", "Igh 1302"},
                        {"pl", "PL. WOLNOŚCI 65M. 31", "PL. WOLNOŚCI 65 M. 31"},
                        {"pl", "65A. 31", "65A. 31"},
                        {"en", "Flat}", "Flat 1"},
                        {"en", "Apt| Sligo", "Apt 1 Sligo"},
                        {"en", "Great!", "Great!"},
                        {"es", "Av. del Port, 214, 5%, PTA 18", "Av. del Port, 214, 5º, PTA 18"},
                        {"es", "IVA 21% s/ 56,97", "IVA 21% s/ 56,97"},
                        {"es", "Camino Viejo, 43, 1% dcha.", "Camino Viejo, 43, 1º dcha."},
                        {"es", "Calle San Juan 25 bis 5% C", "Calle San Juan 25 bis 5º C"},
                        {"es", "Ronda Norte, 37 bis, 2? dcha.", "Ronda Norte, 37 bis, 2º dcha."},
                        {"es", "Esc. C, 3? 1?", "Esc. C, 3º 1º"},
                        {"pt", "LARGO DO CARMO, 32A, 5,* B", "LARGO DO CARMO, 32A, 5º B"},
                        {"es", "¿Cuánto es 12 por 3 y 4? Nada", "¿Cuánto es 12 por 3 y 4? Nada"},
                        {"es", "IVA 21% incluido", "IVA 21% incluido"},
                        {"en", "VAT 5% C", "VAT 5% C"},
                        {"uk", "вул. Набережна, буд. 27, кв. З", "вул. Набережна, буд. 27, кв. 3"},
                        {"uk", "вул. З. Набережна", "вул. З. Набережна"},
                        {"de", "Kalandstraße 14 // 2. 06 li.", "Kalandstraße 14 // 2. OG li."},
                        {"de", "Kalandstraße 14 // 2. 06 Ii.", "Kalandstraße 14 // 2. OG li."},
                        {"de", "Hinterhaus, 2. OG Iinks", "Hinterhaus, 2. OG links"},
                        {"de", "WE 07 2. 0G rechts", "WE 07 2. OG rechts"},
                        {"ro", "Nr.118, BI.2A, Sc.A", "Nr.118, Bl.2A, Sc.A"},
                        {"en", "BI.2A", "BI.2A"},
                        {"de", "am 2. 06 und 3. 07", "am 2. 06 und 3. 07"}};
  for (const auto& [language, read, expected] : cases) {
    BOOST_TEST(mended(language, read, WordSource::ocr) == expected);
    BOOST_TEST(mended(language, read, WordSource::text_layer) == read);
  }
}
