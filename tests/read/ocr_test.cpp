#include "read/ocr.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <opencv2/imgproc.hpp>

#include "read/background.hpp"
#include "read/ocr_model.hpp"
#include "read/ocr_rules.hpp"
#include "read/outcome.hpp"
#include "read/reader.hpp"
#include "read/sample_page.hpp"

using namespace domicile;
using namespace domicile::test;

namespace {

std::vector<Word> words_of(const cv::Mat& page, const Box& region = whole_page,
                           WordsRequest::Look look = WordsRequest::Look::plain) {
  ScriptChoice script;
  const auto words = engine().recognise(prepare_for_ocr(page, find_marks(page)), 150, region, script, look);
  BOOST_REQUIRE_MESSAGE(words, why(words));
  return *words;
}

const Word* find(const std::vector<Word>& words, const std::string& text) {
  const auto it = std::ranges::find(words, text, &Word::text);
  return it == words.end() ? nullptr : &*it;
}

/// As a scanner's sensor does.
void add_grain(cv::Mat& page) {
  cv::Mat grain(page.size(), CV_16SC1), grainy;
  cv::theRNG().state = 7;
  cv::randn(grain, 0, 16);
  page.convertTo(grainy, CV_16SC1);
  grainy += grain;
  grainy.convertTo(page, CV_8UC1);
}

double share_of_ink(const cv::Mat& place) {
  constexpr int dark = 150;
  return static_cast<double>(cv::countNonZero(place < dark)) / static_cast<double>(place.total());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ocr)

BOOST_AUTO_TEST_CASE(a_clean_page_is_read_word_for_word) {
  BOOST_TEST(share_found(words_of(latin_page()), latin_words) == 1.0);
}

BOOST_AUTO_TEST_CASE(words_say_where_they_stand_how_high_they_are_and_how_sure_they_are) {
  const auto words = words_of(latin_page());
  const Word* street = find(words, "Maplewood");
  BOOST_REQUIRE(street);
  BOOST_TEST(street->box.x0 > 0.05);
  BOOST_TEST(street->box.x1 < 0.5);
  BOOST_TEST(street->box.y0 > 0.2);
  BOOST_TEST(street->box.y1 < 0.35);
  BOOST_TEST(street->confidence > 0.8);
  BOOST_TEST(street->height_pt > 6);
  BOOST_TEST(street->height_pt < 16);
  BOOST_TEST((street->source == WordSource::ocr));
}

BOOST_AUTO_TEST_CASE(a_region_gives_its_own_words_at_their_place_on_the_whole_page) {
  const cv::Mat page = latin_page();
  const auto all = words_of(page);
  const auto some = words_of(page, {0, 0.25, 1, 0.38});
  const Word* whole = find(all, "Maplewood");
  const Word* part = find(some, "Maplewood");
  BOOST_REQUIRE(whole);
  BOOST_REQUIRE(part);
  BOOST_TEST(part->box.x0 == whole->box.x0, boost::test_tools::tolerance(0.02));
  BOOST_TEST(part->box.y0 == whole->box.y0, boost::test_tools::tolerance(0.02));
  BOOST_TEST(find(some, "paying") == nullptr);
}

BOOST_AUTO_TEST_CASE(light_text_on_a_dark_panel_and_faint_text_are_read) {
  const auto words = words_of(latin_page());
  for (const char* word : {"Northfield", "Power", "Supply", "charge", "thirty", "days"})
    BOOST_TEST_CONTEXT(word) BOOST_TEST(share_found(words, {word}) == 1.0);
}

BOOST_AUTO_TEST_CASE(letters_of_any_size_are_brought_to_the_size_that_is_read_best) {
  for (const double scale : {0.5, 2.0, 3.5}) {
    cv::Mat page;
    cv::resize(latin_page(), page, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    BOOST_TEST_CONTEXT("scale " << scale) BOOST_TEST(share_found(words_of(page), latin_words) > 0.9);
  }
}

BOOST_AUTO_TEST_CASE(text_in_the_cells_of_a_table_is_read) {
  cv::Mat page = latin_page();
  for (int y = 48; y < page.rows; y += 46) cv::line(page, {40, y}, {960, y}, cv::Scalar(60), 2);
  for (const int x : {40, 960}) cv::line(page, {x, 48}, {x, 750}, cv::Scalar(60), 2);
  BOOST_TEST(share_found(words_of(page), latin_words) > 0.9);
}

BOOST_AUTO_TEST_CASE(a_thorough_reading_finds_no_less_than_a_quick_one) {
  cv::Mat page = latin_page(), noise(page.size(), CV_8S);
  cv::RNG(3).fill(noise, cv::RNG::NORMAL, 0, 35);
  cv::add(page, noise, page, cv::noArray(), CV_8U);
  const double quick = share_found(words_of(page), latin_words);
  BOOST_TEST(share_found(words_of(page, whole_page, WordsRequest::Look::thorough), latin_words) >= quick);
}

BOOST_AUTO_TEST_CASE(another_script_is_noticed_and_read_with_its_own_model) {
  BOOST_TEST(share_found(words_of(cyrillic_page()), {"Смирнова", "Анна", "Петровна", "Садовая,", "2026"}) >
             0.7);
}

BOOST_AUTO_TEST_CASE(the_script_that_was_found_stays_for_the_document) {
  const cv::Mat page = cyrillic_page();
  ScriptChoice script;
  const auto words = engine().recognise(prepare_for_ocr(page, find_marks(page)), 150, whole_page, script,
                                        WordsRequest::Look::plain);
  BOOST_REQUIRE_MESSAGE(words, why(words));
  BOOST_TEST(script.settled);
  BOOST_TEST((script.model == "rus" || script.model == "ukr"));
}

BOOST_AUTO_TEST_CASE(a_noisy_page_of_latin_text_is_not_taken_for_another_script) {
  cv::Mat page = latin_page(), noise(page.size(), CV_8S);
  cv::RNG(3).fill(noise, cv::RNG::NORMAL, 0, 45);
  cv::add(page, noise, page, cv::noArray(), CV_8U);
  ScriptChoice script;
  const auto words = engine().recognise(prepare_for_ocr(page, find_marks(page)), 150, whole_page, script,
                                        WordsRequest::Look::plain);
  BOOST_REQUIRE_MESSAGE(words, why(words));
  BOOST_TEST(script.model == "Latin");
}

BOOST_AUTO_TEST_CASE(latin_text_that_no_model_can_read_is_not_taken_for_another_script) {
  for (const int turn : {cv::ROTATE_180, cv::ROTATE_90_CLOCKWISE}) {
    cv::Mat page;
    cv::rotate(latin_page(), page, turn);
    ScriptChoice script;
    const auto words = engine().recognise(prepare_for_ocr(page, find_marks(page)), 150, whole_page, script,
                                          WordsRequest::Look::sample);
    BOOST_REQUIRE_MESSAGE(words, why(words));
    BOOST_TEST_CONTEXT("turned by " << turn) BOOST_TEST(script.model == "Latin");
  }
}

BOOST_AUTO_TEST_CASE(two_halves_of_a_page_share_no_word_and_lose_none) {
  const cv::Mat page = latin_page();
  const auto all = words_of(page);
  for (const double middle : {0.3, 0.315, 0.33, 0.345, 0.36}) {
    auto halves = words_of(page, {0, 0, 1, middle});
    std::ranges::move(words_of(page, {0, middle, 1, 1}), std::back_inserter(halves));
    BOOST_TEST_CONTEXT("cut at " << middle) {
      BOOST_TEST(halves.size() == all.size());
      BOOST_TEST(share_found(halves, latin_words) == 1.0);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_model_that_is_named_first_is_final) {
  ScriptChoice script{.model = "eng", .settled = true};
  const cv::Mat page = cyrillic_page();
  const auto words = engine().recognise(prepare_for_ocr(page, find_marks(page)), 150, whole_page, script,
                                        WordsRequest::Look::plain);
  BOOST_REQUIRE_MESSAGE(words, why(words));
  BOOST_TEST(share_found(*words, {"Смирнова", "Анна", "Петровна"}) == 0.0);
}

BOOST_AUTO_TEST_CASE(a_page_without_text_gives_no_words) {
  BOOST_TEST(words_of(cv::Mat(800, 600, CV_8UC1, cv::Scalar(255))).empty());
  BOOST_TEST(words_of(cv::Mat(2, 2, CV_8UC1, cv::Scalar(0))).empty());
  BOOST_TEST(words_of(latin_page(), {0.5, 0.5, 0.5, 0.5}).empty());
}

BOOST_AUTO_TEST_CASE(a_missing_model_is_named) {
  const auto missing = OcrEngine("/nowhere").warm("Latin");
  BOOST_REQUIRE(!missing);
  BOOST_TEST((missing.error().code == ErrorCode::rules_invalid));
  BOOST_TEST(missing.error().message.find("Latin") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_large_word_list_is_left_out_of_a_model_and_a_broken_model_is_refused) {
  const auto latin = model_bytes(read::default_tessdata_directory, "Latin");
  BOOST_REQUIRE_MESSAGE(latin, why(latin));
  BOOST_TEST(latin->size() < std::size_t{2} << 20);
  const auto directory = std::filesystem::temp_directory_path() / "domicile_ocr_test";
  std::filesystem::create_directories(directory);
  std::ofstream(directory / "broken.traineddata") << "no model at all, though it is long enough to look into";
  const auto broken = model_bytes(directory.string(), "broken");
  std::filesystem::remove_all(directory);
  BOOST_REQUIRE(!broken);
  BOOST_TEST((broken.error().code == ErrorCode::rules_invalid));
}

BOOST_AUTO_TEST_CASE(a_strip_reads_better_the_right_way_up) {
  const cv::Mat strip = latin_page().rowRange(150, 400);
  cv::Mat on_its_head;
  cv::rotate(strip, on_its_head, cv::ROTATE_180);
  const auto up = engine().legibility(strip, "Latin"), down = engine().legibility(on_its_head, "Latin");
  BOOST_REQUIRE(up && down);
  BOOST_TEST(up->letters * up->confidence > 1.5 * down->letters * down->confidence);
  BOOST_TEST(up->confidence > 0.75);
}

BOOST_AUTO_TEST_CASE(rules_are_taken_away_and_letters_stay) {
  cv::Mat page(200, 400, CV_8UC1, cv::Scalar(255));
  cv::line(page, {20, 100}, {380, 100}, cv::Scalar(0), 2);
  cv::line(page, {50, 20}, {50, 180}, cv::Scalar(0), 2);
  cv::line(page, {200, 60}, {220, 60}, cv::Scalar(0), 2);
  const cv::Mat clean = without_rules(page, 10);
  BOOST_TEST(clean.at<std::uint8_t>(100, 300) == 255);
  BOOST_TEST(clean.at<std::uint8_t>(150, 50) == 255);
  BOOST_TEST(clean.at<std::uint8_t>(60, 210) == 0);
  BOOST_TEST(page.at<std::uint8_t>(100, 300) == 0);
}

BOOST_AUTO_TEST_CASE(a_faint_rule_that_leans_is_taken_away_from_grainy_paper_and_stems_of_letters_stay) {
  constexpr double x_height_px = 14;
  cv::Mat page(400, 300, CV_8UC1, cv::Scalar(240));
  cv::line(page, {100, 20}, {104, 380}, cv::Scalar(180), 1, cv::LINE_AA);
  for (int top = 30; top < 360;
       top += 26)  // typewriter capitals, line by line, their stems below one another
    cv::rectangle(page, {200, top}, {202, top + 20}, cv::Scalar(60), -1);
  for (int top = 40; top < 360; top += 60)  // print in the cells beside the rule
    cv::rectangle(page, {112, top}, {118, top + 20}, cv::Scalar(60), -1);
  cv::line(page, {280, 20}, {283, 380}, cv::Scalar(180), 1, cv::LINE_AA);  // the edge of the sheet
  add_grain(page);
  const cv::Mat clean = without_rules(page, x_height_px);
  const auto mean = [&](const cv::Rect& place) { return cv::mean(clean(place))[0]; };
  BOOST_TEST(mean({100, 60, 6, 280}) > 232);
  BOOST_TEST(mean({280, 60, 4, 280}) < 230);
  BOOST_TEST(mean({200, 32, 3, 16}) < 90);
  BOOST_TEST(mean({200, 188, 3, 16}) < 90);
}

BOOST_AUTO_TEST_CASE(a_row_of_bold_letters_that_touch_is_no_rule) {
  cv::Mat page(200, 400, CV_8UC1, cv::Scalar(255));
  cv::line(page, {20, 100}, {200, 100}, cv::Scalar(0), 2);
  for (int stem = 20; stem < 200; stem += 10)
    cv::rectangle(page, {stem, 90}, {stem + 4, 112}, cv::Scalar(0), -1);
  // Feet of typewriter letters that touch, and a rule under a line.
  cv::line(page, {20, 150}, {200, 150}, cv::Scalar(0), 2);
  for (int stem = 20; stem < 200; stem += 10)
    cv::rectangle(page, {stem, 130}, {stem + 3, 150}, cv::Scalar(0), -1);
  cv::line(page, {220, 150}, {399, 150}, cv::Scalar(0), 2);
  for (int stem = 220; stem < 390; stem += 10)
    cv::rectangle(page, {stem, 130}, {stem + 3, 142}, cv::Scalar(0), -1);
  const cv::Mat clean = without_rules(page, 10);
  BOOST_TEST(clean.at<std::uint8_t>(100, 60) == 0);
  BOOST_TEST(clean.at<std::uint8_t>(150, 65) == 0);
  BOOST_TEST(clean.at<std::uint8_t>(150, 300) == 255);
  BOOST_TEST(clean.at<std::uint8_t>(135, 221) == 0);
}

BOOST_AUTO_TEST_CASE(the_narrow_dark_head_of_a_table_is_turned_and_bold_capitals_are_not) {
  constexpr double x_height_px = 16;
  cv::Mat page(400, 1200, CV_8UC1, cv::Scalar(245));
  cv::rectangle(page, {50, 100}, {1150, 132}, cv::Scalar(60), -1);
  cv::putText(page, "DATUM      ZAHLBAR BIS", {80, 124}, cv::FONT_HERSHEY_SIMPLEX, 0.7, cv::Scalar(235), 2);
  cv::putText(page, "RECHNUNG", {80, 260}, cv::FONT_HERSHEY_SIMPLEX, 2, cv::Scalar(20), 10);
  const cv::Mat turned = dark_on_light(page, x_height_px);
  const double head = share_of_ink(turned(cv::Rect(80, 106, 300, 20)));
  BOOST_TEST(head > 0.08);
  BOOST_TEST(head < 0.4);
  BOOST_TEST(share_of_ink(turned(cv::Rect(700, 104, 400, 24))) < 0.02);
  const double capitals = share_of_ink(turned(cv::Rect(80, 215, 300, 45)));
  BOOST_TEST(capitals > 0.3);
  BOOST_TEST(capitals < 0.7);
}

BOOST_AUTO_TEST_CASE(grain_is_calmed_and_small_letters_that_fill_the_page_are_not) {
  cv::Mat page(700, 900, CV_8UC1, cv::Scalar(245));
  for (int y = 20; y < 690; y += 13)
    cv::putText(page, "EMISSAO E ENVIO 10/08/2026 PAGAMENTO MINIMO RESUMO DA FATURA ANTERIOR ENCARGOS",
                {10, y}, cv::FONT_HERSHEY_PLAIN, 0.8, cv::Scalar(0), 1);
  cv::Mat median, step;
  cv::medianBlur(page, median, 3);
  cv::absdiff(page, median, step);
  BOOST_TEST_REQUIRE(cv::mean(step)[0] > 7.0, "its letters alone differ as much as grain does");
  const auto changed = [](const cv::Mat& before) {
    cv::Mat difference;
    cv::absdiff(before, calmed(before, find_marks(before)), difference);
    return cv::countNonZero(difference) > 0;
  };
  BOOST_TEST(!changed(page));
  add_grain(page);
  BOOST_TEST(changed(page));
}

BOOST_AUTO_TEST_CASE(the_dark_head_of_a_table_is_turned_where_the_paper_lies_aslant_too) {
  constexpr double x_height_px = 16;
  cv::Mat page(400, 1200, CV_8UC1, cv::Scalar(245));
  cv::rectangle(page, {50, 100}, {1150, 124}, cv::Scalar(60), -1);
  cv::putText(page, "DATUM      ZAHLBAR BIS", {80, 118}, cv::FONT_HERSHEY_SIMPLEX, 0.55, cv::Scalar(235), 2);
  const cv::Mat lean = (cv::Mat_<double>(2, 3) << 1, 0, 0, 0.03, 1, 0);  // down by 3 px each 100
  cv::warpAffine(page, page, lean, page.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
  const cv::Mat turned = dark_on_light(page, x_height_px);
  const double head = share_of_ink(turned(cv::Rect(90, 110, 200, 12)));
  BOOST_TEST(head > 0.08);
  BOOST_TEST(head < 0.4);
  BOOST_TEST(share_of_ink(turned(cv::Rect(700, 126, 160, 12))) < 0.02);
}

BOOST_AUTO_TEST_SUITE_END()
