#include "http/server.hpp"

#include "http/session.hpp"

#include <fmt/format.h>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/ssl.hpp>

namespace domicile::http {
namespace {

using asio::ip::tcp;

class BeastServer final : public Server {
 public:
  BeastServer(const ServerSettings& settings, Application& application)
      : settings_(settings),
        connections_{
            settings_, application, asio::thread_pool(static_cast<std::size_t>(settings.handler_threads)),
            {},        0,           0,
            false},
        acceptor_(io_),
        drain_(io_) {}

  ~BeastServer() override { connections_.handlers.join(); }

  Result<void> open() {
    boost::system::error_code failed;
    const auto address = asio::ip::make_address(settings_.address, failed);
    if (failed)
      return fail(ErrorCode::wrong_usage, "--listen",
                  fmt::format("'{}' is no IP address.", settings_.address),
                  "Write it as 127.0.0.1:8080 or [::1]:8080.");
    const tcp::endpoint endpoint(address, settings_.port);
    try {
      acceptor_.open(endpoint.protocol());
      acceptor_.set_option(tcp::acceptor::reuse_address(true));
      acceptor_.bind(endpoint);
      acceptor_.listen();
    } catch (const boost::system::system_error& error) {
      return fail(ErrorCode::wrong_usage, "--listen",
                  fmt::format("{}:{} can't be listened on: {}.", settings_.address, settings_.port,
                              error.code().message()),
                  "Choose another port.");
    }
    return settings_.certificate.empty() ? Result<void>() : load_certificate();
  }

  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }

  void run() override {
    asio::co_spawn(io_, accept(), asio::detached);
    io_.run();
  }

  void stop() override {
    asio::post(io_, [this] {
      connections_.stopping = true;
      boost::system::error_code ignored;
      (void)acceptor_.close(ignored);
      const auto idle = connections_.idle;
      for (auto* stream : idle) stream->cancel();
      if (connections_.open == 0) return;
      drain_.expires_after(settings_.drain_time);
      drain_.async_wait([this](boost::system::error_code failed) {
        if (!failed) io_.stop();
      });
    });
  }

 private:
  Result<void> load_certificate() {
    try {
      tls_.emplace(asio::ssl::context::tls_server);
      tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                        asio::ssl::context::no_tlsv1_1);
      tls_->use_certificate_chain_file(settings_.certificate);
      tls_->use_private_key_file(settings_.certificate_key, asio::ssl::context::pem);
      return {};
    } catch (const std::exception& error) {
      return fail(ErrorCode::rules_invalid, settings_.certificate,
                  fmt::format("the certificate or its key can't be used: {}.", error.what()),
                  "Give --tls-certificate and --tls-key as PEM files that belong together.");
    }
  }

  asio::awaitable<void> accept() {
    while (!connections_.stopping) {
      boost::system::error_code failed;
      auto socket = co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, failed));
      if (failed == asio::error::operation_aborted) break;
      if (failed) {  // out of descriptors: others must end first
        asio::steady_timer pause(io_, std::chrono::milliseconds(50));
        co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
        continue;
      }
      boost::system::error_code ignored;
      (void)socket.set_option(tcp::no_delay(true), ignored);
      asio::co_spawn(io_, serve(std::move(socket)), asio::detached);
    }
  }

  asio::awaitable<void> serve(tcp::socket socket) {
    const struct Counted {
      explicit Counted(BeastServer& server) : server_(server) { ++server_.connections_.open; }
      ~Counted() {
        if (--server_.connections_.open == 0 && server_.connections_.stopping) server_.drain_.cancel();
      }
      BeastServer& server_;
    } counted(*this);
    try {
      if (connections_.open > settings_.most_connections) {
        co_await turn_away(std::move(socket));
      } else if (tls_) {
        co_await serve_tls(std::move(socket));
      } else {
        beast::tcp_stream stream(std::move(socket));
        Session<beast::tcp_stream> session(stream, connections_);
        co_await session.run();
      }
    } catch (const std::exception&) {
      co_return;  // a connection that breaks costs itself only
    }
  }

  asio::awaitable<void> serve_tls(tcp::socket socket) {
    beast::ssl_stream<beast::tcp_stream> stream(std::move(socket), *tls_);
    boost::system::error_code failed;
    beast::get_lowest_layer(stream).expires_after(settings_.header_time);
    co_await stream.async_handshake(asio::ssl::stream_base::server,
                                    asio::redirect_error(asio::use_awaitable, failed));
    if (failed) co_return;
    Session<beast::ssl_stream<beast::tcp_stream>> session(stream, connections_);
    co_await session.run();
  }

  asio::awaitable<void> turn_away(tcp::socket socket) {
    static constexpr std::string_view answer =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: "
        "0\r\n\r\n";
    beast::tcp_stream stream(std::move(socket));
    stream.expires_after(std::chrono::seconds(1));
    boost::system::error_code failed;
    co_await asio::async_write(stream, asio::buffer(answer.data(), answer.size()),
                               asio::redirect_error(asio::use_awaitable, failed));
  }

  ServerSettings settings_;
  Connections connections_;
  asio::io_context io_{1};
  std::optional<asio::ssl::context> tls_;
  tcp::acceptor acceptor_;
  asio::steady_timer drain_;
};

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(const ServerSettings& settings, Application& application) {
  auto server = std::make_unique<BeastServer>(settings, application);
  if (auto opened = server->open(); !opened) return std::unexpected(opened.error());
  return server;
}

}  // namespace domicile::http
