#pragma once
// The store: accounts, screenings, keys, the queue and the audit, in SQLite or PostgreSQL.
//
//   auto store = store::Store::open("sqlite:/var/lib/domicile/store.db");
//   auto account = (*store)->accounts.find("A-1042");

#include <memory>
#include <string>

#include "store/accounts.hpp"
#include "store/audit.hpp"
#include "store/deliveries.hpp"
#include "store/keys.hpp"
#include "store/queue.hpp"
#include "store/screenings.hpp"

namespace domicile::store {

/// Opened once; calls may come from several threads.
class Store {
 public:
  /// Connects and brings the tables up to date. `url` is `postgresql://…`, `sqlite:PATH` or a path.
  /// Fails with store_unreachable: "sqlite:/proc/x.db" does.
  [[nodiscard]] static Result<std::unique_ptr<Store>> open(const std::string& url, int connections = 8);

  /// Asks the database for an answer. Fails with store_unreachable.
  [[nodiscard]] Result<void> ping();

  [[nodiscard]] const std::string& url() const { return pool_.url(); }

 private:
  Pool pool_;
  Store(const std::string& url, int connections);

 public:
  Accounts accounts;
  Screenings screenings;
  Keys keys;
  Queue queue;
  Deliveries deliveries;
  Audit audit;
};

}  // namespace domicile::store
