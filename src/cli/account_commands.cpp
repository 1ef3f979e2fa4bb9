// domicile accounts import | list | show | remove

#include <fmt/format.h>

#include <memory>

#include "cli/account_import.hpp"
#include "cli/commands.hpp"
#include "cli/progress.hpp"
#include "cli/store_access.hpp"

namespace domicile::cli {
namespace {

constexpr std::size_t batch_size = 1000;
constexpr int page_size = 1000;
constexpr const char* actor = "command line";

struct AccountOptions {
  std::string store;
  std::string file;
  std::string id;
  int limit = 0;  ///< 0: all
  bool strict = false;
  bool quiet = false;
  bool json = false;
};

/// Counts what an import does and says so on a terminal.
class Import {
 public:
  explicit Import(const AccountOptions& options)
      : quiet_(options.quiet), progress_(options.quiet ? 0 : lines_in(options.file), options.quiet) {}

  void mistake(const Error& error) {
    ++wrong_;
    progress_.clear();
    (void)report(error);
  }

  /// The line of a good record was read.
  void good() {
    if (++good_ % batch_size == 0)
      progress_.show(good_ + wrong_, wrong_ == 0 ? "" : fmt::format("{} wrong", wrong_));
  }

  int end() {
    progress_.clear();
    if (!quiet_) fmt::print("{} records imported, {} lines wrong\n", kept_, wrong_);
    return wrong_ == 0 ? 0 : describe(ErrorCode::account_invalid).exit_status;
  }

  void kept(std::size_t records) { kept_ += records; }
  std::size_t wrong() const { return wrong_; }

 private:
  bool quiet_;
  Progress progress_;
  std::size_t good_ = 0, wrong_ = 0, kept_ = 0;
};

int refuse_mistakes(const AccountOptions& options) {
  Import look(options);
  const auto looked = read_accounts(options.file, {[&](const Account&) {
                                                     look.good();
                                                     return Result<void>();
                                                   },
                                                   [&](const Error& error) { look.mistake(error); }});
  if (!looked) return report(looked.error());
  return look.wrong() == 0 ? 0 : look.end();
}

int run_import(const AccountOptions& options) {
  if (options.strict) {
    if (const int status = refuse_mistakes(options); status != 0) return status;
  }
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  Import import(options);
  std::vector<Account> batch;
  const auto keep = [&]() -> Result<void> {
    auto put = (*store)->accounts.put(batch, now(), actor);
    if (put) import.kept(batch.size());
    batch.clear();
    return put;
  };
  auto read = read_accounts(options.file, {[&](Account account) -> Result<void> {
                                             import.good();
                                             batch.push_back(std::move(account));
                                             return batch.size() < batch_size ? Result<void>() : keep();
                                           },
                                           [&](const Error& error) { import.mistake(error); }});
  if (read) read = keep();
  if (!read) return report(read.error());
  return import.end();
}

int run_list(const AccountOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  std::string after;
  for (int shown = 0;;) {
    const int wanted = options.limit == 0 ? page_size : std::min(page_size, options.limit - shown);
    auto page = (*store)->accounts.list(after, wanted);
    if (!page) return report(page.error());
    for (const auto& account : *page) {
      fmt::print("{}\n",
                 options.json ? to_json_line(account) : fmt::format("{}\t{}", account.id, account.name));
    }
    shown += static_cast<int>(page->size());
    if (static_cast<int>(page->size()) < page_size || shown == options.limit) return 0;
    after = page->back().id;
  }
}

Error no_record(const std::string& id) {
  return {ErrorCode::not_found, id, "there is no such record in the store.",
          "`domicile accounts list` shows them."};
}

int run_show(const AccountOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  auto found = (*store)->accounts.find(options.id);
  if (!found) return report(found.error());
  if (!*found) return report(no_record(options.id));
  fmt::print("{}\n", to_json_line(**found));
  return 0;
}

int run_remove(const AccountOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  auto removed = (*store)->accounts.remove(options.id, now(), actor);
  if (!removed) return report(removed.error());
  if (!*removed) return report(no_record(options.id));
  if (!options.quiet)
    fmt::print("{} removed; `domicile purge --account {}` also erases its screenings\n", options.id,
               options.id);
  return 0;
}

}  // namespace

void add_accounts(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<AccountOptions>();
  auto* accounts = program.add_subcommand("accounts", "account records in the store");
  accounts->require_subcommand(1);
  const auto add = [&](const char* name, const char* what, int (*run)(const AccountOptions&)) {
    auto* command = accounts->add_subcommand(name, what);
    add_store_option(*command, options->store);
    command->add_flag("--quiet", options->quiet, "print nothing but results");
    command->callback([options, run, &exit_status] { exit_status = run(*options); });
    return command;
  };
  auto* import = add("import", "adds or replaces the records of a CSV or JSONL file", run_import);
  import->add_option("file", options->file, "FILE.csv or FILE.jsonl")->required();
  import->add_flag("--strict", options->strict, "import nothing where one line is wrong");
  auto* list = add("list", "shows the records", run_list);
  list->add_flag("--json", options->json, "one JSON object a line");
  list->add_option("--limit", options->limit, "at most so many")->check(CLI::Range(1, 1 << 30));
  add("show", "shows one record as JSON", run_show)
      ->add_option("id", options->id, "id of the record")
      ->required();
  add("remove", "removes one record", run_remove)
      ->add_option("id", options->id, "id of the record")
      ->required();
}

}  // namespace domicile::cli
