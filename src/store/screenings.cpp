#include "store/screenings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <unordered_map>

#include "store/audit.hpp"

namespace domicile::store {
namespace {

// Runs the steps until one fails.
template <class... Steps>
Result<void> in_order(Steps&&... steps) {
  Result<void> so_far;
  (void)((so_far = steps(), so_far.has_value()) && ...);
  return so_far;
}

Result<void> done(const Result<Rows>& rows) {
  if (!rows) return std::unexpected(rows.error());
  return {};
}

Value or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value or_null(const std::optional<Moment>& moment) { return moment ? Value(to_text(*moment)) : Value(); }
Value or_null(const std::optional<std::string>& bytes, const Blob&) {
  return bytes ? Value(Blob{*bytes}) : Value();
}

Result<std::int64_t> insert(Database& database, const KeptScreening& screening) {
  auto rows = database.run(
      "INSERT INTO screenings (id, created_at, finished_at, status, account_id, as_of, decision, policy, "
      "request, "
      "versions, answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING seq",
      {screening.id, to_text(screening.created_at), or_null(screening.finished_at), screening.status,
       or_null(screening.account_id), to_iso(screening.as_of), or_null(screening.decision), screening.policy,
       screening.request, or_null(screening.versions), or_null(screening.answer)});
  if (!rows) return std::unexpected(rows.error());
  return rows->front().number(0);
}

Result<void> add_reasons(Database& database, std::int64_t seq, const std::vector<std::string>& reasons) {
  for (const auto& code : reasons) {
    auto rows = database.run("INSERT INTO reasons (screening, code) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                             {seq, code});
    if (!rows) return done(rows);
  }
  return {};
}

Result<void> put_attachments(Database& database, std::int64_t seq,
                             const std::vector<KeptAttachment>& attachments) {
  for (const auto& attachment : attachments) {
    auto rows = database.run(
        "INSERT INTO attachments (screening, number, sha256, result, document, sealed, expires_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (screening, number) DO UPDATE SET result = "
        "excluded.result, "
        "document = excluded.document, sealed = excluded.sealed, expires_at = excluded.expires_at",
        {seq, std::int64_t{attachment.number}, attachment.sha256, value_or_null(attachment.result),
         or_null(attachment.document, Blob{}), std::int64_t{attachment.sealed ? 1 : 0},
         or_null(attachment.expires_at)});
    if (!rows) return done(rows);
  }
  return {};
}

Result<void> add_deliveries(Database& database, std::int64_t seq, const std::vector<Delivery>& deliveries) {
  for (const auto& delivery : deliveries) {
    if (auto added = enqueue(database, delivery, seq); !added) return added;
  }
  return {};
}

// What belongs to a screening beside its own row.
Result<void> add_parts(Database& database, std::int64_t seq, const KeptScreening& screening,
                       const std::vector<KeptAttachment>& attachments,
                       const std::vector<Delivery>& deliveries) {
  return in_order([&] { return add_reasons(database, seq, screening.reasons); },
                  [&] { return put_attachments(database, seq, attachments); },
                  [&] { return add_deliveries(database, seq, deliveries); });
}

Result<std::optional<Kept>> first_under(Database& database, const std::string& actor,
                                        const std::string& key) {
  auto rows = database.run(
      "SELECT s.id, i.request_hash FROM idempotency i JOIN screenings s ON s.seq = i.screening "
      "WHERE i.actor = $1 AND i.key = $2",
      {actor, key});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  return Kept{rows->front().text(0), true, rows->front().text(1)};
}

constexpr std::string_view columns =
    "s.seq, s.id, s.created_at, s.finished_at, s.status, s.account_id, s.as_of, s.decision, s.policy, "
    "s.review_decision, s.versions";

KeptScreening screening_of(const Row& row) {
  KeptScreening screening;
  screening.seq = row.number(0);
  screening.id = row.text(1);
  screening.created_at = parse_moment(row.text(2)).value_or(Moment{});
  screening.finished_at = parse_moment(row.text(3));
  screening.status = row.text(4);
  screening.account_id = row.text(5);
  screening.as_of = parse_iso_date(row.text(6)).value_or(Date{});
  screening.decision = row.text(7);
  screening.policy = row.text(8);
  screening.review_decision = row.text(9);
  screening.versions = row.text(10);
  return screening;
}

// One question for fifty screenings. It is always worded alike, so that it is prepared once.
Result<void> fill_reasons(Pool& pool, std::span<KeptScreening> items) {
  constexpr std::size_t at_once = 50;
  static const auto sql = [] {
    std::string numbers;
    for (std::size_t i = 1; i <= at_once; ++i) numbers += fmt::format("{}${}", i == 1 ? "" : ", ", i);
    return fmt::format("SELECT screening, code FROM reasons WHERE screening IN ({}) ORDER BY code", numbers);
  }();
  while (!items.empty()) {
    const auto some = items.first(std::min(at_once, items.size()));
    items = items.subspan(some.size());
    std::vector<Value> values(at_once);
    std::unordered_map<std::int64_t, KeptScreening*> of;
    for (std::size_t i = 0; i < some.size(); ++i) {
      values[i] = some[i].seq;
      of[some[i].seq] = &some[i];
    }
    auto rows = pool.run(sql, values);
    if (!rows) return std::unexpected(rows.error());
    for (const auto& row : *rows) of.at(row.number(0))->reasons.push_back(row.text(1));
  }
  return {};
}

}  // namespace

Result<Kept> Screenings::keep(const KeptScreening& screening, const std::vector<KeptAttachment>& attachments,
                              const std::optional<IdempotencyKey>& key,
                              const std::vector<Delivery>& deliveries, const std::string& actor) {
  return pool_.transaction<Kept>([&](Database& database) -> Result<Kept> {
    if (key) {
      auto first = first_under(database, key->actor, key->key);
      if (!first) return std::unexpected(first.error());
      if (*first) return **first;
    }
    const auto seq = insert(database, screening);
    if (!seq) return std::unexpected(seq.error());
    if (key) {
      // Two at once under one key: the second fails here, and with it all that it had written.
      auto rows = database.run(
          "INSERT INTO idempotency (actor, key, request_hash, screening, created_at) VALUES ($1, $2, $3, $4, "
          "$5)",
          {key->actor, key->key, key->request_hash, *seq, to_text(screening.created_at)});
      if (!rows) return std::unexpected(rows.error());
    }
    if (screening.status == "queued") {
      auto rows = database.run("INSERT INTO jobs (screening) VALUES ($1)", {*seq});
      if (!rows) return std::unexpected(rows.error());
    }
    auto rest = in_order([&] { return add_parts(database, *seq, screening, attachments, deliveries); },
                         [&] {
                           return note(database, {0, screening.created_at, actor, "screening.keep",
                                                  screening.id, screening.decision});
                         });
    if (!rest) return std::unexpected(rest.error());
    return Kept{screening.id, false, key ? key->request_hash : ""};
  });
}

Result<bool> Screenings::finish(const KeptScreening& screening,
                                const std::vector<KeptAttachment>& attachments,
                                const std::vector<Delivery>& deliveries, const std::string& actor) {
  return pool_.transaction<bool>([&](Database& database) -> Result<bool> {
    auto rows = database.run(
        "UPDATE screenings SET status = $1, finished_at = $2, decision = $3, versions = $4, answer = $5 "
        "WHERE id = $6 AND status = 'queued' RETURNING seq",
        {screening.status, or_null(screening.finished_at), or_null(screening.decision),
         or_null(screening.versions), or_null(screening.answer), screening.id});
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) return false;
    const auto seq = rows->front().number(0);
    const auto at = screening.finished_at.value_or(screening.created_at);
    auto rest = in_order(
        [&] { return add_parts(database, seq, screening, attachments, deliveries); },
        [&] { return done(database.run("DELETE FROM jobs WHERE screening = $1", {seq})); },
        [&] { return note(database, {0, at, actor, "screening.finish", screening.id, screening.decision}); });
    if (!rest) return std::unexpected(rest.error());
    return true;
  });
}

Result<std::optional<Kept>> Screenings::find_key(const std::string& actor, const std::string& key) const {
  return pool_.with<std::optional<Kept>>(
      [&](Database& database) { return first_under(database, actor, key); });
}

Result<std::optional<KeptScreening>> Screenings::find(const std::string& id) const {
  auto rows = pool_.run(
      fmt::format("SELECT {}, s.request, s.answer FROM screenings s WHERE s.id = $1", columns), {id});
  if (!rows) return std::unexpected(rows.error());
  if (rows->empty()) return std::nullopt;
  auto screening = screening_of(rows->front());
  screening.request = rows->front().text(11);
  screening.answer = rows->front().text(12);
  return screening;
}

Result<std::vector<KeptAttachment>> Screenings::attachments(const std::string& id,
                                                            bool with_documents) const {
  auto rows = pool_.run(
      fmt::format("SELECT a.number, a.sha256, a.result, a.sealed, a.expires_at, {} FROM attachments a "
                  "JOIN screenings s ON s.seq = a.screening WHERE s.id = $1 ORDER BY a.number",
                  with_documents ? "a.document" : "NULL"),
      {id});
  if (!rows) return std::unexpected(rows.error());
  std::vector<KeptAttachment> attachments;
  for (const auto& row : *rows) {
    attachments.push_back({static_cast<int>(row.number(0)), row.text(1), row.cells[2], row.cells[5],
                           row.number(3) != 0, parse_moment(row.text(4))});
  }
  return attachments;
}

Result<bool> Screenings::review(const std::string& id, const Review& review,
                                const std::vector<Delivery>& deliveries) {
  return pool_.transaction<bool>([&](Database& database) -> Result<bool> {
    auto rows = database.run(
        "UPDATE screenings SET review_decision = $1 WHERE id = $2 AND status = 'done' RETURNING seq",
        {review.decision, id});
    if (!rows) return std::unexpected(rows.error());
    if (rows->empty()) return false;
    const auto seq = rows->front().number(0);
    auto rest = in_order(
        [&] {
          return done(database.run(
              "INSERT INTO reviews (screening, at, reviewer, decision, note) VALUES ($1, $2, $3, $4, $5)",
              {seq, to_text(review.at), review.reviewer, review.decision, review.note}));
        },
        [&] { return add_deliveries(database, seq, deliveries); },
        [&] {
          return note(database, {0, review.at, review.reviewer, "screening.review", id, review.decision});
        });
    if (!rest) return std::unexpected(rest.error());
    return true;
  });
}

Result<std::vector<Review>> Screenings::reviews(const std::string& id) const {
  auto rows = pool_.run(
      "SELECT r.at, r.reviewer, r.decision, r.note FROM reviews r JOIN screenings s ON s.seq = r.screening "
      "WHERE s.id = $1 ORDER BY r.seq",
      {id});
  if (!rows) return std::unexpected(rows.error());
  std::vector<Review> list;
  for (const auto& row : *rows) {
    list.push_back({parse_moment(row.text(0)).value_or(Moment{}), row.text(1), row.text(2), row.text(3)});
  }
  return list;
}

Result<Erased> Screenings::purge(Moment now, const std::optional<Moment>& older_than,
                                 const std::string& actor) {
  auto done = pool_.transaction<Erased>([&](Database& database) -> Result<Erased> {
    Erased erased;
    auto rows = database.run(
        "UPDATE attachments SET document = NULL, expires_at = NULL "
        "WHERE document IS NOT NULL AND expires_at <= $1",
        {to_text(now)});
    if (!rows) return std::unexpected(rows.error());
    erased.documents = database.rows_changed();
    if (older_than) {
      rows = database.run("DELETE FROM screenings WHERE created_at < $1", {to_text(*older_than)});
      if (!rows) return std::unexpected(rows.error());
      erased.screenings = database.rows_changed();
    }
    if (erased.documents + erased.screenings == 0) return erased;
    auto noted =
        note(database, {0, now, actor, "purge", "*",
                        fmt::format("{} documents, {} screenings", erased.documents, erased.screenings)});
    if (!noted) return std::unexpected(noted.error());
    return erased;
  });
  if (done && done->documents + done->screenings > 0) pool_.empty_log();
  return done;
}

Result<ScreeningsPage> Screenings::list(const Filter& filter, const std::string& cursor, int limit) const {
  std::string where = "TRUE";
  std::vector<Value> values;
  const auto also = [&](std::string_view condition, Value value) {
    values.push_back(std::move(value));
    where += fmt::format(" AND {}${}", condition, values.size());
  };
  if (!filter.decision.empty()) also("s.decision = ", filter.decision);
  if (!filter.status.empty()) also("s.status = ", filter.status);
  if (!filter.account_id.empty()) also("s.account_id = ", filter.account_id);
  if (filter.from) also("s.created_at >= ", to_text(start_of(*filter.from)));
  if (filter.to) also("s.created_at < ", to_text(start_of(plus_days(*filter.to, 1))));
  if (!filter.reason.empty()) {
    also("EXISTS (SELECT 1 FROM reasons r WHERE r.screening = s.seq AND r.code = ", filter.reason);
    where += ")";
  }
  if (filter.waiting) where += " AND s.decision = 'review' AND s.review_decision IS NULL";
  if (!cursor.empty())
    also(filter.oldest_first ? "s.seq > " : "s.seq < ", std::int64_t{std::atoll(cursor.c_str())});
  values.emplace_back(std::int64_t{limit} + 1);
  auto rows = pool_.run(fmt::format("SELECT {} FROM screenings s WHERE {} ORDER BY s.seq {} LIMIT ${}",
                                    columns, where, filter.oldest_first ? "ASC" : "DESC", values.size()),
                        values);
  if (!rows) return std::unexpected(rows.error());
  ScreeningsPage page;
  for (const auto& row : *rows) {
    if (static_cast<int>(page.items.size()) == limit) {
      page.next = std::to_string(page.items.back().seq);
      break;
    }
    page.items.push_back(screening_of(row));
  }
  if (auto filled = fill_reasons(pool_, page.items); !filled) return std::unexpected(filled.error());
  return page;
}

}  // namespace domicile::store
