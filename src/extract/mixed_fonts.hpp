#pragma once
// Letters of one field that come from different hands.

#include <vector>

#include "model/page.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

/// mixed_fonts where a word of name, address or date of issue has digits or letters of different typefaces,
/// sizes or baselines, or where the words of one line of it do: critical, but for the words of an address a
/// warning. At most one finding a field.
[[nodiscard]] std::vector<IntegrityFinding> find_mixed_fonts(const std::vector<Page>& pages,
                                                             const Reading& reading);

}  // namespace domicile::extract
