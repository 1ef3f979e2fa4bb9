#include "mcp/protocol.hpp"

#include <algorithm>
#include <array>

#include "mcp/resources.hpp"
#include "mcp/tools.hpp"

namespace domicile::mcp {
namespace {

constexpr std::array versions{newest_version, "2025-06-18", "2025-03-26"};

Json error_answer(const Json& id, const RpcError& error) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", error.code}, {"message", error.message}}}};
}

bool is_id(const Json& id) { return id.is_string() || id.is_number_integer(); }

}  // namespace

bool Protocol::speaks(const std::string& version) {
  return std::ranges::find(versions, version) != versions.end();
}

std::optional<Json> Protocol::handle(std::string_view untrusted_message, const Client& client) {
  const auto message = Json::parse(untrusted_message, nullptr, false);
  if (message.is_discarded()) return error_answer(nullptr, {parse_error, "this is no JSON"});
  if (!message.is_object() || message.value("jsonrpc", Json()) != "2.0") {
    return error_answer(nullptr, {invalid_request, "this is no JSON-RPC 2.0 message"});
  }
  if (!message.contains("method")) return std::nullopt;  // an answer: this server asks nothing
  if (!message["method"].is_string())
    return error_answer(nullptr, {invalid_request, "the method is no text"});
  if (!message.contains("id")) return std::nullopt;  // a notification
  const auto& id = message["id"];
  if (!is_id(id)) return error_answer(nullptr, {invalid_request, "the id is neither text nor number"});
  const auto parameters = message.value("params", Json::object());
  try {
    if (!parameters.is_object()) throw RpcError{invalid_params, "the parameters are no object"};
    return Json{{"jsonrpc", "2.0"}, {"id", id}, {"result", answer(message["method"], parameters, client)}};
  } catch (const RpcError& error) {
    return error_answer(id, error);
  } catch (const Json::exception&) {
    return error_answer(id, {invalid_params, "a parameter is of another type"});
  } catch (const std::exception&) {
    return error_answer(id, {internal_error, "a defect of domicile"});
  }
}

Json Protocol::answer(const std::string& method, const Json& parameters, const Client& client) {
  if (method == "initialize") {
    const auto asked = parameters.value("protocolVersion", std::string());
    return {
        {"protocolVersion", speaks(asked) ? asked : newest_version},
        {"capabilities", {{"tools", Json::object()}, {"resources", Json::object()}}},
        {"serverInfo",
         {{"name", "domicile"}, {"title", "domicile: proof of address"}, {"version", settings_.version}}},
        {"instructions", "Decides whether a document proves where a person lives. " + std::string(notice)}};
  }
  if (method == "ping") return Json::object();
  if (method == "tools/list") return tools_list(settings_, client);
  if (method == "tools/call") return call_tool(service_, settings_, client, parameters);
  if (method == "resources/list") return resources_list(service_, parameters);
  if (method == "resources/templates/list") return resource_templates();
  if (method == "resources/read") return read_resource(service_, parameters);
  throw RpcError{method_not_found, "there is no such method"};
}

}  // namespace domicile::mcp
