#pragma once
// One decoder a format, behind decode_picture. Each checks the size that its header names against the limits
// before it takes memory, keeps its library quiet, and answers as decode_picture does.

#include <string_view>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "read/media_type.hpp"
#include "read/pixels.hpp"

namespace domicile::read {

[[nodiscard]] Result<DecodedPicture> decode_jpeg(std::string_view untrusted_bytes, const Limits& limits);
[[nodiscard]] Result<DecodedPicture> decode_png(std::string_view untrusted_bytes, const Limits& limits);
[[nodiscard]] Result<DecodedPicture> decode_tiff(std::string_view untrusted_bytes, int number,
                                                 const Limits& limits);
[[nodiscard]] Result<DecodedPicture> decode_webp(std::string_view untrusted_bytes, const Limits& limits);
[[nodiscard]] Result<DecodedPicture> decode_heif(std::string_view untrusted_bytes, const Limits& limits);
[[nodiscard]] Result<DecodedPicture> decode_gif_or_bmp(std::string_view untrusted_bytes, MediaType type,
                                                       const Limits& limits);

/// Directories of a TIFF, at most limits.max_pages + 1.
[[nodiscard]] int count_tiff_directories(std::string_view untrusted_bytes, const Limits& limits);

/// Fails with too_large where width × height is over limits.max_pixels, corrupt_document where it is nothing.
[[nodiscard]] Result<void> check_size(double width, double height, const Limits& limits);

/// The failure of a decoder that gave up.
[[nodiscard]] std::unexpected<Error> damaged_picture();

/// `dpi` where a camera, scanner or printer could mean it, else 0.
[[nodiscard]] double plausible_dpi(double dpi);

/// 8-bit BGRA over white paper, as BGR.
[[nodiscard]] Pixels over_white(const Pixels& bgra);

}  // namespace domicile::read
