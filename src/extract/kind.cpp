#include "extract/kind.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "extract/alphabet.hpp"
#include "extract/heading.hpp"
#include "extract/kind_support.hpp"
#include "extract/movements.hpp"
#include "extract/settlement.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t runners_up_kept = 3;
constexpr double least_share_of_subkind = 0.5;
constexpr double least_evidence_of_subkind = 0.5;
constexpr double least_of_runner_up = 0.001;
constexpr double least_evidence_of_another = 1.0;
constexpr double clear_heading = 0.8;     // of what one counts where it stands
constexpr double most_by_absence = 0.85;  // that nothing was found proves little

// Each further word says less; a single one may stand anywhere.
double worth_of_words(std::size_t count) {
  constexpr double single_word = 0.6;
  return count == 1 ? single_word : std::log2(1.0 + static_cast<double>(count));
}

void add_titles(const std::string& name, const Support& support, Score& score) {
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

void add_terms(const std::string& name, const std::set<std::string>& terms, Score& score) {
  constexpr std::size_t longest_list = 60;
  std::string some;
  for (const auto& term : terms) {
    if (some.size() < longest_list) some += (some.empty() ? "'" : ", '") + term + "'";
  }
  const double amount = worth_of_words(terms.size());
  score.add("kind.term", fmt::format("{} words of its vocabulary: {}", terms.size(), some), amount);
  score.add("kind.term." + name, "words that other documents use too", amount);
}

void add_patterns(const std::string& name, std::size_t count, Score& score) {
  const double amount = std::min(3.0, static_cast<double>(count));
  score.add("kind.pattern", fmt::format("{} units or numbers that such documents show", count), amount);
  score.add("kind.pattern." + name, "numbers that other documents show too", amount);
}

void add_support(const std::string& name, const Support& support, Score& score) {
  if (support.best_title > 0) add_titles(name, support, score);
  if (!support.terms.empty()) add_terms(name, support.terms, score);
  if (!support.patterns.empty()) add_patterns(name, support.patterns.size(), score);
}

// A mobile phone bill is worded as other bills are. What is so worded says nothing of what is billed.
void add_resembled(const std::string& name, const Supports& supports, const rules::KindRules& rules,
                   Score& score) {
  for (const auto& kind : rules.kinds) {
    const auto subkind = std::ranges::find(kind.subkinds, name, &rules::SubkindRules::name);
    if (subkind == kind.subkinds.end() || subkind->resembles.empty()) continue;
    const auto& terms = support_of(supports, subkind->resembles).terms;
    if (!terms.empty()) add_terms(subkind->resembles, terms, score);
  }
}

// A bill for the telephone and the internet, or for gas and electricity, speaks of both.
void add_siblings(const std::string& name, const Supports& supports, const rules::KindRules& rules,
                  Score& score) {
  const auto kind = kind_of(rules, name);
  std::set<std::string> terms;
  for (const auto& [sibling, support] : supports) {
    if (sibling != name && sibling != kind && kind_of(rules, sibling) == kind)
      terms.insert(support.terms.begin(), support.terms.end());
  }
  for (const auto& own : {name, kind}) {
    for (const auto& term : support_of(supports, own).terms) terms.erase(term);
  }
  if (terms.empty()) return;
  score.add("kind.sibling", fmt::format("{} words of what is billed beside it", terms.size()),
            worth_of_words(terms.size()));
}

double transaction_table(const MovementRows& movements) {
  return movements.longest >= 5 ? 1.0 : movements.longest >= 3 ? 0.5 : 0.0;
}

const rules::IssuerRules* issuer_of(const Marked& marked, const Lexicon& lexicon) {
  for (const auto& issuer : lexicon.book.kinds.issuers) {
    for (const auto& line : marked.document.lines) {
      if (line.page != 1) continue;
      const auto folded = fmt::format(" {} ", join(fold_tokens(line.text), " "));
      for (const auto& mark : issuer.marks) {
        if (folded.contains(fmt::format(" {} ", join(fold_tokens(mark), " ")))) return &issuer;
      }
    }
  }
  return nullptr;
}

// What the document shows, whatever it is.
struct Shown {
  Supports supports;
  double table = 0;  // of dated movements
  const rules::IssuerRules* issuer = nullptr;
};

Shown shown_by(const Marked& marked, const Lexicon& lexicon) {
  const auto movements = movement_rows(marked);
  return {supports_of(marked, movements, lexicon), transaction_table(movements), issuer_of(marked, lexicon)};
}

// A subkind that something speaks for.
struct Candidate {
  std::string name;
  std::string kind;
  Score score;
  double heading = 0;  // how much its best one counts where it stands
  bool bare = false;   // nothing but a heading speaks for it
  double total = 0;    // of the score, less its share of what speaks for several
  double probability = 0;
};

bool titled(const Supports& supports, const rules::KindRules& rules, const std::string& kind) {
  return std::ranges::any_of(supports, [&](const auto& entry) {
    return entry.first != kind && entry.second.best_title > 0 && kind_of(rules, entry.first) == kind;
  });
}

bool is_of_issuer(const rules::IssuerRules* issuer, const std::string& name, const std::string& kind) {
  return issuer != nullptr && (issuer->subkind == name || (issuer->subkind.empty() && issuer->kind == kind));
}

// Nothing where nothing speaks for the subkind: that is part of "none of them".
std::optional<Candidate> candidate_of(const std::string& name, const std::string& kind, const Shown& shown,
                                      const rules::KindRules& rules, const Weights& weights) {
  const auto& own = support_of(shown.supports, name);
  const auto& of_kind = support_of(shown.supports, kind);
  const bool of_issuer = is_of_issuer(shown.issuer, name, kind);
  const bool by_kind = kind != "other" && of_kind.any();
  if (!own.any() && !by_kind && !of_issuer) return std::nullopt;
  Score score(weights);
  add_support(name, own, score);
  if (by_kind) add_support(kind, of_kind, score);
  add_resembled(name, shown.supports, rules, score);
  if (kind == "utility_bill") add_siblings(name, shown.supports, rules, score);
  if (kind == "bank_statement" && shown.table > 0)
    score.add("kind.transactions", "a table of dated movements", shown.table);
  if (of_issuer) score.add("kind.issuer_file", "its issuer sends such documents");
  if (!titled(shown.supports, rules, kind)) score.add("kind.usual." + name, "the usual one of its kind");
  const bool bare = own.terms.empty() && own.patterns.empty();
  return Candidate{name, kind, std::move(score), own.best_title, bare};
}

// What speaks for the kind alone speaks once, however many subkinds nothing else tells apart.
double shared_by(const Candidate& candidate, const std::vector<Candidate>& all, const Supports& supports) {
  if (support_of(supports, candidate.name).any()) return 0;
  const auto alike = std::ranges::count_if(all, [&](const Candidate& other) {
    return other.kind == candidate.kind && !support_of(supports, other.name).any();
  });
  return std::log(static_cast<double>(std::max<std::ptrdiff_t>(1, alike)));
}

void log_choice(const std::vector<Candidate>& candidates, const Marked& marked, const Weights& weights) {
  if (weights.log() == nullptr) return;
  const auto source = marked.document.lines.front().words.front().source;
  std::vector<Considered> considered;
  considered.reserve(candidates.size());
  for (const auto& candidate : candidates)
    considered.push_back({candidate.name, candidate.score.features(), source});
  weights.log()->record("kind", considered);
}

void weigh(std::vector<Candidate>& candidates, const Supports& supports, const Weights& weights) {
  std::vector<double> totals;
  totals.reserve(candidates.size());
  for (auto& candidate : candidates) {
    candidate.total = candidate.score.total() - shared_by(candidate, candidates, supports);
    totals.push_back(candidate.total);
  }
  const auto probabilities = softmax(totals, weights("kind.none"));
  for (std::size_t i = 0; i < candidates.size(); ++i) candidates[i].probability = probabilities[i];
}

std::vector<Candidate> candidates_of(const Shown& shown, const Marked& marked, const Lexicon& lexicon,
                                     const Weights& weights) {
  const auto& rules = lexicon.book.kinds;
  std::vector<Candidate> candidates;
  for (const auto& name : rules::kind_names()) {
    const auto kind = kind_of(rules, name);
    if (name == kind) continue;
    if (auto candidate = candidate_of(name, kind, shown, rules, weights))
      candidates.push_back(std::move(*candidate));
  }
  log_choice(candidates, marked, weights);
  weigh(candidates, shown.supports, weights);
  return candidates;
}

// How likely each kind is; they sum to 1.
using Shares = std::map<std::string, double>;

Shares::iterator likeliest(Shares& shares) {
  return std::ranges::max_element(shares, {}, [](const auto& entry) { return entry.second; });
}

Shares shares_of(const std::vector<Candidate>& candidates) {
  Shares shares{{"other", 1}};
  for (const auto& candidate : candidates) {
    if (candidate.kind == "other") continue;
    shares[candidate.kind] += candidate.probability;
    shares["other"] -= candidate.probability;
  }
  return shares;
}

// Takes from the likelier of bill and statement what speaks for a letter about one.
Settlement settle(Shares& shares, const Shown& shown, const Marked& marked, const rules::KindRules& rules,
                  const Weights& weights) {
  auto proofs = shares;
  proofs.erase("other");
  if (proofs.empty()) return {};
  const auto kind = likeliest(proofs)->first;
  auto settlement = settlement_of(kind, marked, rules, shown.supports, shown.table, weights);
  const double lost = shares[kind] * (1 - settlement.probability);
  shares[kind] -= lost;
  shares["other"] += lost;
  return settlement;
}

// What is worded as a bill and settles nothing is something else for certain only by a heading that says
// what.
bool is_told(const std::vector<Candidate>& candidates, bool worded_as_proof) {
  return std::ranges::any_of(candidates, [&](const Candidate& candidate) {
    // Bills are headed "Facture" too: of one whose upper part alone was read nothing else may be known yet.
    if (candidate.bare && candidate.name == "invoice") return false;
    const bool by_words = !worded_as_proof && candidate.score.total() >= least_evidence_of_another;
    return candidate.kind == "other" && (by_words || candidate.heading >= clear_heading);
  });
}

// Words written with letters that none of the languages has that were recognised: the document speaks another
// one, and a word of theirs in it says little.
bool speaks_unknown_language(const Marked& marked) {
  constexpr std::size_t enough_words = 30, letters_of_word = 3;
  constexpr double many = 0.08;
  Alphabet alphabet;
  for (const auto* language : marked.locale.languages) add_letters(language->tag, alphabet);
  std::size_t words = 0, foreign = 0;
  for (const auto& line : marked.document.lines) {
    for (const auto& word : line.words) {
      const auto letters = to_utf32(word.text);
      if (letters.size() < letters_of_word || character_shares(word.text).letters < 0.8) continue;
      ++words;
      foreign += std::ranges::any_of(letters, [&](char32_t c) {
        const auto point = static_cast<UChar32>(c);
        return c >= 0x80 && u_isalpha(point) && !alphabet.own.contains(point) &&
               !alphabet.loaned.contains(point);
      });
    }
  }
  return words >= enough_words && static_cast<double>(foreign) > many * static_cast<double>(words);
}

KindReading chosen_kind(Shares& shares, const std::vector<Candidate>& candidates, bool worded_as_proof,
                        const Marked& marked) {
  KindReading kind;
  const auto best = likeliest(shares);
  kind.value = best->first;
  kind.confidence = std::clamp(best->second, 0.0, 1.0);
  if (kind.value == "other" && (!is_told(candidates, worded_as_proof) || speaks_unknown_language(marked)))
    kind.confidence = std::min(kind.confidence, most_by_absence);
  return kind;
}

std::vector<const Candidate*> likeliest_first(const std::vector<Candidate>& candidates) {
  std::vector<const Candidate*> order;
  order.reserve(candidates.size());
  for (const auto& candidate : candidates) order.push_back(&candidate);
  std::ranges::sort(order, std::ranges::greater{}, &Candidate::probability);
  return order;
}

// The likeliest subkind of the kind that was chosen; whatever else is likely runs up.
void choose_subkind(const std::vector<Candidate>& candidates, KindRead& read) {
  bool chosen = false;
  for (const auto* candidate : likeliest_first(candidates)) {
    if (!chosen && candidate->kind == read.kind.value) {
      chosen = true;
      if (candidate->probability >= least_share_of_subkind * read.kind.confidence &&
          candidate->total > least_evidence_of_subkind)
        read.kind.subkind = candidate->name;
      read.kind.evidence = candidate->score.evidence();
    } else if (read.runners_up.size() < runners_up_kept && candidate->probability > least_of_runner_up) {
      read.runners_up.push_back(
          {"kind", candidate->name, candidate->probability, 1, Box{}, candidate->score.evidence()});
    }
  }
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
  const auto shown = shown_by(marked, lexicon);
  const auto candidates = candidates_of(shown, marked, lexicon, weights);
  auto shares = shares_of(candidates);
  const bool worded_as_proof = likeliest(shares)->first != "other";
  const auto settlement = settle(shares, shown, marked, rules, weights);
  KindRead read;
  read.kind = chosen_kind(shares, candidates, worded_as_proof, marked);
  read.kind.words = witnesses_of(marked, rules, read.kind.value);
  choose_subkind(candidates, read);
  if (worded_as_proof) {
    if (read.kind.value == "other") read.kind.evidence.clear();
    read.kind.evidence.insert(read.kind.evidence.end(), settlement.evidence.begin(),
                              settlement.evidence.end());
  }
  return read;
}

}  // namespace domicile::extract
