#include "extract/money_text.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string>

namespace domicile::extract {
namespace {

// Patterns over all letters of Unicode take RE2 ten milliseconds to compile. So a text is first written with
// one byte a character: any letter is an 'a', and what else the patterns tell apart has a byte of its own.
constexpr char yen = '\x02', other_currency = '\x03', minus_sign = '\x04', dash = '\x05', other = '\x06',
               fixed_blank = '\x07';

char plain_form(UChar32 c) {
  switch (c) {
    case 0xA5:
    case 0xFFE5:
    case 0x5186:  // 円
      return yen;
    case 0x2212:
      return minus_sign;
    case 0x2013:
      return dash;
    case 0x2019:
      return '\'';
    case 0xA0:
      return fixed_blank;
    default:
      break;
  }
  const auto mask = U_GET_GC_MASK(c);
  if ((mask & U_GC_L_MASK) != 0) return 'a';
  if (c < 0x7F) return c >= ' ' || c == '\t' ? static_cast<char>(c) : other;
  return (mask & U_GC_SC_MASK) != 0 ? other_currency : other;
}

struct Plain {
  std::string text;
  std::vector<std::size_t> begins;  // where each character begins in the original, and its end

  explicit Plain(std::string_view original) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(original.data());
    const auto length = static_cast<int32_t>(original.size());
    text.reserve(original.size());
    begins.reserve(original.size() + 1);
    for (int32_t i = 0; i < length;) {
      begins.push_back(static_cast<std::size_t>(i));
      UChar32 c = 0;
      U8_NEXT_OR_FFFD(bytes, i, length, c);
      text += plain_form(c);
    }
    begins.push_back(original.size());
  }
};

// Sums but those in yen have a separator with two digits behind it, or three where there are no cents.
bool may_hold_cents(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] == '.' || text[i] == ',') && digit(i + 1) && digit(i + 2)) return true;
  }
  return false;
}

// A sign with thousands behind it and no cents: "$ 24.310".
const re2::RE2& whole_sum() {
  static const re2::RE2 pattern(R"((?:^|[\s+-])([$\x02\x03]) ?[-\x04]?\d{1,3}(?:[.,']\d{3})+(?:[^\d.,]|$))",
                                re2::RE2::Latin1);
  return pattern;
}

}  // namespace

bool is_money(std::string_view text) {
  static const re2::RE2 money(
      R"([^\da]{0,3}(a{1,3}\.? ?|[$\x02\x03] ?)?[-+\x04\x05]?\d[\d.,'\x07 ]*[.,]\d{2}([^\da]{0,3}(a{1,3}\.?|[$\x02\x03])?|-))"
      R"(|[-+\x04]?\x02-?[\d,]+|[-+\x04]?\d[\d,]*\x02)"
      R"(|[-+\x04\x05]?[$\x03] ?[-+\x04\x05]?\d{1,3}(?:[.,']\d{3})*)"
      R"(|[-+\x04\x05]?\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,}))",
      re2::RE2::Latin1);
  return re2::RE2::FullMatch(Plain(text).text, money);
}

std::vector<std::string_view> symbols_beside_money(std::string_view line) {
  static const re2::RE2 before(
      R"((?:^|[\s+-])([a$\x02\x03]{1,3}\.?) ?[-\x04]?\d[\d.,' ]*[.,]\d{2}(?:[^\d.,]|$))", re2::RE2::Latin1);
  static const re2::RE2 behind(R"(\d[.,]\d{2} ?([a$\x02\x03]{1,3}\.?)(?:\s|$))", re2::RE2::Latin1);
  if (!may_hold_cents(line)) return {};
  const Plain plain(line);
  std::vector<std::string_view> symbols;
  for (const auto* pattern : {&before, &whole_sum(), &behind}) {
    re2::StringPiece symbol;
    if (!re2::RE2::PartialMatch(plain.text, *pattern, &symbol)) continue;
    const auto first = static_cast<std::size_t>(symbol.data() - plain.text.data());
    const auto begin = plain.begins[first];
    symbols.push_back(line.substr(begin, plain.begins[first + symbol.size()] - begin));
  }
  return symbols;
}

bool shows_whole_sum(std::string_view line) {
  return may_hold_cents(line) && re2::RE2::PartialMatch(Plain(line).text, whole_sum());
}

}  // namespace domicile::extract
