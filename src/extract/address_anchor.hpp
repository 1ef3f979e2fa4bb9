#pragma once
// The lines by which address blocks are found: those with a town.

#include "extract/party_blocks.hpp"

namespace domicile::extract {

/// How surely a line is an address's one with the town.
enum class Anchor {
  none,
  weak,  ///< a postcode or a known town stands in it, or a label before it: its block has to parse as a whole
  firm   ///< postcode and town, or street and town
};

/// Whether something in `text` has the form of a postcode of `country` (ISO 3166-1 alpha-2).
[[nodiscard]] bool has_postcode(const std::string& text, const std::string& country, const Lexicon& lexicon);

/// "43206 Columbus" → firm, "Maipú" in Chile → weak, "Total 1,025.00" → none.
[[nodiscard]] Anchor anchor_of(const Marked& marked, const BlockLine& part, const BlockTools& tools);

/// Whether the block of a weak anchor parses as a whole address of the document's country. Then its lines'
/// shapes say so.
[[nodiscard]] bool counts_as_whole(PartyBlock& block, const Marked& marked, const BlockTools& tools);

}  // namespace domicile::extract
