#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "rules/rule_book.hpp"
#include "sandbox/layers.hpp"
#include "sandbox/proof.hpp"
#include "screen/policy.hpp"

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;

int run_lint(const CommonOptions& options) {
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
  for (const auto& policy : policies) std::ranges::move(screen::lint_policy(policy), std::back_inserter(mistakes));
  for (const auto& mistake : mistakes) fmt::print("{}\n", to_string(mistake));
  if (!mistakes.empty()) {
    fmt::print(stderr, "domicile: {} mistakes\n", mistakes.size());
    return describe(ErrorCode::rules_invalid).exit_status;
  }
  if (!options.quiet) fmt::print("locales/, parsers/ and policies/ are right\n");
  return 0;
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
  auto options = std::make_shared<CommonOptions>();
  auto* command = program.add_subcommand("lint", "checks parsers/, locales/ and policies");
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = run_lint(*options); });
}

void add_doctor(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<CommonOptions>();
  auto* command = program.add_subcommand("doctor", "says what is installed and which sandbox layers are in force");
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = run_doctor(*options); });
}

}  // namespace domicile::cli
