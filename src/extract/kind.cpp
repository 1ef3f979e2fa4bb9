#include "extract/kind.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"
#include "extract/accounting.hpp"
#include "extract/line_parts.hpp"
#include "extract/movements.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t runners_up_kept = 3;
constexpr double least_share_of_subkind = 0.5;
constexpr int pages_looked_at = 4;
constexpr double large_heading = 1.25;  // times the median height of all lines
constexpr double least_evidence_of_another = 1.0;
constexpr double most_by_absence = 0.85;  // that nothing was found proves little

std::string kind_of(const rules::KindRules& rules, const std::string& subkind) {
  for (const auto& kind : rules.kinds) {
    if (kind.name == subkind) return kind.name;
    for (const auto& known : kind.subkinds) {
      if (known.name == subkind) return kind.name;
    }
  }
  return "other";
}

std::size_t tokens_of_dates(const PhraseInLine& title, const LinePart& part, const Marked& marked) {
  std::size_t tokens = 0;
  for (const auto& date : marked.dates) {
    if (date.line == title.line && date.date.begin >= part.begin && date.date.end <= part.end)
      tokens += fold_tokens(date.text).size();
  }
  return tokens;
}

// How many words of its line are neither the heading's nor those of its date: "Kontoauszug vom 23.08.2025" is
// a heading by itself.
std::size_t tokens_beside(const PhraseInLine& title, const Marked& marked) {
  const auto& text = marked.document.lines[title.line].text;
  const LinePart whole{0, text.size()};
  std::size_t own = title.tokens + tokens_of_dates(title, whole, marked);
  for (const auto& label : marked.labels) {
    if (label.line == title.line && label.begin == title.begin && label.tokens > title.tokens)
      own += label.tokens - title.tokens;
  }
  const auto all = fold_tokens(text).size();
  return all - std::min(all, own);
}

// "Subject: FINAL NOTICE for account 0417": the heading of a letter, whatever follows it.
bool is_subject(const PhraseInLine& title, const Marked& marked) {
  const auto& text = marked.document.lines[title.line].text;
  return std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    return label.meaning->name == "subject" && label.line == title.line && label.end <= title.begin &&
           fold_tokens(std::string_view(text).substr(label.end, title.begin - label.end)).empty();
  });
}

// How much a heading counts where it stands: large or alone in the upper part of page one says what the page
// is; within a sentence it only mentions such a thing.
constexpr double of_question = 0.2;  // "Fragen zu Ihrer Rechnung?" is no heading of one

double standing(const PhraseInLine& title, const Marked& marked, double median) {
  const auto& line = marked.document.lines[title.line];
  const auto part = heading_part(line.text, title.begin);
  std::size_t tokens =
      fold_tokens(std::string_view(line.text).substr(part.begin, part.end - part.begin)).size();
  tokens -= std::min(tokens, tokens_of_dates(title, part, marked));
  const auto other_tokens = tokens - std::min(tokens, title.tokens);
  double strength = other_tokens <= 3 || is_subject(title, marked) ? 1.0 : other_tokens <= 6 ? 0.6 : 0.25;
  if (line.height_pt > large_heading * median) strength += 0.2;
  if (line.page > 1)
    strength *= 0.5;
  else if (line.box.center_y() > 0.6)
    strength *= 0.55;
  if (!title.exact) strength *= 0.8;
  if (line.text.find('?', title.begin) != std::string::npos) strength *= of_question;
  return std::min(1.15, strength);
}

// A heading set larger than the text, in the upper half of page one, with little else on its line.
bool is_prominent(const PhraseInLine& title, const Marked& marked, double median) {
  const auto& line = marked.document.lines[title.line];
  if (line.page != 1 || line.box.center_y() > 0.5 || !title.exact) return false;
  return line.height_pt > large_heading * median && tokens_beside(title, marked) <= 2;
}

// "Account summary" in a frame of a water bill: a heading, but not that of the page. What else a document may
// be called, such as an invoice, takes nothing from it.
bool stands_under_a_larger_one(const PhraseInLine& title, const Marked& marked,
                               const rules::KindRules& rules) {
  const auto& line = marked.document.lines[title.line];
  const auto kind = kind_of(rules, title.meaning->name);
  return std::ranges::any_of(marked.titles, [&](const PhraseInLine& other) {
    const auto& above = marked.document.lines[other.line];
    const auto its_kind = kind_of(rules, other.meaning->name);
    return its_kind != kind && its_kind != "other" && other.exact && above.page == line.page &&
           above.box.center_y() < line.box.y0 && above.height_pt > large_heading * line.height_pt;
  });
}

// A heading that has its line for itself, in the upper half of page one.
bool is_alone(const PhraseInLine& title, const Marked& marked) {
  const auto& line = marked.document.lines[title.line];
  return line.page == 1 && line.box.center_y() < 0.5 && title.exact &&
         (tokens_beside(title, marked) == 0 || is_subject(title, marked));
}

// What speaks for one subkind, or for a kind as a whole.
struct Support {
  double best_title = 0;
  double more_titles = 0;
  bool prominent = false;  // a heading that says by its size or place what the page is
  bool alone = false;      // a heading with nothing else on its line
  std::string title;
  std::set<std::string> terms;
  std::set<std::string> patterns;
  [[nodiscard]] bool any() const { return best_title > 0 || !terms.empty() || !patterns.empty(); }
};

// A heading of a statement, or its vocabulary outside of the movements. Others have tables of dated rows too:
// a haulier's of the bins that it emptied.
bool says_bank(const Marked& marked, const MovementRows& movements, const rules::KindRules& rules) {
  constexpr std::size_t words_of_bank = 3;
  const auto of_bank = [&](const PhraseInLine& phrase) {
    return marked.document.lines[phrase.line].page <= pages_looked_at &&
           kind_of(rules, phrase.meaning->name) == "bank_statement";
  };
  if (std::ranges::any_of(marked.titles, of_bank)) return true;
  std::set<std::string> words;
  for (const auto& term : marked.terms) {
    const auto& line = marked.document.lines[term.line];
    if (of_bank(term) && !movements.rows.contains({line.page, line.row}))
      words.insert(fold(line.text.substr(term.begin, term.end - term.begin)));
  }
  return words.size() >= words_of_bank;
}

std::map<std::string, Support> supports_of(const Marked& marked, const MovementRows& movements,
                                           const rules::KindRules& rules) {
  std::map<std::string, Support> supports;
  const double median = layout::median_height(marked.document);
  std::map<std::string, std::set<std::string>> titles_seen;
  for (const auto& title : marked.titles) {
    const auto& line = marked.document.lines[title.line];
    if (line.page > pages_looked_at) continue;
    auto& support = supports[title.meaning->name];
    support.prominent = support.prominent || (is_prominent(title, marked, median) &&
                                              !stands_under_a_larger_one(title, marked, rules));
    support.alone = support.alone || is_alone(title, marked);
    const double strength = standing(title, marked, median);
    const auto text = fold(line.text.substr(title.begin, title.end - title.begin));
    if (!titles_seen[title.meaning->name].insert(text).second) continue;
    if (strength > support.best_title) {
      support.more_titles += support.best_title;
      support.best_title = strength;
      support.title = line.text.substr(title.begin, title.end - title.begin);
    } else {
      support.more_titles += strength;
    }
  }
  const bool of_bank = says_bank(marked, movements, rules);
  for (const auto& term : marked.terms) {
    const auto& line = marked.document.lines[term.line];
    if (line.page > pages_looked_at) continue;
    // A statement's movements name the power company that was paid.
    if (of_bank && movements.rows.contains({line.page, line.row}) &&
        kind_of(rules, term.meaning->name) == "utility_bill")
      continue;
    supports[term.meaning->name].terms.insert(fold(line.text.substr(term.begin, term.end - term.begin)));
  }
  return supports;
}

void match_patterns(const layout::Document& document, const Lexicon& lexicon,
                    std::map<std::string, Support>& supports) {
  for (const auto& line : document.lines) {
    if (line.page > pages_looked_at) continue;
    const auto folded = fold(line.text);
    for (const auto& [name, pattern] : lexicon.patterns) {
      if (re2::RE2::PartialMatch(folded, *pattern)) supports[name].patterns.insert(pattern->pattern());
    }
  }
}

// Each further word says less; a single one may stand anywhere.
double worth_of_words(std::size_t count) {
  constexpr double single_word = 0.6;
  return count == 1 ? single_word : std::log2(1.0 + static_cast<double>(count));
}

void add_support(const std::string& name, const Support& support, Score& score) {
  if (support.best_title > 0) {
    score.add("kind.title", fmt::format("heading '{}'", support.title), support.best_title);
    score.add("kind.title." + name, "a heading that other documents bear too", support.best_title);
    if (support.prominent) {
      score.add("kind.title_prominent", "it is set as the page's heading");
      score.add("kind.title_prominent." + name, "as that of other documents is");
    }
    if (support.alone) {
      score.add("kind.title_alone", "it has its line for itself");
      score.add("kind.title_alone." + name, "as that of other documents has");
    }
    score.add("kind.title_more", "more headings of the kind", std::min(2.0, support.more_titles));
  }
  if (!support.terms.empty()) {
    std::string some;
    for (const auto& term : support.terms) {
      if (some.size() < 60) some += (some.empty() ? "'" : ", '") + term + "'";
    }
    const double amount = worth_of_words(support.terms.size());
    score.add("kind.term", fmt::format("{} words of its vocabulary: {}", support.terms.size(), some), amount);
    score.add("kind.term." + name, "words that other documents use too", amount);
  }
  if (!support.patterns.empty()) {
    score.add("kind.pattern",
              fmt::format("{} units or numbers that such documents show", support.patterns.size()),
              std::min(3.0, static_cast<double>(support.patterns.size())));
    score.add("kind.pattern." + name, "numbers that other documents show too",
              std::min(3.0, static_cast<double>(support.patterns.size())));
  }
}

// A mobile phone bill is worded as other bills are. What is so worded says nothing of what is billed.
void add_resembled(const std::string& name, const std::map<std::string, Support>& supports,
                   const rules::KindRules& rules, Score& score) {
  for (const auto& kind : rules.kinds) {
    const auto subkind = std::ranges::find(kind.subkinds, name, &rules::SubkindRules::name);
    if (subkind == kind.subkinds.end() || subkind->resembles.empty()) continue;
    if (const auto shared = supports.find(subkind->resembles); shared != supports.end()) {
      Support words;
      words.terms = shared->second.terms;
      add_support(subkind->resembles, words, score);
    }
  }
}

// A bill for the telephone and the internet, or for gas and electricity, speaks of both.
void add_siblings(const std::string& name, const std::map<std::string, Support>& supports,
                  const rules::KindRules& rules, Score& score) {
  const auto kind = kind_of(rules, name);
  std::set<std::string> terms;
  for (const auto& [sibling, support] : supports) {
    if (sibling != name && sibling != kind && kind_of(rules, sibling) == kind)
      terms.insert(support.terms.begin(), support.terms.end());
  }
  for (const auto& own : {name, kind}) {
    if (const auto found = supports.find(own); found != supports.end()) {
      for (const auto& term : found->second.terms) terms.erase(term);
    }
  }
  if (terms.empty()) return;
  score.add("kind.sibling", fmt::format("{} words of what is billed beside it", terms.size()),
            worth_of_words(terms.size()));
}

// A bill asks for money, a statement shows balances, and both say by a heading what they are. A letter about
// either has the words of both and none of that.
void add_accounting(const Accounting& accounting, const std::string& kind, double best_title, double table,
                    Score& score) {
  constexpr double clear_heading = 0.8;
  if (kind == "utility_bill" && accounting.sums_due == 0)
    score.add("kind.nothing_due", "it names no sum to be paid or given back");
  if (kind == "bank_statement" && accounting.balances == 0 && table == 0)
    score.add("kind.no_balance", "it shows neither balances nor movements");
  const bool untitled = best_title < clear_heading;
  if (untitled) score.add("kind.untitled", "it bears no heading of such a document");
  if (accounting.prose > 0) {
    score.add("kind.prose", "running text", accounting.prose);
    if (untitled) score.add("kind.untitled_prose", "running text without such a heading", accounting.prose);
  }
  if (accounting.greets) score.add("kind.greets", "it greets its reader");
}

double transaction_table(const MovementRows& movements) {
  return movements.longest >= 5 ? 1.0 : movements.longest >= 3 ? 0.5 : 0.0;
}

const rules::IssuerRules* issuer_of(const Marked& marked, const Lexicon& lexicon) {
  for (const auto& issuer : lexicon.book.kinds.issuers) {
    for (const auto& line : marked.document.lines) {
      if (line.page != 1) continue;
      const auto folded = " " + join(fold_tokens(line.text), " ") + " ";
      for (const auto& mark : issuer.marks) {
        if (folded.find(" " + join(fold_tokens(mark), " ") + " ") != std::string::npos) return &issuer;
      }
    }
  }
  return nullptr;
}

bool titled(std::map<std::string, Support>& supports, const rules::KindRules& rules,
            const std::string& kind) {
  return std::ranges::any_of(supports, [&](const auto& entry) {
    return entry.first != kind && entry.second.best_title > 0 && kind_of(rules, entry.first) == kind;
  });
}

// What speaks for the kind alone speaks once, however many subkinds nothing else tells apart.
double shared_by(const std::vector<std::string>& names, std::size_t index,
                 std::map<std::string, Support>& supports, const rules::KindRules& rules) {
  if (supports[names[index]].any()) return 0;
  const auto kind = kind_of(rules, names[index]);
  const auto alike = std::ranges::count_if(
      names, [&](const std::string& name) { return !supports[name].any() && kind_of(rules, name) == kind; });
  return std::log(static_cast<double>(std::max<std::ptrdiff_t>(1, alike)));
}

const PhraseInLine* best_heading(const Marked& marked, const rules::KindRules& rules,
                                 const std::string& kind) {
  const double median = layout::median_height(marked.document);
  const PhraseInLine* best = nullptr;
  for (const auto& title : marked.titles) {
    const bool counts = marked.document.lines[title.line].page <= pages_looked_at &&
                        kind_of(rules, title.meaning->name) == kind;
    if (counts && (best == nullptr || standing(title, marked, median) > standing(*best, marked, median)))
      best = &title;
  }
  return best;
}

// How much of the kind rests on such a witness.
constexpr double of_heading = 1, of_vocabulary = 0.5;

// The best heading; of the vocabulary one word from the middle, the first and the last.
std::vector<Witness> witnesses_of(const Marked& marked, const rules::KindRules& rules,
                                  const std::string& kind) {
  if (kind == "other") return {};
  std::vector<const PhraseInLine*> terms;
  for (const auto& term : marked.terms) {
    if (marked.document.lines[term.line].page <= pages_looked_at &&
        kind_of(rules, term.meaning->name) == kind)
      terms.push_back(&term);
  }
  std::vector<const PhraseInLine*> chosen;
  const auto* heading = best_heading(marked, rules, kind);
  if (heading != nullptr) chosen.push_back(heading);
  for (const std::size_t part : {1U, 0U, 2U}) {
    if (!terms.empty()) chosen.push_back(terms[part * (terms.size() - 1) / 2]);
  }
  std::vector<Witness> witnesses;
  for (const auto* phrase : chosen) {
    auto witness = witness_of(marked.document, *phrase);
    witness.confidence = phrase == heading ? of_heading : of_vocabulary;
    if (std::ranges::find(witnesses, witness.box, &Witness::box) == witnesses.end())
      witnesses.push_back(std::move(witness));
  }
  return witnesses;
}

}  // namespace

KindRead read_kind(const Marked& marked, const Lexicon& lexicon, const Weights& weights) {
  const auto& rules = lexicon.book.kinds;
  const auto movements = movement_rows(marked);
  auto supports = supports_of(marked, movements, rules);
  match_patterns(marked.document, lexicon, supports);
  const auto* issuer = issuer_of(marked, lexicon);
  const double table = transaction_table(movements);
  const auto accounting = accounting_of(marked);

  std::vector<std::string> names;
  std::vector<Score> scores;
  for (const auto& name : rules::kind_names()) {
    const auto kind = kind_of(rules, name);
    if (name == kind) continue;
    const bool of_issuer =
        issuer != nullptr && (issuer->subkind == name || (issuer->subkind.empty() && issuer->kind == kind));
    // What nothing speaks for is part of "none of them".
    const bool by_kind = kind != "other" && supports[kind].any();
    if (!supports[name].any() && !by_kind && !of_issuer) continue;
    Score score(weights);
    add_support(name, supports[name], score);
    if (by_kind) add_support(kind, supports[kind], score);
    add_resembled(name, supports, rules, score);
    if (kind == "utility_bill") add_siblings(name, supports, rules, score);
    if (kind != "other")
      add_accounting(accounting, kind, std::max(supports[name].best_title, supports[kind].best_title), table,
                     score);
    if (kind == "bank_statement" && table > 0)
      score.add("kind.transactions", "a table of dated movements", table);
    if (of_issuer) score.add("kind.issuer_file", "its issuer sends such documents");
    if (!titled(supports, rules, kind)) score.add("kind.usual." + name, "the usual one of its kind");
    names.push_back(name);
    scores.push_back(std::move(score));
  }
  std::vector<double> totals;
  totals.reserve(scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i) {
    totals.push_back(scores[i].total() - shared_by(names, i, supports, rules));
  }
  if (weights.log() != nullptr) {
    const auto source = marked.document.lines.front().words.front().source;
    std::vector<Considered> considered;
    considered.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
      considered.push_back({names[i], scores[i].features(), source});
    weights.log()->record("kind", considered);
  }
  const auto probabilities = softmax(totals, weights("kind.none"));

  std::map<std::string, double> of_kind{{"other", 1}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto kind = kind_of(rules, names[i]);
    if (kind == "other") continue;
    of_kind[kind] += probabilities[i];
    of_kind["other"] -= probabilities[i];
  }
  const bool otherwise_told = std::ranges::any_of(scores, [&](const Score& score) {
    const auto index = static_cast<std::size_t>(&score - scores.data());
    return kind_of(rules, names[index]) == "other" && score.total() >= least_evidence_of_another;
  });
  KindRead read;
  const auto best = std::ranges::max_element(of_kind, {}, [](const auto& entry) { return entry.second; });
  read.kind.value = best->first;
  read.kind.confidence = std::clamp(best->second, 0.0, 1.0);
  if (best->first == "other" && !otherwise_told) {
    read.kind.confidence = std::min(read.kind.confidence, most_by_absence);
  }

  read.kind.words = witnesses_of(marked, rules, read.kind.value);

  std::vector<std::size_t> order(names.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  bool chosen = false;
  for (const auto i : order) {
    if (!chosen && kind_of(rules, names[i]) == read.kind.value) {
      chosen = true;
      if (probabilities[i] >= least_share_of_subkind * read.kind.confidence && totals[i] > 0.5)
        read.kind.subkind = names[i];
      read.kind.evidence = scores[i].evidence();
    } else if (read.runners_up.size() < runners_up_kept && probabilities[i] > 0.001) {
      read.runners_up.push_back({"kind", names[i], probabilities[i], 1, Box{}, scores[i].evidence()});
    }
  }
  return read;
}

}  // namespace domicile::extract
