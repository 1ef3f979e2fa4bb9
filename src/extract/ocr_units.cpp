#include "extract/ocr_units.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "layout/rows.hpp"
#include "rules/phrase_index.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t shortest = 3;

struct UnitWords {
  std::set<std::string> known;
  std::map<std::string, std::set<std::string>> by_likeness;

  void add(const rules::WordForms& words) {
    for (const auto& [full, forms] : words) {
      add(full);
      for (const auto& form : forms) add(form);
    }
  }

  /// The one word that `folded` may be a misreading of; empty where it is none, a word itself, or one of
  /// several.
  [[nodiscard]] std::string meant_by(const std::string& folded) const {
    if (folded.size() < shortest || known.contains(folded)) return {};
    const auto alike = by_likeness.find(rules::likeness_of(folded));
    return alike == by_likeness.end() || alike->second.size() != 1 ? "" : *alike->second.begin();
  }

 private:
  void add(const std::string& word) {
    const auto tokens = fold_tokens(word);
    if (tokens.size() != 1 || tokens.front().size() < shortest) return;
    known.insert(tokens.front());
    by_likeness[rules::likeness_of(tokens.front())].insert(tokens.front());
  }
};

bool starts_with_digit(const std::string& text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

}  // namespace

layout::Document with_mended_units(const std::vector<std::string>& languages, const rules::RuleBook& book,
                                   layout::Document document) {
  const auto is_ocr = [](const Word& word) { return word.source == WordSource::ocr; };
  if (std::ranges::none_of(document.lines,
                           [&](const auto& line) { return std::ranges::any_of(line.words, is_ocr); }))
    return document;
  UnitWords units;
  for (const auto& language : languages) {
    const auto rules = book.addresses.find(language);
    if (rules == book.addresses.end()) continue;
    for (const auto* words : {&rules->second.units, &rules->second.floors, &rules->second.entrances})
      units.add(*words);
  }
  for (auto& line : document.lines) {
    bool changed = false;
    for (std::size_t at = 0; at + 1 < line.words.size(); ++at) {
      auto& word = line.words[at];
      if (!is_ocr(word) || !starts_with_digit(line.words[at + 1].text)) continue;
      const auto tokens = fold_tokens(word.text);
      const auto meant = tokens.size() == 1 ? units.meant_by(tokens.front()) : "";
      if (meant.empty()) continue;
      word.text = meant;
      changed = true;
    }
    if (changed) line.text = layout::joined_text(*document.page(line.page), line.words);
  }
  return document;
}

}  // namespace domicile::extract
