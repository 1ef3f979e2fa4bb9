#pragma once
// Who sent the document.

#include <optional>

#include "extract/marked.hpp"
#include "extract/party_blocks.hpp"
#include "extract/person_line.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

/// The sender's name: the name over the sender's address, a line with a legal form near the head or foot, or
/// the largest line of the head of page one that is no heading. nullopt where nothing of the kind stands
/// there.
[[nodiscard]] std::optional<IssuerReading> read_issuer(const Marked& marked,
                                                       const std::vector<PartyBlock>& blocks,
                                                       const PersonLines& people,
                                                       const match::AddressShapes& shapes);

}  // namespace domicile::extract
