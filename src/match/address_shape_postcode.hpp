#pragma once
// How much a postcode and the town beside it convince, as one country writes them.

#include <optional>

#include "match/address_line.hpp"
#include "match/address_shape_town.hpp"

namespace domicile::match {

/// What a postcode makes of its line.
struct PostcodeReading {
  double score = 0;          ///< 0..1
  std::optional<Town> town;  ///< none where the postcode stands for itself
};

/// Judges the postcode `hit` at `at` as one of `country`, which is among its countries.
/// "1025 RX Amsterdam" at 0 in NL → 1, Amsterdam; "1182 Maplewood Ave" at 0 in NO → under 0.3.
[[nodiscard]] PostcodeReading judge_postcode(const AddressLine& line, const PostcodeHit& hit, std::size_t at,
                                             CountryIndex country);

}  // namespace domicile::match
