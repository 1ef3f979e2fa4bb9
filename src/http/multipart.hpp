#pragma once
// multipart/form-data (RFC 7578) as browsers, curl and HTTP libraries send it.

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace domicile::http {

struct FormPart {
  std::string name;
  std::string file;                  ///< name of the file, without folders; empty where the part is no file
  std::string type;                  ///< its own Content-Type; empty where it names none
  std::string_view untrusted_bytes;  ///< lies in the body that was parsed
};

/// The parts of `body`, at most `most`. Fails with wrong_usage where the boundary is missing, a part has no
/// name, or the end is missing: a body that was cut off is never taken for a whole one.
[[nodiscard]] Result<std::vector<FormPart>> parse_multipart(std::string_view content_type,
                                                            std::string_view body, std::size_t most);

}  // namespace domicile::http
