#pragma once
// What a client is told whose request did not arrive as a whole one.

#include <boost/system/error_code.hpp>

#include <optional>
#include <string>

#include "http/message.hpp"

namespace domicile::http {

/// "header" or "body" failed to arrive: its answer, or nullopt where nobody is there to read it. A header
/// that is too slow gets none: most such connections are idle ones.
[[nodiscard]] std::optional<Response> told_of_broken(const std::string& part,
                                                     boost::system::error_code failed,
                                                     const std::string& request_id);

[[nodiscard]] Response body_too_large(const std::string& request_id);
[[nodiscard]] Response too_many_bodies(const std::string& request_id);

}  // namespace domicile::http
