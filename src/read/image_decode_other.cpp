#include <leptonica/allheaders.h>

#include <cstdlib>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "read/image_decode_formats.hpp"

namespace domicile::read {
namespace {

struct PixDeleter {
  void operator()(PIX* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<PIX, PixDeleter>;

long long little_endian(std::string_view bytes, std::size_t at, std::size_t size) {
  if (at + size > bytes.size()) return 0;
  long long value = 0;
  for (std::size_t i = size; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// Width and height as the header has them, which Leptonica does not hand out before decoding.
Result<void> check_header(std::string_view bytes, MediaType type, const Limits& limits) {
  if (type == MediaType::gif) {
    return check_size(static_cast<double>(little_endian(bytes, 6, 2)),
                      static_cast<double>(little_endian(bytes, 8, 2)), limits);
  }
  const bool old_header = little_endian(bytes, 14, 4) == 12;
  const auto width =
      old_header ? little_endian(bytes, 18, 2) : static_cast<std::int32_t>(little_endian(bytes, 18, 4));
  const auto height =
      old_header ? little_endian(bytes, 20, 2) : static_cast<std::int32_t>(little_endian(bytes, 22, 4));
  return check_size(static_cast<double>(width), static_cast<double>(std::abs(height)), limits);
}

Pixels to_pixels(PIX* pix) {
  const PixPtr opaque(pixGetDepth(pix) == 32 && pixGetSpp(pix) == 4 ? pixAlphaBlendUniform(pix, 0xFFFFFF00)
                                                                    : pixClone(pix));
  const PixPtr flat(pixRemoveColormap(opaque.get(), REMOVE_CMAP_BASED_ON_SRC));
  const PixPtr eight(pixConvertTo8Or32(flat.get(), L_CLONE, 0));
  if (!eight) return {};
  const bool colour = pixGetDepth(eight.get()) == 32;
  const int width = pixGetWidth(eight.get());
  const int height = pixGetHeight(eight.get());
  // Leptonica keeps samples in words of the machine; swapped, they lie in the order of the rows.
  const PixPtr swapped(pixEndianByteSwapNew(eight.get()));
  if (!swapped) return {};
  const cv::Mat view(height, width, colour ? CV_8UC4 : CV_8UC1, pixGetData(swapped.get()),
                     static_cast<std::size_t>(pixGetWpl(swapped.get())) * 4);
  if (!colour) return view.clone();
  Pixels bgr;
  cv::cvtColor(view, bgr, cv::COLOR_RGBA2BGR);
  return bgr;
}

}  // namespace

Result<DecodedPicture> decode_gif_or_bmp(std::string_view untrusted_bytes, MediaType type,
                                         const Limits& limits) {
  setMsgSeverity(L_SEVERITY_NONE);
  if (auto checked = check_header(untrusted_bytes, type, limits); !checked) {
    return std::unexpected(checked.error());
  }
  const PixPtr pix(
      pixReadMem(reinterpret_cast<const l_uint8*>(untrusted_bytes.data()), untrusted_bytes.size()));
  if (!pix) return damaged_picture();
  DecodedPicture picture;
  picture.pixels = to_pixels(pix.get());
  picture.dpi = plausible_dpi(pixGetXRes(pix.get()));
  return picture;
}

}  // namespace domicile::read
