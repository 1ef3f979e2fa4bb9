#pragma once
// One HTTP request and its answer, as handlers see them: no sockets.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "store/keys.hpp"

namespace domicile::http {

struct Request {
  std::string id;      ///< "req_…", in the log and in the answer
  std::string method;  ///< "GET"
  std::string path;    ///< decoded, without query
  std::map<std::string, std::string> query;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string untrusted_body;
  std::vector<std::string> parts;    ///< what stood for each {…} of the route, in order
  std::optional<store::ApiKey> key;  ///< nullopt where no key is needed

  /// A header or a value of the query; empty where absent.
  [[nodiscard]] std::string header(const std::string& lower_case_name) const;
  [[nodiscard]] std::string value(const std::string& name) const;
  /// For the audit: the key's id, or "loopback".
  [[nodiscard]] std::string actor() const { return key ? key->id : "loopback"; }
};

struct Response {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::map<std::string, std::string> headers;
  std::string code;     ///< of the error table, for the log; empty where it went well
  std::string subject;  ///< id of the screening or account that it was about, for the log

  [[nodiscard]] static Response json(std::string body, int status = 200);
};

/// problem+json (RFC 9457). Overload says when to come back.
[[nodiscard]] Response problem(const Error& error, const std::string& request_id);

/// "%41+b" → "A b"; nullopt for a broken escape or a zero byte.
[[nodiscard]] std::optional<std::string> decoded(std::string_view text, bool plus_is_blank);

/// Splits "/v1/x?a=b&c" into path and query. Fails with wrong_usage.
[[nodiscard]] Result<void> parse_target(std::string_view target, Request& request);

/// The reason phrase of a status, such as "Not Found".
[[nodiscard]] std::string_view phrase_of(int status);

}  // namespace domicile::http
