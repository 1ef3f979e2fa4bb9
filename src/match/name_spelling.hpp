#pragma once
// Two words of names compared letter by letter. Method: restricted Damerau-Levenshtein distance with weights,
// and beside it reachability by letter rules of one and the same language.

#include <string>
#include <string_view>

#include "match/name_lexicon.hpp"

namespace domicile::match {

/// What a spelling comparison may believe.
struct SpellingContext {
  std::uint64_t loose_languages = 0;  ///< languages that the names are known to be of
  bool free_vowels = false;           ///< one side comes from a script that writes no short vowels
};

/// True where every difference between the keys is a habit of writing the name in Latin letters, all of them
/// of one language: ("khachaturyan", "khachaturian") is; ("anna", "anne") is not.
[[nodiscard]] bool written_otherwise(std::string_view a, std::string_view b, const NameLexicon& lexicon,
                                     SpellingContext context);

/// 0 nothing in common … 1 equal. One wrong letter among eight gives about 0.8; a final vowel that differs
/// ("mario", "maria") weighs as much as a consonant.
[[nodiscard]] double likeness(std::string_view a, std::string_view b);

/// Letters of one sound brought to one form, doubled ones to one: "sergej" and "sergey" → "sergi".
[[nodiscard]] std::string sound_of(std::string_view key);

/// True where the words differ only by letters that scanners confuse, and some of them: "whitfie1d",
/// "whitfield"; "bamard", "barnard".
[[nodiscard]] bool confused_by_scanner(std::string_view a, std::string_view b);

}  // namespace domicile::match
