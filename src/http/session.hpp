#pragma once
// One connection from its first byte to its last.

#include <utility>  // Asio 1.74 needs it before its own headers

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <set>

#include "http/server.hpp"
#include "store/sealed.hpp"

namespace domicile::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace bhttp = boost::beast::http;

/// What all connections of a server share. Touched by the one thread that moves bytes, except `application`.
struct Shared {
  const ServerSettings& settings;
  Application& application;
  asio::thread_pool handlers;
  std::set<beast::tcp_stream*> idle;  ///< connections that wait for a request: closed at once by a stop
  int connections = 0;
  std::uint64_t waiting_bytes = 0;  ///< of bodies that are held
  bool stopping = false;
};

/// Bytes taken from the server's budget for one body, given back with it.
class Reserved {
 public:
  Reserved(Shared& shared, std::uint64_t bytes) : shared_(shared), bytes_(bytes) {
    shared_.waiting_bytes += bytes_;
  }
  ~Reserved() { shared_.waiting_bytes -= bytes_; }
  Reserved(const Reserved&) = delete;
  Reserved& operator=(const Reserved&) = delete;

 private:
  Shared& shared_;
  std::uint64_t bytes_;
};

/// A completion token: awaits, and puts what failed into `failed` instead of throwing it.
inline auto into(boost::system::error_code& failed) {
  return asio::redirect_error(asio::use_awaitable, failed);
}

/// Runs `work` on a handler thread; the connection's own thread goes on with others meanwhile.
template <class Work>
asio::awaitable<std::invoke_result_t<Work>> on_handler(Shared& shared, Work work) {
  using Answer = std::invoke_result_t<Work>;
  auto task = [](Work call) -> asio::awaitable<Answer> { co_return call(); };
  co_return co_await asio::co_spawn(shared.handlers.get_executor(), task(std::move(work)),
                                    asio::use_awaitable);
}

template <class Stream>
class Session {
 public:
  Session(Stream& stream, Shared& shared) : stream_(stream), shared_(shared) {}

  /// Answers requests until the connection ends, by whichever side.
  asio::awaitable<void> run() {
    bool open = true;
    while (open && !shared_.stopping) {
      Parser parser;
      parser.header_limit(shared_.settings.most_header_bytes);
      parser.body_limit(shared_.settings.most_body_bytes);
      open = co_await one_request(parser);
    }
    co_await linger();
  }

 private:
  using Parser = bhttp::request_parser<bhttp::string_body>;
  using Clock = std::chrono::steady_clock;
  static constexpr std::uint64_t swallowed_bytes =
      1 << 20;  ///< of a refused body, so that the connection lives on
  static constexpr std::chrono::seconds linger_time{2};

  beast::tcp_stream& socket() { return beast::get_lowest_layer(stream_); }

  asio::awaitable<bool> one_request(Parser& parser) {
    boost::system::error_code failed;
    socket().expires_after(shared_.settings.header_time);
    shared_.idle.insert(&socket());
    co_await bhttp::async_read_header(stream_, buffer_, parser, into(failed));
    shared_.idle.erase(&socket());
    started_ = Clock::now();
    Request request;
    request.id = "req_" + store::random_hex(8);
    if (failed) co_return co_await header_failed(failed, request);
    take_header(parser, request);

    auto refusal = bad_target(parser, request);
    if (!refusal)
      refusal =
          co_await on_handler(shared_, [this, &request] { return shared_.application.refuse(request); });
    const auto length = parser.content_length();
    const std::uint64_t expected = length ? *length : parser.chunked() ? shared_.settings.most_body_bytes : 0;
    if (!refusal && expected > shared_.settings.most_body_bytes) refusal = too_large(request);
    if (!refusal && shared_.waiting_bytes + expected > shared_.settings.most_waiting_bytes)
      refusal = overloaded(request);
    if (refusal) co_return co_await refuse(parser, request, *refusal, expected);

    const Reserved reserved(shared_, expected);
    if (beast::iequals(parser.get()[bhttp::field::expect], "100-continue")) co_await go_on(failed);
    socket().expires_after(shared_.settings.body_time);
    if (!failed && !parser.is_done()) co_await bhttp::async_read(stream_, buffer_, parser, into(failed));
    if (failed) co_return co_await body_failed(failed, request);
    request.untrusted_body = std::move(parser.get().body());
    const auto response =
        co_await on_handler(shared_, [this, &request] { return shared_.application.answer(request); });
    co_return co_await write(response, request, parser.get().keep_alive(), parser.get().version());
  }

  void take_header(Parser& parser, Request& request) {
    const auto& head = parser.get();
    request.method = std::string(head.method_string());
    for (const auto& field : head) {
      std::string name(field.name_string());
      for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      request.headers[name] = std::string(field.value());
    }
  }

  std::optional<Response> bad_target(Parser& parser, Request& request) {
    const auto target = parser.get().target();
    if (auto parsed = parse_target({target.data(), target.size()}, request); !parsed) {
      return problem(parsed.error(), request.id);
    }
    return std::nullopt;
  }

  static Response too_large(const Request& request) {
    return problem({ErrorCode::request_too_large, "body", "the body is larger than this server takes.",
                    "Send less, or raise --max-body-mb."},
                   request.id);
  }

  static Response overloaded(const Request& request) {
    return problem({ErrorCode::overloaded, "", "too many large requests at once.",
                    "Try again after the time in Retry-After."},
                   request.id);
  }

  asio::awaitable<bool> header_failed(boost::system::error_code failed, Request& request) {
    if (failed == bhttp::error::header_limit) {
      const auto response =
          problem({ErrorCode::request_too_large, "header", "the header is too large.", ""}, request.id);
      co_return co_await write(response, request, false, 11);
    }
    if (failed == bhttp::error::body_limit) co_return co_await write(too_large(request), request, false, 11);
    if (failed == bhttp::error::end_of_stream || failed == beast::error::timeout ||
        failed.category() != make_error_code(bhttp::error::bad_method).category()) {
      co_return false;  // it went away, or never said anything
    }
    const auto response =
        problem({ErrorCode::wrong_usage, "header", "this is no HTTP request.", ""}, request.id);
    co_return co_await write(response, request, false, 11);
  }

  asio::awaitable<bool> body_failed(boost::system::error_code failed, Request& request) {
    if (failed == bhttp::error::body_limit) co_return co_await write(too_large(request), request, false, 11);
    if (failed == beast::error::timeout) {
      const auto response =
          problem({ErrorCode::request_too_slow, "body", "the body did not arrive in time.", ""}, request.id);
      co_return co_await write(response, request, false, 11);
    }
    if (failed.category() != make_error_code(bhttp::error::bad_method).category() ||
        failed == bhttp::error::partial_message) {
      co_return false;
    }
    const auto response = problem({ErrorCode::wrong_usage, "body", "the body is broken.", ""}, request.id);
    co_return co_await write(response, request, false, 11);
  }

  // A client reads its answer only after it has sent all: a small body is read and dropped, a large one cut
  // off.
  asio::awaitable<bool> refuse(Parser& parser, Request& request, const Response& response,
                               std::uint64_t expected) {
    bool keep = parser.get().keep_alive() && expected <= swallowed_bytes;
    const bool waits = beast::iequals(parser.get()[bhttp::field::expect], "100-continue");
    if (keep && !waits && !parser.is_done()) {
      boost::system::error_code failed;
      socket().expires_after(shared_.settings.body_time);
      co_await bhttp::async_read(stream_, buffer_, parser, into(failed));
      keep = !failed;
    }
    co_return co_await write(response, request, keep && !waits, parser.get().version());
  }

  asio::awaitable<void> go_on(boost::system::error_code& failed) {
    bhttp::response<bhttp::empty_body> answer(bhttp::status::continue_, 11);
    socket().expires_after(shared_.settings.write_time);
    co_await bhttp::async_write(stream_, answer, into(failed));
  }

  /// Gives whether the connection goes on.
  asio::awaitable<bool> write(const Response& response, const Request& request, bool keep_alive,
                              unsigned version) {
    bhttp::response<bhttp::string_body> answer(static_cast<bhttp::status>(response.status), version);
    answer.reason(beast::string_view(phrase_of(response.status).data(), phrase_of(response.status).size()));
    for (const auto& [name, value] : response.headers) answer.set(name, value);
    answer.set("X-Request-Id", request.id);
    if (!response.type.empty()) answer.set(bhttp::field::content_type, response.type);
    const bool keep = keep_alive && !shared_.stopping;
    answer.keep_alive(keep);
    answer.body() = response.body;
    answer.prepare_payload();
    shared_.application.log(request, response,
                            std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_));
    if (request.method == "HEAD") answer.body().clear();  // its length stays in the header
    boost::system::error_code failed;
    socket().expires_after(shared_.settings.write_time);
    co_await bhttp::async_write(stream_, answer, into(failed));
    co_return keep && !failed;
  }

  // Closing with unread bytes would reset the connection, and the client might lose the answer.
  asio::awaitable<void> linger() {
    boost::system::error_code failed;
    socket().expires_after(linger_time);
    socket().socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
    const auto deadline = Clock::now() + linger_time;
    std::array<char, 16384> dropped;
    while (!failed && Clock::now() < deadline) {
      co_await socket().async_read_some(asio::buffer(dropped), into(failed));
    }
  }

  Stream& stream_;
  Shared& shared_;
  beast::flat_buffer buffer_;
  Clock::time_point started_ = Clock::now();
};

}  // namespace domicile::http
