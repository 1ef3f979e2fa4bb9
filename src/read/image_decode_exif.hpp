#pragma once
// The few tags of an EXIF block that reading needs. Bounds-checked: the block comes from a stranger.

#include <string>
#include <string_view>

namespace domicile::read {

struct Exif {
  int orientation = 1;  ///< 1..8; 1 where the block does not say or says nonsense
  std::string camera;   ///< "Make Model"
  std::string software;
};

/// Reads `untrusted_block`, a TIFF structure with or without the "Exif\0\0" before it. What can't be read is
/// left at its default: "" gives orientation 1.
[[nodiscard]] Exif read_exif(std::string_view untrusted_block);

}  // namespace domicile::read
