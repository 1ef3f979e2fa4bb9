#include "extract/ocr_raised.hpp"

#include <boost/test/unit_test.hpp>

#include "rule_book.hpp"

using namespace domicile;

namespace {

layout::Document line_of(const std::vector<std::string>& texts, WordSource source) {
  Page page{.number = 1, .width_pt = 595, .height_pt = 842, .source = source};
  double x = 0.1;
  for (const auto& text : texts) {
    const double width = 0.01 * static_cast<double>(text.size());
    page.words.push_back(
        {.text = text, .box = {x, 0.1, x + width, 0.112}, .confidence = 0.9, .source = source});
    x += width + 0.005;
  }
  return layout::arrange({page});
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_raised_letter_of_a_given_names_short_form_comes_back) {
  const auto& book = tests::rule_book();
  const auto read = [&](const std::vector<std::string>& words, WordSource source) {
    return extract::with_raised_letters({"es"}, book, line_of(words, source)).lines.front().text;
  };
  BOOST_TEST(read({"M2", "DEL", "CARMEN"}, WordSource::ocr) == "Mª DEL CARMEN");
  BOOST_TEST(read({"Ana", "Mè", "Teresa"}, WordSource::ocr) == "Ana Mª Teresa");
  BOOST_TEST(read({"120", "M2", "ÚTILES"}, WordSource::ocr) == "120 M2 ÚTILES");
  BOOST_TEST(read({"M2", "DEL", "CARMEN"}, WordSource::text_layer) == "M2 DEL CARMEN");
}
