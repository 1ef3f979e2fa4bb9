#include "store/migrations.hpp"

#include <fmt/format.h>

#include <array>

namespace domicile::store {
namespace {

/// `both` is SQL of either database, in which {serial} and {bytes} stand for what differs; the others are for
/// one.
struct Migration {
  std::string_view both;
  std::string_view sqlite;
  std::string_view postgres;
};

// A migration that was delivered is never changed: add another one.
constexpr std::array migrations{
    Migration{R"sql(
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  record TEXT NOT NULL,
  updated_at TEXT NOT NULL);

CREATE TABLE screenings (
  seq {serial},
  id TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  finished_at TEXT,
  status TEXT NOT NULL CHECK (status IN ('queued', 'done', 'failed')),
  account_id TEXT,
  as_of TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('accept', 'review', 'reject')),
  policy TEXT NOT NULL,
  request TEXT NOT NULL,
  versions TEXT,
  answer TEXT,
  review_decision TEXT CHECK (review_decision IN ('accept', 'reject')));
CREATE INDEX screenings_by_account ON screenings (account_id);
CREATE INDEX screenings_by_decision ON screenings (decision, seq);
CREATE INDEX screenings_by_day ON screenings (created_at);
CREATE INDEX screenings_that_wait ON screenings (seq) WHERE decision = 'review' AND review_decision IS NULL;

CREATE TABLE reasons (
  screening BIGINT NOT NULL REFERENCES screenings (seq) ON DELETE CASCADE,
  code TEXT NOT NULL,
  PRIMARY KEY (screening, code));
CREATE INDEX reasons_by_code ON reasons (code, screening);

CREATE TABLE attachments (
  screening BIGINT NOT NULL REFERENCES screenings (seq) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  result TEXT,
  document {bytes},
  sealed BIGINT NOT NULL DEFAULT 0,
  expires_at TEXT,
  PRIMARY KEY (screening, number));
CREATE INDEX attachments_that_expire ON attachments (expires_at) WHERE document IS NOT NULL;

CREATE TABLE reviews (
  seq {serial},
  screening BIGINT NOT NULL REFERENCES screenings (seq) ON DELETE CASCADE,
  at TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('accept', 'reject')),
  note TEXT NOT NULL);
CREATE INDEX reviews_by_screening ON reviews (screening);

CREATE TABLE idempotency (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  screening BIGINT NOT NULL REFERENCES screenings (seq) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  PRIMARY KEY (actor, key));
CREATE INDEX idempotency_by_screening ON idempotency (screening);

CREATE TABLE jobs (
  screening BIGINT PRIMARY KEY REFERENCES screenings (seq) ON DELETE CASCADE,
  attempts BIGINT NOT NULL DEFAULT 0,
  worker TEXT,
  leased_until TEXT);

CREATE TABLE deliveries (
  seq {serial},
  id TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  event TEXT NOT NULL,
  body TEXT NOT NULL,
  screening BIGINT REFERENCES screenings (seq) ON DELETE CASCADE,
  created_at TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'delivered', 'given_up')),
  attempts BIGINT NOT NULL DEFAULT 0,
  next_at TEXT,
  last_answer TEXT);
CREATE INDEX deliveries_that_wait ON deliveries (next_at) WHERE status = 'waiting';
CREATE INDEX deliveries_by_screening ON deliveries (screening);

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  scopes TEXT NOT NULL,
  created_at TEXT NOT NULL,
  revoked_at TEXT);

CREATE TABLE audit (
  seq {serial},
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL);
CREATE INDEX audit_by_subject ON audit (subject);
)sql",
              R"sql(
CREATE TRIGGER audit_keeps_its_rows BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_loses_no_row BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
)sql",
              R"sql(
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
CREATE TRIGGER audit_keeps_its_rows BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION audit_is_append_only();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
)sql"},
};

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

std::string script_for(const Migration& migration, Dialect dialect) {
  const bool sqlite = dialect == Dialect::sqlite;
  std::string sql(migration.both);
  replace_all(sql, "{serial}", sqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "BIGSERIAL PRIMARY KEY");
  replace_all(sql, "{bytes}", sqlite ? "BLOB" : "BYTEA");
  return sql += sqlite ? migration.sqlite : migration.postgres;
}

Result<void> bring_up(Database& database) {
  if (auto made = database.run_script("CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY)");
      !made) {
    return made;
  }
  auto rows = database.run("SELECT COALESCE(MAX(number), 0) FROM migrations");
  if (!rows) return std::unexpected(rows.error());
  const auto done = rows->front().number(0);
  if (done > newest_migration()) {
    return fail(ErrorCode::store_unreachable, "store",
                fmt::format("its tables are of a newer domicile (migration {}; this one knows {}).", done,
                            newest_migration()),
                "Run the newer program, or restore the backup that was made before the upgrade.");
  }
  for (auto number = done + 1; number <= newest_migration(); ++number) {
    const auto& migration = migrations[static_cast<std::size_t>(number - 1)];
    if (auto ran = database.run_script(script_for(migration, database.dialect())); !ran) return ran;
    if (auto noted = database.run("INSERT INTO migrations (number) VALUES ($1)", {Value(number)}); !noted) {
      return std::unexpected(noted.error());
    }
  }
  return {};
}

}  // namespace

int newest_migration() { return static_cast<int>(migrations.size()); }

Result<void> migrate(Database& database) {
  const bool sqlite = database.dialect() == Dialect::sqlite;
  constexpr auto advisory_lock = "SELECT pg_advisory_xact_lock(7073269521)";
  if (auto begun = database.run_script(sqlite ? "BEGIN IMMEDIATE" : "BEGIN"); !begun) return begun;
  if (!sqlite) {
    if (auto locked = database.run(advisory_lock); !locked) return std::unexpected(locked.error());
  }
  auto done = bring_up(database);
  if (auto ended = database.run_script(done ? "COMMIT" : "ROLLBACK"); done && !ended) return ended;
  return done;
}

}  // namespace domicile::store
