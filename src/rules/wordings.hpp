#pragma once
// Every wording of every language, folded and indexed. Made once from the languages and regions of a RuleBook
// and kept with it, since folding tens of thousands of wordings takes longer than reading a bill.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/text_table.hpp"
#include "rules/address_rules.hpp"
#include "rules/language_rules.hpp"
#include "rules/phrase_index.hpp"

namespace domicile::rules {

/// What a wording stands for.
struct Meaning {
  enum class Type { label, title, term } type = Type::label;
  std::string name;  ///< label role, kind or subkind
};

struct Wordings {
  std::vector<Meaning> meanings;
  std::vector<PhraseIndex> languages;  ///< in the languages' order, regions included; values index `meanings`
  /// Every word of them once: first those of languages themselves, then those of their regions alone.
  TextTable words;
  std::uint32_t own_words = 0;  ///< how many of `words` are of the first sort
};

/// The wordings of `languages` with those of their `regions`. Headings are known without their small words
/// too; which words are small in a language its `addresses` say (street_fillers).
[[nodiscard]] Wordings index_wordings(const std::vector<LanguageRules>& languages,
                                      const std::vector<RegionRules>& regions,
                                      const std::map<std::string, AddressRules>& addresses);

}  // namespace domicile::rules
