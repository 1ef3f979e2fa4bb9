#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <thread>

#include "base/in_parallel.hpp"
#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/page_picture.hpp"
#include "cli/progress.hpp"
#include "cli/regress_report.hpp"
#include "cli/render_text.hpp"
#include "match/match.hpp"
#include "regress/coverage.hpp"
#include "regress/fixture.hpp"
#include "regress/revise.hpp"

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;
using regress::Fixture;

constexpr int report_dpi = 80;

struct RegressOptions : CommonOptions {
  std::string folder;  ///< empty: the project's own fixtures
  std::string report;
  bool accept = false;
  std::vector<std::string> accepted;  ///< named cases; empty with `accept`: each is asked for
  std::string add;
  std::string account;
  std::string as_case;
  std::string purpose;
};

/// All fixtures after their screening.
struct Outcome {
  std::vector<Judged> failing;
  std::vector<const Fixture*> failing_fixtures;
  std::vector<std::pair<const Fixture*, Judged>>
      better;  ///< as expected, with shortfalls that are none any more
  std::size_t known = 0;
  std::size_t judged = 0;
};

Result<fs::path> fixtures_folder(const RegressOptions& options) {
  if (!options.folder.empty()) return fs::path(options.folder);
  auto data = data_directory(options);
  if (!data) return std::unexpected(data.error());
  if (!fs::is_directory(*data / "fixtures")) {
    return fail(ErrorCode::wrong_usage, "regress", "no fixtures are installed.",
                "Name a folder of fixtures.");
  }
  return *data / "fixtures";
}

Result<Judged> judge_fixture(const Screener& screener, const Fixture& fixture,
                             const RegressOptions& options) {
  const auto document = load_document(fixture);
  if (!document) return std::unexpected(document.error());
  const auto screening =
      screener.screen(*document, fixture.account, {.as_of = fixture.as_of, .locale_hint = options.locale});
  Judged judged{fixture.name, regress::judge(fixture.expected, screening, screener.matcher()), {}};
  if (options.report.empty() || judged.verdict.as_expected()) return judged;
  if (auto png = page_png(screener, *document, screening.reading, report_dpi))
    judged.picture_png = std::move(*png);
  return judged;
}

std::string counted(const Outcome& outcome) {
  return outcome.failing.empty() ? std::string() : fmt::format("{} differ", outcome.failing.size());
}

void note(Outcome& outcome, const Fixture& fixture, Judged judged) {
  const auto& differences = judged.verdict.differences;
  outcome.known += static_cast<std::size_t>(std::ranges::count_if(differences, &regress::Difference::known));
  ++outcome.judged;
  if (!judged.verdict.as_expected()) {
    outcome.failing.push_back(std::move(judged));
    outcome.failing_fixtures.push_back(&fixture);
  } else if (!judged.verdict.right_by_now.empty()) {
    outcome.better.emplace_back(&fixture, std::move(judged));
  }
}

void print(const Judged& judged, const RegressOptions& options) {
  if (options.json) {
    fmt::print("{}", as_json(judged));
  } else if (!judged.verdict.as_expected() || options.verbose) {
    fmt::print("{}", as_text(judged, options.verbose));
  }
  std::fflush(stdout);
}

Result<Outcome> judge_all(const Screener& screener, const std::vector<Fixture>& fixtures,
                          const RegressOptions& options) {
  Outcome outcome;
  std::optional<Error> failure;
  const Interrupt interrupt;
  Progress progress(fixtures.size(), options.quiet);
  in_parallel(
      {.count = fixtures.size(), .jobs = jobs_of(options), .stopped = Interrupt::asked},
      [&](std::size_t index) { return judge_fixture(screener, fixtures[index], options); },
      [&](std::size_t index, Result<Judged> judged) {
        if (!judged) {
          failure = judged.error();
          return;
        }
        progress.clear();
        print(*judged, options);
        note(outcome, fixtures[index], std::move(*judged));
        progress.show(index + 1, counted(outcome));
      });
  if (failure) return std::unexpected(*failure);
  return outcome;
}

bool agreed(const std::string& name, const RegressOptions& options) {
  if (!options.accepted.empty()) return std::ranges::find(options.accepted, name) != options.accepted.end();
  fmt::print(stderr, "Is what came out of {} right? [y/N] ", name);
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "y" || answer == "yes");
}

/// Rewrites what was agreed to, and takes it out of `outcome`.
Result<void> accept_agreed(Outcome& outcome, const RegressOptions& options) {
  Outcome left = outcome;
  left.failing.clear();
  left.failing_fixtures.clear();
  for (std::size_t index = 0; index < outcome.failing.size(); ++index) {
    const auto& judged = outcome.failing[index];
    const auto& fixture = *outcome.failing_fixtures[index];
    if (!agreed(judged.name, options)) {
      left.failing.push_back(judged);
      left.failing_fixtures.push_back(&fixture);
    } else if (auto written = regress::accept(fixture, judged.verdict); !written) {
      return written;
    }
  }
  for (const auto& [fixture, judged] : outcome.better) {
    if (std::ranges::find(options.accepted, judged.name) == options.accepted.end()) continue;
    if (auto written = regress::accept(*fixture, judged.verdict); !written) return written;
  }
  outcome = std::move(left);
  return {};
}

Result<void> check_names(const std::vector<Fixture>& fixtures, const RegressOptions& options) {
  for (const auto& name : options.accepted) {
    if (std::ranges::find(fixtures, name, &Fixture::name) != fixtures.end()) continue;
    return fail(ErrorCode::wrong_usage, "--accept", fmt::format("'{}' is no fixture here.", name),
                "Name it as locale/case, such as en-GB/photo.");
  }
  return {};
}

void summarise(const Outcome& outcome, std::size_t total, const regress::Coverage& coverage) {
  for (const auto& [fixture, judged] : outcome.better) {
    fmt::print(stderr, "{} is right by now: take {} out of its known_shortfall\n", judged.name,
               join(judged.verdict.right_by_now, ", "));
  }
  for (const auto& what : coverage.missing) fmt::print(stderr, "no fixture shows: {}\n", what);
  for (const auto& what : coverage.shortfalls) fmt::print(stderr, "only a known shortfall shows: {}\n", what);
  fmt::print(stderr, "domicile: {} fixtures, {} differ, {} known shortfalls\n", outcome.judged,
             outcome.failing.size(), outcome.known);
  if (outcome.judged < total) fmt::print(stderr, "domicile: stopped; {} are left\n", total - outcome.judged);
}

int run_fixtures(const RegressOptions& options) {
  const auto folder = fixtures_folder(options);
  if (!folder) return report(folder.error());
  const auto fixtures = regress::find_fixtures(*folder);
  if (!fixtures) return report(fixtures.error());
  if (const auto named = check_names(*fixtures, options); !named) return report(named.error());
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  auto outcome = judge_all(**screener, *fixtures, options);
  if (!outcome) return report(outcome.error());
  // A folder of one's own need not show everything; the project's must.
  const auto coverage = options.folder.empty() ? regress::coverage_of(*fixtures) : regress::Coverage{};
  if (!options.report.empty()) {
    const auto written = write_report(options.report, outcome->failing, fixtures->size(), coverage.missing);
    if (!written) return report(written.error());
  }
  if (options.accept) {
    if (const auto accepted = accept_agreed(*outcome, options); !accepted) return report(accepted.error());
  }
  if (!options.quiet) summarise(*outcome, fixtures->size(), coverage);
  if (outcome->judged < fixtures->size()) return Interrupt::exit_status;
  return outcome->failing.empty() && coverage.missing.empty() ? 0 : 1;
}

/// "en-US/my-bill" for my bill.pdf that is read as American English.
std::string name_of(const fs::path& document, const Reading& reading) {
  const auto tokens = fold_tokens(document.stem().string());
  return (reading.locale.empty() ? "other" : reading.locale) + "/" +
         (tokens.empty() ? "case" : join(tokens, "-"));
}

int add_fixture(const RegressOptions& options) {
  if (options.account.empty()) {
    return report(
        {ErrorCode::wrong_usage, "--account", "it is missing.", "--add needs the account of the document."});
  }
  const auto folder = fixtures_folder(options);
  if (!folder) return report(folder.error());
  const auto as_of = as_of_day(options);
  if (!as_of) return report(as_of.error());
  const auto account = load_account(options.account);
  if (!account) return report(account.error());
  const auto attachment = load_attachment(options.add);
  if (!attachment) return report(attachment.error());
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  const auto screening =
      (*screener)->screen(*attachment, *account, {.as_of = *as_of, .locale_hint = options.locale});
  const auto name = options.as_case.empty() ? name_of(options.add, screening.reading) : options.as_case;
  const regress::NewFixture fixture{*folder / name, options.add, to_json_line(*account) + "\n",
                                    options.purpose};
  if (const auto added = regress::add(fixture, screening); !added) return report(added.error());
  fmt::print("{}", as_text(screening, options.verbose));
  if (!options.quiet) {
    fmt::print(stderr,
               "domicile: {} holds what came out. Correct expected.json where the document says otherwise, "
               "and fill in "
               "about.yaml.\n",
               fixture.folder.string());
  }
  return 0;
}

}  // namespace

void add_regress(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<RegressOptions>();
  auto* command = program.add_subcommand("regress", "runs the fixtures and says what comes out otherwise");
  command->add_option("folder", options->folder,
                      "fixtures, or one locale or case of them (default: the project's own)");
  command->add_option("--report", options->report, "also an HTML page with a picture of each that differs");
  auto* accept = command->add_option(
      "--accept", options->accepted,
      "rewrites expected.json of these cases (locale/case); of none named, asks for each");
  accept->expected(0, -1);
  auto* add = command->add_option("--add", options->add,
                                  "makes a fixture of this document, with --account and --as-of");
  add->excludes(accept);
  command->add_option("--account", options->account, "for --add: JSON file or inline JSON object")
      ->needs(add);
  command->add_option("--case", options->as_case, "for --add: its name as locale/case")->needs(add);
  command->add_option("--purpose", options->purpose, "for --add: what it shows")->needs(add);
  options->jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  add_common_options(*command, *options);
  command->callback([options, accept, &exit_status] {
    options->accept = accept->count() > 0;
    std::erase(options->accepted, "");  // what the parser gives for no case at all
    exit_status = options->add.empty() ? run_fixtures(*options) : add_fixture(*options);
  });
}

}  // namespace domicile::cli
