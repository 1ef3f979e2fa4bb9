#include "read/pdf_fonts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string_view>

namespace domicile::read {
namespace {

/// "ABCDEF+Arial-BoldMT" → "arialbold".
std::string face_of(std::string_view name) {
  if (name.size() > 7 && name[6] == '+') name.remove_prefix(7);
  std::string face;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      face += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  for (const std::string_view maker : {"identityh", "mt", "ps"}) {
    if (face.size() > maker.size() && face.ends_with(maker)) face.resize(face.size() - maker.size());
  }
  return face;
}

/// Of a thousand units as in PostScript, or of a power of two as in TrueType.
bool has_em_of_letters(double units) {
  constexpr std::array units_per_em{1000.0, 2048.0, 1024.0, 2000.0, 4096.0, 512.0};
  constexpr double exactness = 0.001;
  return std::ranges::any_of(units_per_em,
                             [&](double em) { return std::abs(std::abs(units) * em - 1) < exactness; });
}

/// A Type 3 font says its size by its own matrix. One of a whole em is the usual one; with any other the em
/// is about the height of its bounding box. Either may be upside down.
Extent type3_extent(const GfxFont& font, double size, double advance) {
  const double units = font.getFontMatrix()[3];
  const auto [bottom, top] = std::minmax({font.getFontBBox()[1] * units, font.getFontBBox()[3] * units});
  const bool usual = has_em_of_letters(units);
  const bool known = top > bottom && (top - bottom) * size <= 20 * advance + 1;
  const double em = usual ? size : known ? (top - bottom) * size * 1.1 : std::max(advance * 1.6, 0.1);
  if (!known || usual) return {em, 0.75F, -0.25F};  // the box of a subset has only the height of its letters
  return {em, static_cast<float>(top * size / em), static_cast<float>(bottom * size / em)};
}

}  // namespace

int FontNumbers::number_of(const GfxFont* font) {
  if (font == nullptr || font->getType() == fontType3 || !font->getName()) return -1;
  const std::string face = face_of(*font->getName());
  if (face.empty()) return -1;
  return numbers_.try_emplace(face, static_cast<int>(numbers_.size())).first->second;
}

Extent extent_of(const GfxFont* font, double size, double advance) {
  if (font == nullptr) return {size, 0.8F, -0.2F};
  if (font->getType() == fontType3) return type3_extent(*font, size, advance);
  const double ascent = font->getAscent();
  const double descent = font->getDescent();
  return {size, static_cast<float>(ascent > 0.4 ? std::min(ascent, 1.0) : 0.8),
          static_cast<float>(descent < 0 ? std::max(descent, -0.35) : -0.2)};
}

}  // namespace domicile::read
