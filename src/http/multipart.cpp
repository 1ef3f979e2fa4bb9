#include "http/multipart.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace domicile::http {
namespace {

constexpr std::size_t longest_boundary = 70;      // RFC 2046
constexpr std::size_t longest_head_bytes = 8192;  // of one part

std::unexpected<Error> broken(std::string message) {
  return fail(ErrorCode::wrong_usage, "body", std::move(message),
              "Send multipart/form-data as RFC 7578 has it.");
}

std::string lower(std::string_view text) {
  std::string low(text);
  std::ranges::transform(low, low.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return low;
}

// The value of `name` in "form-data; name=\"a\"; filename=\"b\"".
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  for (auto at = header.find(';'); at != std::string_view::npos;) {
    auto rest = header.substr(at + 1);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const bool wanted = lower(rest.substr(0, equals)) == name;
    auto value = rest.substr(equals + 1);
    std::string text;
    std::size_t used = 0;
    if (value.starts_with('"')) {
      for (used = 1; used < value.size() && value[used] != '"'; ++used) {
        if (value[used] == '\\' && used + 1 < value.size() &&
            (value[used + 1] == '"' || value[used + 1] == '\\'))
          ++used;
        text += value[used];
      }
    } else {
      used = std::min(value.find(';'), value.size());
      text = std::string(value.substr(0, used));
    }
    if (wanted) return text;
    const auto next = value.find(';', used);
    at =
        next == std::string_view::npos ? next : static_cast<std::size_t>(value.data() - header.data()) + next;
  }
  return std::nullopt;
}

// Browsers send a bare name; whoever sends folders or a hidden name gets neither.
std::string bare_name(const std::string& path) {
  const auto slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

Result<FormPart> parse_head(std::string_view head) {
  FormPart part;
  bool named = false;
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    head = line.size() == head.size() ? "" : head.substr(line.size() + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return broken("a part has a line that is no header.");
    const auto name = lower(line.substr(0, colon));
    auto value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
    if (name == "content-type") part.type = std::string(value);
    if (name != "content-disposition") continue;
    const auto field = parameter(value, "name");
    named = field.has_value();
    part.name = field.value_or("");
    if (const auto file = parameter(value, "filename"))
      part.file = file->empty() ? "document" : bare_name(*file);
  }
  if (!named) return broken("a part has no name.");
  return part;
}

}  // namespace

Result<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body,
                                              std::size_t most) {
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > longest_boundary) {
    return broken("the Content-Type names no boundary.");
  }
  const auto delimiter = "\r\n--" + *boundary;
  std::vector<FormPart> parts;
  auto at = body.starts_with(delimiter.substr(2)) ? std::size_t{0} : body.find(delimiter);
  if (at == std::string_view::npos) return broken("the body has no part.");
  auto rest = body.substr(at + delimiter.size() - (at == 0 ? 2 : 0));
  while (!rest.starts_with("--")) {
    if (!rest.starts_with("\r\n")) return broken("a boundary does not end its line.");
    rest.remove_prefix(2);
    const auto head_end = rest.substr(0, longest_head_bytes).find("\r\n\r\n");
    const auto end = head_end == std::string_view::npos ? head_end : rest.find(delimiter, head_end + 2);
    if (end == std::string_view::npos) return broken("a part does not end.");
    auto part = parse_head(rest.substr(0, head_end));
    if (!part) return std::unexpected(part.error());
    const auto first = head_end + 4;
    part->untrusted_bytes = end < first ? std::string_view() : rest.substr(first, end - first);
    if (parts.size() == most) return broken("it has too many parts.");
    parts.push_back(std::move(*part));
    rest.remove_prefix(end + delimiter.size());
  }
  return parts;
}

}  // namespace domicile::http
