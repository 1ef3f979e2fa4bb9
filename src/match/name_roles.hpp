#pragma once
// Which words of a holder's line are titles, joints, names: the step between words and persons.

#include <string_view>
#include <vector>

#include "match/name_lexicon.hpp"
#include "match/name_words.hpp"

namespace domicile::match {

/// A word of the line or a phrase of several, with every role the lexicon gives it.
struct RoledWord {
  NameWord word;  ///< for a phrase its first word with the phrase's end and role
  int phrase_words = 1;

  [[nodiscard]] bool is(NameRole role) const { return word.is(role); }
  [[nodiscard]] bool is_comma() const { return word.punctuation && (word.key == "," || word.key == ";"); }
  [[nodiscard]] bool is_name() const { return !word.punctuation && phrase_words == 1; }
};

/// Words with roles, without what stands in brackets and without a c/o and all that follows it.
[[nodiscard]] std::vector<RoledWord> roled_words(std::string_view line, const NameLexicon& lexicon,
                                                 const Romaniser& romaniser);

/// A holder's segment: the words [begin, end) of one holder between joints, titles and suffixes left out.
struct NameSegment {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Cuts at "and", "&", "u." … where both sides can be holders; single letters such as Spanish "y" or Italian
/// "e" join only where the names around them leave no other reading ("Ortega y Gasset" is one person).
[[nodiscard]] std::vector<NameSegment> segments_of(const std::vector<RoledWord>& words);

/// The segment without leading honorifics and trailing academic suffixes.
[[nodiscard]] NameSegment without_titles(const std::vector<RoledWord>& words, NameSegment segment);

}  // namespace domicile::match
