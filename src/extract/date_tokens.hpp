#pragma once
// A line of text cut into what dates are made of.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace domicile::extract {

struct DateToken {
  enum class Type { number, word, mark } type = Type::mark;
  std::string text;       ///< folded
  int value = 0;          ///< of a number of up to 8 digits
  int digits = 0;         ///< of a number
  std::size_t begin = 0;  ///< byte offsets in the text
  std::size_t end = 0;
  bool blank_before = false;
  bool repaired = false;
  bool led_by_bar = false;  ///< a bar, "l" or "I" stands before it or for its first digit
};

/// "3rd Nov,2026" → 3, rd, nov, ',', 2026. Digits of any script count. With `from_ocr`, a run of digits with
/// letters that look like digits among them is a number: "2O26"; a word with digits that look like letters
/// within it is a word: "AG0". A bar that leads a number is none of its digits: "|7".
[[nodiscard]] std::vector<DateToken> date_tokens(std::string_view written, bool from_ocr);

}  // namespace domicile::extract
