#pragma once
// What house numbers look like, and where they stand on a sheet.

#include <string_view>
#include <vector>

#include "match/address_labels.hpp"

namespace domicile::match {

/// "12", "12a", "12bis", and "l2", which OCR misread; neither "5th" nor a long account number.
[[nodiscard]] bool looks_like_house_number(const Piece& piece);

/// One letter of any alphabet; a digit alone counts too.
[[nodiscard]] bool is_letter(const Piece& piece);

/// "iv", "xii"; not "lx": nothing in an address counts so far.
[[nodiscard]] bool is_roman(std::string_view folded);

/// "bis", "ter": the house behind the one with this number.
[[nodiscard]] bool is_suffix_word(std::string_view folded);

/// Pieces [begin, end) that can be a house number with all that belongs to it: "No. 12-14", "12 bis", "12
/// 1/2".
struct HouseNumber {
  std::size_t begin = 0;  ///< with "No"
  std::size_t value = 0;  ///< without
  std::size_t end = 0;
  bool marked = false;  ///< "No" or '#' stands before it
};

/// All that the free pieces of `part` could have for one, from left to right: "5 A 12" → {5, 12}.
[[nodiscard]] std::vector<HouseNumber> house_numbers(const LabelSheet& sheet, const Segment& part);

/// True where `at` stands before `end` and behind a dash with blanks around: "183 - 2.º Esq.".
[[nodiscard]] bool follows_spaced_dash(const LabelSheet& sheet, std::size_t at, std::size_t end);

}  // namespace domicile::match
