#pragma once
// Who did what, when. Rows are only ever added: the database itself refuses to change or delete one.

#include <optional>
#include <string>
#include <vector>

#include "store/moment.hpp"
#include "store/pool.hpp"

namespace domicile::store {

/// One line of the trail. It names ids, never people or addresses.
struct AuditEntry {
  std::int64_t seq = 0;  ///< given by the store
  Moment at{};
  std::string actor;    ///< id of an API key, "command line", "worker"
  std::string action;   ///< account.put, account.erase, screening.keep, screening.review, key.add …
  std::string subject;  ///< id of what it was done to
  std::string detail;   ///< a few words such as "accept" or "12 screenings"; may be empty
};

/// Adds `entry` within a transaction of the caller's.
[[nodiscard]] Result<void> note(Database& database, const AuditEntry& entry);

class Audit {
 public:
  explicit Audit(Pool& pool) : pool_(pool) {}

  /// The newest first; all, or those of one subject. At most `limit`.
  [[nodiscard]] Result<std::vector<AuditEntry>> list(const std::optional<std::string>& subject,
                                                     int limit) const;

 private:
  Pool& pool_;
};

}  // namespace domicile::store
