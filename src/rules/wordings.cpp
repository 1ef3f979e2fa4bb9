#include "rules/wordings.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace domicile::rules {
namespace {

using Phrases = std::map<std::string, std::vector<std::string>>;

// Headings leave out small words: "Facture collecte des déchets" for "Facture de collecte des déchets". All
// forms of `heading` in which the first of them, or all, are left out.
std::vector<std::string> with_fewer_small_words(const std::string& heading,
                                                const std::set<std::string>& small) {
  const auto tokens = fold_tokens(heading);
  std::vector<std::string> without_all = tokens, without_first = tokens;
  std::erase_if(without_all, [&](const std::string& token) { return small.contains(token); });
  const auto first =
      std::ranges::find_if(without_first, [&](const std::string& token) { return small.contains(token); });
  if (first == without_first.end() || without_all.size() < 2) return {};
  without_first.erase(first);
  return {join(without_all, " "), join(without_first, " ")};
}

void add_phrases(Wordings& wordings, PhraseIndex& index, Meaning::Type type, const Phrases& phrases,
                 const std::set<std::string>& small_words = {}) {
  auto& meanings = wordings.meanings;
  for (const auto& [name, texts] : phrases) {
    const auto known =
        std::ranges::find_if(meanings, [&](const Meaning& m) { return m.type == type && m.name == name; });
    const auto value = static_cast<int>(known - meanings.begin());
    if (known == meanings.end()) meanings.push_back({type, name});
    for (const auto& text : texts) {
      index.add(text, value);
      for (const auto& shorter : with_fewer_small_words(text, small_words)) index.add(shorter, value);
    }
  }
}

}  // namespace

Wordings index_wordings(const std::vector<LanguageRules>& languages, const std::vector<RegionRules>& regions,
                        const std::map<std::string, AddressRules>& addresses) {
  Wordings wordings;
  for (const auto& language : languages) {
    std::set<std::string> small_words;
    if (const auto rules = addresses.find(language.tag); rules != addresses.end()) {
      for (const auto& filler : rules->second.street_fillers) {
        for (auto& word : fold_tokens(filler)) small_words.insert(std::move(word));
      }
    }
    PhraseIndex index;
    const auto add = [&](const auto& rules) {
      add_phrases(wordings, index, Meaning::Type::label, rules.labels);
      add_phrases(wordings, index, Meaning::Type::title, rules.titles, small_words);
      add_phrases(wordings, index, Meaning::Type::term, rules.terms);
    };
    add(language);
    for (const auto token : index.tokens()) wordings.words.add(token);
    for (const auto& region : regions) {
      if (region.language == language.tag) add(region);
    }
    wordings.languages.push_back(std::move(index));
  }
  wordings.own_words = wordings.words.size();
  for (const auto& index : wordings.languages) {
    for (const auto token : index.tokens()) wordings.words.add(token);
  }
  return wordings;
}

}  // namespace domicile::rules
