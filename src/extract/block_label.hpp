#pragma once
// Which label says whose address a block of lines is.

#include "extract/party_blocks.hpp"

namespace domicile::extract {

/// Gives `block` the strongest label of a party that stands in it, before it, to its left or above it: role,
/// text and strength. Labels of another column or of another address are passed over.
void find_label(PartyBlock& block, const Marked& marked, const BlockTools& tools);

}  // namespace domicile::extract
