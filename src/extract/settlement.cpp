#include "extract/settlement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace domicile::extract {
namespace {

// The headings of all that is of one kind.
struct Headings {
  double best = 0;
  double more = 0;
  bool prominent = false;
  bool alone = false;
  std::string text;
};

Headings headings_of(const std::string& kind, const rules::KindRules& rules, const Supports& supports) {
  Headings headings;
  for (const auto& [name, support] : supports) {
    if (kind_of(rules, name) != kind) continue;
    headings.prominent |= support.prominent;
    headings.alone |= support.alone;
    headings.more += support.more_titles;
    if (support.best_title > headings.best) {
      headings.more += headings.best;
      headings.best = support.best_title;
      headings.text = support.title;
    } else {
      headings.more += support.best_title;
    }
  }
  return headings;
}

void add_headings(const std::string& kind, const Headings& headings, Score& score) {
  constexpr double most_of_more = 3;
  if (headings.best == 0) return;
  score.add("settlement.heading", fmt::format("heading '{}'", headings.text), headings.best);
  score.add("settlement.heading." + kind, "a heading of such documents", headings.best);
  if (headings.prominent) score.add("settlement.prominent", "it is set as the page's heading");
  if (headings.alone) score.add("settlement.alone", "it has its line for itself");
  if (headings.more > 0)
    score.add("settlement.more_headings", "more such headings", std::min(most_of_more, headings.more));
}

void add_sums(const std::string& kind, const Accounting& accounting, double table, Score& score) {
  if (kind == "utility_bill") {
    if (accounting.sums_due > 0)
      score.add("settlement.due", "it says what is to be paid or given back");
    else if (accounting.totals > 0)
      score.add("settlement.total", "it names totals, but not what is to be paid");
    else if (accounting.balances > 1)
      score.add("settlement.account", "it names what was owed before and after");
  } else {
    if (accounting.balances > 0) score.add("settlement.balance", "it shows balances");
    if (accounting.balances > 1) score.add("settlement.balances", "more than one");
    if (table > 0) score.add("settlement.movements", "a table of dated movements", table);
  }
  if (accounting.adds_up) score.add("settlement.adds_up." + kind, "amounts are added up");
  constexpr int few_blanks = 2;  // of a slip to pay with
  if (accounting.blanks > few_blanks)
    score.add("settlement.blanks", "blanks to be filled in", std::min(3.0, std::log2(accounting.blanks)));
  if (accounting.dated) score.add("settlement.dated." + kind, "a label says when it was issued");
}

// Its words have a weight of their own, for bills or for statements.
bool is_weighed_apart(const std::string& name, const Weights& weights) {
  const auto term = "settlement.term." + name;
  return weights(term) != 0 || weights(term + ".utility_bill") != 0 || weights(term + ".bank_statement") != 0;
}

// Bills are invoices, and one for mobile phones has all the words of others.
bool is_worded_alike(const std::string& name) { return name == "invoice" || name == "mobile_phone_bill"; }

// Words and forms of one other kind that bills, or statements, don't bear.
void add_marks(const std::string& kind, const std::string& name, const Support& support, Score& score) {
  constexpr double most = 2;
  const auto amount = [&](std::size_t count) {
    return std::min(most, std::log2(1.0 + static_cast<double>(count)));
  };
  if (!support.patterns.empty()) {
    const double patterns = std::min(most, static_cast<double>(support.patterns.size()));
    score.add("settlement.pattern." + name, "forms or numbers of another", patterns);
    score.add("settlement.pattern." + name + "." + kind, "forms or numbers that its kind does not bear",
              patterns);
  }
  if (support.terms.empty()) return;
  score.add("settlement.term." + name, fmt::format("'{}' and such words of another", *support.terms.begin()),
            amount(support.terms.size()));
  score.add("settlement.term." + name + "." + kind, "words that its kind does not bear",
            amount(support.terms.size()));
}

// Of what is neither bill nor statement: a bill carries some of their words and headings too.
void add_others(const std::string& kind, const rules::KindRules& rules, const Supports& supports,
                const Weights& weights, Score& score) {
  std::size_t words = 0;
  for (const auto& [name, support] : supports) {
    if (kind_of(rules, name) != "other") continue;
    if (!is_worded_alike(name) && !is_weighed_apart(name, weights)) words += support.terms.size();
    add_marks(kind, name, support, score);
    if (support.best_title == 0) continue;
    score.add("settlement.other." + name, fmt::format("heading '{}' of another", support.title),
              support.best_title);
    if (support.prominent || support.alone)
      score.add("settlement.other_alone." + name, "it has its line for itself or is set large");
  }
  if (words > 0)
    score.add("settlement.other_words", fmt::format("{} words of other documents", words),
              std::log2(1.0 + static_cast<double>(words)));
}

// The more of a bill's words, the likelier a bill, up to a point: a letter about one has a dozen.
void add_words(const std::string& kind, const rules::KindRules& rules, const Supports& supports,
               Score& score) {
  constexpr double enough = 4;
  std::set<std::string> words;
  for (const auto& [name, support] : supports) {
    if (kind_of(rules, name) == kind) words.insert(support.terms.begin(), support.terms.end());
  }
  if (words.empty()) return;
  score.add("settlement.words." + kind, fmt::format("{} words of such documents", words.size()),
            std::min(enough, std::log2(1.0 + static_cast<double>(words.size()))));
}

void add_text(const std::string& kind, const Accounting& accounting, Score& score) {
  if (accounting.prose > 0) score.add("settlement.prose." + kind, "running text", accounting.prose);
  if (accounting.body > 0)
    score.add("settlement.body." + kind, "running text in the middle of the page", accounting.body);
  if (accounting.closes) score.add("settlement.closes." + kind, "it closes as letters do");
  if (accounting.greets) score.add("settlement.greets." + kind, "it greets its reader");
}

}  // namespace

Settlement settlement_of(const std::string& kind, const Marked& marked, const rules::KindRules& rules,
                         const Supports& supports, double table, const Weights& weights) {
  const auto accounting = accounting_of(marked);
  Score score(weights);
  score.add("settlement." + kind, "its kind", 1);
  add_headings(kind, headings_of(kind, rules, supports), score);
  add_sums(kind, accounting, table, score);
  add_words(kind, rules, supports, score);
  add_others(kind, rules, supports, weights, score);
  add_text(kind, accounting, score);
  if (weights.log() != nullptr) {
    const auto source = marked.document.lines.front().words.front().source;
    weights.log()->record("settlement", {{kind, score.features(), source}});
  }
  return {softmax({score.total()}, weights("settlement.none")).front(), score.evidence()};
}

}  // namespace domicile::extract
