#pragma once
// What the connections of a server share: its settings, its threads, its budgets.

#include <utility>  // Asio 1.74 needs it before its own headers

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>

#include <set>

#include "http/server.hpp"

namespace domicile::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// Touched by the one thread that moves bytes, except `application`.
struct Connections {
  const ServerSettings& settings;
  Application& application;
  asio::thread_pool handlers;
  std::set<beast::tcp_stream*> idle;  ///< those that wait for a request: closed at once by a stop
  int open = 0;
  std::uint64_t held_bytes = 0;  ///< of bodies
  bool stopping = false;
};

/// What one body takes of the server's budget, given back with it. Counted as it comes: a body that was
/// promised and is never sent takes nothing from others.
class HeldBytes {
 public:
  explicit HeldBytes(Connections& connections) : connections_(connections) {}
  ~HeldBytes() { connections_.held_bytes -= bytes_; }
  HeldBytes(const HeldBytes&) = delete;
  HeldBytes& operator=(const HeldBytes&) = delete;

  /// The body has grown to `bytes`. False where that is more than is left.
  [[nodiscard]] bool grow(std::uint64_t bytes) {
    connections_.held_bytes += bytes - bytes_;
    bytes_ = bytes;
    return connections_.held_bytes <= connections_.settings.most_waiting_bytes;
  }

 private:
  Connections& connections_;
  std::uint64_t bytes_ = 0;
};

/// A completion token: awaits, and puts what failed into `failed` instead of throwing it.
inline auto into(boost::system::error_code& failed) {
  return asio::redirect_error(asio::use_awaitable, failed);
}

/// Runs `work` on a handler thread; the connections' own thread goes on with others meanwhile.
template <class Work>
asio::awaitable<std::invoke_result_t<Work>> on_handler(Connections& connections, Work work) {
  using Answer = std::invoke_result_t<Work>;
  auto task = [](Work call) -> asio::awaitable<Answer> { co_return call(); };
  co_return co_await asio::co_spawn(connections.handlers.get_executor(), task(std::move(work)),
                                    asio::use_awaitable);
}

}  // namespace domicile::http
