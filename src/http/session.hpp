#pragma once
// One connection from its first byte to its last.

#include "http/broken.hpp"
#include "http/connections.hpp"

#include <boost/beast/http.hpp>

#include "store/sealed.hpp"

namespace domicile::http {

namespace bhttp = boost::beast::http;

template <class Stream>
class Session {
 public:
  Session(Stream& stream, Connections& connections) : stream_(stream), connections_(connections) {}

  /// Answers requests until the connection ends, by whichever side.
  asio::awaitable<void> run() {
    bool open = true;
    while (open && !connections_.stopping) {
      Parser parser;
      parser.header_limit(connections_.settings.most_header_bytes);
      parser.body_limit(connections_.settings.most_body_bytes);
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
    socket().expires_after(connections_.settings.header_time);
    connections_.idle.insert(&socket());
    co_await bhttp::async_read_header(stream_, buffer_, parser, into(failed));
    connections_.idle.erase(&socket());
    started_ = Clock::now();
    Request request;
    request.id = "req_" + store::random_hex(8);
    if (failed) co_return co_await broken("header", failed, request);
    take_header(parser, request);

    auto refusal = bad_target(parser, request);
    if (!refusal)
      refusal = co_await on_handler(connections_,
                                    [this, &request] { return connections_.application.refuse(request); });
    const auto length = parser.content_length();
    const std::uint64_t expected = length             ? *length
                                   : parser.chunked() ? connections_.settings.most_body_bytes
                                                      : 0;
    if (!refusal && expected > connections_.settings.most_body_bytes) refusal = body_too_large(request.id);
    if (refusal) co_return co_await refuse(parser, request, *refusal, expected);

    HeldBytes held(connections_);
    bool room = true;
    if (beast::iequals(parser.get()[bhttp::field::expect], "100-continue")) co_await go_on(failed);
    socket().expires_after(connections_.settings.body_time);
    while (room && !failed && !parser.is_done()) {
      co_await bhttp::async_read_some(stream_, buffer_, parser, into(failed));
      room = held.grow(parser.get().body().size());
    }
    if (failed) co_return co_await broken("body", failed, request);
    if (!room) co_return co_await write(too_many_bodies(request.id), request, false, parser.get().version());
    request.untrusted_body = std::move(parser.get().body());
    const auto response = co_await on_handler(
        connections_, [this, &request] { return connections_.application.answer(request); });
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

  // What could not be read whole; the connection ends with it.
  asio::awaitable<bool> broken(const char* part, boost::system::error_code failed, Request& request) {
    if (const auto told = told_of_broken(part, failed, request.id)) co_await write(*told, request, false, 11);
    co_return false;
  }

  // A client reads its answer only after it has sent all: a small body is read and dropped, a large one cut
  // off.
  asio::awaitable<bool> refuse(Parser& parser, Request& request, const Response& response,
                               std::uint64_t expected) {
    bool keep = parser.get().keep_alive() && expected <= swallowed_bytes;
    const bool waits = beast::iequals(parser.get()[bhttp::field::expect], "100-continue");
    if (keep && !waits && !parser.is_done()) {
      boost::system::error_code failed;
      socket().expires_after(connections_.settings.body_time);
      co_await bhttp::async_read(stream_, buffer_, parser, into(failed));
      keep = !failed;
    }
    co_return co_await write(response, request, keep && !waits, parser.get().version());
  }

  asio::awaitable<void> go_on(boost::system::error_code& failed) {
    bhttp::response<bhttp::empty_body> answer(bhttp::status::continue_, 11);
    socket().expires_after(connections_.settings.write_time);
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
    const bool keep = keep_alive && !connections_.stopping;
    answer.keep_alive(keep);
    answer.body() = response.body;
    answer.prepare_payload();
    connections_.application.log(
        request, response, std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started_));
    if (request.method == "HEAD") answer.body().clear();  // its length stays in the header
    boost::system::error_code failed;
    socket().expires_after(connections_.settings.write_time);
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
  Connections& connections_;
  beast::flat_buffer buffer_;
  Clock::time_point started_ = Clock::now();
};

}  // namespace domicile::http
