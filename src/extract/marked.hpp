#pragma once
// A document with everything that its words can be recognised as: labels, titles, terms and dates.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extract/date_text.hpp"
#include "extract/lexicon.hpp"
#include "extract/locale_guess.hpp"
#include "layout/document.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

/// A phrase of the lexicon in a line.
struct PhraseInLine {
  std::size_t line = 0;
  std::size_t first_word = 0;  ///< of the line
  std::size_t last_word = 0;   ///< inclusive
  std::size_t begin = 0;       ///< byte offsets in the line's text
  std::size_t end = 0;
  std::size_t tokens = 0;  ///< how many it covers; longer phrases say more
  const Meaning* meaning = nullptr;
  Box box;
  bool exact = true;
  bool numbers_document = false;  ///< "Fattura n.", "Invoice No.": an identifier that begins with a heading
};

/// Whether a label of this role names a sum of money, of whatever sort.
[[nodiscard]] bool is_amount_role(std::string_view role);

/// A date in a line.
struct DateInLine {
  std::size_t line = 0;
  WrittenDate date;
  std::string text;  ///< as printed
  Box box;
  double confidence = 1;  ///< lowest of its words
};

struct Marked {
  const layout::Document& document;
  LocaleGuess locale;
  std::vector<PhraseInLine> labels;
  std::vector<PhraseInLine> titles;
  std::vector<PhraseInLine> terms;
  std::vector<DateInLine> dates;
  std::set<std::size_t> names_above;  ///< lines that are labels of what stands above them (label_sides.hpp)
  bool from_ocr = false;              ///< more than half of the words come from OCR
};

/// The words of `phrase` where they stand.
[[nodiscard]] Witness witness_of(const layout::Document& document, const PhraseInLine& phrase);

/// Marks `document`, which must outlive the result.
[[nodiscard]] Marked mark(const layout::Document& document, const Lexicon& lexicon, LocaleGuess locale);

/// Whether `place` stands beside a postcode in another line than `own_line`, as the sender's town does.
[[nodiscard]] bool stands_beside_postcode(const Marked& marked, std::string_view place, std::size_t own_line);

/// The box of the words of `line` that cover bytes [begin, end) of its text.
[[nodiscard]] Box box_of(const layout::Line& line, std::size_t begin, std::size_t end);

/// Lowest confidence among those words.
[[nodiscard]] double confidence_of(const layout::Line& line, std::size_t begin, std::size_t end);

}  // namespace domicile::extract
