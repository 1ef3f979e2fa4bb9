#pragma once
// How much a line looks like a street: by the words for streets, by numbers that can be a house's, and by
// what else stands beside them.

#include "match/address_line.hpp"

namespace domicile::match {

/// A phrase that may be a word for a street.
struct StreetWord {
  double strength = 0;    ///< 0 none … 1 written in full
  std::size_t count = 1;  ///< pieces that the phrase covers
};

/// What stands at `at` within `part`. "Hauptstr. 5", at 0 → strength 0.7; "Total amount" → 0.
[[nodiscard]] StreetWord street_word_at(const AddressLine& line, std::size_t at, PieceRange part);

/// 0..1 for `part` as a whole: "High Street 12" → 0.97; "Total amount 12" → under 0.3. `town` is where the
/// line's town is taken to stand; a part that is all town is hardly a street. Empty where there is none.
[[nodiscard]] double judge_street(const AddressLine& line, PieceRange part, PieceRange town);

/// The best of `part` as a whole and of its parts between commas: "Harbour Bank · High Street 12 · Town".
[[nodiscard]] double judge_streets(const AddressLine& line, PieceRange part, PieceRange town);

}  // namespace domicile::match
