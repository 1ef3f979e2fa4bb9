#pragma once
// Does a picture show a line of text? What OCR saw there is held against what the line says.

#include <string>
#include <vector>

#include "model/page.hpp"

namespace domicile {

/// The lines of `page`'s visible words that stand on the lines of `box` (fractions of the page) and not far
/// beside it: a label three lines below is not this one.
[[nodiscard]] std::vector<std::string> lines_near(Page page, const Box& box);

/// What OCR saw in a region, folded. Words that stand beside the line in question do no harm.
class SeenText {
 public:
  /// Adds a line that OCR read.
  void add(const std::string& line);

  /// Whether `line` stands in what was seen. Letters may be misread, a third of them; numbers may not, except
  /// as a letter that looks like the digit. Case, diacritics, punctuation and spaces don't count.
  ///
  /// Seen "89 Elgin Street / WINNIPEG MB R3C 413": shows "Winnipeg, MB R3C 4T3" and not "99 Elgin Street".
  /// An empty line is always shown.
  [[nodiscard]] bool shows(const std::string& line) const;

  /// Whether `line` stands in what was seen letter for letter and from the beginning of a word to the end of
  /// one; letters and digits that look alike are the same. Of another alphabet's letters OCR gets more wrong:
  /// one letter in six of a Greek or Cyrillic line may differ, and Chinese characters are left to `shows`.
  ///
  /// Seen "12b Elmwood Street": shows "12B Elmwood Street" and neither "12 Elmwood Street" nor "12b Oakwood
  /// Street".
  [[nodiscard]] bool shows_each_letter(const std::string& line) const;

  /// Whether its words alone are shown, and its numbers alone: of a line in another alphabet one model reads
  /// the words best and another the digits. A line without numbers has them all shown.
  [[nodiscard]] bool shows_words(const std::string& line) const;
  [[nodiscard]] bool shows_numbers(const std::string& line) const;

  /// As `shows`, but the month too has to be the same: seen "3 October 2026" doesn't show "3 November 2026".
  [[nodiscard]] bool shows_date(const std::string& date) const;

 private:
  struct Stretch {
    std::size_t begin = 0, end = 0, distance = 0;
  };
  [[nodiscard]] bool near_enough(const std::string& claimed, const Stretch& found) const;
  [[nodiscard]] bool holds_whole_words(const std::string& claimed) const;
  [[nodiscard]] Stretch nearest(const std::string& claimed) const;
  [[nodiscard]] bool numbers_shown(const std::string& line, const Stretch& within) const;
  [[nodiscard]] bool words_shown(const std::string& line, const Stretch& within) const;
  [[nodiscard]] bool shows_date_with_stroke(const std::string& date) const;
  [[nodiscard]] bool bounded(const std::string& token, std::size_t at) const;

  std::string letters_;            ///< letters and digits without what separates them
  std::vector<bool> begins_word_;  ///< for each of letters_
};

/// `date` without those of `endings` that stand behind a number of one or two digits: "1er mars", "November
/// 3rd" are "1 mars", "November 3". Such letters are often raised, and come and go with OCR. "1º" stays: OCR
/// may see a digit there, which SeenText knows.
[[nodiscard]] std::string without_ordinal_endings(std::string date, const std::vector<std::string>& endings);

}  // namespace domicile
