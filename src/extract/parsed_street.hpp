#pragma once
// Streets that no word shows to be one.

#include <string>

#include "extract/block_lines.hpp"
#include "extract/party_blocks.hpp"

namespace domicile::extract {

/// "Oude Rijksweg 38", "1, Sector 15 Road": below a person's name and above a postcode and town, which is the
/// line `town`, or below the label of the holder's or the supply's address, a line that parses as a street
/// with its number is one. Changes nothing where a street is known already, the name is a company's, or a
/// label says whose address it is.
void know_street_by_parsing(PartyBlock& block, const BlockLine& town, const std::string& country,
                            const BlockTools& tools);

}  // namespace domicile::extract
