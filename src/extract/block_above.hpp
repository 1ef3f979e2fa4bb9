#pragma once
// What stands above the line that shows an address: its other lines, and the names.

#include <set>
#include <vector>

#include "extract/party_blocks.hpp"

namespace domicile::extract {

/// Lines set like the `anchor` and directly above it, top first, that no block has `used`.
[[nodiscard]] std::vector<BlockLine> lines_above_anchor(const Marked& marked, const BlockLine& anchor,
                                                        const BlockTools& tools,
                                                        const std::set<std::size_t>& used);

}  // namespace domicile::extract
