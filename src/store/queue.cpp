#include "store/queue.hpp"

namespace domicile::store {

Result<std::optional<Job>> Queue::take(const std::string& worker, Moment now, Moment lease_until) {
  using Taken = std::optional<Job>;
  const std::string free = "leased_until IS NULL OR leased_until < $1";
  auto waiting =
      pool_.run("SELECT screening FROM jobs WHERE " + free + " ORDER BY screening LIMIT 1", {to_text(now)});
  if (!waiting) return std::unexpected(waiting.error());
  if (waiting->empty()) return Taken();
  return pool_.transaction<Taken>([&](Database& database) -> Result<Taken> {
    // PostgreSQL: workers step over the rows that others are just taking.
    const std::string skip = database.dialect() == Dialect::postgres ? " FOR UPDATE SKIP LOCKED" : "";
    auto rows = database.run(
        "UPDATE jobs SET worker = $2, leased_until = $3, attempts = attempts + 1 WHERE screening = "
        "(SELECT screening FROM jobs WHERE " +
            free + " ORDER BY screening LIMIT 1" + skip +
            ") "
            "RETURNING attempts, (SELECT id FROM screenings WHERE seq = jobs.screening)",
        {to_text(now), worker, to_text(lease_until)});
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) return Taken();
    return Taken(Job{rows->front().text(1), static_cast<int>(rows->front().number(0))});
  });
}

Result<std::int64_t> Queue::length() const {
  auto rows = pool_.run("SELECT COUNT(*) FROM jobs");
  if (!rows) return std::unexpected(rows.error());
  return rows->front().number(0);
}

}  // namespace domicile::store
