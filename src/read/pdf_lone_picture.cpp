#include "read/pdf_lone_picture.hpp"

#include <poppler/GfxState.h>
#include <poppler/OutputDev.h>
#include <poppler/Stream.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>

#include "read/deskew.hpp"
#include "read/pdf_document.hpp"
#include "read/pdf_paths.hpp"

namespace domicile::read {
namespace {

constexpr double at_the_edge_pt = 1;
constexpr std::int64_t most_pixels = 40'000'000;  // A4 at 600 dpi; more is drawn, strip by strip

/// By how many quarter turns clockwise a stored picture lies on the page; nothing where it is mirrored, askew
/// or does not end at the page's edges.
std::optional<int> turns_on_page(GfxState* state, double width_pt, double height_pt) {
  struct Corner {
    double x = 0, y = 0;
  };
  // Of the picture, clockwise from where its first row begins; and of the page.
  constexpr std::array<Corner, 4> stored{{{0, 1}, {1, 1}, {1, 0}, {0, 0}}};
  const std::array<Corner, 4> page{{{0, 0}, {width_pt, 0}, {width_pt, height_pt}, {0, height_pt}}};
  for (std::size_t turns = 0; turns < page.size(); ++turns) {
    bool fits = true;
    for (std::size_t i = 0; i < stored.size(); ++i) {
      double x = 0, y = 0;
      state->transform(stored[i].x, stored[i].y, &x, &y);
      const Corner& corner = page[(i + turns) % page.size()];
      fits &= std::abs(x - corner.x) <= at_the_edge_pt && std::abs(y - corner.y) <= at_the_edge_pt;
    }
    if (fits) return static_cast<int>(turns);
  }
  return std::nullopt;
}

Pixels decoded(Stream* stream, int width, int height, GfxImageColorMap& colours) {
  const int components = colours.getNumPixelComps();
  if (components != 1 && !colours.useRGBLine()) return {};
  ImageStream lines(stream, width, components, colours.getBits());
  lines.reset();
  Pixels pixels(height, width, components == 1 ? CV_8UC1 : CV_8UC3, cv::Scalar::all(255));
  for (int y = 0; y < height; ++y) {
    unsigned char* line = lines.getLine();
    if (line == nullptr) break;  // the rest stays bare, as a viewer leaves it
    auto* row = pixels.ptr<std::uint8_t>(y);
    if (components == 1)
      std::copy_n(line, width, row);
    else
      colours.getRGBLine(line, row, width);
  }
  lines.close();
  if (components > 1) {
    cv::cvtColor(pixels, pixels, cv::COLOR_RGB2BGR);
    return pixels;
  }
  cv::Mat levels(1, 256, CV_8UC1, cv::Scalar(255));
  for (int value = 0; value < std::min(256, 1 << std::min(8, colours.getBits())); ++value) {
    auto stored = static_cast<unsigned char>(value);
    GfxGray grey = 0;
    colours.getGray(&stored, &grey);
    levels.at<std::uint8_t>(value) = colToByte(grey);
  }
  cv::LUT(pixels, levels, pixels);
  return pixels;
}

/// Listens to a page being interpreted and takes its picture, until anything else is painted.
class PictureTaker : public OutputDev {
 public:
  explicit PictureTaker(const Limits& limits) : limits_(limits) {}

  [[nodiscard]] std::optional<Pixels> take() {
    if (spoilt_ || pixels_.empty()) return std::nullopt;
    return std::move(pixels_);
  }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }

  void startPage(int, GfxState* state, XRef*) override {
    width_pt_ = state->getPageWidth();
    height_pt_ = state->getPageHeight();
  }

  void fill(GfxState*) override { spoilt_ = true; }
  void eoFill(GfxState*) override { spoilt_ = true; }
  void stroke(GfxState*) override { spoilt_ = true; }
  void clip(GfxState* state) override { note_clip(state); }
  void eoClip(GfxState* state) override { note_clip(state); }
  void clipToStrokePath(GfxState*) override { spoilt_ = true; }
  void updateTransfer(GfxState* state) override { spoilt_ |= state->getTransfer()[0] != nullptr; }
  void beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool, bool) override {
    spoilt_ = true;
  }
  void setSoftMask(GfxState*, const double*, bool, Function*, GfxColor*) override { spoilt_ = true; }

  void drawChar(GfxState* state, double, double, double, double, double, double, CharCode, int,
                const Unicode*, int) override {
    constexpr int invisible = 3;
    spoilt_ |= state->getRender() != invisible;
  }

  void drawImage(GfxState* state, Object* ref, Stream* stream, int width, int height,
                 GfxImageColorMap* colours, bool interpolate, const int* mask_colours,
                 bool inline_image) override {
    const auto turns = turns_on_page(state, width_pt_, height_pt_);
    const bool plain = mask_colours == nullptr && state->getFillOpacity() >= 1 &&
                       state->getBlendMode() == gfxBlendNormal && covers_page(state);
    const bool small_enough = std::int64_t{width} * height <= std::min(most_pixels, limits_.max_pixels);
    spoilt_ |= !turns || !plain || !small_enough || inline_image || !pixels_.empty();
    if (spoilt_ || colours == nullptr)
      return OutputDev::drawImage(state, ref, stream, width, height, colours, interpolate, mask_colours,
                                  inline_image);
    pixels_ = decoded(stream, width, height, *colours);
    spoilt_ |= pixels_.empty();
    if (!spoilt_) pixels_ = quarter_turned(pixels_, -*turns);
  }

  void drawImageMask(GfxState* state, Object* ref, Stream* stream, int width, int height, bool invert,
                     bool interpolate, bool inline_image) override {
    spoilt_ = true;
    OutputDev::drawImageMask(state, ref, stream, width, height, invert, interpolate, inline_image);
  }
  void drawMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int,
                       bool, bool) override {
    spoilt_ = true;
  }
  void drawSoftMaskedImage(GfxState*, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int,
                           GfxImageColorMap*, bool) override {
    spoilt_ = true;
  }

 private:
  void note_clip(GfxState* state) {
    const GfxPath* path = state->getPath();
    spoilt_ |= path->getNumSubpaths() != 1 || !is_rectangle(state, *path->getSubpath(0));
  }

  [[nodiscard]] bool covers_page(GfxState* state) const {
    Rect clip;
    state->getClipBBox(&clip.x0, &clip.y0, &clip.x1, &clip.y1);
    return clip.x0 <= at_the_edge_pt && clip.y0 <= at_the_edge_pt && clip.x1 >= width_pt_ - at_the_edge_pt &&
           clip.y1 >= height_pt_ - at_the_edge_pt;
  }

  const Limits& limits_;
  double width_pt_ = 0;
  double height_pt_ = 0;
  Pixels pixels_;
  bool spoilt_ = false;
};

}  // namespace

std::optional<Pixels> lone_picture(PDFDoc& document, const Limits& limits, int page, int quarter_turns) {
  if (document.getPage(page) == nullptr) return std::nullopt;
  PictureTaker taker(limits);
  PageBudget budget(limits);
  document.displayPage(&taker, page, points_per_inch, points_per_inch, as_rotation(quarter_turns), false,
                       true, false, &PageBudget::is_spent, &budget);
  return budget.was_spent() ? std::nullopt : taker.take();
}

}  // namespace domicile::read
