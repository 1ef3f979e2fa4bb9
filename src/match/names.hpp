#pragma once
// The names half of the Matcher.

#include <string>
#include <vector>

#include "match/match.hpp"
#include "match/name_holder.hpp"
#include "match/name_lexicon.hpp"

namespace domicile::match {

struct Matcher::Names {
  explicit Names(const rules::RuleBook& book)
      : romaniser(book.ready_bytes(Romaniser::ready_name)), lexicon(book, romaniser) {}

  [[nodiscard]] Comparison compare(Side a, Side b) const;
  [[nodiscard]] std::vector<std::string> persons(std::string_view holder) const;

  Romaniser romaniser;
  NameLexicon lexicon;
};

}  // namespace domicile::match
