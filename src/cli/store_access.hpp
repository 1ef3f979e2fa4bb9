#pragma once
// Where the store is, and accounts that may stand in it.

#include <CLI/CLI.hpp>
#include <memory>
#include <mutex>
#include <string>

#include "cli/options.hpp"
#include "store/store.hpp"

namespace domicile::cli {

/// Adds --store to a command.
void add_store_option(CLI::App& command, std::string& store);

/// What was asked for, else $DOMICILE_STORE, else store.db in the user's data folder
/// ($XDG_DATA_HOME/domicile).
[[nodiscard]] std::string store_url(const std::string& asked);

/// Fails with store_unreachable.
[[nodiscard]] Result<std::unique_ptr<store::Store>> open_store(const std::string& asked);

/// The time of the clock, for what is written to the store.
[[nodiscard]] store::Moment now();

/// Accounts as --account names them: inline JSON, a file, or the id of a record in the store. The store is
/// opened when the first id is asked for, and once. May be asked by several threads.
class AccountSource {
 public:
  explicit AccountSource(std::string store) : store_asked_(std::move(store)) {}

  /// `named` is how messages call the argument. Fails with account_invalid, file_not_readable (neither a file
  /// nor an id), store_unreachable.
  [[nodiscard]] Result<Account> load(const std::string& argument, const std::string& named = "--account");

 private:
  [[nodiscard]] Result<Account> from_store(const std::string& id, const std::string& named);

  std::string store_asked_;
  std::mutex mutex_;
  std::unique_ptr<store::Store> store_;
};

}  // namespace domicile::cli
