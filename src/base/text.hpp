#pragma once
// Unicode text as domicile compares it. All strings are UTF-8; every function accepts any bytes and
// replaces malformed sequences by U+FFFD. Methods: Unicode normalisation (UAX #15), default case folding,
// both through ICU.

#include <string>
#include <string_view>
#include <vector>

namespace domicile {

/// NFC with malformed bytes replaced.
[[nodiscard]] std::string to_nfc(std::string_view text);

/// True where `text` is well-formed UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text);

/// The form under which words of documents, rules and accounts meet: NFKD without combining marks,
/// case-folded, ß→ss, ø→o, ł→l, ı→i, đ→d, æ→ae, œ→oe, 髙→高, 澤→沢, white space runs to one blank, trimmed.
/// Punctuation stays. "Straße  №12" → "strasse no12".
[[nodiscard]] std::string fold(std::string_view text);

/// `fold`, then split into runs of letters and digits; punctuation and white space separate.
/// "Bill-date: 3/11" → {"bill", "date", "3", "11"}. Letters of Han, Hiragana and Katakana are one token each.
[[nodiscard]] std::vector<std::string> fold_tokens(std::string_view text);

/// Removes control, zero-width and bidirectional formatting characters (Cc except blank, Cf).
[[nodiscard]] std::string without_controls(std::string_view text);

/// True where a control, zero-width or bidirectional formatting character other than soft hyphen stands in
/// it.
[[nodiscard]] bool has_suspicious_controls(std::string_view text);

/// White space of any kind to single blanks, trimmed at both ends.
[[nodiscard]] std::string squeeze(std::string_view text);

/// Locale-independent upper and lower case of whole strings.
[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);

/// "ELEANOR O'NEIL-SMITH" → "Eleanor O'Neil-Smith": first letter of each run of letters upper, rest lower.
[[nodiscard]] std::string to_title(std::string_view text);

/// Code points of `text`.
[[nodiscard]] std::u32string to_utf32(std::string_view text);
[[nodiscard]] std::string to_utf8(std::u32string_view text);

/// Joins with `separator` between parts.
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// Shares of letters, of decimal digits, and of upper-case among cased letters, by code points; 0 for none.
struct CharacterShares {
  double letters = 0;
  double digits = 0;
  double upper = 0;
};
[[nodiscard]] CharacterShares character_shares(std::string_view text);

/// A letter of Japanese or Chinese: kana or ideograph, which are written without blanks between words.
[[nodiscard]] constexpr bool is_ideographic(char32_t c) { return c >= 0x3040 && c <= 0x9FFF; }

/// True where one of the letters is.
[[nodiscard]] bool has_ideographs(std::string_view text);

}  // namespace domicile
