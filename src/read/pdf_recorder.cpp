#include "read/pdf_recorder.hpp"

#include <poppler/GfxFont.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "read/pdf_paths.hpp"
#include "read/pdf_unshown.hpp"

namespace domicile::read {
namespace {

constexpr double almost_nothing = 0.12;  // opacity below which print is not seen
constexpr double clearly_seen = 0.5;     // and from which on even grey print is
constexpr double smallest_readable_pt = 3;
constexpr double thinnest_bar = 1.0;  // in points; thinner lines are rules of tables
constexpr std::size_t max_painted = 200'000;

Colour colour_of(const GfxColorSpace* space, const GfxColor* value) {
  if (space == nullptr || space->getMode() == csPattern) return {0, 0, 0, false};
  GfxRGB rgb;
  space->getRGB(value, &rgb);
  return {static_cast<float>(colToDbl(rgb.r)), static_cast<float>(colToDbl(rgb.g)),
          static_cast<float>(colToDbl(rgb.b)), true};
}

bool differs(const Colour& a, const Colour& b) {
  return !a.known || !b.known || a.red != b.red || a.green != b.green || a.blue != b.blue;
}

Rect clip_of(GfxState* state) {
  Rect clip;
  state->getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
  return clip;
}

/// Blend modes that let what lies beneath shine through, like a highlighter's.
bool hides_what_is_beneath(GfxState* state) {
  return state->getFillOpacity() > 0.9 &&
         (state->getBlendMode() == gfxBlendNormal || state->getBlendMode() == gfxBlendColor);
}

/// The colorant "None" paints nothing.
bool is_without_ink(const GfxColorSpace* space) { return space != nullptr && space->isNonMarking(); }

}  // namespace

PageRecorder::PageRecorder(FontNumbers& fonts, std::size_t max_glyphs)
    : fonts_(fonts), max_glyphs_(max_glyphs) {}

PageContent PageRecorder::take() {
  // At the end, so that they come between no letters of a painted word.
  std::ranges::move(std::exchange(said_, {}), std::back_inserter(content_.glyphs));
  return std::exchange(content_, {});
}

void PageRecorder::startPage(int, GfxState* state, XRef*) {
  content_ = {};
  order_ = 0;
  groups_.clear();
  closed_groups_.clear();
  saved_frames_.clear();
  frame_ = {};
  actual_text_.clear();
  said_.clear();
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
  const bool hides = hides_what_is_beneath(state) && !frame_.soft_mask;
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
  if (width < thinnest_bar) return;
  // A straight line paints a bar that can lie over text, as can many thin ones side by side.
  const GfxPath* path = state->getPath();
  const Colour colour = colour_of(state->getStrokeColorSpace(), state->getStrokeColor());
  const bool hides =
      state->getStrokeOpacity() > 0.9 && state->getBlendMode() == gfxBlendNormal && !frame_.soft_mask;
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    for (const Rect& bar : bars_of(state, *path->getSubpath(i), width))
      add({.rect = common_part(bar, clip_of(state)), .colour = colour, .opaque = hides, .order = 0});
  }
}

void PageRecorder::note_clip(GfxState* state) {
  const GfxPath* path = state->getPath();
  frame_.odd_clip |= path->getNumSubpaths() != 1 || !is_rectangle(state, *path->getSubpath(0));
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
  if ((stroked ? state->getStrokeOpacity() : state->getFillOpacity()) < almost_nothing ||
      is_without_ink(stroked ? state->getStrokeColorSpace() : state->getFillColorSpace())) {
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
  glyph.check_in_picture = needs_a_look(state, glyph);
  content_.glyphs.push_back(std::move(glyph));
}

/// What a Type 3 font paints is a little page of its own; a blend mode or an outline in another colour may
/// leave nothing of a letter.
bool PageRecorder::needs_a_look(GfxState* state, const Glyph& glyph) {
  const GfxFont* font = state->getFont().get();
  const bool outlined =
      (state->getRender() & 3) == 2 &&
      differs(colour_of(state->getStrokeColorSpace(), state->getStrokeColor()), glyph.colour);
  const bool painted_otherwise = !glyph.colour.known || outlined || state->getFillOpacity() < clearly_seen ||
                                 state->getBlendMode() != gfxBlendNormal ||
                                 (font != nullptr && font->getType() == fontType3);
  return painted_otherwise || frame_.soft_mask || frame_.odd_clip || state->getRender() == 7;
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
       .opaque = opaque && hides_what_is_beneath(state) && !frame_.soft_mask,
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

constexpr std::size_t longest_text_of_glyph = 3;

// No code, or one of the private use area: a font's variant of a letter.
bool says_nothing(const std::u32string& text) {
  return std::ranges::all_of(text, [](char32_t c) { return c >= 0xE000 && c <= 0xF8FF; });
}

void PageRecorder::beginActualText(GfxState*, const GooString* text) {
  actual_text_ = code_points_of(text);
  actual_from_ = content_.glyphs.size();
}

void PageRecorder::endActualText(GfxState*) {
  if (actual_from_ >= content_.glyphs.size() || said_.size() >= max_glyphs_) return;
  if (actual_from_ + 1 == content_.glyphs.size() && says_nothing(content_.glyphs.back().text) &&
      actual_text_.size() <= longest_text_of_glyph) {
    // "31-08-2026" with a variant of the hyphen: nothing is said instead of anything.
    content_.glyphs.back().text = std::exchange(actual_text_, {});
    content_.glyphs.back().check_in_picture = true;
    return;
  }
  const auto painted = std::span<const Glyph>(content_.glyphs).subspan(actual_from_);
  std::ranges::move(said_instead(painted, std::exchange(actual_text_, {})), std::back_inserter(said_));
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
  const bool translucent = state->getFillOpacity() < 0.9 || frame_.soft_mask;
  for (std::size_t i = group.first_glyph; i < content_.glyphs.size(); ++i) {
    if (faint && content_.glyphs[i].visibility == Visibility::visible) {
      content_.glyphs[i].visibility = Visibility::transparent;
    }
    content_.glyphs[i].check_in_picture |= frame_.soft_mask;
  }
  for (std::size_t i = group.first_painted; translucent && i < content_.painted.size(); ++i) {
    content_.painted[i].opaque = false;
  }
}

void PageRecorder::setSoftMask(GfxState*, const double*, bool, Function*, GfxColor*) {
  frame_.soft_mask = true;
  if (closed_groups_.empty() || !closed_groups_.back().for_soft_mask) return;
  // The mask's own content shapes others; it is not print.
  content_.glyphs.resize(std::min(content_.glyphs.size(), closed_groups_.back().first_glyph));
  content_.painted.resize(std::min(content_.painted.size(), closed_groups_.back().first_painted));
  closed_groups_.pop_back();
}

void PageRecorder::clearSoftMask(GfxState*) { frame_.soft_mask = false; }

void PageRecorder::saveState(GfxState*) { saved_frames_.push_back(frame_); }

void PageRecorder::restoreState(GfxState*) {
  fill_colour_.reset();
  if (saved_frames_.empty()) return;
  frame_ = saved_frames_.back();
  saved_frames_.pop_back();
}

}  // namespace domicile::read
