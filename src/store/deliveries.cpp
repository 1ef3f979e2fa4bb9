#include "store/deliveries.hpp"

namespace domicile::store {
namespace {

constexpr std::string_view columns =
    "id, url, event, body, created_at, status, attempts, next_at, last_answer";

Delivery delivery_of(const Row& row) {
  return {row.text(0),
          row.text(1),
          row.text(2),
          row.text(3),
          parse_moment(row.text(4)).value_or(Moment{}),
          row.text(5),
          static_cast<int>(row.number(6)),
          parse_moment(row.text(7)),
          row.text(8)};
}

}  // namespace

Result<void> enqueue(Database& database, const Delivery& delivery, std::int64_t seq) {
  auto rows = database.run(
      "INSERT INTO deliveries (id, url, event, body, screening, created_at, status, next_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $6)",
      {delivery.id, delivery.url, delivery.event, delivery.body, seq, to_text(delivery.created_at)});
  if (!rows) return std::unexpected(rows.error());
  return {};
}

Result<std::optional<Delivery>> Deliveries::take_due(const std::string& url, Moment now, Moment retry_at) {
  // Looked for first without the writer's lock: most of the time none is due.
  auto due = pool_.run(
      "SELECT id FROM deliveries WHERE status = 'waiting' AND url = $1 AND next_at <= $2 ORDER BY next_at "
      "LIMIT 1",
      {url, to_text(now)});
  if (!due) return std::unexpected(due.error());
  if (due->empty()) return std::nullopt;
  return pool_.transaction<std::optional<Delivery>>(
      [&](Database& database) -> Result<std::optional<Delivery>> {
        auto rows = database.run(
            "UPDATE deliveries SET next_at = $1, attempts = attempts + 1 "
            "WHERE id = $2 AND status = 'waiting' AND next_at <= $3 RETURNING " +
                std::string(columns),
            {to_text(retry_at), due->front().text(0), to_text(now)});
        if (!rows) return std::unexpected(rows.error());
        return rows->empty() ? std::nullopt : std::optional(delivery_of(rows->front()));
      });
}

Result<void> Deliveries::note_attempt(const std::string& id, bool delivered, const std::string& answer,
                                      const std::optional<Moment>& retry_at) {
  const std::string status = delivered ? "delivered" : retry_at ? "waiting" : "given_up";
  const auto next = retry_at && !delivered ? Value(to_text(*retry_at)) : Value();
  auto rows = pool_.run("UPDATE deliveries SET status = $1, last_answer = $2, next_at = $3 WHERE id = $4",
                        {status, answer, next, id});
  if (!rows) return std::unexpected(rows.error());
  return {};
}

Result<std::vector<Delivery>> Deliveries::list(int limit) const {
  auto rows = pool_.run("SELECT " + std::string(columns) + " FROM deliveries ORDER BY seq DESC LIMIT $1",
                        {std::int64_t{limit}});
  if (!rows) return std::unexpected(rows.error());
  std::vector<Delivery> list;
  for (const auto& row : *rows) list.push_back(delivery_of(row));
  return list;
}

}  // namespace domicile::store
