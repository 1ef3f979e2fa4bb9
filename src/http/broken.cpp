#include "http/broken.hpp"

#include <boost/beast/core.hpp>
#include <boost/beast/http/error.hpp>

namespace domicile::http {
namespace {

using boost::beast::http::error;

// The parser's own errors are the client's mistakes; any other one means that the connection is lost.
bool is_mistake(boost::system::error_code failed) {
  return failed.category() == make_error_code(error::bad_method).category() &&
         failed != error::end_of_stream && failed != error::partial_message;
}

}  // namespace

std::optional<Response> told_of_broken(const std::string& part, boost::system::error_code failed,
                                       const std::string& request_id) {
  const auto told = [&](ErrorCode code, const std::string& message, const std::string& hint) {
    return problem({code, part, message, hint}, request_id);
  };
  if (failed == error::body_limit) return body_too_large(request_id);
  if (failed == error::header_limit)
    return told(ErrorCode::request_too_large, "the header is too large.",
                "Send fewer or shorter header fields.");
  if (failed == boost::beast::error::timeout && part == "body")
    return told(ErrorCode::request_too_slow, "the body did not arrive in time.",
                "Send it without pauses, or send smaller files.");
  if (!is_mistake(failed)) return std::nullopt;
  if (part == "header")
    return told(ErrorCode::wrong_usage, "this is no HTTP request.", "Send HTTP/1.1, as docs/api.md shows.");
  return told(ErrorCode::wrong_usage, "the body is broken.",
              "Check Content-Length, or the lengths of the chunks.");
}

Response body_too_large(const std::string& request_id) {
  return problem({ErrorCode::request_too_large, "body", "the body is larger than this server takes.",
                  "Send less, or raise --max-body-mb."},
                 request_id);
}

Response too_many_bodies(const std::string& request_id) {
  return problem({ErrorCode::overloaded, "", "too many large requests at once.",
                  "Try again after the time in Retry-After."},
                 request_id);
}

}  // namespace domicile::http
