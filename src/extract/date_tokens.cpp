#include "extract/date_tokens.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace domicile::extract {
namespace {

struct Character {
  UChar32 point;
  std::size_t begin;
  std::size_t end;
  int digit;  // -1 for none
};

std::vector<Character> characters(std::string_view text) {
  std::vector<Character> found;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c < 0) c = 0xFFFD;
    found.push_back({c, static_cast<std::size_t>(begin), static_cast<std::size_t>(i), u_charDigitValue(c)});
  }
  return found;
}

// What OCR reads for a digit, by the digit's look.
int digit_like(UChar32 c) {
  switch (c) {
    case 'O':
    case 'o':
    case 'Q':
    case 'D':
      return 0;
    case 'I':
    case 'l':
    case '|':
    case 'i':
      return 1;
    case 'Z':
      return 2;
    case 'S':
      return 5;
    case 'B':
      return 8;
    default:
      return -1;
  }
}

// Turns look-alikes into digits within runs of letters and digits that are mostly digits. A bar before a run
// is what is left of a table's rule more often than a 1.
void repair(std::vector<Character>& text, std::vector<bool>& repaired) {
  for (std::size_t i = 0; i < text.size();) {
    if (text[i].point == '|' && (i == 0 || text[i - 1].digit < 0)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    int digits = 0, alike = 0;
    while (end < text.size() && (text[end].digit >= 0 || digit_like(text[end].point) >= 0)) {
      (text[end].digit >= 0 ? digits : alike) += 1;
      ++end;
    }
    const bool bounded =
        (i == 0 || !u_isalpha(text[i - 1].point)) && (end == text.size() || !u_isalpha(text[end].point));
    if (alike > 0 && bounded && digits >= alike) {
      for (std::size_t k = i; k < end; ++k) {
        if (text[k].digit >= 0) continue;
        text[k].digit = digit_like(text[k].point);
        repaired[k] = true;
      }
    }
    i = std::max(end, i + 1);
  }
}

// Whether a bar, or a letter that looks like one, stands before a number or as its first digit: what is left
// of a table's rule, or a 1.
bool led_by_bar(const std::vector<Character>& text, const std::vector<bool>& repaired, std::size_t first) {
  if (repaired[first]) return digit_like(text[first].point) == 1;
  return first > 0 && text[first - 1].point == '|';
}

// French "1er", of which OCR makes "ler" and "Ier".
void repair_first_of_month(std::vector<Character>& text, std::vector<bool>& repaired) {
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    const bool first = text[i].digit < 0 && digit_like(text[i].point) == 1;
    const bool bounded =
        (i == 0 || !u_isalnum(text[i - 1].point)) && (i + 3 == text.size() || !u_isalnum(text[i + 3].point));
    if (!first || !bounded || text[i + 1].point != 'e' || text[i + 2].point != 'r') continue;
    text[i].digit = 1;
    repaired[i] = true;
  }
}

// What OCR reads for a letter, by its look; 0 for other digits.
char letter_like(int digit) {
  constexpr std::string_view letters("OI\0\0\0SG\0B\0", 10);
  return digit < 0 ? '\0' : letters[static_cast<std::size_t>(digit)];
}

// "30/AG0/2025", "1O 0CT": a digit within a word, which is mostly letters. In "5th" and "DEC25" it is one.
void repair_words(std::vector<Character>& all, std::string& text) {
  for (std::size_t i = 0; i < all.size();) {
    std::size_t end = i, letters = 0, digits = 0;
    for (; end < all.size() && (all[end].digit >= 0 || u_isalpha(all[end].point)); ++end)
      (all[end].digit >= 0 ? digits : letters) += 1;
    for (std::size_t k = i; k < end && letters >= 2 * digits; ++k) {
      const char letter = letter_like(all[k].digit);
      const bool within = k > i && k + 1 < end;
      if (letter == 0 || (!within && letter != 'O') || all[k].end != all[k].begin + 1) continue;
      all[k].point = static_cast<unsigned char>(letter);
      all[k].digit = -1;
      text[all[k].begin] = letter;
    }
    i = std::max(end, i + 1);
  }
}

}  // namespace

std::vector<DateToken> date_tokens(std::string_view written, bool from_ocr) {
  std::string text(written);
  auto all = characters(text);
  std::vector<bool> repaired(all.size(), false);
  if (from_ocr) {
    repair(all, repaired);
    repair_words(all, text);
    repair_first_of_month(all, repaired);
  }
  std::vector<DateToken> tokens;
  bool blank = false;
  for (std::size_t i = 0; i < all.size();) {
    if (u_isUWhiteSpace(all[i].point)) {
      blank = true;
      ++i;
      continue;
    }
    DateToken token;
    token.begin = all[i].begin;
    token.blank_before = blank;
    blank = false;
    std::size_t end = i;
    if (all[i].digit >= 0) {
      token.type = DateToken::Type::number;
      token.led_by_bar = from_ocr && led_by_bar(all, repaired, i);
      while (end < all.size() && all[end].digit >= 0) {
        if (token.digits < 8) token.value = token.value * 10 + all[end].digit;
        ++token.digits;
        token.repaired = token.repaired || repaired[end];
        ++end;
      }
    } else if (u_isalpha(all[i].point) && !is_ideographic(static_cast<char32_t>(all[i].point))) {
      token.type = DateToken::Type::word;
      while (end < all.size() &&
             (u_isalpha(all[end].point) || u_charType(all[end].point) == U_NON_SPACING_MARK) &&
             all[end].digit < 0 && !is_ideographic(static_cast<char32_t>(all[end].point))) {
        ++end;
      }
    } else {
      end = i + 1;
    }
    token.end = all[end - 1].end;
    token.text = fold(std::string_view(text).substr(token.begin, token.end - token.begin));
    tokens.push_back(std::move(token));
    i = end;
  }
  return tokens;
}

}  // namespace domicile::extract
