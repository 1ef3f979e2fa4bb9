#include <boost/test/unit_test.hpp>

#include "extract/date_text.hpp"
#include "rule_book.hpp"

using namespace domicile;
using namespace domicile::extract;

namespace {

const Lexicon& lexicon() {
  static const Lexicon built(tests::rule_book());
  return built;
}

std::vector<WrittenDate> dates(const std::string& text, const char* language, bool from_ocr = false) {
  return find_dates(text, {lexicon().language(language)}, from_ocr);
}

}  // namespace

BOOST_AUTO_TEST_CASE(dates_are_read_in_every_form_of_the_locale) {
  struct Case {
    const char* language;
    const char* text;
    const char* expected;
  };
  const Case cases[] = {{"en", "Bill date: November 3, 2026", "2026-11-03"},
                        {"en", "3rd November 2026", "2026-11-03"},
                        {"en", "Nov-03-2026", "2026-11-03"},
                        {"en", "03NOV2026", "2026-11-03"},
                        {"en", "3 Nov '26", "2026-11-03"},
                        {"en", "Tuesday, November 3rd, 2026", "2026-11-03"},
                        {"en", "2026-11-03", "2026-11-03"},
                        {"en", "NOV 17/24", "2024-11-17"},
                        {"en", "to MAY 29/26", "2026-05-29"},
                        {"en", "17 Awst / August 2026", "2026-08-17"},
                        {"en", "17 August/Awst 2026", "2026-08-17"},
                        {"lv", "2026. gada 10. jūnijs", "2026-06-10"},
                        {"de", "3. November 2026", "2026-11-03"},
                        {"de", "03. 11. 2026", "2026-11-03"},
                        {"de", "03.11.26", "2026-11-03"},
                        {"fr", "1er février 2026", "2026-02-01"},
                        {"fr", "3 déc. 2026", "2026-12-03"},
                        {"es", "3 de noviembre de 2026", "2026-11-03"},
                        {"pt", "3 de março de 2026", "2026-03-03"},
                        {"it", "3 novembre 2026", "2026-11-03"},
                        {"nl", "3 november 2026", "2026-11-03"},
                        {"pl", "3 listopada 2026 r.", "2026-11-03"},
                        {"cs", "3. listopadu 2026", "2026-11-03"},
                        {"sv", "den 3 november 2026", "2026-11-03"},
                        {"fi", "3. marraskuuta 2026", "2026-11-03"},
                        {"hu", "2026. november 3.", "2026-11-03"},
                        {"hu", "Kelt: Budapest, 2026. november hó 3. napján", "2026-11-03"},
                        {"ro", "3 noiembrie 2026", "2026-11-03"},
                        {"tr", "3 Kasım 2026", "2026-11-03"},
                        {"el", "3 Νοεμβρίου 2026", "2026-11-03"},
                        {"ru", "3 ноября 2026 г.", "2026-11-03"},
                        {"uk", "3 листопада 2026", "2026-11-03"},
                        {"ja", "2026年11月3日", "2026-11-03"},
                        {"ja", "２０２６年１１月３日", "2026-11-03"},
                        {"ja", "令和8年11月3日", "2026-11-03"},
                        {"ja", "R8.11.3", "2026-11-03"},
                        {"ja", "令和元年5月1日", "2019-05-01"},
                        {"ja", "発行 8年 6月12日", "2026-06-12"}};
  for (const auto& [language, text, expected] : cases) {
    const auto found = dates(text, language);
    BOOST_TEST_REQUIRE(found.size() == 1u, text << " gave " << found.size());
    BOOST_TEST(to_iso(found[0].value) == expected, text);
    BOOST_TEST((found[0].form != DateForm::ambiguous || found[0].separator == '.'), text);
  }
}

BOOST_AUTO_TEST_CASE(numbers_that_are_no_dates_are_left_alone) {
  for (const auto* text :
       {"12.50", "01.23.45.67.89", "192.168.10.12", "Account 20261103-7", "30/02/2026", "APR of 29.99",
        "99/99/9999", "Sort code 40-47-84", "1,182.00", "+44 20 7946 0958", "31/31/2026", "08-01 – 08-31"}) {
    BOOST_TEST(dates(text, "en").empty(), text);
  }
  for (const auto& date : dates("Rua 25 de Abril, 19B", "pt")) BOOST_TEST(to_iso(date.value) != "2019-04-25");
  BOOST_TEST(dates("UL. 1 MAJA 33/14", "pl").empty());
}

BOOST_AUTO_TEST_CASE(a_date_with_two_readings_keeps_both) {
  const auto found = dates("03/11/2026", "en");
  BOOST_TEST_REQUIRE(found.size() == 1u);
  BOOST_TEST((found[0].form == DateForm::ambiguous));
  BOOST_TEST(to_iso(found[0].value) == "2026-11-03");
  BOOST_TEST(to_iso(*found[0].month_first) == "2026-03-11");
  BOOST_TEST((dates("13/11/2026", "en")[0].form == DateForm::day_first));
  BOOST_TEST((dates("11/13/2026", "en")[0].form == DateForm::month_first));
  BOOST_TEST((dates("11/11/2026", "en")[0].form == DateForm::day_first));
}

BOOST_AUTO_TEST_CASE(ranges_give_both_ends_even_where_the_first_is_elliptic) {
  struct Case {
    const char* language;
    const char* text;
    const char* start;
    const char* end;
  };
  const Case cases[] = {{"fr", "du 1er au 28 février 2026", "2026-02-01", "2026-02-28"},
                        {"en", "January 1–31, 2026", "2026-01-01", "2026-01-31"},
                        {"en", "June 10, 2021 to July 9, 2021", "2021-06-10", "2021-07-09"},
                        {"en", "June 10 to July 9, 2021", "2021-06-10", "2021-07-09"},
                        {"en", "Dec 15 - Jan 14, 2026", "2025-12-15", "2026-01-14"},
                        {"de", "01.10. - 31.10.2026", "2026-10-01", "2026-10-31"},
                        {"de", "vom 1. Oktober bis zum 31. Oktober 2026", "2026-10-01", "2026-10-31"},
                        {"en", "Tuesday 17 June 2025 to Thursday 17 July 2025", "2025-06-17", "2025-07-17"},
                        {"en", "From : 1 May 2026 To : 31 May 2026", "2026-05-01", "2026-05-31"},
                        {"fi", "28.10.2026-27.11.2026", "2026-10-28", "2026-11-27"},
                        {"de", "28.10.26-27.11.26", "2026-10-28", "2026-11-27"},
                        {"hu", "2026. 08. 07.-tól 2026. 09. 03.-ig", "2026-08-07", "2026-09-03"},
                        {"nl", "13 mei 2025 t/m 09 juni 2025", "2025-05-13", "2025-06-09"},
                        {"sv", "2026-06-01–2026-06-30", "2026-06-01", "2026-06-30"},
                        {"hu", "2026.05.01–2026.05.31.", "2026-05-01", "2026-05-31"},
                        {"en", "2026-06-01-2026-06-30", "2026-06-01", "2026-06-30"},
                        {"sv", "2025-09-07--2025-10-07", "2025-09-07", "2025-10-07"},
                        {"da", "fra 19/10-2026 til 17/11-2026", "2026-10-19", "2026-11-17"},
                        {"ja", "2026年10月1日～31日", "2026-10-01", "2026-10-31"},
                        {"ja", "2026年10月5日～11月4日", "2026-10-05", "2026-11-04"}};
  for (const auto& [language, text, start, end] : cases) {
    const auto found = dates(text, language);
    BOOST_TEST_REQUIRE(found.size() == 2u, text << " gave " << found.size());
    BOOST_TEST(to_iso(found[0].value) == start, text);
    BOOST_TEST(to_iso(found[1].value) == end, text);
    BOOST_TEST((found[0].range == WrittenDate::Range::start), text);
    BOOST_TEST((found[1].range == WrittenDate::Range::end), text);
  }
}

BOOST_AUTO_TEST_CASE(an_elliptic_start_that_can_be_read_in_one_way_is_not_ambiguous) {
  const auto found = dates("20.6. - 1.10.26", "de");
  BOOST_TEST_REQUIRE(found.size() == 2u);
  BOOST_TEST(to_iso(found[0].value) == "2026-06-20");
  BOOST_TEST((found[0].form == DateForm::day_first));
  BOOST_TEST(!found[0].month_first);
  BOOST_TEST((found[1].form == DateForm::ambiguous));
}

BOOST_AUTO_TEST_CASE(a_month_alone_stands_for_its_last_day) {
  const auto found = dates("Statement for February 2024", "en");
  BOOST_TEST_REQUIRE(found.size() == 1u);
  BOOST_TEST((found[0].form == DateForm::month_only));
  BOOST_TEST(to_iso(found[0].value) == "2024-02-29");
}

BOOST_AUTO_TEST_CASE(letters_that_look_like_digits_are_taken_for_them_only_after_ocr) {
  BOOST_TEST(dates("O3/11/2O26", "en", false).empty());
  const auto found = dates("O3/11/2O26", "en", true);
  BOOST_TEST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found[0].repaired);
  BOOST_TEST(to_iso(found[0].value) == "2026-11-03");
}

BOOST_AUTO_TEST_CASE(a_bar_before_a_day_is_no_digit_and_the_day_is_doubted) {
  struct Case {
    const char *text, *day;
    bool may_lack_a_digit;
  };
  for (const auto& [text, day, may_lack_a_digit] : {Case{"|7 maggio 2026", "2026-05-07", true},
                                                    {"l7 maggio 2026", "2026-05-17", true},
                                                    {"|17 maggio 2026", "2026-05-17", false},
                                                    {"| 7 maggio 2026", "2026-05-07", false},
                                                    {"1|.05.2026", "2026-05-11", false}}) {
    BOOST_TEST_CONTEXT(text) {
      const auto found = dates(text, "it", true);
      BOOST_TEST_REQUIRE(found.size() == 1u);
      BOOST_TEST(to_iso(found[0].value) == day);
      BOOST_TEST(found[0].led_by_bar == may_lack_a_digit);
    }
  }
}

BOOST_AUTO_TEST_CASE(digits_that_look_like_letters_are_taken_for_them_within_a_month) {
  struct Case {
    const char *text, *language, *day;
  };
  for (const auto& [text, language, day] :
       {Case{"30/AG0/2025", "es", "2025-08-30"}, Case{"7 0ct 2025", "en", "2025-10-07"},
        Case{"5th Nov 2025", "en", "2025-11-05"}, Case{"1st Au6ust 2025", "en", "2025-08-01"}}) {
    const auto found = dates(text, language, true);
    BOOST_TEST_REQUIRE(found.size() == 1u, text);
    BOOST_TEST(to_iso(found[0].value) == day, text);
  }
  BOOST_TEST(dates("30/AG0/2025", "es", false).empty());
}

BOOST_AUTO_TEST_CASE(the_first_of_a_french_month_is_told_from_what_ocr_makes_of_it) {
  for (const auto* text : {"1er janv. 2025", "ler janv. 2025", "Ier janv. 2025"}) {
    const auto found = dates(text, "fr", true);
    BOOST_TEST_REQUIRE(found.size() == 1u, text);
    BOOST_TEST(to_iso(found[0].value) == "2025-01-01", text);
  }
}

BOOST_AUTO_TEST_CASE(eight_digits_are_a_compact_date_and_no_other_number_is) {
  const auto found = dates("20260623", "sv");
  BOOST_TEST_REQUIRE(found.size() == 1u);
  BOOST_TEST(found[0].compact);
  BOOST_TEST(to_iso(found[0].value) == "2026-06-23");
  for (const auto* text : {"20261323", "120260623", "20260623-7"})
    BOOST_TEST(dates(text, "sv").empty(), text);
}

BOOST_AUTO_TEST_CASE(a_separator_that_a_scan_lost_is_put_back_where_the_day_is_plain) {
  struct Case {
    const char* text;
    const char* expected;  // empty: no date
  };
  const Case cases[] = {{"2301.2026", "2026-01-23"}, {"2403/2026", "2026-03-24"},
                        {"23.012026", "2026-01-23"}, {"0323/2026", "2026-03-23"},
                        {"0303.2026", "2026-03-03"}, {"0304.2026", ""},
                        {"4403.2026", ""},           {"1234.5678", ""}};
  for (const auto& [text, expected] : cases) {
    const auto found = dates(text, "de", true);
    BOOST_TEST_CONTEXT(text) {
      BOOST_TEST((found.empty() ? "" : to_iso(found.front().value)) == expected);
      BOOST_TEST(dates(text, "de", false).empty());
    }
  }
}
