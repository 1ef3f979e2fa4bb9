#pragma once
// Which handler answers a request, and what a key must be allowed for it. The same table gives /openapi.json.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "http/message.hpp"

namespace domicile::http {

using Handler = std::function<Response(const Request&)>;

struct Route {
  std::string method;
  std::string path;                   ///< "/v1/screenings/{id}"
  std::optional<store::Scope> scope;  ///< nullopt: open to everyone
  Handler handler;
  bool takes_body = false;
};

class Router {
 public:
  void add(Route route) { routes_.push_back(std::move(route)); }

  /// The route of a request, with `request.parts` filled. Fails with not_found and method_not_allowed (whose
  /// `where` lists the methods). HEAD is answered as GET.
  [[nodiscard]] Result<const Route*> find(Request& request) const;

  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace domicile::http
