#include "extract/kind_support.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "base/text.hpp"
#include "extract/heading.hpp"

namespace domicile::extract {
namespace {

bool is_looked_at(const Marked& marked, const PhraseInLine& phrase) {
  return marked.document.lines[phrase.line].page <= pages_looked_at;
}

std::string folded_text(const Marked& marked, const PhraseInLine& phrase) {
  return fold(marked.document.lines[phrase.line].text.substr(phrase.begin, phrase.end - phrase.begin));
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

// A heading of a statement, or its vocabulary outside of the movements. Others have tables of dated rows too:
// a haulier's of the bins that it emptied.
bool says_bank(const Marked& marked, const MovementRows& movements, const rules::KindRules& rules) {
  constexpr std::size_t words_of_bank = 3;
  const auto of_bank = [&](const PhraseInLine& phrase) {
    return is_looked_at(marked, phrase) && kind_of(rules, phrase.meaning->name) == "bank_statement";
  };
  if (std::ranges::any_of(marked.titles, of_bank)) return true;
  std::set<std::string> words;
  for (const auto& term : marked.terms) {
    const auto& line = marked.document.lines[term.line];
    if (of_bank(term) && !movements.rows.contains({line.page, line.row}))
      words.insert(folded_text(marked, term));
  }
  return words.size() >= words_of_bank;
}

void take_title(const PhraseInLine& title, const Marked& marked, double strength, Support& support) {
  if (strength <= support.best_title) {
    support.more_titles += strength;
    return;
  }
  support.more_titles += support.best_title;
  support.best_title = strength;
  support.title = marked.document.lines[title.line].text.substr(title.begin, title.end - title.begin);
}

void add_titles(const Marked& marked, const rules::KindRules& rules, Supports& supports) {
  const double median = layout::median_height(marked.document);
  std::map<std::string, std::set<std::string>> seen;
  for (const auto& title : marked.titles) {
    if (!is_looked_at(marked, title)) continue;
    auto& support = supports[title.meaning->name];
    support.prominent = support.prominent || (is_prominent(title, marked, median) &&
                                              !stands_under_a_larger_one(title, marked, rules));
    support.alone = support.alone || is_alone(title, marked);
    if (seen[title.meaning->name].insert(folded_text(marked, title)).second)
      take_title(title, marked, standing(title, marked, median), support);
  }
}

void add_terms(const Marked& marked, const MovementRows& movements, const rules::KindRules& rules,
               Supports& supports) {
  const bool of_bank = says_bank(marked, movements, rules);
  for (const auto& term : marked.terms) {
    if (!is_looked_at(marked, term)) continue;
    const auto& line = marked.document.lines[term.line];
    // A statement's movements name the power company that was paid.
    if (of_bank && movements.rows.contains({line.page, line.row}) &&
        kind_of(rules, term.meaning->name) == "utility_bill")
      continue;
    supports[term.meaning->name].terms.insert(folded_text(marked, term));
  }
}

void add_patterns(const layout::Document& document, const Lexicon& lexicon, Supports& supports) {
  for (const auto& line : document.lines) {
    if (line.page > pages_looked_at) continue;
    const auto folded = fold(line.text);
    for (const auto& [name, pattern] : lexicon.patterns) {
      if (re2::RE2::PartialMatch(folded, *pattern)) supports[name].patterns.insert(pattern->pattern());
    }
  }
}

}  // namespace

Supports supports_of(const Marked& marked, const MovementRows& movements, const Lexicon& lexicon) {
  Supports supports;
  add_titles(marked, lexicon.book.kinds, supports);
  add_terms(marked, movements, lexicon.book.kinds, supports);
  add_patterns(marked.document, lexicon, supports);
  return supports;
}

const Support& support_of(const Supports& supports, const std::string& name) {
  static const Support none;
  const auto found = supports.find(name);
  return found == supports.end() ? none : found->second;
}

std::string kind_of(const rules::KindRules& rules, const std::string& subkind) {
  for (const auto& kind : rules.kinds) {
    if (kind.name == subkind) return kind.name;
    for (const auto& known : kind.subkinds) {
      if (known.name == subkind) return kind.name;
    }
  }
  return "other";
}

}  // namespace domicile::extract
