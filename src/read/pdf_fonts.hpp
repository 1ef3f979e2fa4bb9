#pragma once
// What is asked of Poppler's fonts. Internal to the PDF files of this room.

#include <poppler/GfxFont.h>

#include <map>
#include <string>

namespace domicile::read {

/// Tells typefaces of one document apart: fonts of one name, however cut into subsets, are the same number on
/// every page. -1 for Type 3 fonts and fonts without a name, of which several may make one typeface.
class FontNumbers {
 public:
  [[nodiscard]] int number_of(const GfxFont* font);

 private:
  std::map<std::string, int> numbers_;
};

/// The em of a font in points, and how far its letters rise and fall, as shares of the em.
struct Extent {
  double em;
  float ascent;
  float descent;
};

/// Of `font` set at `size` points; `advance` is the width of the character.
[[nodiscard]] Extent extent_of(const GfxFont* font, double size, double advance);

}  // namespace domicile::read
