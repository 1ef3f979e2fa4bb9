#include "base/text.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace domicile {
namespace {

const icu::Normalizer2& nfc_normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

icu::UnicodeString unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_ascii_control(char c) { return (c < ' ' && !is_ascii_blank(c)) || c == 127; }

bool is_control(UChar32 c) {
  const auto type = u_charType(c);
  return (type == U_CONTROL_CHAR && !u_isUWhiteSpace(c)) || type == U_FORMAT_CHAR;
}

std::string squeeze_ascii(std::string_view text) {
  std::string squeezed;
  squeezed.reserve(text.size());
  for (const char c : text) {
    if (!is_ascii_blank(c)) {
      squeezed += c;
    } else if (!squeezed.empty() && squeezed.back() != ' ') {
      squeezed += ' ';
    }
  }
  if (!squeezed.empty() && squeezed.back() == ' ') squeezed.pop_back();
  return squeezed;
}

template <class Visitor>
void each_point(std::string_view text, Visitor&& visit) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    visit(c);
  }
}

// `text` with the ASCII letters of `from`…`from` + 25 moved by `distance`.
std::string moved_ascii(std::string_view text, char from, int distance) {
  std::string moved(text);
  for (auto& c : moved) c = c >= from && c <= from + 25 ? static_cast<char>(c + distance) : c;
  return moved;
}

}  // namespace

std::string to_nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  UErrorCode status = U_ZERO_ERROR;
  return utf8(nfc_normalizer().normalize(unicode(text), status));
}

bool is_utf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    if (c < 0) return false;
  }
  return true;
}

std::string without_controls(std::string_view text) {
  if (is_ascii(text) && std::ranges::none_of(text, is_ascii_control)) {
    return std::string(text);
  }
  const auto source = unicode(text);
  icu::UnicodeString kept;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (!is_control(c)) kept.append(c);
  }
  return utf8(kept);
}

bool has_suspicious_controls(std::string_view text) {
  if (is_ascii(text)) return std::ranges::any_of(text, is_ascii_control);
  const auto source = unicode(text);
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (is_control(c) && c != 0xAD) return true;
  }
  return false;
}

std::string squeeze(std::string_view text) {
  if (is_ascii(text)) return squeeze_ascii(text);
  const auto source = unicode(text);
  icu::UnicodeString squeezed;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (!u_isUWhiteSpace(c)) {
      squeezed.append(c);
    } else if (!squeezed.isEmpty() && !squeezed.endsWith(u" ", 1)) {
      squeezed.append(u' ');
    }
  }
  if (squeezed.endsWith(u" ", 1)) squeezed.truncate(squeezed.length() - 1);
  return utf8(squeezed);
}

std::string to_upper(std::string_view text) {
  return is_ascii(text) ? moved_ascii(text, 'a', 'A' - 'a')
                        : utf8(unicode(text).toUpper(icu::Locale::getRoot()));
}

std::string to_lower(std::string_view text) {
  return is_ascii(text) ? moved_ascii(text, 'A', 'a' - 'A')
                        : utf8(unicode(text).toLower(icu::Locale::getRoot()));
}

std::string to_title(std::string_view text) {
  const auto source = unicode(text);
  icu::UnicodeString titled;
  bool letter_before = false;
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    titled.append(letter_before ? u_tolower(c) : u_totitle(c));
    letter_before = u_isalpha(c) || (letter_before && u_charType(c) == U_NON_SPACING_MARK);
  }
  return utf8(titled);
}

std::u32string to_utf32(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  each_point(text, [&](UChar32 c) { points.push_back(static_cast<char32_t>(c)); });
  return points;
}

std::string to_utf8(std::u32string_view text) {
  return utf8(icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                            static_cast<int32_t>(text.size())));
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string joined;
  for (const auto& part : parts) {
    if (&part != &parts.front()) joined += separator;
    joined += part;
  }
  return joined;
}

CharacterShares character_shares(std::string_view text) {
  int all = 0, letters = 0, digit_count = 0, upper = 0, lower = 0;
  each_point(text, [&](UChar32 c) {
    if (c < 0x80) {
      all += !is_ascii_blank(static_cast<char>(c));
      upper += c >= 'A' && c <= 'Z';
      lower += c >= 'a' && c <= 'z';
      letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      digit_count += c >= '0' && c <= '9';
      return;
    }
    all += !u_isUWhiteSpace(c);
    letters += u_isalpha(c);
    digit_count += u_isdigit(c);
    const bool is_upper = u_isupper(c) || u_istitle(c);
    upper += is_upper;
    lower += !is_upper && u_islower(c);
  });
  const auto share = [](int part, int whole) { return whole == 0 ? 0.0 : static_cast<double>(part) / whole; };
  return {share(letters, all), share(digit_count, all), share(upper, upper + lower)};
}

bool has_ideographs(std::string_view text) { return std::ranges::any_of(to_utf32(text), is_ideographic); }

}  // namespace domicile
