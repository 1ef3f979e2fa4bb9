#include "extract/ocr_raised.hpp"

#include <boost/test/unit_test.hpp>

#include "one_line.hpp"
#include "rule_book.hpp"

using namespace domicile;

BOOST_AUTO_TEST_CASE(the_raised_letter_of_a_given_names_short_form_comes_back) {
  const auto& book = tests::rule_book();
  const auto read = [&](const std::vector<std::string>& words, WordSource source) {
    return extract::with_raised_letters({"es"}, book, tests::one_line(words, source)).lines.front().text;
  };
  BOOST_TEST(read({"M2", "DEL", "CARMEN"}, WordSource::ocr) == "Mª DEL CARMEN");
  BOOST_TEST(read({"Ana", "Mè", "Teresa"}, WordSource::ocr) == "Ana Mª Teresa");
  BOOST_TEST(read({"120", "M2", "ÚTILES"}, WordSource::ocr) == "120 M2 ÚTILES");
  BOOST_TEST(read({"M2", "DEL", "CARMEN"}, WordSource::text_layer) == "M2 DEL CARMEN");
}
