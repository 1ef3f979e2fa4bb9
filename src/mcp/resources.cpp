#include "mcp/resources.hpp"

#include <fmt/format.h>

#include <charconv>

#include "mcp/base64.hpp"
#include "mcp/tools.hpp"

namespace domicile::mcp {
namespace {

constexpr std::string_view scheme = "domicile://screenings/";
constexpr int page_size = 50;
constexpr int picture_dpi = 90;

// "1/pages/2" → {1, 2}
std::optional<std::pair<int, int>> numbers_in(std::string_view text) {
  int attachment = 0, page = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), attachment);
  std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
  constexpr std::string_view between = "/pages/";
  if (error != std::errc{} || !rest.starts_with(between)) return std::nullopt;
  rest.remove_prefix(between.size());
  const auto last = std::from_chars(rest.data(), rest.data() + rest.size(), page);
  if (last.ec != std::errc{} || last.ptr != rest.data() + rest.size()) return std::nullopt;
  return std::pair(attachment, page);
}

Json picture(service::Service& service, const std::string& uri, const std::string& id,
             std::string_view where) {
  const auto numbers = numbers_in(where);
  if (!numbers) throw RpcError{resource_not_found, "there is no such resource"};
  auto png = service.page_png(id, numbers->first, numbers->second, picture_dpi);
  if (!png) throw RpcError{resource_not_found, png.error().message};
  return {{"contents", Json::array({{{"uri", uri}, {"mimeType", "image/png"}, {"blob", to_base64(*png)}}})}};
}

}  // namespace

Json resources_list(service::Service& service, const Json& parameters) {
  auto page = service.list({}, parameters.value("cursor", std::string()), page_size);
  if (!page) throw RpcError{internal_error, page.error().message};
  Json list = Json::array();
  for (const auto& item : (*page)["items"]) {
    const auto id = item["id"].get<std::string>();
    list.push_back(
        {{"uri", std::string(scheme) + id},
         {"name", id},
         {"title", fmt::format("{} of {}",
                               item["decision"].is_string() ? item["decision"].get<std::string>() : "queued",
                               item["created_at"].get<std::string>())},
         {"mimeType", "application/json"}});
  }
  Json answer{{"resources", std::move(list)}};
  if ((*page)["next"].is_string()) answer["nextCursor"] = (*page)["next"];
  return answer;
}

Json resource_templates() {
  return {{"resourceTemplates",
           Json::array({{{"uriTemplate", "domicile://screenings/{id}"},
                         {"name", "screening"},
                         {"title", "A kept screening"},
                         {"mimeType", "application/json"}},
                        {{"uriTemplate", "domicile://screenings/{id}/attachments/{number}/pages/{page}"},
                         {"name", "page"},
                         {"title", "A page of a kept document"},
                         {"mimeType", "image/png"}}})}};
}

Json read_resource(service::Service& service, const Json& parameters) {
  const auto uri = parameters.value("uri", std::string());
  if (!uri.starts_with(scheme)) throw RpcError{resource_not_found, "there is no such resource"};
  const auto rest = std::string_view(uri).substr(scheme.size());
  const std::string id(rest.substr(0, rest.find('/')));
  constexpr std::string_view attachments = "/attachments/";
  if (const auto after = rest.substr(id.size()); after.starts_with(attachments)) {
    return picture(service, uri, id, after.substr(attachments.size()));
  }
  auto found = rest.size() == id.size()
                   ? service.find(id)
                   : Result<Json>(fail(ErrorCode::not_found, "", "there is no such resource"));
  if (!found) throw RpcError{resource_not_found, found.error().message};
  (*found)["notice"] = notice;
  return {
      {"contents",
       Json::array({{{"uri", uri}, {"mimeType", "application/json"}, {"text", service::printed(*found)}}})}};
}

}  // namespace domicile::mcp
