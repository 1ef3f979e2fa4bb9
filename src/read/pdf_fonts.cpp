#include "read/pdf_fonts.hpp"

#include <algorithm>
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

/// A Type 3 font says its size by its own matrix: its em is the height of its bounding box.
Extent type3_extent(const GfxFont& font, double size, double advance) {
  const double scale = std::abs(font.getFontMatrix()[3]) * size;
  const double bottom = font.getFontBBox()[1] * scale;
  const double top = font.getFontBBox()[3] * scale;
  if (top - bottom <= 0 || top - bottom > 20 * advance + 1)
    return {std::max(advance * 1.6, 0.1), 0.75F, -0.25F};
  const double em = (top - bottom) * 1.1;
  return {em, static_cast<float>(top / em), static_cast<float>(bottom / em)};
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
