// /v1/accounts, /v1/compare, /v1/reasons, /v1/deliveries, /healthz …, and the files of the review page

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "http/api.hpp"
#include "http/decode.hpp"

namespace domicile::http {
namespace {

using store::Scope;

Response plain(std::string text, int status = 200) {
  Response response;
  response.status = status;
  response.type = "text/plain; charset=utf-8";
  response.body = std::move(text);
  return response;
}

Error no_account() { return {ErrorCode::not_found, "account", "there is no record with this id.", ""}; }

Result<Account> account_in(const Request& request) {
  auto account = parse_account(request.untrusted_body, "body");
  if (!account) return account;
  const auto& id = request.parts[0];
  if (!account->id.empty() && account->id != id) {
    return fail(ErrorCode::account_invalid, "body", "'id' is another than the path's.",
                "Leave it out, or make them the same.");
  }
  account->id = id;
  return account;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string type_of(const std::filesystem::path& file) {
  const auto extension = file.extension();
  if (extension == ".html") return "text/html; charset=utf-8";
  if (extension == ".js") return "text/javascript; charset=utf-8";
  if (extension == ".css") return "text/css; charset=utf-8";
  if (extension == ".svg") return "image/svg+xml";
  return "application/json";
}

long resident_bytes() {
  std::ifstream file("/proc/self/statm");
  long size = 0, resident = 0;
  file >> size >> resident;
  return resident * 4096;
}

}  // namespace

void Api::add_accounts() {
  router_.add({"GET", "/v1/accounts/{id}", Scope::read, [this](const Request& request) {
                 auto found = service_.store().accounts.find(request.parts[0]);
                 if (!found) return problem(found.error(), request.id);
                 return *found ? Response::json(to_json_line(**found)) : problem(no_account(), request.id);
               }});
  router_.add({"PUT", "/v1/accounts/{id}", Scope::admin,
               [this](const Request& request) {
                 auto account = account_in(request);
                 if (!account) return problem(account.error(), request.id);
                 auto put = service_.store().accounts.put({*account}, service_.now(), request.actor());
                 return put ? Response::json(to_json_line(*account)) : problem(put.error(), request.id);
               },
               true});
  router_.add({"DELETE", "/v1/accounts/{id}", Scope::admin, [this](const Request& request) {
                 auto& accounts = service_.store().accounts;
                 if (request.value("erase") == "true") {
                   auto erased = accounts.erase(request.parts[0], service_.now(), request.actor());
                   if (!erased) return problem(erased.error(), request.id);
                   return Response::json(service::printed({{"accounts", erased->accounts},
                                                           {"screenings", erased->screenings},
                                                           {"documents", erased->documents}}));
                 }
                 auto removed = accounts.remove(request.parts[0], service_.now(), request.actor());
                 if (!removed) return problem(removed.error(), request.id);
                 return *removed ? Response{.status = 204,
                                            .type = "",
                                            .body = "",
                                            .headers = {},
                                            .code = "",
                                            .subject = ""}
                                 : problem(no_account(), request.id);
               }});
}

void Api::add_matching() {
  router_.add({"POST", "/v1/compare/name", Scope::read,
               [this](const Request& request) {
                 const auto body = json_body(request, {"a", "b"});
                 if (!body) return problem(body.error(), request.id);
                 const auto a = text_of(*body, "a", true), b = text_of(*body, "b", true);
                 if (!a || !b) return problem(!a ? a.error() : b.error(), request.id);
                 return Response::json(service::printed(service_.compare_names(*a, *b)));
               },
               true});
  router_.add({"POST", "/v1/compare/address", Scope::read,
               [this](const Request& request) {
                 const auto body = json_body(request, {"a", "b", "country"});
                 if (!body) return problem(body.error(), request.id);
                 const auto a = lines_of(*body, "a"), b = lines_of(*body, "b");
                 if (!a || !b) return problem(!a ? a.error() : b.error(), request.id);
                 const auto country = text_of(*body, "country", false);
                 if (!country) return problem(country.error(), request.id);
                 return Response::json(service::printed(service_.compare_addresses(*a, *b, *country)));
               },
               true});
  router_.add({"GET", "/v1/reasons/{code}", Scope::read, [this](const Request& request) {
                 const auto reason = service_.explain(request.parts[0]);
                 return reason ? Response::json(service::printed(*reason))
                               : problem(reason.error(), request.id);
               }});
}

void Api::add_upkeep() {
  router_.add({"GET", "/healthz", std::nullopt, [](const Request&) { return plain("ok\n"); }});
  router_.add(
      {"GET", "/readyz", std::nullopt, [this](const Request& request) {
         if (settings_.stopping()) {
           return problem({ErrorCode::overloaded, "", "the server is stopping.", ""}, request.id);
         }
         const auto answers = service_.store().ping();
         // Nobody needs a key to ask this: it says that the store is away, not which one it is.
         return answers ? plain("ready\n")
                        : problem({ErrorCode::store_unreachable, "store", "the store does not answer.", ""},
                                  request.id);
       }});
  router_.add({"GET", "/metrics", Scope::read, [this](const Request&) {
                 const auto queue = service_.store().queue.length();
                 auto response = plain(metrics_.text(
                     service_.decisions(),
                     {{"domicile_documents_running", service_.gate().running()},
                      {"domicile_documents_waiting", service_.gate().waiting()},
                      {"domicile_queue_length", queue ? static_cast<double>(*queue) : -1},
                      {"process_resident_memory_bytes", static_cast<double>(resident_bytes())}}));
                 response.type = "text/plain; version=0.0.4; charset=utf-8";
                 return response;
               }});
  router_.add({"GET", "/v1/deliveries", Scope::admin, [this](const Request& request) {
                 auto list = service_.store().deliveries.list(200);
                 if (!list) return problem(list.error(), request.id);
                 auto items = service::Json::array();
                 for (const auto& delivery : *list) {
                   items.push_back({{"id", delivery.id},
                                    {"url", delivery.url},
                                    {"event", delivery.event},
                                    {"created_at", store::to_text(delivery.created_at)},
                                    {"status", delivery.status},
                                    {"attempts", delivery.attempts},
                                    {"last_answer", delivery.last_answer}});
                 }
                 return Response::json(service::printed({{"items", items}}));
               }});
}

Result<void> Api::add_pages() {
  const auto serve = [this](const std::string& path, const std::filesystem::path& file) -> Result<void> {
    Response response;
    response.type = type_of(file);
    response.body = bytes_of(file);
    if (response.body.empty()) {
      return fail(ErrorCode::rules_invalid, file.string(), "this file of the review page is missing.",
                  "Install domicile whole.");
    }
    response.headers["Content-Security-Policy"] =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src "
        "'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
    response.headers["Cache-Control"] = "no-cache";
    router_.add({"GET", path, std::nullopt, [response](const Request&) { return response; }});
    return {};
  };
  if (settings_.web.empty()) return {};
  for (const auto& [path, file] : {std::pair{"/", "index.html"}, {"/openapi.json", "openapi.json"}}) {
    if (auto served = serve(path, settings_.web / file); !served) return served;
  }
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(settings_.web, error)) {
    const auto extension = entry.path().extension();
    if (extension != ".js" && extension != ".css" && extension != ".svg") continue;
    if (auto served = serve("/assets/" + entry.path().filename().string(), entry.path()); !served)
      return served;
  }
  return {};
}

}  // namespace domicile::http
