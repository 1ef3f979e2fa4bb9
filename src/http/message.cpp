#include "http/message.hpp"

#include <nlohmann/json.hpp>

namespace domicile::http {
namespace {

constexpr int retry_after_seconds = 2;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string found_in(const std::map<std::string, std::string>& values, const std::string& name) {
  const auto found = values.find(name);
  return found == values.end() ? "" : found->second;
}

Result<void> parse_query(std::string_view query, Request& request) {
  while (!query.empty()) {
    const auto pair = query.substr(0, query.find('&'));
    query = pair.size() == query.size() ? "" : query.substr(pair.size() + 1);
    const auto equals = pair.find('=');
    const auto name = decoded(pair.substr(0, equals), true);
    const auto value = decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value) return fail(ErrorCode::wrong_usage, "query", "an escape in the query is broken.");
    if (!name->empty()) request.query[*name] = *value;
  }
  return {};
}

}  // namespace

std::string Request::header(const std::string& lower_case_name) const {
  return found_in(headers, lower_case_name);
}
std::string Request::value(const std::string& name) const { return found_in(query, name); }

Response Response::json(std::string body, int status) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

Response problem(const Error& error, const std::string& request_id) {
  const auto& row = describe(error.code);
  nlohmann::ordered_json json{{"type", "urn:domicile:error:" + std::string(row.name)},
                              {"title", phrase_of(row.http_status)},
                              {"status", row.http_status},
                              {"detail", error.message},
                              {"code", row.name},
                              {"request_id", request_id}};
  if (!error.where.empty()) json["where"] = error.where;
  if (!error.remedy.empty()) json["remedy"] = error.remedy;
  auto response =
      Response::json(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), row.http_status);
  response.type = "application/problem+json";
  response.code = row.name;
  if (row.http_status == 503) response.headers["Retry-After"] = std::to_string(retry_after_seconds);
  if (row.http_status == 401) response.headers["WWW-Authenticate"] = "Bearer";
  return response;
}

std::optional<std::string> decoded(std::string_view text, bool plus_is_blank) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_blank) {
      plain += ' ';
    } else if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      plain += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      plain += text[i];
    }
    if (plain.back() == '\0') return std::nullopt;
  }
  return plain;
}

Result<void> parse_target(std::string_view target, Request& request) {
  if (target.empty() || target.front() != '/')
    return fail(ErrorCode::wrong_usage, "path", "the request names no path.");
  const auto question = target.find('?');
  const auto path = decoded(target.substr(0, question), false);
  if (!path) return fail(ErrorCode::wrong_usage, "path", "an escape in the path is broken.");
  request.path = *path;
  return question == std::string_view::npos ? Result<void>()
                                            : parse_query(target.substr(question + 1), request);
}

std::string_view phrase_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 503:
      return "Service Unavailable";
    default:
      return "Internal Server Error";
  }
}

}  // namespace domicile::http
