#pragma once
// The service as serve, mcp and worker start it: from options and, for what is too long for them, a settings
// file.

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/store_access.hpp"
#include "service/service.hpp"

namespace domicile::cli {

struct ServiceOptions : CommonOptions {
  std::string store;
  std::string key_file;  ///< seals documents; SQLite stores get one beside them
  int keep_documents_days = 0;
  int waiting = 8;                    ///< documents that may wait for their turn
  int patience_seconds = 20;          ///< how long they wait
  std::vector<std::string> webhooks;  ///< "URL=SECRET-FILE"
};

void add_service_options(CLI::App& command, ServiceOptions& options);

/// Everything that a door needs, alive as long as this is.
struct Running {
  std::filesystem::path data;
  std::unique_ptr<Screener> screener;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<service::Service> service;
};

/// Starts it. Fails with wrong_usage, rules_invalid, sandbox_unavailable, store_unreachable.
[[nodiscard]] Result<Running> start_service(const ServiceOptions& options);

/// How many documents are read at once: --jobs, else one for each core.
[[nodiscard]] int documents_at_once(const ServiceOptions& options);

}  // namespace domicile::cli
