#include "domicile/second_look.hpp"

#include <boost/test/unit_test.hpp>

using namespace domicile;

namespace {

// Words of one line, each as {text, where it begins, where it ends, confidence}.
struct Seen {
  std::string text;
  double from = 0, to = 0, confidence = 0;
};

Page line_of(const std::vector<Seen>& words) {
  Page page;
  page.source = WordSource::ocr;
  for (const auto& [text, from, to, confidence] : words) {
    Word word;
    word.text = text;
    word.box = {from, 0.1, to, 0.12};
    word.confidence = confidence;
    word.source = WordSource::ocr;
    page.words.push_back(word);
  }
  return page;
}

std::string text_of(const Page& page) {
  auto words = page.words;
  std::ranges::sort(words, {}, [](const Word& word) { return word.box.x0; });
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

double least_confidence(const Page& page) {
  return std::ranges::min(page.words, {}, &Word::confidence).confidence;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(second_look)

BOOST_AUTO_TEST_CASE(a_word_that_the_edge_of_the_second_look_cuts_stands_as_it_was) {
  auto page = line_of({{"Statement", 0.520, 0.570, 0.52}, {"date", 0.574, 0.595, 0.9}});
  auto again = line_of({{"ment", 0.545, 0.570, 0.92}, {"date", 0.574, 0.595, 0.9}});
  again.regions_read = {{0.55, 0.05, 0.72, 0.2}};
  add_second_look(page, again);
  BOOST_TEST(text_of(page) == "Statement date");
}

BOOST_AUTO_TEST_CASE(a_box_that_reaches_too_far_takes_no_word_away) {
  auto page = line_of({{"Statement", 0.520, 0.570, 0.52}, {"date", 0.574, 0.595, 0.97}});
  add_second_look(page, line_of({{"Statement", 0.520, 0.595, 0.91}}));
  BOOST_TEST(text_of(page) == "Statement date");
  BOOST_TEST(least_confidence(page) > 0.9);
}

BOOST_AUTO_TEST_CASE(a_stop_behind_a_day_or_a_month_that_one_reading_passed_over_stands) {
  const auto once = line_of({{"18.", 0.1, 0.12, 0.9}, {"3", 0.13, 0.14, 0.8}, {"2026", 0.15, 0.18, 0.9}});
  const auto twice = line_of({{"18.", 0.1, 0.12, 0.9}, {"3.", 0.13, 0.142, 0.9}, {"2026", 0.15, 0.18, 0.9}});
  for (const auto& [first, again] : {std::pair(once, twice), std::pair(twice, once)}) {
    auto page = first;
    add_second_look(page, again);
    BOOST_TEST(text_of(page) == "18. 3. 2026");
  }
}

BOOST_AUTO_TEST_CASE(of_two_readings_of_a_line_the_better_words_stand) {
  struct Case {
    std::vector<Seen> first, again;
    const char* expected;
    double least, most;  // confidence in the least sure word
  };
  const std::vector<Case> cases{
      {{{"Storgata", 0.1, 0.2, 0.8}}, {{"Storgata", 0.1, 0.2, 0.9}}, "Storgata", 0.97, 0.99},
      {{{"Tondheim", 0.1, 0.2, 0.6}}, {{"Trondheim", 0.1, 0.2, 0.9}}, "Trondheim", 0.6, 0.65},
      {{{"14", 0.1, 0.12, 0.9}}, {{"44", 0.1, 0.12, 0.9}}, "14", 0.3, 0.4},
      {{{"14", 0.1, 0.12, 0.9}}, {{"44", 0.1, 0.12, 0.2}}, "14", 0.8, 0.9},
      {{{"Garde", 0.1, 0.18, 0.5}, {"n", 0.185, 0.2, 0.4}}, {{"Garden", 0.1, 0.2, 0.9}}, "Garden", 0.9, 1},
      {{{"2026", 0.16, 0.2, 0.96}}, {{"21.10.2026", 0.1, 0.2, 0.76}}, "21.10.2026", 0.75, 0.77},
      {{{"134,", 0.1, 0.13, 0.96}, {"134,", 0.127, 0.13, 0.95}},
       {{"134,", 0.1, 0.13, 0.9}},
       "134,",
       0.9,
       0.9},
      {{{"21.10.", 0.1, 0.15, 0.9}, {"2026", 0.16, 0.2, 0.9}},
       {{"21.10.2026", 0.1, 0.2, 0.7}},
       "21.10.2026",
       0.95,
       1},
      {{{"Mar", 0.2, 0.22, 0.9}}, {{"10", 0.16, 0.18, 0.47}, {"Mar", 0.2, 0.22, 0.9}}, "10 Mar", 0.46, 0.48},
      {{{"Mar", 0.2, 0.22, 0.9}}, {{"|", 0.16, 0.18, 0.9}, {"x", 0.3, 0.31, 0.6}}, "Mar", 0.9, 0.9},
      {{{"05.072024", 0.1, 0.2, 0.9}}, {{"05.07.2024", 0.1, 0.2, 0.8}}, "05.07.2024", 0.97, 1},
      {{{"sc.", 0.2, 0.22, 0.9}}, {{"1,", 0.24, 0.25, 0.75}}, "sc. 1,", 0.75, 0.75},
      {{{"7,ap.42", 0.2, 0.26, 0.9}},
       {{"7,", 0.2, 0.21, 0.9}, {"ap.", 0.22, 0.235, 0.9}, {"42", 0.24, 0.26, 0.9}},
       "7, ap. 42",
       0.98,
       1},
  };
  for (const auto& [first, again, expected, least, most] : cases) {
    auto page = line_of(first);
    add_second_look(page, line_of(again));
    BOOST_TEST_CONTEXT(expected) {
      BOOST_TEST(text_of(page) == expected);
      BOOST_TEST(least_confidence(page) >= least - 1e-9);
      BOOST_TEST(least_confidence(page) <= most + 1e-9);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_box_that_missed_a_letter_is_widened_by_the_other_reading) {
  auto page = line_of({{"Mallorca,", 0.168, 0.217, 0.97}});
  add_second_look(page, line_of({{"Mallorca,", 0.156, 0.217, 0.91}}));
  BOOST_TEST(page.words.front().box.x0 == 0.156);
  BOOST_TEST(page.words.front().box.x1 == 0.217);
}

BOOST_AUTO_TEST_CASE(words_put_together_from_two_lines_give_way_to_those_of_each_line) {
  const auto placed = [](const std::string& text, const Box& box) {
    Word word;
    word.text = text;
    word.box = box;
    word.confidence = 0.9;
    word.source = WordSource::ocr;
    return word;
  };
  Page mixed, right;
  mixed.words = {placed("LUIS", {0.10, 0.100, 0.20, 0.124}), placed("ROMERO", {0.21, 0.100, 0.30, 0.110})};
  right.words = {placed("CARMEN", {0.10, 0.100, 0.20, 0.110}), placed("ROMERO", {0.21, 0.100, 0.30, 0.110}),
                 placed("LUIS", {0.10, 0.114, 0.16, 0.124})};
  add_second_look(mixed, right);
  std::vector<std::string> texts;
  for (const auto& word : mixed.words) texts.push_back(word.text);
  std::ranges::sort(texts);
  BOOST_TEST(texts == std::vector<std::string>({"CARMEN", "LUIS", "ROMERO"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
