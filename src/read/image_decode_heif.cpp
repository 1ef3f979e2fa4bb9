#include <libheif/heif.h>

#include <memory>
#include <opencv2/imgproc.hpp>

#include "read/image_decode_formats.hpp"

namespace domicile::read {
namespace {

using Context = std::unique_ptr<heif_context, decltype(&heif_context_free)>;
using Handle = std::unique_ptr<heif_image_handle, decltype(&heif_image_handle_release)>;
using Image = std::unique_ptr<heif_image, decltype(&heif_image_release)>;

Handle primary_picture(heif_context* context) {
  heif_image_handle* handle = nullptr;
  heif_context_get_primary_image_handle(context, &handle);
  return {handle, &heif_image_handle_release};
}

/// Turned and mirrored as the file asks.
Image decode(const heif_image_handle* handle, bool alpha) {
  heif_image* image = nullptr;
  heif_decode_image(handle, &image, heif_colorspace_RGB,
                    alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB, nullptr);
  return {image, &heif_image_release};
}

}  // namespace

Result<DecodedPicture> decode_heif(std::string_view untrusted_bytes, const Limits& limits) {
  const Context context(heif_context_alloc(), &heif_context_free);
  if (!context) return damaged_picture();
  heif_context_set_max_decoding_threads(context.get(), 0);
  const heif_error opened = heif_context_read_from_memory_without_copy(context.get(), untrusted_bytes.data(),
                                                                       untrusted_bytes.size(), nullptr);
  if (opened.code != heif_error_Ok) return damaged_picture();
  const Handle handle = primary_picture(context.get());
  if (!handle) return damaged_picture();
  if (auto checked = check_size(heif_image_handle_get_width(handle.get()),
                                heif_image_handle_get_height(handle.get()), limits);
      !checked) {
    return std::unexpected(checked.error());
  }
  const bool alpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
  const Image image = decode(handle.get(), alpha);
  if (!image) return damaged_picture();
  const int width = heif_image_get_width(image.get(), heif_channel_interleaved);
  const int height = heif_image_get_height(image.get(), heif_channel_interleaved);
  int stride = 0;
  const std::uint8_t* plane = heif_image_get_plane_readonly(image.get(), heif_channel_interleaved, &stride);
  if (plane == nullptr || width < 1 || height < 1) return damaged_picture();
  const cv::Mat view(height, width, alpha ? CV_8UC4 : CV_8UC3, const_cast<std::uint8_t*>(plane),
                     static_cast<std::size_t>(stride));
  DecodedPicture picture;
  cv::Mat converted;
  cv::cvtColor(view, converted, alpha ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGB2BGR);
  picture.pixels = alpha ? over_white(converted) : converted;
  return picture;
}

}  // namespace domicile::read
