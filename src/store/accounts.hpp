#pragma once
// Account records in the store.

#include <optional>
#include <string>
#include <vector>

#include "model/account.hpp"
#include "store/moment.hpp"
#include "store/pool.hpp"

namespace domicile::store {

/// What a removal took away.
struct Erased {
  std::int64_t accounts = 0;
  std::int64_t screenings = 0;
  std::int64_t documents = 0;
};

class Accounts {
 public:
  explicit Accounts(Pool& pool) : pool_(pool) {}

  /// Adds the records, or replaces those with the same id: all of them, or none where it fails. Fails with
  /// account_invalid where a record has no id.
  [[nodiscard]] Result<void> put(const std::vector<Account>& accounts, Moment at, const std::string& actor);

  /// nullopt where there is no such record.
  [[nodiscard]] Result<std::optional<Account>> find(const std::string& id) const;

  /// Ordered by id, beginning after `after`; at most `limit`.
  [[nodiscard]] Result<std::vector<Account>> list(const std::string& after, int limit) const;

  [[nodiscard]] Result<std::int64_t> count() const;

  /// Removes the record; its screenings stay. False where there was none.
  [[nodiscard]] Result<bool> remove(const std::string& id, Moment at, const std::string& actor);

  /// Removes the record and everything that was kept of it: screenings, documents, reviews, deliveries. The
  /// audit keeps that it was done.
  [[nodiscard]] Result<Erased> erase(const std::string& id, Moment at, const std::string& actor);

 private:
  Pool& pool_;
};

}  // namespace domicile::store
