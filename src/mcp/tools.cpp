#include "mcp/tools.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "mcp/base64.hpp"

namespace domicile::mcp {
namespace {

bool is_of_type(const Json& value, const std::string& type) {
  if (type == "string") return value.is_string();
  if (type == "integer") return value.is_number_integer();
  if (type == "boolean") return value.is_boolean();
  if (type == "array") return value.is_array();
  return value.is_object();
}

Result<void> check_value(const std::string& name, const Json& schema, const Json& value) {
  const auto type = schema.at("type").get<std::string>();
  const auto wrong = [&](std::string message) {
    return fail(ErrorCode::wrong_usage, name, std::move(message));
  };
  if (!is_of_type(value, type)) return wrong(fmt::format("it must be of type {}.", type));
  if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end()) {
    return wrong(fmt::format("it must be one of {}.", schema["enum"].dump()));
  }
  if (schema.contains("minimum") && value < schema["minimum"]) return wrong("it is too small.");
  if (schema.contains("maximum") && value > schema["maximum"]) return wrong("it is too large.");
  if (type == "array" && schema.contains("items")) {
    for (const auto& item : value) {
      if (auto checked = check_value(name, schema["items"], item); !checked) return checked;
    }
  }
  return {};
}

Json text_block(const std::string& text) { return {{"type", "text"}, {"text", text}}; }

Json failed(const Error& error) {
  return {{"content",
           Json::array({text_block(std::string(describe(error.code).name) + ": " + to_string(error))})},
          {"isError", true}};
}

Json succeeded(ToolAnswer answer) {
  if (answer.from_document) answer.structured["notice"] = notice;
  Json content = Json::array();
  if (answer.from_document) content.push_back(text_block(std::string(notice)));
  if (!answer.png.empty()) {
    content.push_back({{"type", "image"}, {"data", to_base64(answer.png)}, {"mimeType", "image/png"}});
  }
  content.push_back(text_block(service::printed(answer.structured)));
  return {{"content", std::move(content)},
          {"structuredContent", std::move(answer.structured)},
          {"isError", false}};
}

bool may_use(const Tool& tool, const McpSettings& settings) { return tool.reads_only || settings.may_screen; }

}  // namespace

Result<void> check_arguments(const Json& schema, const Json& arguments) {
  if (!arguments.is_object()) return fail(ErrorCode::wrong_usage, "arguments", "they must be an object.");
  for (const auto& required : schema.value("required", Json::array())) {
    if (!arguments.contains(required))
      return fail(ErrorCode::wrong_usage, required, "this argument is missing.");
  }
  for (const auto& [name, value] : arguments.items()) {
    const auto& known = schema.at("properties");
    const auto property = known.find(name);
    if (property == known.end()) {
      return fail(ErrorCode::wrong_usage, without_controls(to_nfc(name)), "this argument is not known.");
    }
    if (auto checked = check_value(name, *property, value); !checked) return checked;
  }
  return {};
}

Json tools_list(const McpSettings& settings, const Client& client) {
  Json list = Json::array();
  for (const auto& tool : tools()) {
    if (!may_use(tool, settings) || !client.may(tool.scope)) continue;
    list.push_back(
        {{"name", tool.name},
         {"title", tool.title},
         {"description", tool.description},
         {"inputSchema", Json::parse(tool.input)},
         {"outputSchema", Json::parse(tool.output)},
         {"annotations",
          {{"readOnlyHint", tool.reads_only}, {"destructiveHint", false}, {"openWorldHint", false}}}});
  }
  return {{"tools", std::move(list)}};
}

Json call_tool(service::Service& service, const McpSettings& settings, const Client& client,
               const Json& parameters) {
  const auto name = parameters.value("name", std::string());
  const auto tool = std::ranges::find_if(tools(), [&](const Tool& each) { return each.name == name; });
  if (tool == tools().end()) throw RpcError{invalid_params, "there is no such tool"};
  if (!may_use(*tool, settings)) {
    return failed({ErrorCode::not_allowed, "", "this server only reads.", "Start it with --allow screen."});
  }
  if (!client.may(tool->scope)) {
    return failed({ErrorCode::not_allowed, "",
                   fmt::format("this API key lacks the scope '{}'.", to_string(tool->scope)),
                   "Use another key."});
  }
  const auto arguments = parameters.value("arguments", Json::object());
  if (auto checked = check_arguments(Json::parse(tool->input), arguments); !checked)
    return failed(checked.error());
  auto answer = tool->run({service, settings, client, arguments});
  return answer ? succeeded(std::move(*answer)) : failed(answer.error());
}

}  // namespace domicile::mcp
