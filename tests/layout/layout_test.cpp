#include <boost/test/unit_test.hpp>

#include "layout/document.hpp"
#include "typed_page.hpp"

using namespace domicile;
using namespace domicile::layout;
using tests::typed_page;

namespace {
std::vector<std::string> texts(const Document& document) {
  std::vector<std::string> found;
  for (const auto& line : document.lines) found.push_back(line.text);
  return found;
}
std::size_t index_of(const Document& document, const std::string& text) {
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    if (document.lines[i].text == text) return i;
  }
  return no_line;
}
}  // namespace

BOOST_AUTO_TEST_CASE(a_wide_gap_parts_a_row_into_cells_and_a_blank_does_not) {
  const auto document = arrange({typed_page({"Bill date:        3 November 2026"})});
  const std::vector<std::string> expected{"Bill date:", "3 November 2026"};
  BOOST_TEST(texts(document) == expected, boost::test_tools::per_element());
  BOOST_TEST(document.neighbours[0].right == 1u);
  BOOST_TEST(document.neighbours[1].left == 0u);
}

BOOST_AUTO_TEST_CASE(an_amount_ends_a_column_before_a_gap_that_words_of_a_line_may_have) {
  const auto lines_of = [](const std::string& first) {
    auto page = typed_page({first + " Carrer dels Sabaters"});
    auto& words = page.words;
    for (auto& word : words) word.source = WordSource::ocr;
    constexpr double heights_between = 1.15;
    const double gap = heights_between * words[0].box.height() * page.height_pt / page.width_pt;
    const double shift = words[0].box.x1 + gap - words[1].box.x0;
    for (std::size_t i = 1; i < words.size(); ++i) {
      words[i].box.x0 += shift;
      words[i].box.x1 += shift;
    }
    return arrange({page}).lines.size();
  };
  BOOST_TEST(lines_of("2,09€") == 2u);
  BOOST_TEST(lines_of("2,09") == 1u);
  BOOST_TEST(lines_of("Barri") == 1u);
}

BOOST_AUTO_TEST_CASE(a_stroke_between_words_says_nothing_of_the_height_of_their_line) {
  auto page = typed_page({"Service: 01801 / 088649"});
  const double height = arrange({page}).lines.front().height_pt;
  const auto box = arrange({page}).lines.front().box;
  for (auto& word : page.words) {
    if (word.text != "/") continue;
    word.box.y0 -= 0.01;
    word.box.y1 += 0.01;
  }
  const auto document = arrange({page});
  BOOST_TEST_REQUIRE(document.lines.size() == 1u);
  BOOST_TEST(document.lines.front().height_pt == height);
  BOOST_TEST(document.lines.front().box.y1 == box.y1);
}

BOOST_AUTO_TEST_CASE(a_word_whose_box_a_speck_made_higher_does_not_lift_its_line_into_the_next) {
  auto page = typed_page({"Miss Bronwen Alderson", "c/o Mrs J Pugh", "14 Rowland Street"});
  for (auto& word : page.words) {
    word.source = WordSource::ocr;
    if (word.text == "c/o") word.box.y1 += 1.2 * word.box.height();
  }
  const auto document = arrange({page});
  BOOST_TEST_REQUIRE(document.lines.size() == 3u);
  BOOST_TEST(document.neighbours[2].above == 1u);
}

BOOST_AUTO_TEST_CASE(a_stroke_or_a_stop_that_ocr_sees_before_a_line_is_none_of_it) {
  for (const auto source : {WordSource::ocr, WordSource::text_layer}) {
    auto page = typed_page({"  HATICE NUR YILDIRIM", ". GULPINAR APT. NO:58 D:9", "| 26130 TEPEBASI"});
    for (auto& word : page.words) word.source = source;
    const auto document = arrange({page});
    const bool picture = source == WordSource::ocr;
    const std::vector<std::string> expected{"HATICE NUR YILDIRIM",
                                            picture ? "GULPINAR APT. NO:58 D:9" : ". GULPINAR APT. NO:58 D:9",
                                            picture ? "26130 TEPEBASI" : "| 26130 TEPEBASI"};
    BOOST_TEST(texts(document) == expected, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(a_value_far_to_the_right_stays_in_its_row_though_the_lines_of_a_photo_rise) {
  std::vector<std::string> lines;
  for (int i = 0; i < 12; ++i)
    lines.push_back("Label number " + std::to_string(100 + i) + " of account          value " +
                    std::to_string(100 + i));
  auto page = typed_page(lines);
  for (auto& word : page.words) {
    word.source = WordSource::ocr;
    const double rise = 0.08 * word.box.center_x() * page.width_pt / page.height_pt;
    word.box.y0 -= rise;
    word.box.y1 -= rise;
  }
  const auto document = arrange({page});
  const auto label = index_of(document, "Label number 105 of account");
  BOOST_TEST_REQUIRE(label != no_line);
  BOOST_TEST_REQUIRE(document.neighbours[label].right != no_line);
  BOOST_TEST(document.lines[document.neighbours[label].right].text == "value 105");
}

BOOST_AUTO_TEST_CASE(a_full_width_blank_before_an_ideograph_parts_no_line) {
  for (const auto& [building, lines] : {std::pair{"メゾン青葉316", 1U}, std::pair{"Maison316", 2U}}) {
    auto page = typed_page({"青葉台4丁目13-11", building});
    auto& second = page.words[1];
    const double height = page.words[0].box.height();
    const double shift = page.words[0].box.x1 + 1.6 * height * page.height_pt / page.width_pt - second.box.x0;
    second.box = {second.box.x0 + shift, page.words[0].box.y0, second.box.x1 + shift, page.words[0].box.y1};
    for (auto& word : page.words) word.source = WordSource::ocr;
    BOOST_TEST(arrange({page}).lines.size() == lines);
  }
}

BOOST_AUTO_TEST_CASE(a_letter_from_another_font_parts_no_row) {
  auto page = typed_page({"MĂDĂLINA IONESCU"});
  page.words[0].box.y0 -= 0.5 * page.words[0].box.height();
  page.words[0].box.y1 += 0.5 * page.words[0].box.height();
  BOOST_TEST(arrange({page}).lines.size() == 1u);
}

BOOST_AUTO_TEST_CASE(type_on_another_baseline_belongs_to_another_column_however_near_it_comes) {
  auto page = typed_page({"9300 Aalst Gentsesteenweg"});
  for (auto& word : page.words) {
    if (word.text != "Gentsesteenweg") continue;
    word.box.x0 += 4 / page.width_pt;
    word.box.y0 += 2.5 / page.height_pt;
    word.box.y1 += 2.5 / page.height_pt;
  }
  BOOST_TEST(arrange({page}).lines.size() == 2u);
  for (auto& word : page.words) word.source = WordSource::ocr;
  BOOST_TEST(arrange({page}).lines.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_raised_number_parts_no_row) {
  for (const std::string number : {"3º", "3.º"}) {
    auto page = typed_page({"LOTE 5 " + number + " D"});
    for (auto& word : page.words) {
      word.source = WordSource::ocr;
      if (word.text == number) word.box.y1 -= 0.55 * word.box.height();
      if (word.text == "D") word.box.x0 += 0.6 * word.box.width();
    }
    BOOST_TEST(arrange({page}).lines.size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(a_dash_between_words_parts_no_row) {
  auto page = typed_page({"80020-310 - CURITIBA"});
  for (auto& word : page.words) {
    if (word.text != "-") continue;
    const double middle = word.box.center_y();
    word.box.y0 = middle - 0.0005;
    word.box.y1 = middle + 0.0005;
  }
  BOOST_TEST(arrange({page}).lines.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_long_label_that_reaches_the_column_of_values_ends_at_its_colon) {
  const auto document =
      arrange({typed_page({"Customer name:          DECLAN BYRNE", "Correspondence address: 89 MAIN STREET",
                           "                        CORK", "                        T12 XY34"})});
  BOOST_TEST(index_of(document, "89 MAIN STREET") != no_line);
}

BOOST_AUTO_TEST_CASE(lines_of_an_address_are_a_stack_beside_another) {
  const auto document = arrange(
      {typed_page({"Anna Berg               Account 12", "Ring 5                  Page 1", "1010 Wien"})});
  const auto name = index_of(document, "Anna Berg"), street = index_of(document, "Ring 5"),
             town = index_of(document, "1010 Wien");
  BOOST_TEST_REQUIRE(town != no_line);
  BOOST_TEST(document.neighbours[town].above == street);
  BOOST_TEST(document.neighbours[street].above == name);
  BOOST_TEST(document.neighbours[index_of(document, "Page 1")].above == index_of(document, "Account 12"));
}

BOOST_AUTO_TEST_CASE(a_line_of_a_picture_whose_boxes_reach_into_the_one_above_stands_below_it) {
  auto page = typed_page({"2906 PECAN BAYOU LN", "SUGAR LAND TX 77479-5512"});
  const double street = page.words.front().box.y1;
  for (auto& word : page.words) {
    word.source = WordSource::ocr;
    if (word.box.y0 < street) continue;
    const double height = word.box.height();
    word.box.y0 = street - 0.4 * height;
    word.box.y1 = word.box.y0 + 1.9 * height;
  }
  const auto document = arrange({page});
  BOOST_REQUIRE(document.lines.size() == 2u);
  BOOST_TEST(document.neighbours[1].above == 0u);
}

BOOST_AUTO_TEST_CASE(words_that_a_person_cannot_see_are_in_no_line) {
  auto page = typed_page({"seen hidden"});
  page.words[1].visibility = Visibility::background_colour;
  const auto document = arrange({page});
  BOOST_TEST_REQUIRE(document.lines.size() == 1u);
  BOOST_TEST(document.lines[0].text == "seen");
}

BOOST_AUTO_TEST_CASE(a_row_that_drifts_as_on_a_photo_stays_one_row) {
  auto page = typed_page({"one two three four five six seven eight nine ten"});
  double drift = 0;
  for (auto& word : page.words) {
    word.box.y0 += drift;
    word.box.y1 += drift;
    drift += 0.0025;
  }
  const auto document = arrange({page});
  for (const auto& line : document.lines) BOOST_TEST(line.row == 0);
}

BOOST_AUTO_TEST_CASE(ideographs_are_joined_without_blanks_unless_the_page_shows_one) {
  Page page = typed_page({"a"});
  page.words = {{"発行", {0.1, 0.1, 0.15, 0.11}}, {"日", {0.1505, 0.1, 0.17, 0.11}}};
  BOOST_TEST(arrange({page}).lines[0].text == "発行日");
  page.words = {{"山田", {0.1, 0.1, 0.15, 0.11}}, {"翔太", {0.154, 0.1, 0.2, 0.11}}};
  BOOST_TEST(arrange({page}).lines[0].text == "山田 翔太");
}

BOOST_AUTO_TEST_CASE(an_empty_page_has_no_lines) {
  BOOST_TEST(arrange({}).lines.empty());
  BOOST_TEST(arrange({Page{}}).lines.empty());
}
