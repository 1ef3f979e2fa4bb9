#include "match/name_initials.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/text.hpp"

namespace domicile::match {
namespace {

bool is_letter_or_digit(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) != 0; }

// Names of one ideograph are no initials.
bool is_initial(char32_t c) {
  return is_letter_or_digit(c) && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) == 0;
}

// "A.", "A'Court", "A-Z"
bool goes_on(char32_t c) { return is_letter_or_digit(c) || std::u32string_view(U".'’-").contains(c); }

}  // namespace

bool begins_with_initials(std::string_view line, std::size_t count) {
  const auto letters = to_utf32(line);
  std::size_t at = 0;
  for (std::size_t word = 0; word < count; ++word) {
    if (at >= letters.size() || !is_initial(letters[at])) return false;
    std::size_t behind = at + 1;
    const bool dotted = behind < letters.size() && letters[behind] == U'.';
    if (dotted && u_isUUppercase(static_cast<UChar32>(letters[at])) == 0) return false;
    if (dotted) ++behind;
    if (!dotted && behind < letters.size() && goes_on(letters[behind])) return false;
    at = std::min(letters.find_first_not_of(U' ', behind), letters.size());
    const bool parted = dotted || at > behind;
    if (word + 1 < count && !parted) return false;
  }
  return true;
}

}  // namespace domicile::match
