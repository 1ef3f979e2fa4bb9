#include "store/database.hpp"

#include <charconv>

namespace domicile::store {

std::int64_t Row::number(std::size_t column) const {
  const auto digits = text(column);
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_postgres(std::string_view url) {
  return url.starts_with("postgresql://") || url.starts_with("postgres://");
}

std::string without_password(const std::string& url) {
  const auto user = url.find("://");
  const auto host = url.find('@');
  if (user == std::string::npos || host == std::string::npos) return url;
  const auto colon = url.find(':', user + 3);
  return colon < host ? url.substr(0, colon + 1) + "…" + url.substr(host) : url;
}

Result<std::unique_ptr<Database>> connect(const std::string& url) {
  if (is_postgres(url)) return connect_postgres(url);
  constexpr std::string_view scheme = "sqlite:";
  return connect_sqlite(url.starts_with(scheme) ? url.substr(scheme.size()) : url);
}

}  // namespace domicile::store
