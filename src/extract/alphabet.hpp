#pragma once
// The letters of languages, from CLDR's exemplar characters.

#include <unicode/uniset.h>

#include <string>

namespace domicile::extract {

struct Alphabet {
  icu::UnicodeSet own;     ///< letters of the languages, small and capital
  icu::UnicodeSet loaned;  ///< and of the names and words that they borrow
};

/// Adds the letters of `language` (BCP 47); nothing where CLDR does not know it.
void add_letters(const std::string& language, Alphabet& alphabet);

}  // namespace domicile::extract
