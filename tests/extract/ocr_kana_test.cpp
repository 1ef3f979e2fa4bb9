#include "extract/ocr_kana.hpp"

#include <boost/test/unit_test.hpp>

#include "rule_book.hpp"

using namespace domicile;

namespace {

std::string mended(const std::string& text, WordSource source) {
  Page page{.number = 1, .width_pt = 595, .height_pt = 842, .source = source};
  page.words.push_back({.text = text, .box = {0.1, 0.1, 0.4, 0.112}, .confidence = 0.9, .source = source});
  return extract::with_mended_building_words(tests::rule_book(), layout::arrange({page})).lines.front().text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_building_word_whose_voicing_marks_were_lost_or_mixed_up_is_itself_again) {
  const std::pair<const char*, const char*> words[] = {{"コーボ高橋203号室", "コーポ高橋203号室"},
                                                       {"メソン広坂", "メゾン広坂"},
                                                       {"コ一ポ高橋", "コーポ高橋"},
                                                       {"ハイツ青葉", "ハイツ青葉"},
                                                       {"お客様コード", "お客様コード"},
                                                       {"グリーンヒル", "グリーンヒル"}};
  for (const auto& [seen, expected] : words) {
    BOOST_TEST(mended(seen, WordSource::ocr) == expected);
    BOOST_TEST(mended(seen, WordSource::text_layer) == seen);
  }
}
