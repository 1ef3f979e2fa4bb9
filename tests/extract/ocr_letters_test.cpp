#include "extract/ocr_letters.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "one_line.hpp"
#include "rule_book.hpp"

using namespace domicile;
using domicile::extract::in_letters_of;
using domicile::tests::one_line;
namespace data = boost::unit_test::data;

namespace {

struct Case {
  std::string language, read, expected;
  double confidence = 0.6;
};
std::ostream& operator<<(std::ostream& out, const Case& item) {
  return out << item.language << ": " << item.read;
}

const std::vector<Case> cases{
    {"es", "NÚÑŇEZ", "NÚÑEZ"},
    {"es", "VILLASEŇOR", "VILLASEÑOR"},
    {"es", "Gařcía", "García"},
    {"es", "3°", "3º"},
    {"pt", "7.°", "7.º"},
    {"es", "N°", "N°"},
    {"pt", "GUIMARĀÃES", "GUIMARÃES"},
    {"nl", "NIJMEĢEN", "NIJMEGEN"},
    {"it", "Auġusto", "Augusto"},
    {"en", "SW1Ì", "SW1I"},
    {"ro", "Şos.", "Șos."},
    {"en", "Müller", "Müller", 0.95},
    {"de", "Müller", "Müller"},
    {"ru", "Łódź", "Lodz"},
    {"ru", "Смирнова", "Смирнова"},
    {"en", "5°", "5°"},
    {"ja", "鈴木太郎欄", "鈴木太郎様"},
    {"ja", "備考欄", "備考欄"},
    {"ja", "ご住所欄", "ご住所欄"},
    {"ru", "З5А", "35А"},
    {"ru", "1О5", "105"},
    {"ru", "17б", "17б"},
    {"ru", "АЗ5", "АЗ5"},
    {"ru", "35A", "35А"},  // the first one Latin
    {"ru", "Mира", "Мира"},
    {"ru", "WIFI", "WIFI"},
    {"el", "12B", "12Β"},
    {"en", "35A", "35A"},
    {"sv", "17'A", "17A"},
    {"en", "O'Neil", "O'Neil"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(ocr_letters)

BOOST_DATA_TEST_CASE(a_letter_that_the_language_lacks_becomes_one_of_its_own, data::make(cases), item) {
  const auto document =
      in_letters_of({item.language}, one_line({item.read}, WordSource::ocr, item.confidence));
  BOOST_REQUIRE(document.lines.size() == 1U);
  BOOST_TEST(document.lines.front().text == item.expected);
}

BOOST_AUTO_TEST_CASE(a_text_layer_and_an_unknown_language_are_left_alone) {
  const auto layer = in_letters_of({"es"}, one_line({"VILLASEŇOR"}, WordSource::text_layer, 1));
  BOOST_TEST(layer.lines.front().text == "VILLASEŇOR");
  const auto unknown = in_letters_of({}, one_line({"VILLASEŇOR"}, WordSource::ocr, 0.5));
  BOOST_TEST(unknown.lines.front().text == "VILLASEŇOR");
}

BOOST_AUTO_TEST_CASE(a_roman_numeral_behind_a_name_is_one) {
  const auto read = [](const std::vector<std::string>& words) {
    return in_letters_of({"pl"}, one_line(words, WordSource::ocr, 0.9)).lines.front().text;
  };
  BOOST_TEST(read({"Jana", "Pawła", "Il", "69"}) == "Jana Pawła II 69");
  BOOST_TEST(read({"Jana", "Pawła", "Il"}) == "Jana Pawła II");
  BOOST_TEST(read({"Via", "Il", "Castello"}) == "Via Il Castello");
  BOOST_TEST(read({"Il", "69"}) == "Il 69");
  BOOST_TEST(read({"Brouwersgracht", "46-Il", "hs"}) == "Brouwersgracht 46-II hs");
}

BOOST_AUTO_TEST_CASE(a_small_l_among_capitals_is_the_capital_that_looks_like_it) {
  const std::pair<const char*, const char*> words[] = {
      {"SAl", "SAI"},     {"KlRUPA", "KIRUPA"}, {"Al", "Al"},         {"Ital", "Ital"}, {"Gl.", "Gl."},
      {"5O0ml", "5O0ml"}, {"BIv.", "Blv."},     {"CIaire", "Claire"}, {"XIe", "XIe"},   {"GI.", "GI."}};
  for (const auto& [read, expected] : words) {
    BOOST_TEST(
        in_letters_of({"en"}, one_line({read, "RESIDENCY"}, WordSource::ocr, 0.9)).lines.front().text ==
        std::string(expected) + " RESIDENCY");
    BOOST_TEST(in_letters_of({"en"}, one_line({read}, WordSource::text_layer, 1)).lines.front().text == read);
  }
}

BOOST_AUTO_TEST_CASE(noughts_between_capitals_are_letters) {
  const auto read = [](const char* word) {
    return in_letters_of({"en"}, one_line({"TREMBLAY", word}, WordSource::ocr, 0.9))
        .lines.front()
        .words.back()
        .text;
  };
  BOOST_TEST(read("-W00DS") == "-WOODS");
  BOOST_TEST(read("G0MEZ") == "GOMEZ");
  BOOST_TEST(read("AB00123") == "AB00123");
  BOOST_TEST(read("W0") == "W0");
  BOOST_TEST(read("X00Y") == "X00Y");
}

BOOST_AUTO_TEST_CASE(pieces_of_frames_are_taken_out_of_a_line) {
  const auto document =
      in_letters_of({"it"}, one_line({"|", "Largo", "Augusto,", "57", "_"}, WordSource::ocr, 0.9));
  BOOST_TEST(document.lines.front().text == "Largo Augusto, 57");
  BOOST_TEST(document.lines.front().words.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_stroke_among_small_letters_is_one_of_them) {
  const std::pair<std::vector<std::string>, const char*> lines[] = {
      {{"Lv!", "9,", "54A"}, "Lvl 9, 54A"},
      {{"Par|ament", "Street"}, "Parlament Street"},
      {{"Hello!", "2", "news"}, "Hello! 2 news"},
      {{"Hi!", "Jane"}, "Hi! Jane"}};
  for (const auto& [words, expected] : lines)
    BOOST_TEST(in_letters_of({"en"}, one_line(words, WordSource::ocr, 0.9)).lines.front().text == expected);
  BOOST_TEST(in_letters_of({"en"}, one_line({"Lv!", "9"}, WordSource::text_layer, 1)).lines.front().text ==
             "Lv! 9");
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(a_small_l_that_leads_a_word_among_capitals_is_the_capital_that_looks_like_it) {
  static const extract::Lexicon lexicon(tests::rule_book());
  const std::pair<std::vector<std::string>, const char*> lines[] = {
      {{"lan", "MacDonald"}, "Ian MacDonald"},
      {{"Mrs", "lngrid", "Solberg"}, "Mrs Ingrid Solberg"},
      {{"Avenue", "les", "Pins"}, "Avenue les Pins"},
      {{"lan", "and", "Fiona"}, "lan and Fiona"},
      {{"lan"}, "lan"},
      {{"Str.", "lon", "Creangă", "nr.", "14"}, "Str. Ion Creangă nr. 14"},
      {{"12", "lnverness", "Road"}, "12 Inverness Road"}};
  for (const auto& [words, expected] : lines) {
    BOOST_TEST(extract::with_capital_i(lexicon, one_line(words, WordSource::ocr, 0.9)).lines.front().text ==
               expected);
    const auto layer = extract::with_capital_i(lexicon, one_line(words, WordSource::text_layer, 1));
    BOOST_TEST(layer.lines.front().text.contains(words.front()));
  }
}
