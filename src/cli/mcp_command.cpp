// domicile mcp, and /mcp of domicile serve

#include <fmt/format.h>

#include <csignal>
#include <iostream>

#include "cli/commands.hpp"
#include "cli/mcp_door.hpp"

namespace domicile::cli {
namespace {

struct McpOptions : ServiceOptions {
  McpDoorOptions door;
};

// One message a line on standard input, one answer a line on standard output; nothing else may be printed
// there.
int run_mcp(const McpOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  auto running = start_service(options);
  if (!running) return report(running.error());
  mcp::Protocol protocol(*running->service, mcp_settings(options.door, running->service->settings().version));
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const auto answer = protocol.handle(line, {});
    if (!answer) continue;
    std::cout << service::printed(*answer) << '\n' << std::flush;
    if (!std::cout) break;
  }
  return 0;
}

}  // namespace

void add_mcp_options(CLI::App& command, McpDoorOptions& options, bool files) {
  command.add_option("--allow", options.allow, "screen: agents may screen documents, not only read")
      ->check(CLI::IsMember({"screen"}));
  if (files) {
    command.add_option("--documents", options.documents, "folder whose files agents may name")
        ->check(CLI::ExistingDirectory);
  }
}

mcp::McpSettings mcp_settings(const McpDoorOptions& options, const std::string& version) {
  return {version, options.allow == "screen", options.documents};
}

http::Route mcp_route(const std::shared_ptr<mcp::Protocol>& protocol) {
  const auto answer = [protocol](const http::Request& request) {
    const auto problem = [&](ErrorCode code, const char* where, const char* message) {
      return http::problem({code, where, message, ""}, request.id);
    };
    if (!request.header("content-type").starts_with("application/json")) {
      return problem(ErrorCode::media_type_unknown, "Content-Type", "this route reads JSON.");
    }
    const auto version = request.header("mcp-protocol-version");
    if (!version.empty() && !mcp::Protocol::speaks(version)) {
      return problem(ErrorCode::wrong_usage, "MCP-Protocol-Version", "this version is not spoken here.");
    }
    const mcp::Client client{request.actor(),
                             [&](store::Scope scope) { return !request.key || request.key->may(scope); }};
    const auto message = protocol->handle(request.untrusted_body, client);
    return message ? http::Response::json(service::printed(*message)) : http::Response::json("", 202);
  };
  return {"POST", "/mcp", store::Scope::read, answer, true};
}

void add_mcp(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<McpOptions>();
  auto* command = program.add_subcommand("mcp", "Model Context Protocol server on standard input and output");
  add_service_options(*command, *options);
  add_mcp_options(*command, options->door, true);
  command->callback([options, &exit_status] { exit_status = run_mcp(*options); });
}

}  // namespace domicile::cli
