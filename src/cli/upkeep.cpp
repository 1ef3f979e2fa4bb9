#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "match/match.hpp"
#include "rules/book_cache.hpp"
#include "sandbox/layers.hpp"
#include "sandbox/proof.hpp"
#include "screen/policy.hpp"

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;

struct LintOptions : CommonOptions {
  std::string write_cache;  ///< where the rules are put ready made; empty: nowhere
};

int write_cache(const fs::path& data, const fs::path& file) {
  std::error_code none_there;
  fs::remove(file, none_there);  // an old one would only be read and written again
  auto book = rules::load_rules(data, file);
  if (!book) return report(book.error());
  book->ready = match::ready_tables(*book);
  const auto written = rules::write_book(*book, file);
  return written ? 0 : report(written.error());
}

int run_lint(const LintOptions& options) {
  const auto data = data_directory(options);
  if (!data) return report(data.error());
  auto mistakes = rules::lint_rules(*data);
  std::vector<fs::path> policies;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(*data / "policies", error)) {
    if (entry.path().extension() == ".yaml") policies.push_back(entry.path());
  }
  if (!options.config.empty()) policies.emplace_back(options.config);
  std::ranges::sort(policies);
  for (const auto& policy : policies)
    std::ranges::move(screen::lint_policy(policy), std::back_inserter(mistakes));
  for (const auto& mistake : mistakes) fmt::print("{}\n", to_string(mistake));
  if (!mistakes.empty()) {
    fmt::print(stderr, "domicile: {} mistakes\n", mistakes.size());
    return describe(ErrorCode::rules_invalid).exit_status;
  }
  if (!options.quiet) fmt::print("locales/, parsers/ and policies/ are right\n");
  return options.write_cache.empty() ? 0 : write_cache(*data, options.write_cache);
}

int run_doctor(const CommonOptions& options) {
  const auto data = data_directory(options);
  fmt::print("data        {}\n", data ? data->string() : to_string(data.error()));
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  fmt::print("rules       {} languages, {} regions, {} countries\n", (*screener)->rules().languages.size(),
             (*screener)->rules().regions.size(), (*screener)->rules().countries.size());
  fmt::print("sandbox     {}\n", options.sandbox);
  for (const auto& layer : (*screener)->sandbox_layers()) {
    fmt::print("  {:<18} {}{}\n", sandbox::name_of(layer.kind), layer.in_force ? "in force" : "MISSING",
               layer.detail.empty() ? "" : " (" + layer.detail + ")");
  }
  if (options.sandbox == "off") return 0;
  fmt::print("proof       a child tried\n");
  int status = 0;
  for (const auto& proof : sandbox::prove(Limits{})) {
    fmt::print("  {:<34} {}{}\n", proof.attempt, proof.refused ? "refused" : "NOT REFUSED",
               proof.how.empty() ? "" : " (" + proof.how + ")");
    if (!proof.refused) status = describe(ErrorCode::sandbox_unavailable).exit_status;
  }
  return status;
}

}  // namespace

void add_lint(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<LintOptions>();
  auto* command = program.add_subcommand("lint", "checks parsers/, locales/ and policies");
  command->add_option("--write-cache", options->write_cache,
                      "where they are right, also write them to this file, from which they load faster");
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = run_lint(*options); });
}

void add_doctor(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<CommonOptions>();
  auto* command =
      program.add_subcommand("doctor", "says what is installed and which sandbox layers are in force");
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = run_doctor(*options); });
}

}  // namespace domicile::cli
