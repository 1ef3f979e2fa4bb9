#include "store/accounts.hpp"

#include <fmt/format.h>

#include "store/audit.hpp"

namespace domicile::store {
namespace {

Result<std::vector<Account>> accounts_in(const Result<Rows>& rows) {
  if (!rows) return std::unexpected(rows.error());
  std::vector<Account> accounts;
  for (const auto& row : *rows) {
    auto account = parse_account(row.text(0), "store");
    if (!account) return std::unexpected(account.error());
    accounts.push_back(std::move(*account));
  }
  return accounts;
}

}  // namespace

Result<void> Accounts::put(const std::vector<Account>& accounts, Moment at, const std::string& actor) {
  auto kept = pool_.transaction<bool>([&](Database& database) -> Result<bool> {
    for (const auto& account : accounts) {
      if (account.id.empty()) {
        return fail(ErrorCode::account_invalid, "account", "'id' is missing.",
                    "A record that is kept needs one.");
      }
      auto rows = database.run(
          "INSERT INTO accounts (id, name, record, updated_at) VALUES ($1, $2, $3, $4) "
          "ON CONFLICT (id) DO UPDATE SET name = excluded.name, record = excluded.record, "
          "updated_at = excluded.updated_at",
          {account.id, account.name, to_json_line(account), to_text(at)});
      if (!rows) return std::unexpected(rows.error());
    }
    if (accounts.empty()) return true;
    // An import of millions is one line of the trail a batch, not millions.
    const bool one = accounts.size() == 1;
    auto noted = note(database, {0, at, actor, "account.put", one ? accounts[0].id : "*",
                                 one ? "" : fmt::format("{} records", accounts.size())});
    if (!noted) return std::unexpected(noted.error());
    return true;
  });
  if (!kept) return std::unexpected(kept.error());
  return {};
}

Result<std::optional<Account>> Accounts::find(const std::string& id) const {
  auto found = accounts_in(pool_.run("SELECT record FROM accounts WHERE id = $1", {id}));
  if (!found) return std::unexpected(found.error());
  return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<std::vector<Account>> Accounts::list(const std::string& after, int limit) const {
  return accounts_in(pool_.run("SELECT record FROM accounts WHERE id > $1 ORDER BY id LIMIT $2",
                               {after, std::int64_t{limit}}));
}

Result<std::int64_t> Accounts::count() const {
  auto rows = pool_.run("SELECT COUNT(*) FROM accounts");
  if (!rows) return std::unexpected(rows.error());
  return rows->front().number(0);
}

Result<bool> Accounts::remove(const std::string& id, Moment at, const std::string& actor) {
  return pool_.transaction<bool>([&](Database& database) -> Result<bool> {
    auto gone = database.run("DELETE FROM accounts WHERE id = $1", {id});
    if (!gone) return std::unexpected(gone.error());
    if (database.rows_changed() == 0) return false;
    if (auto noted = note(database, {0, at, actor, "account.remove", id, ""}); !noted) {
      return std::unexpected(noted.error());
    }
    return true;
  });
}

Result<Erased> Accounts::erase(const std::string& id, Moment at, const std::string& actor) {
  auto done = pool_.transaction<Erased>([&](Database& database) -> Result<Erased> {
    Erased erased;
    auto documents = database.run(
        "SELECT COUNT(*) FROM attachments WHERE document IS NOT NULL AND screening IN "
        "(SELECT seq FROM screenings WHERE account_id = $1)",
        {id});
    if (!documents) return std::unexpected(documents.error());
    erased.documents = documents->front().number(0);
    auto gone = database.run("DELETE FROM screenings WHERE account_id = $1", {id});
    if (!gone) return std::unexpected(gone.error());
    erased.screenings = database.rows_changed();
    gone = database.run("DELETE FROM accounts WHERE id = $1", {id});
    if (!gone) return std::unexpected(gone.error());
    erased.accounts = database.rows_changed();
    auto noted = note(database, {0, at, actor, "account.erase", id,
                                 fmt::format("{} records, {} screenings, {} documents", erased.accounts,
                                             erased.screenings, erased.documents)});
    if (!noted) return std::unexpected(noted.error());
    return erased;
  });
  if (done) pool_.empty_log();
  return done;
}

}  // namespace domicile::store
