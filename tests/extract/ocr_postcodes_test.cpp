#include "extract/ocr_postcodes.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include "one_line.hpp"
#include "rule_book.hpp"

using namespace domicile;
namespace data = boost::unit_test::data;

namespace {

std::string mended(const std::string& language, const std::vector<std::string>& texts, WordSource source) {
  const auto document =
      extract::with_mended_postcodes({language}, tests::rule_book(), tests::one_line(texts, source));
  return document.lines.front().text;
}

struct Case {
  std::string language;
  std::vector<std::string> read;
  std::string expected;
};
std::ostream& operator<<(std::ostream& out, const Case& item) {
  return out << item.language << ": " << item.expected;
}

const std::vector<Case> cases{
    {"en", {"Y031", "7PL"}, "YO31 7PL"},
    {"en", {"SW11", "ANB"}, "SW11 4NB"},
    {"en", {"HG3", "SDN"}, "HG3 5DN"},
    {"en", {"Harrogate", "HG3", "SDN"}, "Harrogate HG3 5DN"},
    {"en", {"Tune", "to", "2", "HG3", "SDN"}, "Tune to 2 HG3 SDN"},
    {"en", {"$11", "9PQ"}, "S11 9PQ"},
    {"en", {"BURNABY", "BC", "VSC", "6T5S"}, "BURNABY BC V5C 6T5"},
    {"fr", {"LAVAL", "(QC)", "H7N", "143"}, "LAVAL (QC) H7N 1A3"},
    {"nl", {"10I6", "DK", "Amsterdam"}, "1016 DK Amsterdam"},
    {"en", {"SW11", "4NB"}, "SW11 4NB"},
    {"en", {"F9]", "A3C2"}, "F91 A3C2"},
    {"uk", {"4", "9000"}, "49000"},
    {"de", {"3", "14"}, "3 14"},
    {"fr", {"67000STRASBOURG"}, "67000 STRASBOURG"},
    {"fr", {"67000'STRASBOURG", "CEDEX"}, "67000 STRASBOURG CEDEX"},
    {"fr", {"670000STRASBOURG"}, "670000STRASBOURG"},
    {"en", {"EH9", "10G"}, "EH9 10G"},
    {"en", {"Invoice", "B0012", "of", "2026"}, "Invoice B0012 of 2026"},
    {"de", {"1O115", "Berlin"}, "10115 Berlin"},
    {"de", {"1O1I5", "Berlin"}, "1O1I5 Berlin"},
    {"el", {"152", "3Ί", "Χαλάνδρι"}, "152 31 Χαλάνδρι"},
    {"en", {"ROHANPORT,", "IL7", "1453-2806"}, "ROHANPORT, IL 71453-2806"},
    {"en", {"ROHANPORT,", "IL", "7", "1453-2806"}, "ROHANPORT, IL 71453-2806"},
    {"en", {"KENNETHVIEW,", "NJ", "79.419"}, "KENNETHVIEW, NJ 79419"},
    {"en", {"BOX", "327"}, "BOX 327"},
    {"en", {"total", "of", "79.419"}, "total of 79.419"},
    {"en", {"CAR", "IL7", "1453-28"}, "CAR IL7 1453-28"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(ocr_postcodes)

BOOST_DATA_TEST_CASE(a_postcode_is_mended_where_its_form_leaves_one_way_to_read_it, data::make(cases), item) {
  BOOST_TEST(mended(item.language, item.read, WordSource::ocr) == item.expected);
}

BOOST_AUTO_TEST_CASE(a_text_layer_says_what_it_says) {
  BOOST_TEST(mended("en", {"Y031", "7PL"}, WordSource::text_layer) == "Y031 7PL");
  BOOST_TEST(mended("en", {"Apt", "4", "7"}, WordSource::text_layer) == "Apt 4 7");
}

BOOST_AUTO_TEST_CASE(a_postcode_whose_digits_are_set_apart_is_one_in_a_text_layer_too) {
  BOOST_TEST(mended("en", {"WEBERBURGH,", "HI", "2", "992", "2"}, WordSource::text_layer) ==
             "WEBERBURGH, HI 29922");
  BOOST_TEST(mended("en", {"WEBERBURGH,", "HI", "2992", "2"}, WordSource::text_layer) ==
             "WEBERBURGH, HI 29922");
  BOOST_TEST(mended("en", {"Sydney", "NSW", "2000", "1"}, WordSource::text_layer) == "Sydney NSW 2000 1");
  BOOST_TEST(mended("de", {"Berlin", "1", "0", "1", "1", "5"}, WordSource::text_layer) == "Berlin 10115");
}

BOOST_AUTO_TEST_SUITE_END()
