#pragma once
// The Model Context Protocol: one JSON-RPC message in, at most one out. How messages travel is the doors'
// business.

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "service/service.hpp"

namespace domicile::mcp {

using Json = service::Json;

inline constexpr const char* newest_version = "2025-11-25";

struct McpSettings {
  std::string version;              ///< of the program
  bool may_screen = false;          ///< else every tool only reads
  std::filesystem::path documents;  ///< tools may name files below it; empty: none
};

/// Who sends a message, and what it may do.
struct Client {
  std::string actor = "mcp";
  std::function<bool(store::Scope)> may = [](store::Scope) { return true; };
};

class Protocol {
 public:
  Protocol(service::Service& service, McpSettings settings)
      : service_(service), settings_(std::move(settings)) {}

  /// The answer to a request; nullopt for notifications and answers. Text that is no JSON gets the error
  /// -32700.
  [[nodiscard]] std::optional<Json> handle(std::string_view untrusted_message, const Client& client);

  /// True where this server speaks that version.
  [[nodiscard]] static bool speaks(const std::string& version);

 private:
  [[nodiscard]] Json answer(const std::string& method, const Json& parameters, const Client& client);

  service::Service& service_;
  McpSettings settings_;
};

/// A mistake of the protocol itself, as JSON-RPC has it; thrown and caught within this room only.
struct RpcError {
  int code;
  std::string message;
};

inline constexpr int parse_error = -32700, invalid_request = -32600, method_not_found = -32601,
                     invalid_params = -32602, internal_error = -32603, resource_not_found = -32002;

}  // namespace domicile::mcp
