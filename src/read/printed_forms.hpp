#pragma once
// Characters that text layers carry for the shape of another one.

#include <string>

namespace domicile::read {

/// `text` with presentation forms as the letters that they stand for: Latin and Armenian ligatures, Arabic
/// and Hebrew forms (NFKC), and radicals of Chinese and Japanese dictionaries as the ideographs whose glyph
/// fonts share with them (Unicode's Equivalent_Unified_Ideograph, UAX #44). Others that NFKC would change (a
/// superscript, a full-width digit) are kept.
[[nodiscard]] std::u32string with_plain_letters(const std::u32string& text);

}  // namespace domicile::read
