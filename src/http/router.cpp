#include "http/router.hpp"

namespace domicile::http {
namespace {

std::string_view next_part(std::string_view& path) {
  path.remove_prefix(1);
  const auto part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

// The values of the pattern's {…}; nullopt where the path is another. A pattern that ends in {…+} takes what
// is left.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  std::vector<std::string> values;
  while (!pattern.empty() && !path.empty()) {
    auto rest = path;
    const auto expected = next_part(pattern);
    const auto given = next_part(path);
    if (expected.ends_with("+}")) {
      values.emplace_back(rest.substr(1));
      return values;
    }
    if (expected.starts_with('{') && expected.ends_with('}')) {
      if (given.empty()) return std::nullopt;
      values.emplace_back(given);
    } else if (expected != given) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return values;
}

}  // namespace

Result<const Route*> Router::find(Request& request) const {
  const auto method = request.method == "HEAD" ? std::string("GET") : request.method;
  std::string allowed;
  for (const auto& route : routes_) {
    auto values = match(route.path, request.path);
    if (!values) continue;
    if (route.method == method) {
      request.parts = std::move(*values);
      return &route;
    }
    if (allowed.find(route.method) == std::string::npos)
      allowed += (allowed.empty() ? "" : ", ") + route.method;
  }
  if (allowed.empty()) {
    return fail(ErrorCode::not_found, "path", "there is no such route.",
                "GET /openapi.json lists the routes.");
  }
  return fail(ErrorCode::method_not_allowed, allowed, "this route does not answer to this method.",
              "It answers to: " + allowed + ".");
}

}  // namespace domicile::http
