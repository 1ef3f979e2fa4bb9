#include "cli/html.hpp"

#include <openssl/evp.h>

namespace domicile::cli {

std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string data_url(const std::string& png) {
  std::string text(4 * ((png.size() + 2) / 3) + 1, '\0');
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                      reinterpret_cast<const unsigned char*>(png.data()), static_cast<int>(png.size()));
  text.resize(static_cast<std::size_t>(length));
  return "data:image/png;base64," + text;
}

}  // namespace domicile::cli
