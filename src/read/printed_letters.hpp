#pragma once
// What the letters of a page say against the words that OCR made of them, by where they stand and how large.

#include <vector>

#include "model/page.hpp"
#include "read/ocr_prepare.hpp"

namespace domicile {

/// How far type reaches below the line, a "g", of the height of its tall letters and digits.
inline constexpr double hang_of_tall = 0.28;

/// True of a sign that fills a square of its own, as Chinese and Japanese ones do; it may be drawn in several
/// pieces.
[[nodiscard]] bool is_ideograph(char32_t c);

/// Puts "º" for what stands smaller and raised behind a digit or behind the n of "nº", where OCR read a digit
/// or a sign there; and parts a word where the letters stand as far apart as words do: "7342" that is printed
/// "73 4º" becomes these two words.
///
/// `words` were read from `page`, their boxes in fractions of it. A word whose letters were not found one by
/// one stays as it is. Several raised signs in a row are no marks: cents, "1er".
void mend_words(std::vector<Word>& words, const Prepared& page);

}  // namespace domicile
