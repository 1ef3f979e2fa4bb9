#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace domicile::mcp {

/// RFC 4648 with padding, through OpenSSL.
[[nodiscard]] std::string to_base64(std::string_view bytes);

/// nullopt for what is no base64; "QUI=" → "AB". Line breaks are allowed.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace domicile::mcp
