#pragma once
// One connection to SQLite or PostgreSQL, seen the same way. Statements are written once, with $1, $2 … for
// values.
//
//   auto rows = database.run("SELECT record FROM accounts WHERE id = $1", {id});
//   rows->front().text(0)

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"

namespace domicile::store {

/// Bytes that are no text.
struct Blob {
  std::string bytes;
};

/// What is handed to a statement; monostate is NULL.
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

/// `text`, or NULL where there is none.
[[nodiscard]] inline Value value_or_null(const std::optional<std::string>& text) {
  return text ? Value(*text) : Value();
}

/// One row of an answer. Columns count from 0.
struct Row {
  std::vector<std::optional<std::string>> cells;  ///< blobs are raw bytes, numbers decimal digits

  [[nodiscard]] std::string text(std::size_t column) const { return cells[column].value_or(""); }
  [[nodiscard]] bool is_null(std::size_t column) const { return !cells[column].has_value(); }
  [[nodiscard]] std::int64_t number(std::size_t column) const;  ///< 0 for NULL
};

using Rows = std::vector<Row>;

enum class Dialect { sqlite, postgres };

class Database {
 public:
  virtual ~Database() = default;

  /// Runs one statement. Fails with store_unreachable where the connection is lost or stays locked, and with
  /// internal_defect where the statement itself is refused; the message quotes no values.
  [[nodiscard]] virtual Result<Rows> run(std::string_view sql, const std::vector<Value>& values = {}) = 0;

  /// Runs several statements without values, as migrations are.
  [[nodiscard]] virtual Result<void> run_script(const std::string& sql) = 0;

  /// Rows that the last statement inserted, changed or deleted.
  [[nodiscard]] virtual std::int64_t rows_changed() const = 0;

  [[nodiscard]] virtual Dialect dialect() const = 0;

  /// False once the connection is lost: it is thrown away then.
  [[nodiscard]] virtual bool usable() const = 0;
};

/// Opens `sqlite:PATH`, a plain path, or `postgresql://…`. A missing SQLite file is made, readable by its
/// owner only. Fails with store_unreachable; the message holds no password.
[[nodiscard]] Result<std::unique_ptr<Database>> connect(const std::string& url);

[[nodiscard]] Result<std::unique_ptr<Database>> connect_sqlite(const std::string& path);
[[nodiscard]] Result<std::unique_ptr<Database>> connect_postgres(const std::string& url);

/// True for `postgres://…` and `postgresql://…`.
[[nodiscard]] bool is_postgres(std::string_view url);

/// `url` without its password, for messages: "postgresql://anna:xyz@db/kyc" → "postgresql://anna:…@db/kyc".
[[nodiscard]] std::string without_password(const std::string& url);

}  // namespace domicile::store
