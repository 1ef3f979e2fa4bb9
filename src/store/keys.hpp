#pragma once
// API keys. Of a key only its SHA-256 is kept: 256 random bits need no slow hash.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/moment.hpp"
#include "store/pool.hpp"

namespace domicile::store {

/// What a key may do: post documents; read what is kept; decide cases; administer accounts, keys and
/// webhooks.
enum class Scope { screen, read, review, admin };

[[nodiscard]] std::string_view to_string(Scope scope);
[[nodiscard]] std::optional<Scope> parse_scope(std::string_view name);

struct ApiKey {
  std::string id;     ///< "key_…": for logs and the audit
  std::string label;  ///< whose it is
  std::set<Scope> scopes;
  Moment created_at{};
  std::optional<Moment> revoked_at;

  [[nodiscard]] bool may(Scope scope) const {
    return scopes.contains(Scope::admin) || scopes.contains(scope);
  }
};

/// A new key; `secret` is shown once and kept nowhere.
struct NewKey {
  ApiKey key;
  std::string secret;  ///< "dom_" and 64 hexadecimal digits
};

class Keys {
 public:
  explicit Keys(Pool& pool) : pool_(pool) {}

  [[nodiscard]] Result<NewKey> add(const std::string& label, const std::set<Scope>& scopes, Moment at,
                                   const std::string& actor);

  /// The key behind a secret; nullopt where it is unknown or revoked.
  [[nodiscard]] Result<std::optional<ApiKey>> find(std::string_view untrusted_secret) const;

  [[nodiscard]] Result<std::vector<ApiKey>> list() const;

  /// False where there is no such key, or it was revoked before.
  [[nodiscard]] Result<bool> revoke(const std::string& id, Moment at, const std::string& actor);

  /// True where any key is valid.
  [[nodiscard]] Result<bool> any() const;

 private:
  Pool& pool_;
};

}  // namespace domicile::store
