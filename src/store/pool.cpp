#include "store/pool.hpp"

namespace domicile::store {

Result<std::unique_ptr<Database>> Pool::borrow() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return !idle_.empty() || open_ < most_; });
  while (!idle_.empty()) {
    auto database = std::move(idle_.back());
    idle_.pop_back();
    // A server that was restarted meanwhile is no failure of this call.
    if (database->dialect() == Dialect::sqlite || database->run("SELECT 1")) return database;
    --open_;
  }
  ++open_;
  lock.unlock();
  auto database = connect(url_);
  if (!database) {
    lock.lock();
    --open_;
    returned_.notify_one();
  }
  return database;
}

void Pool::give_back(std::unique_ptr<Database> database) {
  const std::lock_guard lock(mutex_);
  if (database->usable()) {
    idle_.push_back(std::move(database));
  } else {
    // One lost connection means that the server went: the idle ones are lost as well.
    open_ -= 1 + static_cast<int>(idle_.size());
    idle_.clear();
  }
  returned_.notify_all();
}

void Pool::empty_log() {
  // Where others read for longer than the busy timeout, it stays until the next call.
  [[maybe_unused]] const auto emptied = with<bool>([](Database& database) -> Result<bool> {
    return database.dialect() == Dialect::sqlite &&
           database.run("PRAGMA wal_checkpoint(TRUNCATE)").has_value();
  });
}

}  // namespace domicile::store
