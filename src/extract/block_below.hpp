#pragma once
// What stands below the line that shows an address: the street, a name, a telephone.

#include <set>

#include "extract/party_blocks.hpp"

namespace domicile::extract {

/// Adds to `block` what stands below its `anchor`: in Hungary, Japan and the Ukraine the street may stand
/// below the town, and the name below both. What it takes is `used` after it.
void add_tail(PartyBlock& block, const Marked& marked, std::size_t anchor, const BlockTools& tools,
              std::set<std::size_t>& used);

/// How surely the lines below the block's `last` one say how to reach its sender, 0..1.
[[nodiscard]] double contact_below(const Marked& marked, std::size_t last);

}  // namespace domicile::extract
