#pragma once
// Webhooks that are to be delivered, were, or were given up.

#include <optional>
#include <string>
#include <vector>

#include "store/moment.hpp"
#include "store/pool.hpp"

namespace domicile::store {

struct Delivery {
  std::string id;  ///< "whk_…"; the receiver can tell a repetition by it
  std::string url;
  std::string event;  ///< screening.done, screening.failed, screening.reviewed
  std::string body;   ///< JSON
  Moment created_at{};
  std::string status = "waiting";  ///< waiting, delivered, given_up
  int attempts = 0;
  std::optional<Moment> next_at;
  std::string last_answer;  ///< "200", "timeout" …
};

/// Adds `delivery` for the screening `seq` within a transaction of the caller's.
[[nodiscard]] Result<void> enqueue(Database& database, const Delivery& delivery, std::int64_t seq);

class Deliveries {
 public:
  explicit Deliveries(Pool& pool) : pool_(pool) {}

  /// Takes one for `url` that is due at `now`; it is due again at `retry_at` unless its outcome is noted
  /// before.
  [[nodiscard]] Result<std::optional<Delivery>> take_due(const std::string& url, Moment now, Moment retry_at);

  /// How an attempt ended. Without `retry_at`, one that was not delivered is given up.
  [[nodiscard]] Result<void> note_attempt(const std::string& id, bool delivered, const std::string& answer,
                                          const std::optional<Moment>& retry_at);

  /// The newest first, at most `limit`.
  [[nodiscard]] Result<std::vector<Delivery>> list(int limit) const;

 private:
  Pool& pool_;
};

}  // namespace domicile::store
