#include "cli/options.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>

#ifndef DOMICILE_SOURCE_DATA
#define DOMICILE_SOURCE_DATA ""
#endif
#ifndef DOMICILE_INSTALLED_DATA
#define DOMICILE_INSTALLED_DATA ""
#endif
#ifndef DOMICILE_BUILT_RULES
#define DOMICILE_BUILT_RULES ""
#endif

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t longest_account_bytes = 1 << 20;

bool holds_rules(const fs::path& folder) {
  std::error_code error;
  return fs::is_directory(folder / "locales", error) && fs::is_directory(folder / "parsers", error);
}

// An installed tree may have been moved since it was built: bin/domicile finds share/domicile beside it.
fs::path data_beside_program() {
  std::error_code error;
  const auto program = fs::canonical("/proc/self/exe", error);
  return error ? fs::path() : program.parent_path().parent_path() / "share" / "domicile";
}

}  // namespace

void add_common_options(CLI::App& command, CommonOptions& options) {
  command.add_flag("--json", options.json, "one JSON object a document");
  command.add_option("--as-of", options.as_of,
                     "day on which recency is judged, YYYY-MM-DD (default: today, UTC)");
  command.add_option("--max-age", options.max_age_days, "oldest accepted document in days (default 30)")
      ->check(CLI::Range(0, 3650));
  command.add_option("--locale", options.locale, "a hint such as de-AT; never needed");
  command.add_option("--picture", options.picture, "draw what was read on the page: OUT.png or OUT.html");
  command.add_option("--config", options.config, "policy file (default: the one that is built in)");
  command.add_option("--data", options.data, "folder with locales/ and parsers/");
  command.add_option("--sandbox", options.sandbox, "strict, best or off")
      ->check(CLI::IsMember({"strict", "best", "off"}));
  command.add_option("--jobs", options.jobs, "how many documents at once")->check(CLI::Range(1, 256));
  command.add_flag("--quiet", options.quiet, "print nothing but results");
  command.add_flag("--verbose", options.verbose, "also runners-up and what each piece of evidence weighs");
}

Result<Date> as_of_day(const CommonOptions& options) {
  if (options.as_of.empty()) {
    return Date{std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())};
  }
  const auto date = parse_iso_date(options.as_of);
  if (!date) {
    return fail(ErrorCode::wrong_usage, "--as-of", fmt::format("'{}' is no day.", options.as_of),
                "Write it as YYYY-MM-DD, such as 2026-11-22.");
  }
  return *date;
}

Result<fs::path> data_directory(const CommonOptions& options) {
  if (!options.data.empty()) {
    if (holds_rules(options.data)) return fs::path(options.data);
    return fail(ErrorCode::rules_invalid, options.data, "this folder lacks locales/ or parsers/.",
                "Point --data at a folder that has both.");
  }
  for (const auto& folder :
       {data_beside_program(), fs::path(DOMICILE_SOURCE_DATA), fs::path(DOMICILE_INSTALLED_DATA)}) {
    if (!folder.empty() && holds_rules(folder)) return folder;
  }
  return fail(ErrorCode::rules_invalid, DOMICILE_INSTALLED_DATA, "locales/ and parsers/ are not there.",
              "Install domicile, or point --data at its data folder.");
}

fs::path rules_cache(const fs::path& data) {
  return data == fs::path(DOMICILE_SOURCE_DATA) ? fs::path(DOMICILE_BUILT_RULES) : data / "rules.cache";
}

Result<std::unique_ptr<Screener>> make_screener(const CommonOptions& options,
                                                std::vector<std::string> warm_models) {
  auto data = data_directory(options);
  if (!data) return std::unexpected(data.error());
  ScreenerOptions screener;
  screener.data_directory = *data;
  screener.rules_cache = rules_cache(*data);
  screener.warm_models = std::move(warm_models);
  screener.sandbox = options.sandbox == "off"      ? SandboxMode::off
                     : options.sandbox == "strict" ? SandboxMode::strict
                                                   : SandboxMode::best;
  return Screener::create(screener);
}

Result<std::string> read_file(const std::string& path, std::int64_t max_bytes) {
  const auto limit = static_cast<std::size_t>(max_bytes) + 1;
  const auto read_from = [&](std::istream& stream) {
    std::string bytes;
    std::string chunk(1 << 16, '\0');
    while (bytes.size() < limit && stream) {
      stream.read(chunk.data(), static_cast<std::streamsize>(std::min(chunk.size(), limit - bytes.size())));
      bytes.append(chunk, 0, static_cast<std::size_t>(stream.gcount()));
    }
    return bytes;
  };
  if (path == "-") return read_from(std::cin);
  std::error_code error;
  if (fs::is_directory(path, error)) {
    return fail(ErrorCode::file_not_readable, path, "this is a directory.", "Name the files in it.");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::file_not_readable, path, "the file is missing or may not be read.");
  return read_from(file);
}

Result<Attachment> load_attachment(const std::string& path) {
  auto bytes = read_file(path, Limits{}.max_bytes);
  if (!bytes) return std::unexpected(bytes.error());
  return Attachment{path, std::move(*bytes)};
}

Result<Account> load_account(const std::string& argument, const std::string& named) {
  const auto first = argument.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && argument[first] == '{') return parse_account(argument, named);
  auto json = read_file(argument, longest_account_bytes);
  if (!json) {
    auto error = json.error();
    error.remedy = named + " takes a JSON file or an inline JSON object.";
    return std::unexpected(error);
  }
  return parse_account(*json, argument);
}

Result<screen::Policy> policy_of(const CommonOptions& options) {
  if (options.config.empty()) return screen::Policy{};
  return screen::load_policy(options.config);
}

int jobs_of(const CommonOptions& options) { return options.sandbox == "off" ? 1 : options.jobs; }

int report(const Error& error) {
  fmt::print(stderr, "domicile: {}\n", to_string(error));
  return describe(error.code).exit_status;
}

}  // namespace domicile::cli
