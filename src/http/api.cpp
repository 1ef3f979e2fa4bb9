#include "http/api.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace domicile::http {
namespace {

constexpr std::string_view bearer = "bearer ";

std::string secret_in(const Request& request) {
  const auto given = request.header("authorization");
  if (to_lower(given.substr(0, bearer.size())) == bearer) return squeeze(given.substr(bearer.size()));
  return request.header("x-api-key");
}

// "localhost:8080", "127.0.0.1", "[::1]:80", "http://localhost:8080"
bool names_this_machine(std::string host) {
  if (const auto scheme = host.find("://"); scheme != std::string::npos) host = host.substr(scheme + 3);
  const auto bracket = host.find(']');
  const auto colon = host.find(':', bracket == std::string::npos ? 0 : bracket);
  if (colon != std::string::npos) host.resize(colon);
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

void add_safety(Response& response) {
  response.headers.try_emplace("X-Content-Type-Options", "nosniff");
  response.headers.try_emplace("Referrer-Policy", "no-referrer");
  response.headers.try_emplace("X-Frame-Options", "DENY");
  response.headers.try_emplace("Cache-Control", "no-store");
  response.headers.try_emplace("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
}

}  // namespace

Api::Api(service::Service& service, const ApiSettings& settings) : service_(service), settings_(settings) {}

Result<std::unique_ptr<Api>> Api::create(service::Service& service, const ApiSettings& settings) {
  auto api = std::unique_ptr<Api>(new Api(service, settings));
  api->add_screenings();
  api->add_accounts();
  api->add_matching();
  api->add_upkeep();
  if (auto pages = api->add_pages(); !pages) return std::unexpected(pages.error());
  return api;
}

// Without keys, only programs of this machine may ask; a web page that a browser of this machine has open is
// none: its requests carry another origin, or, after its name was rebound to this address, another host.
Result<void> Api::check_local(const Request& request) const {
  if (!settings_.loopback_only) {
    return fail(ErrorCode::key_missing, "Authorization", "an API key is needed.",
                "Send Authorization: Bearer dom_…");
  }
  const auto origin = request.header("origin");
  if (names_this_machine(request.header("host")) && (origin.empty() || names_this_machine(origin))) return {};
  return fail(ErrorCode::not_allowed, "Host", "without API keys only this machine itself is answered.",
              "Make a key with `domicile keys add`.");
}

Result<void> Api::check_key(Request& request, const Route& route) {
  if (!route.scope) return {};
  const auto secret = secret_in(request);
  if (secret.empty()) {
    auto any = service_.store().keys.any();
    if (!any) return std::unexpected(any.error());
    if (!*any) return check_local(request);
    return fail(ErrorCode::key_missing, "Authorization", "an API key is needed.",
                "Send Authorization: Bearer dom_…");
  }
  auto key = service_.store().keys.find(secret);
  if (!key) return std::unexpected(key.error());
  if (!*key)
    return fail(ErrorCode::key_missing, "Authorization", "this API key is unknown or revoked.",
                "Ask for a new one.");
  if (!(*key)->may(*route.scope)) {
    return fail(ErrorCode::not_allowed, "Authorization",
                fmt::format("this API key lacks the scope '{}'.", to_string(*route.scope)),
                "Use another key.");
  }
  request.key = std::move(**key);
  return {};
}

std::optional<Response> Api::refuse(Request& request) {
  const auto refused = [&](const Error& error) {
    auto response = problem(error, request.id);
    if (error.code == ErrorCode::method_not_allowed) response.headers["Allow"] = error.where;
    add_safety(response);
    return response;
  };
  const auto route = router_.find(request);
  if (!route) return refused(route.error());
  if (auto allowed = check_key(request, **route); !allowed) return refused(allowed.error());
  const auto& gate = service_.gate();
  const bool full = gate.waiting() >= service_.settings().gate.waiting;
  if ((*route)->takes_body && (*route)->scope == store::Scope::screen && full) {
    return refused({ErrorCode::overloaded, "", "more documents are sent than can be read at once.",
                    "Try again after the time in Retry-After."});
  }
  return std::nullopt;
}

Response Api::answer(Request& request) {
  Response response;
  try {
    const auto route = router_.find(request);
    response = route ? (*route)->handler(request) : problem(route.error(), request.id);
  } catch (const std::exception&) {
    response = problem({ErrorCode::internal_defect, "", "a defect of domicile.",
                        "Please report it with the request_id's log line."},
                       request.id);
  }
  add_safety(response);
  return response;
}

void Api::log(const Request& request, const Response& response, std::chrono::microseconds took) {
  Request copy;
  copy.method = request.method;
  copy.path = request.path;
  const auto route = router_.find(copy);
  const auto name = route ? (*route)->path : std::string("unknown");
  metrics_.count_request(name, response.status, took);
  if (!settings_.log_line) return;
  // The route, not the path: ids of accounts may be names. No query, no file name, nothing of a document.
  nlohmann::ordered_json line{{"at", store::to_text(service_.now())},
                              {"request", request.id},
                              {"method", route ? request.method : "unknown"},
                              {"route", name},
                              {"status", response.status},
                              {"ms", static_cast<double>(took.count()) / 1000.0},
                              {"actor", request.actor()}};
  if (!response.code.empty()) line["code"] = response.code;
  if (!response.subject.empty()) line["screening"] = response.subject;
  line["in"] = request.untrusted_body.size();
  line["out"] = response.body.size();
  settings_.log_line(line.dump());
}

}  // namespace domicile::http
