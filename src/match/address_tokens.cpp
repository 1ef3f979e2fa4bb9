#include "match/address_tokens.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile::match {
namespace {

constexpr char32_t numero_sign = 0x2116;

enum class Sort { other, word, ideograph };

Sort sort_of(UChar32 c) {
  if (c < 0x80) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? Sort::word
                                                                                      : Sort::other;
  }
  // Full-width and enclosed forms stay with their ASCII kin.
  if (c >= 0x2E80 && c < 0xAC00) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(c, &status);
    if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || c == 0x30FC) {
      return Sort::ideograph;
    }
  }
  if (c == numero_sign || u_isalnum(c)) return Sort::word;
  const auto type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ? Sort::word : Sort::other;
}

// Which of several characters between two pieces says most.
int telling(char32_t c) {
  switch (c) {
    case 0:
      return 0;
    case ' ':
      return 1;
    case '.':
    case '\'':
    case 0x2019:
      return 2;
    case '-':
    case 0x2013:
    case 0x2014:
    case 0x2010:
    case 0x2011:
      return 3;
    case '/':
    case '#':
    case ':':
      return 4;
    case ',':
    case ';':
    case '(':
    case ')':
    case '|':
    case 0x2022:
    case 0xB7:
    case 0x3001:
    case 0xFF0C:
    case 0x60C:
      return 6;
    case '\n':
      return 7;
    default:
      return 5;
  }
}

char32_t plain_gap(UChar32 c) {
  switch (c) {
    case 0x2013:
    case 0x2014:
    case 0x2010:
    case 0x2011:
    case 0x2212:
    case 0xFF0D:
      return '-';
    case ';':
    case '(':
    case ')':
    case '|':
    case 0x2022:
    case 0xB7:
    case 0x3001:
    case 0xFF0C:
    case 0x60C:
      return ',';
    case 0x2019:
      return '\'';
    default:
      return u_isUWhiteSpace(c) && c != '\n' ? U' ' : static_cast<char32_t>(c);
  }
}

void finish(Piece& piece, std::string_view text, std::uint32_t end, bool ascii) {
  piece.end = end;
  const auto source = text.substr(piece.begin, end - piece.begin);
  if (ascii) {
    piece.folded.reserve(source.size());
    for (const char c : source) piece.folded += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    piece.upper = source.front() >= 'A' && source.front() <= 'Z';
  } else {
    piece.folded = fold(source);
    for (auto& c : piece.folded) {
      if (c == ' ') c = '_';  // a fold that brings in blanks must not look like two pieces
    }
    int32_t at = 0;
    UChar32 first = 0;
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(source.data()), at,
                    static_cast<int32_t>(source.size()), first);
    piece.upper = !u_islower(first);
  }
  piece.digits = !piece.folded.empty() && std::ranges::all_of(piece.folded, is_digit);
  piece.has_digit = std::ranges::any_of(piece.folded, is_digit);
}

// Native decimal digits, full-width hyphens and Latin letters to ASCII.
std::string with_ascii_signs(std::string_view line) {
  std::string plain;
  plain.reserve(line.size());
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
  const auto length = static_cast<int32_t>(line.size());
  for (int32_t i = 0; i < length;) {
    const int32_t start = i;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, length, c);
    if (const int digit = c >= 0x80 ? u_charDigitValue(c) : -1; digit >= 0 && u_isdigit(c)) {
      plain += static_cast<char>('0' + digit);
    } else if (c == 0xFF0D || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A)) {
      plain += static_cast<char>(c - 0xFEE0);
    } else if (c == 0xFFFD) {
      plain += ' ';
    } else {
      plain.append(line.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(i - start)));
    }
  }
  return plain;
}

class Cutter {
 public:
  explicit Cutter(AddressText& out) : out_(out) {}

  void cut() {
    const std::string& text = out_.text;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < length;) {
      const auto start = static_cast<std::uint32_t>(i);
      UChar32 c = 0;
      U8_NEXT_OR_FFFD(bytes, i, length, c);
      step(c, start);
    }
    close(static_cast<std::uint32_t>(length));
  }

 private:
  void step(UChar32 c, std::uint32_t start) {
    const Sort sort = sort_of(c);
    if (sort == Sort::other) {
      const bool was_open = open_;
      close(start);
      if (was_open && c == '.' && !out_.pieces.empty()) out_.pieces.back().closed_by_dot = true;
      char32_t gap = plain_gap(c);
      if (gap == '-' && stands_apart(start)) gap = ',';
      if (c == 0xB7 && is_flying_point(start)) gap = '-';
      if (telling(gap) > telling(gap_)) gap_ = gap;
      return;
    }
    if (open_ && sort != sort_) close(start);
    if (!open_) {
      piece_ = Piece{};
      piece_.begin = start;
      piece_.gap = gap_;
      const bool spaced_hash =
          start > 1 && out_.text[start - 1] == ' ' && out_.text[start - 2] == '#';  // "# 28"
      const char touching = spaced_hash ? '#' : start > 0 ? out_.text[start - 1] : '\0';
      piece_.mark = touching > ' ' && sort_of(touching) == Sort::other ? touching : '\0';
      gap_ = 0;
      open_ = true;
      ascii_ = true;
      sort_ = sort;
    }
    ascii_ = ascii_ && c < 0x80;
    if (c == numero_sign) close(start + 3);  // "№12" is a word and a number
  }

  // Catalan "PARCEL·LA", which OCR reads as "PARCEL-LA".
  bool is_flying_point(std::uint32_t at) const {
    constexpr std::uint32_t bytes = 2;
    const auto is_l = [&](std::uint32_t where) { return out_.text[where] == 'l' || out_.text[where] == 'L'; };
    return at > 0 && at + bytes < out_.text.size() && is_l(at - 1) && is_l(at + bytes);
  }

  // "Centro - São Paulo": a dash between blanks parts segments, but not the ends of a range.
  bool stands_apart(std::uint32_t at) const {
    const std::string_view text = out_.text;
    if (at == 0 || text[at - 1] != ' ') return false;
    const auto next = text.find_first_of(" \n", at);
    if (next == std::string_view::npos || next - at > 3) return false;
    const bool number_before = at > 1 && text[at - 2] >= '0' && text[at - 2] <= '9';
    const bool number_behind = next + 1 < text.size() && text[next + 1] >= '0' && text[next + 1] <= '9';
    return !(number_before && number_behind);
  }

  void close(std::uint32_t end) {
    if (!open_) return;
    finish(piece_, out_.text, end, ascii_);
    if (!piece_.folded.empty()) out_.pieces.push_back(std::move(piece_));
    open_ = false;
  }

  AddressText& out_;
  Piece piece_;
  char32_t gap_ = '\n';
  bool open_ = false;
  bool ascii_ = true;
  Sort sort_ = Sort::other;
};

}  // namespace

std::string AddressText::slice(std::size_t first, std::size_t last) const {
  if (first >= last || last > pieces.size()) return {};
  auto end = pieces[last - 1].end;
  if (pieces[last - 1].closed_by_dot && !pieces[last - 1].has_digit) ++end;
  const auto begin = pieces[first].mark == '#' ? text.rfind('#', pieces[first].begin) : pieces[first].begin;
  std::string part = text.substr(begin, end - begin);
  std::ranges::replace(part, '\n', ' ');
  return part;
}

AddressText take_apart(const std::vector<std::string>& lines) {
  AddressText out;
  for (const auto& line : lines) {
    if (!out.text.empty()) out.text += '\n';
    std::string plain = with_ascii_signs(line);
    std::ranges::replace(plain, '\n', ' ');
    out.text += plain;
  }
  Cutter(out).cut();
  return out;
}

AddressText take_apart(std::string_view line) {
  AddressText out;
  out.text = with_ascii_signs(line);
  Cutter(out).cut();
  return out;
}

std::string phrase_key(const std::vector<Piece>& pieces, std::size_t first, std::size_t last) {
  std::string key;
  for (std::size_t i = first; i < last; ++i) {
    if (i > first) key += ' ';
    key += pieces[i].folded;
  }
  return key;
}

std::string phrase_key(std::string_view text) {
  const auto taken = take_apart(text);
  return phrase_key(taken.pieces, 0, taken.pieces.size());
}

bool starts_segment(const Piece& piece) { return piece.gap == '\n' || piece.gap == ','; }

}  // namespace domicile::match
