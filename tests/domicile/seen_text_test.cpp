#include "domicile/seen_text.hpp"

#include <boost/test/unit_test.hpp>
#include <tuple>

using domicile::SeenText;
using domicile::without_ordinal_endings;

namespace {

struct Case {
  const char* seen;
  const char* line;
};

bool shown(const Case& c) {
  SeenText text;
  text.add(c.seen);
  return text.shows(c.line);
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_ocr_misreads_is_shown_all_the_same) {
  for (const Case& c :
       {Case{"643 AVENUE DU PARC LAVAL QC H7N 143", "LAVAL QC H7N 1A3"},
        {"89 ELGIN STREET WINNIPEG, MB R3C 413", "WINNIPEG, MB R3C 4T3"},
        {"2710412024", "27/04/2024"},
        {"28/MA1./2026 Instalacao 6015662241", "28/MAI./2026"},
        {"Asa Akesson Kungsgatan 22A Igh 1509 11122 STOCKHOLM", "lgh 1509"},
        {"APARTMENT 8 6A THE COOMBE SUGO F91 A3C2", "SLIGO"},
        {"Apt 12 Galway H91 VƏWK", "H91 V9WK"},
        {"SAN FELIPE | ETAPA", "SAN FELIPE I ETAPA"},
        {"福岡市中央区大名2丁目 11一22 ロワール大名中一902", "福岡市中央区大名２丁目１１－２２"},
        {"福岡市中央区大名2丁目 11一22 ロワール大名中一902", "ロワール大名Ⅱ－９０２"},
        {"Bi11 date 3 November 2026", "3 November 2026"},
        {"C Alcala, 63, Esc. A, 5 2", "C/ Alcalá, 63, Esc. A, 5º 2ª"},
        {"CALLE MAYOR, 6 BIS 32 B", "3º B"},
        {"Calle San Juan, 35 12° A", "1º A"},
        {"УЛ. ПУШКИНА, Д. ЗЗА", "УЛ. ПУШКИНА, Д. 33А"},
        {"б-р Строителей, д. З1А, кв. 64", "б-р Строителей, д. 31А, кв. 64"},
        {"Тверская ул., д. ЗОА", "Тверская ул., д. 30А"},
        {"ΒΕΝΙΖΕΛΟΥ 61, 30Σ ΟΡΟΦΟΣ", "ΒΕΝΙΖΕΛΟΥ 61, 3ΟΣ ΟΡΟΦΟΣ"},
        {"1182 MAPLEWOOD AVEAPT 4B", "1182 Maplewood Ave Apt 4B"}}) {
    BOOST_TEST(shown(c), c.line);
  }
}

BOOST_AUTO_TEST_CASE(another_number_or_another_name_is_not_shown) {
  for (const Case& c : {Case{"17 High Street", "12 High Street"},
                        {"112 High Street", "12 High Street"},
                        {"УЛ. ПУШКИНА, Д. З5А", "УЛ. ПУШКИНА, Д. 33А"},
                        {"KIRCHENGASSE 1211", "KIRCHENGASSE 12/1"},
                        {"б-р Строителей, д. 17б, кв. 64", "б-р Строителей, д. 176, кв. 64"},
                        {"KIRCHENGASSE 12/7/12", "KIRCHENGASSE 12/1/12"},
                        {"17 High Street Account 0512 777", "12 High Street"},
                        {"13 November 2026", "3 November 2026"},
                        {"3 November 2025 Due date 24 November 2026", "3 November 2026"},
                        {"27/04/2025", "27/04/2024"},
                        {"ΒΕΝΙΖΕΛΟΥ 61, 50Σ ΟΡΟΦΟΣ", "ΒΕΝΙΖΕΛΟΥ 61, 3ΟΣ ΟΡΟΦΟΣ"},
                        {"CALLE MAYOR, 6 52 B", "3º B"},
                        {"CALLE MAYOR, 6 32 B", "3 B"},
                        {"COLUMBUS OH 43206", "COLUMBUS OH 43208"},
                        {"福岡市中央区大名2丁目 11一23", "福岡市中央区大名２丁目１１－２２"},
                        {"TOBIAS GRANGER", "ELEANOR WHITFIELD"},
                        {"", "ELEANOR WHITFIELD"}}) {
    BOOST_TEST(!shown(c), c.line);
  }
}

BOOST_AUTO_TEST_CASE(a_name_that_differs_by_a_letter_is_not_shown_letter_for_letter) {
  struct Pair {
    const char* seen;
    const char* line;
    bool shown;
  };
  for (const auto& [seen, line, shown] : {Pair{"MS PETRA MULLER 12 Oakwood Street", "Petra Müller", true},
                                          {"PETER MILLER 12 Oakwood Street", "Petra Muller", false},
                                          {"Petri Muller", "Petra Muller", false},
                                          {"Petra Mullerova", "Petra Muller", false},
                                          {"12 EImwood Street", "12 Elmwood Street", true},
                                          {"12 Elmwood Street", "12 Oakwood Street", false},
                                          {"12b Oakwood Street", "12 Oakwood Street", false},
                                          {"12 North Oakwood Street", "12 Oakwood Street", false},
                                          {"Rua 3 2 FRENTE", "Rua 3º FRENTE", true},
                                          {"M2 DEL CARMEN ROSELLO", "Mª DEL CARMEN ROSELLÓ", true},
                                          {"Mê del Carmen Roselló", "Mª del Carmen Roselló", true},
                                          {"D.a M.ê del Pilar Quishpe", "D.ª M.ª del Pilar Quishpe", true},
                                          {"D.a N.ê del Pilar Quishpe", "D.ª M.ª del Pilar Quishpe", false},
                                          {"SAN FELIPE | ETAPA", "SAN FELIPE I ETAPA", true},
                                          {"M2 DEL CARMEN ROSELLI", "Mª DEL CARMEN ROSELLÓ", false},
                                          {"J. DEL CARMEN ROSELLO", "Mª DEL CARMEN ROSELLÓ", false},
                                          {"ΚΟΡΙΝΟΟΥ 175", "ΚΟΡΙΝΘΟΥ 175", true},
                                          {"ΚΟΖΑΝΗΣ 175", "ΚΟΡΙΝΘΟΥ 175", false},
                                          {"Анна Петров", "Анна Петрова", false},
                                          {"улица Петрова", "улица Петровича", false},
                                          {"長谷川 大軸", "長谷川 大輔", true}}) {
    SeenText text;
    text.add(seen);
    BOOST_TEST(text.shows_each_letter(line) == shown, line << " in " << seen);
  }
}

BOOST_AUTO_TEST_CASE(a_lone_letter_that_looks_like_a_digit_shows_it) {
  SeenText text;
  text.add("від: б грудня 2026 р.");
  BOOST_TEST(text.shows_date("6 грудня 2026"));
  BOOST_TEST(!text.shows_date("8 грудня 2026"));
}

BOOST_AUTO_TEST_CASE(words_and_numbers_of_a_line_are_shown_by_two_readings) {
  SeenText words, numbers, others;
  words.add("ΑΛΕΞΑΝΔΡΟΥ 18 ΔΙΑΜ.» 105 63");
  numbers.add("AIAM. 5");
  others.add("AIAM. 6");
  BOOST_TEST(!words.shows("ΔΙΑΜ. 5"));
  BOOST_TEST(words.shows_words("ΔΙΑΜ. 5"));
  BOOST_TEST(!words.shows_words("ΟΡΟΦΟΣ 5"));
  BOOST_TEST(numbers.shows_numbers("ΔΙΑΜ. 5"));
  BOOST_TEST(!others.shows_numbers("ΔΙΑΜ. 5"));
}

BOOST_AUTO_TEST_CASE(the_letter_of_a_house_number_is_the_same_in_either_alphabet) {
  SeenText text;
  text.add("yJi. MYLUIKMHA, 39A, KB. 80");
  BOOST_TEST(text.shows_numbers("УЛ. ПУШКИНА, Д. 39А, КВ. 80"));
  BOOST_TEST(!text.shows_numbers("УЛ. ПУШКИНА, Д. 39Б, КВ. 80"));
}

BOOST_AUTO_TEST_CASE(the_ending_of_an_ordinal_need_not_be_shown) {
  const std::vector<std::string> endings{"er", "rd", "nd", "e", ":e", "-го", "º"};
  for (const auto& [date, plain] :
       std::vector<std::pair<std::string, std::string>>{{"1er mars 2024", "1 mars 2024"},
                                                        {"November 3RD, 2026", "November 3, 2026"},
                                                        {"den 3:e mars", "den 3 mars"},
                                                        {"3-го марта", "3 марта"},
                                                        {"2nd", "2"},
                                                        {"1º de março", "1º de março"},
                                                        {"3rda", "3rda"},
                                                        {"103rd", "103rd"},
                                                        {"3 erand 2024e", "3 erand 2024e"}}) {
    BOOST_TEST(without_ordinal_endings(date, endings) == plain, date);
  }
  BOOST_TEST(without_ordinal_endings("3rd", {}) == "3rd");
  SeenText raised;
  raised.add("1 mars 2024, November 3 rd 2026");
  const auto shown = [&](const char* date) {
    return raised.shows_date(without_ordinal_endings(date, endings));
  };
  BOOST_TEST(shown("1er mars 2024"));
  BOOST_TEST(shown("November 3rd"));
  BOOST_TEST(!shown("2nd mars 2024"));
}

BOOST_AUTO_TEST_CASE(a_date_is_shown_with_its_own_month_only) {
  for (const Case& c : {Case{"3 October 2026", "3 November 2026"},
                        {"3 Mar 2026", "3 May 2026"},
                        {"3 June 2026", "3 July 2026"},
                        {"27/04/2025", "27/04/2024"}}) {
    SeenText text;
    text.add(c.seen);
    BOOST_TEST(!text.shows_date(c.line), c.line);
    BOOST_TEST(text.shows_date(c.seen), c.seen);
  }
  for (const auto& [seen, date, right] : {std::tuple{"14105/2026", "14/05/2026", true},
                                          {"Data 14/0512026", "14/05/2026", true},
                                          {"11/05/2026", "1/05/2026", false},
                                          {"1105/2026", "11/05/2026", false},
                                          {"21105/2026", "11/05/2026", false}}) {
    SeenText stroke;
    stroke.add(seen);
    BOOST_TEST(stroke.shows_date(date) == right, date << " in " << seen);
  }
  SeenText misread;
  misread.add("11 0ct 2026, 3 Novernber 2026, 28/MA1./2026");
  for (const char* date : {"11-Oct-2026", "28/MAI./2026"}) BOOST_TEST(misread.shows_date(date), date);
}
