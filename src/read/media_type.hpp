#pragma once
// What some bytes are, judged by the bytes alone: names and declared types lie.

#include <string_view>

#include "base/error.hpp"

namespace domicile::read {

enum class MediaType { pdf, jpeg, png, tiff, webp, heif, gif, bmp };

/// "application/pdf", "image/jpeg" … as it stands in JSON. AVIF is heif here and "image/avif" nowhere: the
/// decoder is the same.
[[nodiscard]] std::string_view name_of(MediaType type);

/// The type of `untrusted_bytes`. A PDF may have junk before its header, in the first 1,024 bytes.
///
/// "%PDF-1.7…" gives pdf. No bytes fail with empty_document; "PK\3\4…" fails with unsupported_media_type and
/// a message that names what it seems to be.
[[nodiscard]] Result<MediaType> detect_media_type(std::string_view untrusted_bytes);

}  // namespace domicile::read
