// domicile serve | worker

#include <fmt/format.h>
#include <pthread.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <mutex>

#include "cli/background.hpp"
#include "cli/commands.hpp"
#include "cli/mcp_door.hpp"
#include "cli/service_setup.hpp"
#include "http/api.hpp"

namespace domicile::cli {
namespace {

struct ServeOptions : ServiceOptions {
  std::string listen = "127.0.0.1:8080";
  http::ServerSettings server;
  int most_body_mb = 64;
  McpDoorOptions mcp;
};

/// SIGINT and SIGTERM are waited for by one thread; made before any other thread, so that all of them block
/// the two.
class Signals {
 public:
  Signals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
  }

 private:
  sigset_t set_{};
};

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

Result<void> take_listen(ServeOptions& options) {
  auto address = options.listen;
  const auto colon = address.rfind(':');
  const auto port = colon == std::string::npos ? std::string() : address.substr(colon + 1);
  if (port.empty() || port.size() > 5 || port.find_first_not_of("0123456789") != std::string::npos ||
      std::stoi(port) > 65535) {
    return fail(ErrorCode::wrong_usage, "--listen", fmt::format("'{}' names no port.", options.listen),
                "Write it as 127.0.0.1:8080.");
  }
  address.resize(colon);
  if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
  if (address == "localhost") address = "127.0.0.1";
  options.server.address = address;
  options.server.port = static_cast<std::uint16_t>(std::stoi(port));
  return {};
}

void print_line(const std::string& line) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

void trouble(const Error& error) { (void)report(error); }

// Whoever can reach the port can ask everything, as long as there is no key.
Result<void> check_reach(const ServeOptions& options, store::Store& store) {
  auto any = store.keys.any();
  if (!any) return std::unexpected(any.error());
  if (*any) return {};
  if (!is_loopback(options.server.address)) {
    return fail(ErrorCode::wrong_usage, "--listen",
                "others could reach this address, and there is no API key.",
                "Make one with `domicile keys add`, or listen on 127.0.0.1.");
  }
  if (!options.quiet)
    fmt::print(
        stderr,
        "domicile: there is no API key: only this machine is answered. `domicile keys add` makes one.\n");
  return {};
}

// A connection is a descriptor; the usual 1024 are too few for a thousand of them and the documents' own.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run_serve(ServeOptions& options) {
  if (auto taken = take_listen(options); !taken) return report(taken.error());
  const Signals signals;
  auto running = start_service(options);
  if (!running) return report(running.error());
  raise_descriptor_limit();
  if (auto reach = check_reach(options, *running->store); !reach) return report(reach.error());
  std::atomic<bool> stopping = false;
  http::ApiSettings settings;
  settings.loopback_only = is_loopback(options.server.address);
  settings.web = running->data / "web";
  if (!options.quiet) settings.log_line = print_line;
  settings.stopping = [&] { return stopping.load(); };
  auto api = http::Api::create(*running->service, settings);
  if (!api) return report(api.error());
  (*api)->add(mcp_route(std::make_shared<mcp::Protocol>(
      *running->service, mcp_settings(options.mcp, running->service->settings().version))));
  // Every document that waits holds a thread; answers about what is kept need a few more.
  options.server.handler_threads = documents_at_once(options) + options.waiting + 8;
  options.server.most_body_bytes = static_cast<std::uint64_t>(options.most_body_mb) << 20;
  auto server = http::Server::listen(options.server, **api);
  if (!server) return report(server.error());
  const Background background(*running->service, documents_at_once(options), trouble);
  if (!options.quiet) {
    fmt::print(stderr, "domicile: http{}://{}:{}/ answers\n", options.server.certificate.empty() ? "" : "s",
               options.server.address, (*server)->port());
  }
  std::jthread watcher([&] {
    signals.wait();
    stopping = true;
    (*server)->stop();
  });
  (*server)->run();
  return 0;
}

int run_worker(const ServiceOptions& options) {
  const Signals signals;
  auto running = start_service(options);
  if (!running) return report(running.error());
  if (!running->service->settings().seal) {
    return report({ErrorCode::wrong_usage, "--key-file",
                   "what waits in the queue is sealed, and no key is named.",
                   "Name the file that the server was started with."});
  }
  const Background background(*running->service, documents_at_once(options), trouble);
  if (!options.quiet)
    fmt::print(stderr, "domicile: waiting for jobs in {}\n", store::without_password(running->store->url()));
  signals.wait();
  return 0;
}

}  // namespace

void add_serve(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = program.add_subcommand("serve", "HTTP API and review page; see docs/operations.md");
  command->add_option("--listen", options->listen, "ADDRESS:PORT (default 127.0.0.1:8080)");
  add_service_options(*command, *options);
  command
      ->add_option("--waiting", options->waiting,
                   "documents that may wait for their turn (default 8); more get 503")
      ->check(CLI::Range(0, 10000));
  command->add_option("--patience", options->patience_seconds, "seconds that one may wait (default 20)")
      ->check(CLI::Range(1, 3600));
  command->add_option("--max-body-mb", options->most_body_mb, "largest request (default 64)")
      ->check(CLI::Range(1, 1024));
  command->add_option("--max-connections", options->server.most_connections, "at once (default 1000)")
      ->check(CLI::Range(1, 100000));
  add_mcp_options(*command, options->mcp, false);
  auto* certificate =
      command->add_option("--tls-certificate", options->server.certificate, "PEM file with its chain");
  auto* key = command->add_option("--tls-key", options->server.certificate_key, "PEM file of its key");
  certificate->needs(key);
  key->needs(certificate);
  command->add_flag("--quiet", options->quiet, "no line a request");
  command->callback([options, &exit_status] { exit_status = run_serve(*options); });
}

void add_worker(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<ServiceOptions>();
  auto* command = program.add_subcommand("worker", "takes screening jobs from the queue");
  add_service_options(*command, *options);
  command->add_flag("--quiet", options->quiet, "print nothing but results");
  command->callback([options, &exit_status] { exit_status = run_worker(*options); });
}

}  // namespace domicile::cli
