#pragma once
// Listens to Poppler's interpreter and writes down what a page paints. Internal to the PDF files of this
// room.

#include <poppler/GfxState.h>
#include <poppler/OutputDev.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "read/pdf_content.hpp"
#include "read/pdf_fonts.hpp"

namespace domicile::read {

/// Records glyphs, fills and pictures of one page. Decodes no picture. Stops adding after `max_glyphs`.
class PageRecorder : public OutputDev {
 public:
  PageRecorder(FontNumbers& fonts, std::size_t max_glyphs);

  /// Hands out what was recorded; the recorder is then empty.
  [[nodiscard]] PageContent take();

  /// True once the page has painted more than the recorder takes: a reason to abort it.
  [[nodiscard]] bool is_full() const { return content_.cut_short; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }

  void startPage(int page, GfxState* state, XRef* xref) override;

  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;
  void stroke(GfxState* state) override;
  void clip(GfxState* state) override { note_clip(state); }
  void eoClip(GfxState* state) override { note_clip(state); }
  void clipToStrokePath(GfxState*) override { frame_.odd_clip = true; }
  bool tilingPatternFill(GfxState* state, Gfx* gfx, Catalog* catalog, GfxTilingPattern* pattern,
                         const double* matrix, int x0, int y0, int x1, int y1, double x_step,
                         double y_step) override;
  bool functionShadedFill(GfxState* state, GfxFunctionShading* shading) override;
  bool axialShadedFill(GfxState* state, GfxAxialShading* shading, double t_min, double t_max) override;
  bool radialShadedFill(GfxState* state, GfxRadialShading* shading, double t_min, double t_max) override;
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading* shading) override;
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading* shading) override;

  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int bytes, const Unicode* text, int length) override;

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert,
                     bool interpolate, bool inline_image) override;
  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colours, bool interpolate, const int* mask_colours,
                 bool inline_image) override;
  void drawMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                       GfxImageColorMap* colours, bool interpolate, Stream* mask, int mask_width,
                       int mask_height, bool mask_invert, bool mask_interpolate) override;
  void drawSoftMaskedImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                           GfxImageColorMap* colours, bool interpolate, Stream* mask, int mask_width,
                           int mask_height, GfxImageColorMap* mask_colours, bool mask_interpolate) override;

  void beginActualText(GfxState* state, const GooString* text) override;
  void endActualText(GfxState* state) override;

  void beginTransparencyGroup(GfxState* state, const double* box, GfxColorSpace* space, bool isolated,
                              bool knockout, bool for_soft_mask) override;
  void paintTransparencyGroup(GfxState* state, const double* box) override;
  void endTransparencyGroup(GfxState* state) override;
  void setSoftMask(GfxState* state, const double* box, bool alpha, Function* transfer,
                   GfxColor* backdrop) override;
  void clearSoftMask(GfxState* state) override;
  void updateFillColorSpace(GfxState*) override { fill_colour_.reset(); }
  void updateFillColor(GfxState*) override { fill_colour_.reset(); }
  void updateAll(GfxState*) override { fill_colour_.reset(); }
  void saveState(GfxState* state) override;
  void restoreState(GfxState* state) override;

 private:
  struct Group {
    std::size_t first_glyph;
    std::size_t first_painted;
    bool for_soft_mask;
  };

  /// What `q` keeps and `Q` brings back, beside Poppler's own state.
  struct Frame {
    bool soft_mask = false;
    bool odd_clip = false;  ///< the clip is no rectangle: its bounds do not say what is seen
  };

  [[nodiscard]] Colour fill_colour(GfxState* state);
  void note_clip(GfxState* state);
  [[nodiscard]] bool needs_a_look(GfxState* state, const Glyph& glyph);
  void record_path(GfxState* state);
  void record_area(GfxState* state, Painted::Kind kind, bool opaque);
  void record_image(GfxState* state, int width, int height, const GfxImageColorMap* colours, bool opaque);
  void add(Painted painted);
  [[nodiscard]] Visibility visibility_of(GfxState* state, const Glyph& glyph) const;

  FontNumbers& fonts_;
  std::size_t max_glyphs_;
  PageContent content_;
  int order_ = 0;
  std::vector<Group> groups_;
  std::vector<Group> closed_groups_;  ///< ended, but not yet painted
  std::vector<Frame> saved_frames_;
  Frame frame_;
  std::u32string actual_text_;  ///< what the file says that the characters from `actual_from_` on mean
  std::size_t actual_from_ = 0;
  std::vector<Glyph> said_;
  std::optional<Colour> fill_colour_;  ///< conversions through colour profiles are dear
};

}  // namespace domicile::read
