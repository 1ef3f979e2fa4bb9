#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"

using namespace domicile;

BOOST_AUTO_TEST_CASE(iso_dates_are_read_strictly) {
  BOOST_TEST(to_iso(*parse_iso_date("2026-11-03")) == "2026-11-03");
  BOOST_TEST(parse_iso_date("2024-02-29").has_value());
  for (const auto* wrong : {"2026-02-29", "2026-2-3", "2026-13-01", "03-11-2026", "2026-11-03 ", "",
                            "2026-00-10", "-026-01-01"}) {
    BOOST_TEST(!parse_iso_date(wrong).has_value(), wrong);
  }
}

BOOST_AUTO_TEST_CASE(days_are_counted_over_months_and_leap_years) {
  BOOST_TEST(days_between(*parse_iso_date("2026-11-03"), *parse_iso_date("2026-11-22")) == 19);
  BOOST_TEST(days_between(*parse_iso_date("2024-02-28"), *parse_iso_date("2024-03-01")) == 2);
  BOOST_TEST(days_between(*parse_iso_date("2026-01-01"), *parse_iso_date("2025-12-31")) == -1);
  BOOST_TEST(to_iso(plus_days(*parse_iso_date("2026-01-31"), 30)) == "2026-03-02");
}

BOOST_AUTO_TEST_CASE(words_meet_in_their_folded_form) {
  const std::pair<const char*, const char*> cases[] = {{"Straße  №12", "strasse no12"},
                                                       {"ÉLÉONORE", "eleonore"},
                                                       {"Øre Łódź ılık", "ore lodz ilik"},
                                                       {"Ａ１２", "a12"},
                                                       {"髙橋 澤田 江戶川", "高橋 沢田 江戸川"},
                                                       {"  two\t words \n", "two words"},
                                                       {"O’Neil–Smith", "o'neil-smith"},
                                                       {"", ""}};
  for (const auto& [text, folded] : cases) BOOST_TEST(fold(text) == folded);
}

BOOST_AUTO_TEST_CASE(folding_twice_changes_nothing) {
  for (const auto* text : {"Straße", "ΑΘΉΝΑ", "Київ", "東京都", "ｶﾀｶﾅ", "İstanbul", "ﬁn"}) {
    BOOST_TEST(fold(fold(text)) == fold(text));
  }
}

BOOST_AUTO_TEST_CASE(letters_of_europe_fold_alone_as_they_fold_in_any_text) {
  // An ideograph makes the whole text go through ICU.
  for (char32_t c = 1; c < 0x20D0; ++c) {
    const auto alone = to_utf8(std::u32string{U'A', c, U'b', U' ', c, U'C'});
    BOOST_TEST(fold(alone + "東") == fold(alone) + "東", static_cast<std::uint32_t>(c));
  }
  BOOST_TEST(fold("\u00A0\u2009x\u00A0") == "x");
}

BOOST_AUTO_TEST_CASE(ascii_takes_the_same_way_as_other_letters) {
  std::string all;
  for (char c = 1; c > 0; ++c) all += c;
  const std::string other = "東";
  BOOST_TEST(to_upper(all) + other == to_upper(all + other));
  BOOST_TEST(to_lower(all) + other == to_lower(all + other));
  BOOST_TEST(squeeze(all) + other == squeeze(all + other));
  BOOST_TEST(without_controls(all) + other == without_controls(all + other));
  BOOST_TEST(has_suspicious_controls("\x1F"));
  BOOST_TEST(!has_suspicious_controls("\t\r\n "));
  BOOST_TEST(character_shares("aB 1").letters == 2.0 / 3);
  BOOST_TEST(character_shares("aB 1É").upper == 2.0 / 3);
}

BOOST_AUTO_TEST_CASE(tokens_split_at_punctuation_and_between_ideographs) {
  const std::vector<std::string> bill{"bill", "date", "3", "11"};
  BOOST_TEST(fold_tokens("Bill-date: 3/11") == bill, boost::test_tools::per_element());
  const std::vector<std::string> day{"発", "行", "日"};
  BOOST_TEST(fold_tokens("発行日") == day, boost::test_tools::per_element());
  BOOST_TEST(fold_tokens(" -–· ").empty());
}

BOOST_AUTO_TEST_CASE(malformed_bytes_do_no_harm) {
  const std::string broken = "a\xff\xc3z";
  BOOST_TEST(!is_utf8(broken));
  BOOST_TEST(is_utf8(fold(broken)));
  BOOST_TEST(is_utf8(to_nfc(broken)));
  BOOST_TEST(is_utf8("Zürich"));
}

BOOST_AUTO_TEST_CASE(characters_that_hide_are_noticed_and_removed) {
  BOOST_TEST(has_suspicious_controls("Jo\u200Bhn"));
  BOOST_TEST(has_suspicious_controls("\u202Enhoj"));
  BOOST_TEST(!has_suspicious_controls("Jo\u00ADhn"));
  BOOST_TEST(without_controls("Jo\u200Bhn\u202E") == "John");
}

BOOST_AUTO_TEST_CASE(every_error_code_has_a_row_of_its_own) {
  std::vector<std::string_view> names;
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal_defect); ++code) {
    const auto& row = describe(static_cast<ErrorCode>(code));
    BOOST_TEST((std::ranges::find(names, row.name) == names.end()), row.name);
    names.push_back(row.name);
    BOOST_TEST((row.about_document == (row.exit_status == 0)), row.name);
  }
}

BOOST_AUTO_TEST_CASE(sha256_agrees_with_the_standards_example) {
  BOOST_TEST(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
