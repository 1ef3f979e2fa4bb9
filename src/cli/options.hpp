#pragma once
// What every command's options mean, declared once.

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domicile/screener.hpp"
#include "screen/policy.hpp"

namespace domicile::cli {

struct CommonOptions {
  bool json = false;
  bool quiet = false;
  bool verbose = false;
  std::string as_of;  ///< ISO 8601; empty: today in UTC
  std::optional<int> max_age_days;
  std::string locale;
  std::string picture;  ///< where to draw the page; .png or .html
  std::string config;   ///< policy file
  std::string data;     ///< folder of locales/, parsers/, policies/
  std::string sandbox = "best";
  int jobs = 1;
};

/// Adds the options that mean the same everywhere.
void add_common_options(CLI::App& command, CommonOptions& options);

/// The day asked for, or today in UTC. Fails with wrong_usage naming the flag.
[[nodiscard]] Result<Date> as_of_day(const CommonOptions& options);

/// The folder of rules: --data, else beside the program as installed or built. Fails with rules_invalid.
[[nodiscard]] Result<std::filesystem::path> data_directory(const CommonOptions& options);

/// Where the rules of `data` stand ready made: beside them where they were installed, else in the build
/// directory, since nothing is written among the sources.
[[nodiscard]] std::filesystem::path rules_cache(const std::filesystem::path& data);

/// A Screener as the options ask for it.
[[nodiscard]] Result<std::unique_ptr<Screener>> make_screener(const CommonOptions& options,
                                                              std::vector<std::string> warm_models = {});

/// Reads a whole file, or standard input for "-". A directory or a missing file fails with file_not_readable;
/// a file over `max_bytes` is read up to one byte more, so that the limit is seen.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::int64_t max_bytes);

/// The document of this name, or standard input for "-". One that is too large is read so far that this is
/// seen.
[[nodiscard]] Result<Attachment> load_attachment(const std::string& path);

/// An account from a JSON file or an inline object. `named` is how messages call it.
[[nodiscard]] Result<Account> load_account(const std::string& argument,
                                           const std::string& named = "--account");

/// The policy of --config, or the one that is built in. Fails with rules_invalid.
[[nodiscard]] Result<screen::Policy> policy_of(const CommonOptions& options);

/// How many documents are read at once: --jobs, but one where there is no child for each.
[[nodiscard]] int jobs_of(const CommonOptions& options);

/// Prints the failure to standard error and gives its exit status.
int report(const Error& error);

}  // namespace domicile::cli
