#pragma once
// The routes of docs/api.md: decodes requests, asks the service, encodes answers; who may ask; what is
// logged.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "http/metrics.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "service/service.hpp"

namespace domicile::http {

struct ApiSettings {
  bool loopback_only = true;  ///< listens where nobody else can reach: no key is needed while there is none
  std::filesystem::path web;  ///< folder of the review page and of openapi.json
  std::function<void(const std::string&)> log_line;  ///< gets one JSON line a request
  std::function<bool()> stopping = [] { return false; };
};

class Api final : public Application {
 public:
  /// Fails with rules_invalid where the files of the review page are not there.
  [[nodiscard]] static Result<std::unique_ptr<Api>> create(service::Service& service,
                                                           const ApiSettings& settings);

  std::optional<Response> refuse(Request& request) override;
  Response answer(Request& request) override;
  void log(const Request& request, const Response& response, std::chrono::microseconds took) override;

  /// For other doors behind the same server, such as /mcp.
  void add(Route route) { router_.add(std::move(route)); }

  [[nodiscard]] const Router& router() const { return router_; }
  [[nodiscard]] service::Service& service() { return service_; }

 private:
  Api(service::Service& service, const ApiSettings& settings);
  void add_screenings();
  void add_accounts();
  void add_matching();
  void add_upkeep();
  [[nodiscard]] Result<void> add_pages();
  [[nodiscard]] Response screen(const Request& request);
  [[nodiscard]] Result<void> check_key(Request& request, const Route& route);
  [[nodiscard]] Result<void> check_local(const Request& request) const;

  service::Service& service_;
  ApiSettings settings_;
  Router router_;
  Metrics metrics_;
};

}  // namespace domicile::http
