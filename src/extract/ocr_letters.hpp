#pragma once
// Letters that OCR saw and the document's language does not have.

#include <string>
#include <vector>

#include "extract/lexicon.hpp"
#include "layout/document.hpp"

namespace domicile::extract {

/// `document` with the words that came from OCR written in the letters of `languages` (BCP 47). A model that
/// knows every Latin alphabet mistakes a speck for a diacritic: "NÚÑŇEZ" on a Spanish page is "NÚÑEZ", "SW1Ì"
/// on an English one "SW1I". A letter that the languages lack becomes the one of theirs that has the same
/// base letter and a mark, where there is one alone, else the base letter; a second reading of the letter
/// beside it goes. Words that OCR is sure of keep letters that CLDR lists as used in loan words and names:
/// "Müller" in English. A Latin letter among Cyrillic or Greek ones, or behind a digit there, becomes theirs
/// that looks like it: "35A" on a Russian page. "Il" behind a name and before a number is "II".
///
/// Words of a text layer, and a document in no known language, stay as they are. Alphabets: CLDR exemplar
/// characters.
[[nodiscard]] layout::Document in_letters_of(const std::vector<std::string>& languages,
                                             layout::Document document);

/// `document` with "lan MacDonald" as "Ian MacDonald": in many types a capital I and a small l are one shape,
/// and among words that all begin with capitals it is the capital. Small words of a language ("la", "los")
/// stay, and so do words of a text layer.
[[nodiscard]] layout::Document with_capital_i(const Lexicon& lexicon, layout::Document document);

}  // namespace domicile::extract
