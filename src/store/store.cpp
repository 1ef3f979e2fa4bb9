#include "store/store.hpp"

#include "store/migrations.hpp"

namespace domicile::store {

Store::Store(const std::string& url, int connections)
    : pool_(url, connections),
      accounts(pool_),
      screenings(pool_),
      keys(pool_),
      queue(pool_),
      deliveries(pool_),
      audit(pool_) {}

Result<std::unique_ptr<Store>> Store::open(const std::string& url, int connections) {
  auto store = std::unique_ptr<Store>(new Store(url, connections));
  auto ready = store->pool_.with<bool>([](Database& database) -> Result<bool> {
    if (auto migrated = migrate(database); !migrated) return std::unexpected(migrated.error());
    return true;
  });
  if (!ready) return std::unexpected(ready.error());
  return store;
}

Result<void> Store::ping() {
  auto rows = pool_.run("SELECT 1");
  if (!rows) return std::unexpected(rows.error());
  return {};
}

}  // namespace domicile::store
