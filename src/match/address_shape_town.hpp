#pragma once
// Where the town stands beside a postcode on one line, and how much it looks like one.

#include "match/address_line.hpp"

namespace domicile::match {

/// Pieces that may be a town's name.
struct Town {
  PieceRange name;
  double plausible = 0;  ///< 0..1 by its looks alone
  bool region = false;   ///< a region of the country stands beside it
  bool known = false;    ///< the name of a town of the country
};

/// Behind a postcode that ends before `from`: "1025 RX Amsterdam", 2 → Amsterdam.
[[nodiscard]] Town town_after(const AddressLine& line, std::size_t from, CountryIndex country);

/// Before a postcode that begins at `until`: "Columbus, OH 43206", 2 → Columbus, with its region. Without
/// commas the street before it may stand in the name.
[[nodiscard]] Town town_before(const AddressLine& line, std::size_t until, CountryIndex country);

/// 0..1 for a line that ends in a known town of the country, without a postcode: "Envigado - Antioquia" →
/// 0.9, "Yanahuara, Arequipa" where only the latter is known → 0.6. `begin` is where the town stands.
struct TownAlone {
  double score = 0;
  std::size_t begin = 0;
};
[[nodiscard]] TownAlone judge_town_alone(const AddressLine& line, CountryIndex country);

}  // namespace domicile::match
