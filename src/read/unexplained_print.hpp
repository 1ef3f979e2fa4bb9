#pragma once
// What a page shows and its words do not explain: letters in outlines, as a picture, in a font whose letters
// mean nothing.

#include <string_view>
#include <vector>

#include "model/geometry.hpp"
#include "read/pixels.hpp"

namespace domicile::read {

/// Places on `page` (grey, about 100 dpi) with several marks as large as letters side by side, outside of
/// `words`. Rules, bars and drawings without such marks are none. At most six: more come as one around all.
///
/// A name drawn as outlines: its box. A page that shows nothing but its words: none.
[[nodiscard]] std::vector<Box> unexplained_print(const Pixels& page, const std::vector<Box>& words);

/// Whether a word has a letter or digit: dots, blanks and private characters explain nothing that is seen.
[[nodiscard]] bool says_something(std::string_view word);

}  // namespace domicile::read
