#pragma once
// Connections that are lent to one call at a time, so that calls may come from several threads.

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace domicile::store {

class Pool {
 public:
  /// Connections are opened when they are first needed, `most` of them. PostgreSQL's are opened anew when
  /// lost.
  Pool(std::string url, int most) : url_(std::move(url)), most_(most) {}

  /// Runs `work` with a connection of its own. Waits while all are lent.
  template <class T>
  [[nodiscard]] Result<T> with(const std::function<Result<T>(Database&)>& work) {
    auto database = borrow();
    if (!database) return std::unexpected(database.error());
    auto result = work(**database);
    give_back(std::move(*database));
    return result;
  }

  /// The same in a transaction that writes: all of `work` is kept, or nothing where it fails.
  template <class T>
  [[nodiscard]] Result<T> transaction(const std::function<Result<T>(Database&)>& work) {
    return with<T>([&](Database& database) -> Result<T> {
      // SQLite: one writer at a time anyway; taking the lock at once spares a failure halfway.
      auto lock =
          database.dialect() == Dialect::sqlite ? std::unique_lock(writer_) : std::unique_lock<std::mutex>();
      auto begun = database.run(database.dialect() == Dialect::sqlite ? "BEGIN IMMEDIATE" : "BEGIN");
      if (!begun) return std::unexpected(begun.error());
      auto result = work(database);
      if (!result) {
        (void)database.run("ROLLBACK");
        return result;
      }
      if (auto kept = database.run("COMMIT"); !kept) {
        (void)database.run("ROLLBACK");
        return std::unexpected(kept.error());
      }
      return result;
    });
  }

  /// One statement.
  [[nodiscard]] Result<Rows> run(std::string_view sql, const std::vector<Value>& values = {}) {
    return with<Rows>([&](Database& database) { return database.run(sql, values); });
  }

  /// Once something was erased: SQLite's log still has it, and loses it here. PostgreSQL's server does that
  /// itself.
  void empty_log();

  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  [[nodiscard]] Result<std::unique_ptr<Database>> borrow();
  void give_back(std::unique_ptr<Database> database);

  std::string url_;
  int most_;
  int open_ = 0;
  std::mutex mutex_;
  std::mutex writer_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Database>> idle_;
};

}  // namespace domicile::store
