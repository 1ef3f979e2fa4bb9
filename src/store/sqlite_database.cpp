#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <unordered_map>

#include "store/database.hpp"

namespace domicile::store {
namespace {

namespace fs = std::filesystem;

constexpr int busy_timeout_ms = 10'000;

// A statement is compiled once a connection: the store runs the same few dozen over and over.
struct StatementCloser {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementCloser>;

struct ConnectionCloser {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, ConnectionCloser>;

bool is_outside_trouble(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return true;
    default:
      return false;
  }
}

void bind(sqlite3_stmt* statement, int at, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    sqlite3_bind_int64(statement, at, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  } else if (const auto* blob = std::get_if<Blob>(&value)) {
    sqlite3_bind_blob64(statement, at, blob->bytes.data(), blob->bytes.size(), SQLITE_STATIC);
  } else {
    sqlite3_bind_null(statement, at);
  }
}

Row row_of(sqlite3_stmt* statement) {
  Row row;
  for (int column = 0; column < sqlite3_column_count(statement); ++column) {
    if (sqlite3_column_type(statement, column) == SQLITE_NULL) {
      row.cells.emplace_back();
      continue;
    }
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    row.cells.emplace_back(bytes == nullptr ? std::string() : std::string(bytes, size));
  }
  return row;
}

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(Connection connection, std::string path)
      : connection_(std::move(connection)), path_(std::move(path)) {}

  Result<Rows> run(std::string_view sql, const std::vector<Value>& values) override {
    auto statement = prepared(sql);
    if (!statement) return std::unexpected(statement.error());
    for (std::size_t i = 0; i < values.size(); ++i) {
      const int at = sqlite3_bind_parameter_index(*statement, fmt::format("${}", i + 1).c_str());
      if (at > 0) bind(*statement, at, values[i]);
    }
    Rows rows;
    int code = sqlite3_step(*statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(*statement)) rows.push_back(row_of(*statement));
    const auto failed = code == SQLITE_DONE ? std::nullopt : std::optional(failure());
    sqlite3_reset(*statement);
    sqlite3_clear_bindings(*statement);
    if (failed) return std::unexpected(*failed);
    return rows;
  }

  Result<void> run_script(const std::string& sql) override {
    if (sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      return std::unexpected(failure());
    }
    return {};
  }

  std::int64_t rows_changed() const override { return sqlite3_changes64(connection_.get()); }
  Dialect dialect() const override { return Dialect::sqlite; }
  bool usable() const override { return true; }

 private:
  Result<sqlite3_stmt*> prepared(std::string_view sql) {
    if (const auto known = statements_.find(std::string(sql)); known != statements_.end())
      return known->second.get();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(connection_.get(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) {
      return std::unexpected(failure());
    }
    statements_.emplace(sql, Statement(statement));
    return statement;
  }

  Error failure() const {
    const int code = sqlite3_extended_errcode(connection_.get());
    return {is_outside_trouble(code) ? ErrorCode::store_unreachable : ErrorCode::internal_defect, path_,
            fmt::format("SQLite says: {}.", sqlite3_errmsg(connection_.get())),
            is_outside_trouble(code) ? "Check the file, its folder's rights and the space left." : ""};
  }

  Connection connection_;
  std::string path_;
  std::unordered_map<std::string, Statement> statements_;  // after connection_: finalised before it is closed
};

// Customers' records stand in it: nobody but the owner may read it, whatever the umask. The file is made
// without being opened: closing it would drop the locks that other connections of this process hold on it
// (POSIX), another program would then take itself for the last one, and remove the log that this one still
// reads and writes.
void make_private(const std::string& path) {
  std::error_code error;
  if (const auto folder = fs::path(path).parent_path(); !folder.empty() && !fs::exists(folder, error)) {
    fs::create_directories(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
  }
  mknod(path.c_str(), S_IFREG | S_IRUSR | S_IWUSR, 0);  // where it is there already, it stays as it is
}

}  // namespace

Result<std::unique_ptr<Database>> connect_sqlite(const std::string& path) {
  make_private(path);
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(opened);
  if (code != SQLITE_OK) {
    return fail(ErrorCode::store_unreachable, path,
                fmt::format("the store can't be opened: {}.", sqlite3_errstr(code)),
                "Check the path and its folder's rights.");
  }
  sqlite3_busy_timeout(opened, busy_timeout_ms);
  auto database = std::make_unique<SqliteDatabase>(std::move(connection), path);
  // synchronous=FULL: what was acknowledged outlives a power cut, not only the end of the process.
  constexpr const char* settings =
      "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";
  auto set = database->run_script(settings);
  // Where several programs turn a new file to WAL at once, SQLite says that it is busy without waiting, since
  // two that waited for each other would never end (sqlite.org/c3ref/busy_handler.html).
  const auto patience = std::chrono::steady_clock::now() + std::chrono::milliseconds(busy_timeout_ms);
  while (!set && sqlite3_errcode(opened) == SQLITE_BUSY && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    set = database->run_script(settings);
  }
  if (!set) {
    auto error = set.error();
    error.code = ErrorCode::store_unreachable;
    return std::unexpected(error);
  }
  return database;
}

}  // namespace domicile::store
