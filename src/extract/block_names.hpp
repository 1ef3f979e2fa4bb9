#pragma once
// Which of the lines above a town name people, and which are parts of their address.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/party_blocks.hpp"

namespace domicile::extract {

/// A street, a PO box or a named house.
[[nodiscard]] bool has_place(const AddressComponents& parts);

/// "Ms Jane Miller", or a line that could hardly be anything but a person's name.
[[nodiscard]] bool names_somebody(const BlockLine& line);

/// Splits the lines `above` the town, top first, into the block's name and address. `anchor` is the town's
/// line, `country` the document's (ISO 3166-1 alpha-2, or empty).
void split(PartyBlock& block, std::vector<BlockLine> above, const BlockLine& anchor,
           const std::string& country, const BlockTools& tools);

/// Keeps of the block's names those that stand directly above the address, set in one size; what stands above
/// a line that is no name belongs to something else.
void keep_names(PartyBlock& block, const layout::Document& document, const Lexicon& lexicon);

/// Below a label "Address" a line that names a house leads the address: "Männiku talu" is nobody.
void move_named_house(PartyBlock& block, const Lexicon& lexicon);

}  // namespace domicile::extract
