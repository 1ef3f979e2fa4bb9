// The labelled pairs of data/name_pairs.jsonl: a third of them (`held_out`) was never looked at while the
// method was made. Figures: test_match --run_test=name_pairs --log_level=message

#include <fmt/format.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "match/name_book.hpp"

using namespace domicile;

namespace {

struct LabelledPair {
  std::string a, b, language, outcome;
  bool match, held_out;
  match::Comparison found;
};

std::vector<LabelledPair> compared_pairs(bool held_out) {
  std::ifstream file(DOMICILE_SOURCE_DIR "/tests/match/data/name_pairs.jsonl");
  std::vector<LabelledPair> pairs;
  for (std::string line; std::getline(file, line);) {
    const auto row = nlohmann::json::parse(line);
    if (row["held_out"].get<bool>() != held_out) continue;
    LabelledPair pair{row["a"], row["b"], row["language"], row["outcome"], row["match"], held_out, {}};
    pair.found = test::name_matcher().compare_names({pair.a}, {pair.b});
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

double f1_at(const std::vector<LabelledPair>& pairs, double threshold) {
  double hits = 0, false_alarms = 0, missed = 0;
  for (const auto& pair : pairs) {
    const bool said = pair.found.score >= threshold;
    hits += said && pair.match;
    false_alarms += said && !pair.match;
    missed += !said && pair.match;
  }
  return hits == 0 ? 0 : 2 * hits / (2 * hits + false_alarms + missed);
}

struct Figures {
  double best_f1 = 0, threshold = 0;
  int said_same = 0, wrongly_same = 0, missed_same = 0, outcome_right = 0;
};

Figures figures_of(const std::vector<LabelledPair>& pairs) {
  Figures figures;
  for (double threshold = 0.02; threshold < 1; threshold += 0.02) {
    if (const double f1 = f1_at(pairs, threshold); f1 > figures.best_f1) {
      figures.best_f1 = f1;
      figures.threshold = threshold;
    }
  }
  for (const auto& pair : pairs) {
    const std::string found = test::to_text(pair.found.outcome);
    figures.said_same += found == "same";
    figures.wrongly_same += found == "same" && pair.outcome != "same";
    figures.missed_same += found != "same" && pair.outcome == "same";
    figures.outcome_right += found == pair.outcome;
    if (found != pair.outcome) {
      BOOST_TEST_MESSAGE(fmt::format("{}: '{}' and '{}' are {} {:.2f}, expected {}", pair.language, pair.a,
                                     pair.b, found, pair.found.score, pair.outcome));
    }
  }
  return figures;
}

void check_figures(bool held_out) {
  const auto pairs = compared_pairs(held_out);
  const auto figures = figures_of(pairs);
  BOOST_TEST_MESSAGE(fmt::format(
      "{} pairs {}: best F1 {:.3f} at {:.2f}; same {} times, wrongly {}, missed {}; outcome right {:.3f}",
      pairs.size(), held_out ? "held out" : "worked on", figures.best_f1, figures.threshold,
      figures.said_same, figures.wrongly_same, figures.missed_same,
      static_cast<double>(figures.outcome_right) / static_cast<double>(pairs.size())));
  BOOST_TEST(pairs.size() >= (held_out ? 200U : 400U));
  BOOST_TEST(figures.best_f1 >= 0.95);
  BOOST_TEST(figures.wrongly_same * 100 <= figures.said_same);
  BOOST_TEST(figures.missed_same * 20 <= figures.said_same);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(name_pairs)

BOOST_AUTO_TEST_CASE(pairs_that_were_worked_on_come_out_as_labelled) { check_figures(false); }

BOOST_AUTO_TEST_CASE(pairs_that_were_held_out_come_out_as_labelled) { check_figures(true); }

BOOST_AUTO_TEST_SUITE_END()
