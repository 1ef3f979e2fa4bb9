#pragma once
// Strangers' text and pictures inside an HTML page that stands alone.

#include <string>

namespace domicile::cli {

/// `text` as it may stand between tags and in quoted attributes: "a<b" becomes "a&lt;b".
[[nodiscard]] std::string escaped(const std::string& text);

/// A PNG as the value of an img's src.
[[nodiscard]] std::string data_url(const std::string& png);

}  // namespace domicile::cli
