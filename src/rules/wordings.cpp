#include "rules/wordings.hpp"

#include <algorithm>
#include <map>

namespace domicile::rules {
namespace {

using Phrases = std::map<std::string, std::vector<std::string>>;

void add_phrases(Wordings& wordings, PhraseIndex& index, Meaning::Type type, const Phrases& phrases) {
  auto& meanings = wordings.meanings;
  for (const auto& [name, texts] : phrases) {
    const auto known =
        std::ranges::find_if(meanings, [&](const Meaning& m) { return m.type == type && m.name == name; });
    const auto value = static_cast<int>(known - meanings.begin());
    if (known == meanings.end()) meanings.push_back({type, name});
    for (const auto& text : texts) index.add(text, value);
  }
}

}  // namespace

Wordings index_wordings(const std::vector<LanguageRules>& languages,
                        const std::vector<RegionRules>& regions) {
  Wordings wordings;
  for (const auto& language : languages) {
    PhraseIndex index;
    const auto add = [&](const auto& rules) {
      add_phrases(wordings, index, Meaning::Type::label, rules.labels);
      add_phrases(wordings, index, Meaning::Type::title, rules.titles);
      add_phrases(wordings, index, Meaning::Type::term, rules.terms);
    };
    add(language);
    wordings.own_tokens.push_back(static_cast<std::uint32_t>(index.tokens().size()));
    for (const auto& region : regions) {
      if (region.language == language.tag) add(region);
    }
    wordings.languages.push_back(std::move(index));
  }
  return wordings;
}

}  // namespace domicile::rules
