#pragma once
// What one page of a PDF paints, in painting order, without any of Poppler's types: the ground on which
// words, their visibility and the trust in a text layer are decided.
//
// Coordinates are points on the upright page as it is shown: crop box, /Rotate and our own quarter turns
// applied, origin top left, y downwards.

#include <cstdint>
#include <string>
#include <vector>

#include "model/page.hpp"

namespace domicile::read {

/// A colour as painted, each part 0..1. `known` is false for patterns and shadings.
struct Colour {
  float red = 0, green = 0, blue = 0;
  bool known = true;
};

/// A rectangle in points.
struct Rect {
  double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  [[nodiscard]] bool holds(double x, double y) const { return x >= x0 && x <= x1 && y >= y0 && y <= y1; }
  [[nodiscard]] double area() const { return x1 > x0 && y1 > y0 ? (x1 - x0) * (y1 - y0) : 0; }
};

/// One character as painted.
struct Glyph {
  std::u32string text;              ///< what the font says it means; empty where the font does not say
  double x = 0, y = 0;              ///< origin on the baseline
  double dx = 0, dy = 0;            ///< advance, without character and word spacing
  double up_x = 0, up_y = 0;        ///< from the baseline to the top of the font's em, in points
  double along_x = 1, along_y = 0;  ///< unit vector in which the text runs
  bool vertical = false;            ///< written downwards: the advance is not the character's width
  float ascent = 0.8F;              ///< share of the em above the baseline
  float descent = -0.2F;            ///< and below, negative
  float spacing = 0;                ///< extra space that the page asks for after each character, in points
  float size_pt = 0;                ///< height of the em
  int font = -1;
  int order = 0;  ///< position among everything painted on the page
  Colour colour;
  Visibility visibility = Visibility::visible;  ///< as far as the character's own state tells
  bool check_in_picture = false;                ///< only the rendered page can say whether it is seen
};

/// A filled area or a picture.
struct Painted {
  enum class Kind { fill, image, shading };
  Kind kind = Kind::fill;
  Rect rect;           ///< bounds, cut to the clip
  Colour colour;       ///< of a fill
  bool opaque = true;  ///< hides all that lies under `rect`
  int order = 0;
  int pixels_x = 0, pixels_y = 0;  ///< of an image
  bool colourful = false;          ///< an image of more than one component
};

/// Everything that a page paints.
struct PageContent {
  double width_pt = 0;
  double height_pt = 0;
  std::vector<Glyph> glyphs;
  std::vector<Painted> painted;  ///< in painting order
  int small_shapes = 0;          ///< filled outlines of about the size of letters
  int strokes = 0;
  int warnings = 0;        ///< errors that the decoder reported for this page
  bool cut_short = false;  ///< the page paints more than the limits let us look at
};

}  // namespace domicile::read
