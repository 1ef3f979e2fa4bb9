#include "store/keys.hpp"

#include <array>

#include "base/sha256.hpp"
#include "store/audit.hpp"
#include "store/sealed.hpp"

namespace domicile::store {
namespace {

constexpr std::array<std::pair<Scope, std::string_view>, 4> names{
    {{Scope::screen, "screen"}, {Scope::read, "read"}, {Scope::review, "review"}, {Scope::admin, "admin"}}};
constexpr std::string_view columns = "SELECT id, label, scopes, created_at, revoked_at FROM api_keys ";

std::string joined(const std::set<Scope>& scopes) {
  std::string text;
  for (const auto scope : scopes) text += (text.empty() ? "" : ",") + std::string(to_string(scope));
  return text;
}

std::set<Scope> scopes_of(std::string_view text) {
  std::set<Scope> scopes;
  while (!text.empty()) {
    const auto comma = text.find(',');
    if (const auto scope = parse_scope(text.substr(0, comma))) scopes.insert(*scope);
    text = comma == std::string_view::npos ? "" : text.substr(comma + 1);
  }
  return scopes;
}

ApiKey key_of(const Row& row) {
  return {row.text(0), row.text(1), scopes_of(row.text(2)), parse_moment(row.text(3)).value_or(Moment{}),
          parse_moment(row.text(4))};
}

}  // namespace

std::string_view to_string(Scope scope) { return names[static_cast<std::size_t>(scope)].second; }

std::optional<Scope> parse_scope(std::string_view name) {
  for (const auto& [scope, known] : names) {
    if (known == name) return scope;
  }
  return std::nullopt;
}

Result<NewKey> Keys::add(const std::string& label, const std::set<Scope>& scopes, Moment at,
                         const std::string& actor) {
  NewKey made{{"key_" + random_hex(8), label, scopes, at, std::nullopt}, "dom_" + random_hex(32)};
  return pool_.transaction<NewKey>([&](Database& database) -> Result<NewKey> {
    auto rows =
        database.run("INSERT INTO api_keys (id, label, hash, scopes, created_at) VALUES ($1, $2, $3, $4, $5)",
                     {made.key.id, label, sha256_hex(made.secret), joined(scopes), to_text(at)});
    if (!rows) return std::unexpected(rows.error());
    auto noted = note(database, {0, at, actor, "key.add", made.key.id, joined(scopes)});
    if (!noted) return std::unexpected(noted.error());
    return made;
  });
}

Result<std::optional<ApiKey>> Keys::find(std::string_view untrusted_secret) const {
  auto rows = pool_.run(std::string(columns) + "WHERE hash = $1 AND revoked_at IS NULL",
                        {sha256_hex(untrusted_secret)});
  if (!rows) return std::unexpected(rows.error());
  return rows->empty() ? std::nullopt : std::optional(key_of(rows->front()));
}

Result<std::vector<ApiKey>> Keys::list() const {
  auto rows = pool_.run(std::string(columns) + "ORDER BY created_at, id");
  if (!rows) return std::unexpected(rows.error());
  std::vector<ApiKey> keys;
  for (const auto& row : *rows) keys.push_back(key_of(row));
  return keys;
}

Result<bool> Keys::revoke(const std::string& id, Moment at, const std::string& actor) {
  return pool_.transaction<bool>([&](Database& database) -> Result<bool> {
    auto rows = database.run("UPDATE api_keys SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL",
                             {to_text(at), id});
    if (!rows) return std::unexpected(rows.error());
    if (database.rows_changed() == 0) return false;
    if (auto noted = note(database, {0, at, actor, "key.revoke", id, ""}); !noted)
      return std::unexpected(noted.error());
    return true;
  });
}

Result<bool> Keys::any() const {
  auto rows = pool_.run("SELECT 1 FROM api_keys WHERE revoked_at IS NULL LIMIT 1");
  if (!rows) return std::unexpected(rows.error());
  return !rows->empty();
}

}  // namespace domicile::store
