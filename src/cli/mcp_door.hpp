#pragma once
// How agents come in: on standard input and output, or through a route of the server.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/service_setup.hpp"
#include "http/router.hpp"
#include "mcp/protocol.hpp"

namespace domicile::cli {

struct McpDoorOptions {
  std::string allow;      ///< "screen", or empty: agents only read
  std::string documents;  ///< folder whose files may be named; empty: none
};

/// Adds --allow, and with `files` also --documents.
void add_mcp_options(CLI::App& command, McpDoorOptions& options, bool files);

[[nodiscard]] mcp::McpSettings mcp_settings(const McpDoorOptions& options, const std::string& version);

/// POST /mcp: one message a request, answered as JSON; there is no stream of the server's own messages.
[[nodiscard]] http::Route mcp_route(const std::shared_ptr<mcp::Protocol>& protocol);

}  // namespace domicile::cli
