#pragma once
// HTTP/1.1 over TCP or TLS (Boost.Beast): connections, limits, deadlines. What a request means is the
// Application's.
//
// One thread moves bytes for all connections, so that a slow client costs a few kilobytes and no thread;
// handlers run on threads of their own.

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/message.hpp"

namespace domicile::http {

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free one
  std::string certificate;    ///< PEM file with its chain; empty: no TLS
  std::string certificate_key;
  int handler_threads = 16;
  int most_connections = 1000;
  std::uint32_t most_header_bytes = 16 << 10;
  std::uint64_t most_body_bytes = 64 << 20;      ///< of one request
  std::uint64_t most_waiting_bytes = 512 << 20;  ///< of all bodies that are held at once
  std::chrono::seconds header_time{15};          ///< for the whole header, idle connections included
  std::chrono::seconds body_time{60};            ///< for the whole body
  std::chrono::seconds write_time{60};           ///< for the whole answer
  std::chrono::seconds drain_time{60};           ///< for what runs when it is told to stop
};

/// What answers. Both calls come from several threads at once and must not throw.
class Application {
 public:
  virtual ~Application() = default;

  /// Looks at the header before the body is read; an answer here refuses the request. Sets `request.key`.
  virtual std::optional<Response> refuse(Request& request) = 0;

  virtual Response answer(Request& request) = 0;

  /// Called once a request, when its answer is known.
  virtual void log(const Request& request, const Response& response, std::chrono::microseconds took) = 0;
};

class Server {
 public:
  /// Binds and listens. Fails with wrong_usage where the address is none or taken, and with rules_invalid
  /// where the certificate can't be used. `application` must outlive it.
  [[nodiscard]] static Result<std::unique_ptr<Server>> listen(const ServerSettings& settings,
                                                              Application& application);
  virtual ~Server() = default;

  /// The port that it listens on.
  [[nodiscard]] virtual std::uint16_t port() const = 0;

  /// Serves until `stop`, then finishes what was begun.
  virtual void run() = 0;

  /// May be called from any thread: no new connection, no new request.
  virtual void stop() = 0;
};

}  // namespace domicile::http
