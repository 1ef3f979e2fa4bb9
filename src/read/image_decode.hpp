#pragma once
// Pictures in memory to pixels. Every size is checked before anything is decoded.

#include <string_view>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "read/media_type.hpp"
#include "read/pixels.hpp"

namespace domicile::read {

/// Pages in a picture: the directories of a TIFF, 1 for any other type. Fails with corrupt_document where not
/// even that can be read, and with too_many_pages over limits.max_pages.
[[nodiscard]] Result<int> count_pictures(std::string_view untrusted_bytes, MediaType type,
                                         const Limits& limits);

/// Page `number` (from 1) as 8-bit grey or BGR, transparent parts white. A picture of which the end is
/// missing is decoded as far as it goes and marked damaged. Very large ones are reduced while decoding where
/// the format can, else afterwards: no side is longer than about 6,000 pixels.
///
/// A photo of 4000 × 3000 gives its pixels; a header that says 60,000 × 60,000 fails with too_large before
/// memory is taken; bytes that are no picture fail with corrupt_document.
[[nodiscard]] Result<DecodedPicture> decode_picture(std::string_view untrusted_bytes, MediaType type,
                                                    int number, const Limits& limits);

}  // namespace domicile::read
