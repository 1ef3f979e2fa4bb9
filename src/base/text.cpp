#include "base/text.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>

namespace domicile {
namespace {

const icu::Normalizer2& nfc_normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

const icu::Normalizer2& nfkd_normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(status);
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

bool is_control(UChar32 c) {
  const auto type = u_charType(c);
  return (type == U_CONTROL_CHAR && !u_isUWhiteSpace(c)) || type == U_FORMAT_CHAR;
}

// Letters that NFKD leaves whole although readers take them for variants of a plain letter.
std::u32string_view plain_letters(UChar32 c) {
  switch (c) {
    case U'ø': return U"o";
    case U'ł': return U"l";
    case U'ı': return U"i";
    case U'đ': case U'ð': return U"d";
    case U'æ': return U"ae";
    case U'œ': return U"oe";
    case U'þ': return U"th";
    case U'ħ': return U"h";
    case U'’': case U'ʼ': case U'‘': case U'`': case U'´': return U"'";
    case U'–': case U'—': case U'‐': case U'‑': case U'−': return U"-";
    default: return {};
  }
}

std::string fold_ascii(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
      if (!folded.empty() && folded.back() != ' ') folded += ' ';
    } else if (c >= 'A' && c <= 'Z') {
      folded += static_cast<char>(c + 32);
    } else if (c == '`') {
      folded += '\'';
    } else if (c >= ' ' && c != 127) {
      folded += c;
    }
  }
  if (!folded.empty() && folded.back() == ' ') folded.pop_back();
  return folded;
}

bool is_ideographic(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(c, &status);
  return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA;
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

std::string fold(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString cased = unicode(text).foldCase();
  const icu::UnicodeString decomposed = nfkd_normalizer().normalize(cased, status).foldCase();
  icu::UnicodeString folded;
  bool blank_before = true;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_isUWhiteSpace(c)) {
      if (!blank_before) folded.append(u' ');
      blank_before = true;
      continue;
    }
    // Voiced marks of kana change the letter itself: they stay.
    if ((u_charType(c) == U_NON_SPACING_MARK && c != 0x3099 && c != 0x309A) || is_control(c)) continue;
    blank_before = false;
    if (const auto plain = plain_letters(c); !plain.empty()) {
      for (const auto letter : plain) folded.append(static_cast<UChar32>(letter));
    } else {
      folded.append(c);
    }
  }
  if (folded.endsWith(u" ", 1)) folded.truncate(folded.length() - 1);
  return utf8(nfc_normalizer().normalize(folded, status));
}

std::vector<std::string> fold_tokens(std::string_view text) {
  const std::string folded = fold(text);
  std::vector<std::string> tokens;
  std::string current;
  const auto flush = [&] {
    if (!current.empty()) tokens.push_back(std::move(current));
    current.clear();
  };
  const auto* bytes_of = reinterpret_cast<const std::uint8_t*>(folded.data());
  const auto length = static_cast<int32_t>(folded.size());
  for (int32_t i = 0; i < length;) {
    const int32_t start = i;
    UChar32 c = 0;
    U8_NEXT(bytes_of, i, length, c);
    const std::string_view bytes{folded.data() + start, static_cast<std::size_t>(i - start)};
    if (c >= 0x3040 && is_ideographic(c)) {
      flush();
      tokens.emplace_back(bytes);
    } else if (u_isalnum(c)) {
      current += bytes;
    } else {
      flush();
    }
  }
  flush();
  return tokens;
}

std::string without_controls(std::string_view text) {
  if (is_ascii(text) && std::ranges::none_of(text, [](char c) { return (c < ' ' && c != '\t' && c != '\n') || c == 127; })) {
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
  const auto source = unicode(text);
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    const UChar32 c = source.char32At(i);
    if (is_control(c) && c != 0xAD) return true;
  }
  return false;
}

std::string squeeze(std::string_view text) {
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

std::string to_upper(std::string_view text) { return utf8(unicode(text).toUpper(icu::Locale::getRoot())); }

std::string to_lower(std::string_view text) { return utf8(unicode(text).toLower(icu::Locale::getRoot())); }

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
  const auto source = unicode(text);
  std::u32string points;
  points.reserve(static_cast<std::size_t>(source.length()));
  for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
    points.push_back(static_cast<char32_t>(source.char32At(i)));
  }
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
  int all = 0, letters = 0, digit_count = 0, upper = 0, cased = 0;
  for (const auto point : to_utf32(text)) {
    const auto c = static_cast<UChar32>(point);
    if (u_isUWhiteSpace(c)) continue;
    ++all;
    letters += u_isalpha(c);
    digit_count += u_isdigit(c);
    upper += u_isupper(c) || u_istitle(c);
    cased += u_isupper(c) || u_istitle(c) || u_islower(c);
  }
  const auto share = [](int part, int whole) { return whole == 0 ? 0.0 : static_cast<double>(part) / whole; };
  return {share(letters, all), share(digit_count, all), share(upper, cased)};
}

}  // namespace domicile
