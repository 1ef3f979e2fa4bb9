#include "read/pdf_recorder.hpp"

#include <poppler/GfxFont.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace domicile::read {
namespace {

constexpr double almost_nothing = 0.12;  // opacity below which print is not seen
constexpr double smallest_readable_pt = 2.0;
constexpr std::size_t max_painted = 200'000;

Colour colour_of(const GfxColorSpace* space, const GfxColor* value) {
  if (space == nullptr || space->getMode() == csPattern) return {0, 0, 0, false};
  GfxRGB rgb;
  space->getRGB(value, &rgb);
  return {static_cast<float>(colToDbl(rgb.r)), static_cast<float>(colToDbl(rgb.g)),
          static_cast<float>(colToDbl(rgb.b)), true};
}

Rect clip_of(GfxState* state) {
  Rect clip;
  state->getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
  return clip;
}

Rect common_part(const Rect& a, const Rect& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

void include(Rect& rect, double x, double y) {
  rect = {std::min(rect.x0, x), std::min(rect.y0, y), std::max(rect.x1, x), std::max(rect.y1, y)};
}

Rect bounds_of(GfxState* state, const GfxSubpath& path) {
  Rect bounds{1e9, 1e9, -1e9, -1e9};
  for (int i = 0; i < path.getNumPoints(); ++i) {
    double x = 0;
    double y = 0;
    state->transform(path.getX(i), path.getY(i), &x, &y);
    include(bounds, x, y);
  }
  return bounds;
}

/// A closed path of four corners, each side along an axis of the page.
bool is_rectangle(GfxState* state, const GfxSubpath& path) {
  const int points = path.getNumPoints();
  if (points < 4 || points > 5) return false;
  double last_x = 0;
  double last_y = 0;
  for (int i = 0; i < points; ++i) {
    double x = 0;
    double y = 0;
    state->transform(path.getX(i), path.getY(i), &x, &y);
    if (path.getCurve(i)) return false;
    if (i > 0 && std::abs(x - last_x) > 0.5 && std::abs(y - last_y) > 0.5) return false;
    last_x = x;
    last_y = y;
  }
  return true;
}

/// Blend modes that let what lies beneath shine through, like a highlighter's.
bool hides_what_is_beneath(GfxState* state) {
  return state->getFillOpacity() > 0.9 &&
         (state->getBlendMode() == gfxBlendNormal || state->getBlendMode() == gfxBlendColor);
}

struct Extent {
  double em;
  float ascent;
  float descent;
};

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

Extent extent_of(const GfxFont* font, double size, double advance) {
  if (font == nullptr) return {size, 0.8F, -0.2F};
  if (font->getType() == fontType3) return type3_extent(*font, size, advance);
  const double ascent = font->getAscent();
  const double descent = font->getDescent();
  return {size, static_cast<float>(ascent > 0.4 ? std::min(ascent, 1.0) : 0.8),
          static_cast<float>(descent < 0 ? std::max(descent, -0.35) : -0.2)};
}

}  // namespace

int FontNumbers::number_of(const GfxFont* font) {
  if (font == nullptr) return -1;
  const Ref id = *font->getID();
  return numbers_.try_emplace({id.num, id.gen}, static_cast<int>(numbers_.size())).first->second;
}

PageRecorder::PageRecorder(FontNumbers& fonts, std::size_t max_glyphs)
    : fonts_(fonts), max_glyphs_(max_glyphs) {}

PageContent PageRecorder::take() { return std::exchange(content_, {}); }

void PageRecorder::startPage(int, GfxState* state, XRef*) {
  content_ = {};
  order_ = 0;
  groups_.clear();
  closed_groups_.clear();
  saved_soft_masks_.clear();
  soft_mask_ = false;
  fill_colour_.reset();
  if (state != nullptr) {
    content_.width_pt = state->getPageWidth();
    content_.height_pt = state->getPageHeight();
  }
}

void PageRecorder::add(Painted painted) {
  if (content_.painted.size() >= max_painted) {
    content_.cut_short = true;
    return;
  }
  painted.order = order_++;
  content_.painted.push_back(painted);
}

Colour PageRecorder::fill_colour(GfxState* state) {
  if (!fill_colour_) fill_colour_ = colour_of(state->getFillColorSpace(), state->getFillColor());
  return *fill_colour_;
}

void PageRecorder::fill(GfxState* state) { record_path(state); }
void PageRecorder::eoFill(GfxState* state) { record_path(state); }

void PageRecorder::record_path(GfxState* state) {
  const GfxPath* path = state->getPath();
  const Rect clip = clip_of(state);
  const Colour colour = fill_colour(state);
  const bool hides = hides_what_is_beneath(state) && !soft_mask_;
  // Outlines of letters come as one path of many subpaths, none a rectangle: those hide nothing and are
  // counted.
  bool all_rectangles = true;
  Rect whole{1e9, 1e9, -1e9, -1e9};
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath& part = *path->getSubpath(i);
    const Rect bounds = bounds_of(state, part);
    include(whole, bounds.x0, bounds.y0);
    include(whole, bounds.x1, bounds.y1);
    if (is_rectangle(state, part)) {
      const Rect seen = common_part(bounds, clip);
      if (seen.area() > 0.5) add({.rect = seen, .colour = colour, .opaque = hides, .order = 0});
    } else {
      all_rectangles = false;
    }
  }
  if (all_rectangles) return;
  const Rect seen = common_part(whole, clip);
  const double height = whole.y1 - whole.y0;
  if (height > 2 && height < 40 && whole.area() < 20'000) ++content_.small_shapes;
  if (seen.area() > 50) add({.rect = seen, .colour = {0, 0, 0, false}, .opaque = false, .order = 0});
}

void PageRecorder::stroke(GfxState* state) {
  ++content_.strokes;
  const double width = state->getTransformedLineWidth();
  if (width < 4) return;
  // A thick straight line paints a bar that can lie over text.
  const GfxPath* path = state->getPath();
  const Colour colour = colour_of(state->getStrokeColorSpace(), state->getStrokeColor());
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath& part = *path->getSubpath(i);
    if (part.getNumPoints() != 2) continue;
    Rect bar = bounds_of(state, part);
    const bool across = bar.x1 - bar.x0 >= bar.y1 - bar.y0;
    if (std::min(bar.x1 - bar.x0, bar.y1 - bar.y0) > 0.5) continue;
    (across ? bar.y0 : bar.x0) -= width / 2;
    (across ? bar.y1 : bar.x1) += width / 2;
    const bool hides =
        state->getStrokeOpacity() > 0.9 && state->getBlendMode() == gfxBlendNormal && !soft_mask_;
    add({.rect = common_part(bar, clip_of(state)), .colour = colour, .opaque = hides, .order = 0});
  }
}

void PageRecorder::record_area(GfxState* state, Painted::Kind kind, bool opaque) {
  add({.kind = kind, .rect = clip_of(state), .colour = {0, 0, 0, false}, .opaque = opaque, .order = 0});
}

bool PageRecorder::tilingPatternFill(GfxState* state, Gfx*, Catalog*, GfxTilingPattern*, const double*, int,
                                     int, int, int, double, double) {
  record_area(state, Painted::Kind::shading, false);
  return true;
}

bool PageRecorder::functionShadedFill(GfxState* state, GfxFunctionShading*) {
  record_area(state, Painted::Kind::shading, false);
  return true;
}

bool PageRecorder::axialShadedFill(GfxState* state, GfxAxialShading*, double, double) {
  record_area(state, Painted::Kind::shading, false);
  return true;
}

bool PageRecorder::radialShadedFill(GfxState* state, GfxRadialShading*, double, double) {
  record_area(state, Painted::Kind::shading, false);
  return true;
}

bool PageRecorder::gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) {
  record_area(state, Painted::Kind::shading, false);
  return true;
}

bool PageRecorder::patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) {
  record_area(state, Painted::Kind::shading, false);
  return true;
}

Visibility PageRecorder::visibility_of(GfxState* state, const Glyph& glyph) const {
  const double middle_x = glyph.x + glyph.dx / 2 + glyph.up_x * 0.3;
  const double middle_y = glyph.y + glyph.dy / 2 + glyph.up_y * 0.3;
  const Rect page{0, 0, content_.width_pt, content_.height_pt};
  if (!page.holds(middle_x, middle_y)) return Visibility::off_page;
  const Rect clip = clip_of(state);
  const double slack = glyph.size_pt * 0.3;
  if (!Rect{clip.x0 - slack, clip.y0 - slack, clip.x1 + slack, clip.y1 + slack}.holds(middle_x, middle_y)) {
    return Visibility::clipped;
  }
  if ((state->getRender() & 3) == 3) return Visibility::render_mode_3;
  const bool stroked = (state->getRender() & 3) == 1;
  if ((stroked ? state->getStrokeOpacity() : state->getFillOpacity()) < almost_nothing) {
    return Visibility::transparent;
  }
  // A page drawn at another scale than paper's (pixels as points, say) has type in proportion.
  const double longest = std::max(content_.width_pt, content_.height_pt);
  const double paper_scale = longest > 1500 || longest < 200 ? 842 / std::max(longest, 1.0) : 1;
  if (glyph.size_pt * paper_scale < smallest_readable_pt) return Visibility::tiny;
  return Visibility::visible;
}

void PageRecorder::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                            double origin_y, CharCode, int bytes, const Unicode* text, int length) {
  if (content_.glyphs.size() >= max_glyphs_) {
    content_.cut_short = true;
    return;
  }
  const GfxFont* font = state->getFont().get();
  const bool vertical = font != nullptr && font->getWMode() == 1;
  Glyph glyph;
  for (int i = 0; i < length; ++i) glyph.text.push_back(static_cast<char32_t>(text[i]));

  const bool is_space = length == 1 && text[0] == 0x20 && bytes == 1;
  const double spacing = state->getCharSpace() + (is_space ? state->getWordSpace() : 0);
  double extra_x = 0;
  double extra_y = 0;
  state->textTransformDelta(vertical ? 0 : spacing * state->getHorizScaling(), vertical ? spacing : 0,
                            &extra_x, &extra_y);
  state->transform(x - origin_x, y - origin_y, &glyph.x, &glyph.y);
  state->transformDelta(dx - extra_x, dy - extra_y, &glyph.dx, &glyph.dy);
  double device_extra_x = 0;
  double device_extra_y = 0;
  state->transformDelta(extra_x, extra_y, &device_extra_x, &device_extra_y);

  double m11 = 0;
  double m12 = 0;
  double m21 = 0;
  double m22 = 0;
  state->getFontTransMat(&m11, &m12, &m21, &m22);
  const double size = std::hypot(m21, m22);
  const Extent extent = extent_of(font, size, std::hypot(glyph.dx, glyph.dy));
  if (!(size > 0) || !std::isfinite(size) || !std::isfinite(glyph.x + glyph.y + glyph.dx + glyph.dy)) return;
  glyph.up_x = m21 / size * extent.em;
  glyph.up_y = m22 / size * extent.em;
  glyph.ascent = extent.ascent;
  glyph.descent = extent.descent;
  glyph.size_pt = static_cast<float>(extent.em);
  glyph.spacing = static_cast<float>(std::hypot(device_extra_x, device_extra_y) * (spacing < 0 ? -1 : 1));
  glyph.vertical = vertical;
  const double base = std::hypot(m11, m12);
  glyph.along_x = vertical ? -m21 / size : (base > 0 ? m11 / base : 1);
  glyph.along_y = vertical ? -m22 / size : (base > 0 ? m12 / base : 0);
  glyph.font = fonts_.number_of(font);
  glyph.order = order_++;
  const bool stroked = (state->getRender() & 3) == 1;
  glyph.colour =
      stroked ? colour_of(state->getStrokeColorSpace(), state->getStrokeColor()) : fill_colour(state);
  glyph.visibility = visibility_of(state, glyph);
  glyph.check_in_picture = soft_mask_ || state->getRender() == 7 || !glyph.colour.known;
  content_.glyphs.push_back(std::move(glyph));
}

void PageRecorder::record_image(GfxState* state, int width, int height, const GfxImageColorMap* colours,
                                bool opaque) {
  Rect rect{1e9, 1e9, -1e9, -1e9};
  constexpr std::array<std::pair<double, double>, 4> corners{{{0, 0}, {1, 0}, {0, 1}, {1, 1}}};
  for (const auto& [u, v] : corners) {
    double x = 0;
    double y = 0;
    state->transform(u, v, &x, &y);
    include(rect, x, y);
  }
  rect = common_part(rect, clip_of(state));
  if (rect.area() < 0.5) return;
  add({.kind = Painted::Kind::image,
       .rect = rect,
       .colour = {0, 0, 0, false},
       .opaque = opaque && hides_what_is_beneath(state) && !soft_mask_,
       .order = 0,
       .pixels_x = width,
       .pixels_y = height,
       .colourful = colours != nullptr && const_cast<GfxImageColorMap*>(colours)->getNumPixelComps() > 1});
}

void PageRecorder::drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height,
                                 bool invert, bool interpolate, bool inline_image) {
  record_image(state, width, height, nullptr, false);
  OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
}

void PageRecorder::drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                             GfxImageColorMap* colours, bool interpolate, const int* mask_colours,
                             bool inline_image) {
  record_image(state, width, height, colours, mask_colours == nullptr);
  OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask_colours, inline_image);
}

void PageRecorder::drawMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                                   GfxImageColorMap* colours, bool, Stream*, int, int, bool, bool) {
  record_image(state, width, height, colours, false);
}

void PageRecorder::drawSoftMaskedImage(GfxState* state, Object*, Stream*, int width, int height,
                                       GfxImageColorMap* colours, bool, Stream*, int, int, GfxImageColorMap*,
                                       bool) {
  record_image(state, width, height, colours, false);
}

void PageRecorder::beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                                          bool for_soft_mask) {
  groups_.push_back({content_.glyphs.size(), content_.painted.size(), for_soft_mask});
}

void PageRecorder::endTransparencyGroup(GfxState*) {
  if (groups_.empty()) return;
  closed_groups_.push_back(groups_.back());
  groups_.pop_back();
}

void PageRecorder::paintTransparencyGroup(GfxState* state, const double*) {
  if (closed_groups_.empty()) return;
  const Group group = closed_groups_.back();
  closed_groups_.pop_back();
  const bool faint = state->getFillOpacity() < almost_nothing;
  const bool translucent = state->getFillOpacity() < 0.9 || soft_mask_;
  for (std::size_t i = group.first_glyph; i < content_.glyphs.size(); ++i) {
    if (faint && content_.glyphs[i].visibility == Visibility::visible) {
      content_.glyphs[i].visibility = Visibility::transparent;
    }
    content_.glyphs[i].check_in_picture |= soft_mask_;
  }
  for (std::size_t i = group.first_painted; translucent && i < content_.painted.size(); ++i) {
    content_.painted[i].opaque = false;
  }
}

void PageRecorder::setSoftMask(GfxState*, const double*, bool, Function*, GfxColor*) {
  soft_mask_ = true;
  if (closed_groups_.empty() || !closed_groups_.back().for_soft_mask) return;
  // The mask's own content shapes others; it is not print.
  content_.glyphs.resize(std::min(content_.glyphs.size(), closed_groups_.back().first_glyph));
  content_.painted.resize(std::min(content_.painted.size(), closed_groups_.back().first_painted));
  closed_groups_.pop_back();
}

void PageRecorder::clearSoftMask(GfxState*) { soft_mask_ = false; }

void PageRecorder::saveState(GfxState*) { saved_soft_masks_.push_back(soft_mask_); }

void PageRecorder::restoreState(GfxState*) {
  fill_colour_.reset();
  if (saved_soft_masks_.empty()) return;
  soft_mask_ = saved_soft_masks_.back();
  saved_soft_masks_.pop_back();
}

}  // namespace domicile::read
