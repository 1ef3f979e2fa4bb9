#pragma once

#include <string>

#include "base/error.hpp"
#include "model/page.hpp"

namespace domicile {

/// `picture` (grey or RGB) as the bytes of a PNG file, through libpng.
[[nodiscard]] Result<std::string> encode_png(const Picture& picture);

}  // namespace domicile
