#include "domicile/png.hpp"

#include <png.h>

namespace domicile {

Result<std::string> encode_png(const Picture& picture) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = picture.channels == 1 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  png_alloc_size_t size = 0;
  const void* samples = picture.samples.data();
  if (png_image_write_to_memory(&image, nullptr, &size, 0, samples, 0, nullptr) == 0) {
    return fail(ErrorCode::internal_defect, "", "the picture could not be encoded.");
  }
  std::string bytes(size, '\0');
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, samples, 0, nullptr) == 0) {
    return fail(ErrorCode::internal_defect, "", "the picture could not be encoded.");
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace domicile
