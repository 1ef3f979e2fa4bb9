#pragma once
// An address as pieces: runs of letters and digits with their place in the text that they came from.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace domicile::match {

/// One run of letters and digits, or one run of Han and kana.
struct Piece {
  std::string folded;       ///< `fold`ed: "strasse", "12a"
  std::uint32_t begin = 0;  ///< byte range in `AddressText::text`
  std::uint32_t end = 0;
  char32_t gap = 0;  ///< most telling character before it: 0 none, ' ', ',' '-' '/' '.' '#' …; '\n' new line
  char mark = 0;     ///< ASCII punctuation that touches it in front: '#', '/'; 0 none
  bool digits = false;  ///< nothing but decimal digits
  bool has_digit = false;
  bool upper = false;          ///< begins with a capital (or is of a script that has none)
  bool closed_by_dot = false;  ///< a full stop follows directly: "Str."
};

/// Lines of an address taken apart. "Apt.4B, 12-14 High St" → apt | 4b | 12 | 14 | high | st.
struct AddressText {
  std::string text;  ///< all lines, '\n' between
  std::vector<Piece> pieces;

  /// The original text from piece `first` up to, not including, piece `last`; a closing full stop of an
  /// abbreviation is kept. Empty where first >= last.
  [[nodiscard]] std::string slice(std::size_t first, std::size_t last) const;
};

/// Takes lines apart. Any bytes are accepted; native digits become 0-9.
[[nodiscard]] AddressText take_apart(const std::vector<std::string>& lines);
[[nodiscard]] AddressText take_apart(std::string_view line);

/// The folded pieces [first, last) with single blanks between: how phrases are looked up.
[[nodiscard]] std::string phrase_key(const std::vector<Piece>& pieces, std::size_t first, std::size_t last);
[[nodiscard]] std::string phrase_key(std::string_view text);

/// True where a comma, semicolon, bracket, bullet or new line stands before the piece.
[[nodiscard]] bool starts_segment(const Piece& piece);

}  // namespace domicile::match
