#include "cli/service_setup.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <thread>

#include "base/text.hpp"

#ifndef DOMICILE_VERSION
#define DOMICILE_VERSION "0"
#endif

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t longest_secret_bytes = 4096;
constexpr std::size_t shortest_secret_bytes = 16;

// What waits in the queue is always sealed. A store in a file gets its key beside it; a server's key has to
// be named, since every worker needs the same.
Result<std::optional<store::Seal>> seal_of(const ServiceOptions& options) {
  auto file = options.key_file;
  const auto url = store_url(options.store);
  if (file.empty()) {
    if (store::is_postgres(url)) {
      if (options.keep_documents_days == 0) return std::nullopt;
      return fail(ErrorCode::wrong_usage, "--keep-documents",
                  "documents are kept sealed, and no key is named.",
                  "Make one with `domicile keys seal FILE` and name it with --key-file.");
    }
    file = (url.starts_with("sqlite:") ? url.substr(7) : url) + ".key";
    std::error_code error;
    if (!fs::exists(file, error)) {
      if (auto made = store::Seal::make_key_file(file); !made) return std::unexpected(made.error());
    }
  }
  auto seal = store::Seal::load(file);
  if (!seal) return std::unexpected(seal.error());
  return *seal;
}

Result<std::vector<service::Webhook>> webhooks_of(const ServiceOptions& options) {
  std::vector<service::Webhook> webhooks;
  for (const auto& entry : options.webhooks) {
    const auto equals = entry.rfind('=');
    if (equals == std::string::npos || !(entry.starts_with("https://") || entry.starts_with("http://"))) {
      return fail(ErrorCode::wrong_usage, "--webhook", "this is no URL=SECRET-FILE.",
                  "Write https://host/path=/etc/domicile/webhook.secret");
    }
    auto secret = read_file(entry.substr(equals + 1), longest_secret_bytes);
    if (!secret) return std::unexpected(secret.error());
    const auto trimmed = squeeze(*secret);
    if (trimmed.size() < shortest_secret_bytes) {
      return fail(ErrorCode::wrong_usage, entry.substr(equals + 1),
                  fmt::format("the secret is shorter than {} letters.", shortest_secret_bytes),
                  "Make one with: openssl rand -hex 32");
    }
    webhooks.push_back({entry.substr(0, equals), trimmed});
  }
  return webhooks;
}

}  // namespace

void add_service_options(CLI::App& command, ServiceOptions& options) {
  add_store_option(command, options.store);
  command.add_option("--data", options.data, "folder with locales/, parsers/ and policies/");
  command.add_option("--sandbox", options.sandbox, "strict, best or off")
      ->check(CLI::IsMember({"strict", "best", "off"}));
  options.jobs = 0;
  command.add_option("--jobs", options.jobs, "documents at once (default: one for each core)")
      ->check(CLI::Range(1, 256));
  command.add_option("--key-file", options.key_file,
                     "seals kept and waiting documents (default with SQLite: STORE.key, which is made)");
  command
      .add_option("--keep-documents", options.keep_documents_days,
                  "days for which documents are kept (default 0: not at all)")
      ->check(CLI::Range(0, 3650));
  command.add_option("--webhook", options.webhooks,
                     "URL=SECRET-FILE that is told of every screening; may be repeated");
}

int documents_at_once(const ServiceOptions& options) {
  if (options.sandbox == "off") return 1;
  return options.jobs > 0 ? options.jobs
                          : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

Result<Running> start_service(const ServiceOptions& options) {
  Running running;
  auto data = data_directory(options);
  if (!data) return std::unexpected(data.error());
  running.data = *data;
  // The screener first: its zygote must be forked while there is one thread and nothing secret in memory.
  auto screener = make_screener(options);
  if (!screener) return std::unexpected(screener.error());
  running.screener = std::move(*screener);
  auto policies = service::Policies::load(*data / "policies");
  if (!policies) return std::unexpected(policies.error());
  auto webhooks = webhooks_of(options);
  if (!webhooks) return std::unexpected(webhooks.error());
  auto opened = open_store(options.store);
  if (!opened) return std::unexpected(opened.error());
  running.store = std::move(*opened);
  auto seal = seal_of(options);
  if (!seal) return std::unexpected(seal.error());
  service::ServiceSettings settings;
  settings.version = DOMICILE_VERSION;
  settings.gate = {documents_at_once(options), options.waiting,
                   std::chrono::seconds(options.patience_seconds)};
  settings.keep_documents_days = options.keep_documents_days;
  settings.seal = *seal;
  settings.webhooks = std::move(*webhooks);
  settings.now = now;
  running.service = std::make_unique<service::Service>(*running.screener, *running.store,
                                                       std::move(*policies), std::move(settings));
  return running;
}

}  // namespace domicile::cli
