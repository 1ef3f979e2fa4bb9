#include <png.h>

#include <cstring>

#include "read/image_decode_exif.hpp"
#include "read/image_decode_formats.hpp"

namespace domicile::read {
namespace {

std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (const char c : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

/// Density and EXIF, which libpng's simple interface does not hand out. Stops at the first broken chunk.
void read_chunks(std::string_view bytes, DecodedPicture& picture) {
  constexpr std::size_t signature = 8;
  std::size_t at = signature;
  for (int chunks = 0; chunks < 200 && at + 12 <= bytes.size(); ++chunks) {
    const std::uint32_t length = big_endian(bytes.substr(at));
    const std::string_view name = bytes.substr(at + 4, 4);
    if (length > bytes.size() - at - 12) return;
    const std::string_view data = bytes.substr(at + 8, length);
    if (name == "pHYs" && length == 9 && data[8] == 1) picture.dpi = plausible_dpi(big_endian(data) * 0.0254);
    if (name == "eXIf") {
      const Exif exif = read_exif(data);
      picture.exif_orientation = exif.orientation;
      picture.camera = exif.camera;
      picture.software = exif.software;
    }
    at += std::size_t{12} + length;
  }
}

/// Ends libpng's work on every way out.
struct Image : png_image {
  Image() : png_image{} { version = PNG_IMAGE_VERSION; }
  ~Image() { png_image_free(this); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
};

}  // namespace

Result<DecodedPicture> decode_png(std::string_view untrusted_bytes, const Limits& limits) {
  Image image;
  if (png_image_begin_read_from_memory(&image, untrusted_bytes.data(), untrusted_bytes.size()) == 0) {
    return damaged_picture();
  }
  if (auto checked = check_size(image.width, image.height, limits); !checked) {
    return std::unexpected(checked.error());
  }
  DecodedPicture picture;
  read_chunks(untrusted_bytes, picture);
  const bool grey = (image.format & PNG_FORMAT_FLAG_COLOR) == 0;
  image.format = grey ? PNG_FORMAT_GRAY : PNG_FORMAT_BGR;
  picture.pixels = cv::Mat(static_cast<int>(image.height), static_cast<int>(image.width),
                           grey ? CV_8UC1 : CV_8UC3, cv::Scalar::all(255));
  const png_color white{255, 255, 255};
  const bool whole = png_image_finish_read(&image, &white, picture.pixels.data, 0, nullptr) != 0;
  // Rows that came before an error are in place; nothing but paper means that none came.
  if (!whole) {
    double darkest = 255;
    cv::minMaxLoc(picture.pixels.reshape(1), &darkest, nullptr);
    if (darkest > 250) return damaged_picture();
  }
  picture.damaged = !whole || (image.warning_or_error & PNG_IMAGE_ERROR) != 0;
  return picture;
}

}  // namespace domicile::read
