#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "base/in_parallel.hpp"
#include "cli/cases.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/store_access.hpp"
#include "model/json.hpp"

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::int64_t longest_cases_bytes = 1LL << 30;

struct BatchOptions : CommonOptions {
  std::string cases;
  std::string output;  ///< empty: standard output
  bool resume = false;
  std::string store;
};

/// What became of one case: a line of output, and whether a person must look at the case itself.
struct Answer {
  std::string line;
  std::optional<Decision> decision;  ///< absent where the case could not be screened
  std::optional<Error> error;
};

/// What is counted for the last line.
struct Tally {
  std::map<Decision, int> decided;
  int failed = 0;
  int exit_status = 0;
};

Json heading_of(const Case& one) {
  Json heading{{"line", one.line}, {"fingerprint", fingerprint(one)}};
  if (!one.id.empty()) heading["id"] = one.id;
  return heading;
}

std::string line_of(const Json& heading, const std::string& screening) {
  return "{\"case\":" + heading.dump() + "," + screening.substr(1) + "\n";
}

Answer failed(const Case& one, const Error& error) {
  const Json line{{"case", heading_of(one)},
                  {"document", {{"file", one.file}}},
                  {"error", {{"code", describe(error.code).name}, {"message", to_string(error)}}}};
  return {line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n", std::nullopt, error};
}

Answer screen_case(const Screener& screener, AccountSource& accounts, const Case& one, ScreenRequest request,
                   bool verbose) {
  const auto account = accounts.load(one.account, "account");
  if (!account) return failed(one, account.error());
  const auto attachment = load_attachment(one.file);
  if (!attachment) return failed(one, attachment.error());
  if (one.as_of) request.as_of = *one.as_of;
  const auto screening = screener.screen(*attachment, *account, request);
  return {line_of(heading_of(one), to_json(screening, {.indented = false, .verbose = verbose})),
          screening.decision, std::nullopt};
}

/// Fingerprints of the cases that `output` answers already. A last line that was cut off by the end of the
/// power is taken away, so that the next answer starts a line of its own.
Result<std::multiset<std::string>> answered_in(const std::string& output) {
  std::error_code error;
  if (!fs::exists(output, error)) return std::multiset<std::string>{};
  std::ifstream file(output, std::ios::binary);
  std::multiset<std::string> answered;
  std::string line;
  std::uintmax_t whole = 0;
  for (int number = 1; std::getline(file, line); ++number) {
    if (file.eof()) break;
    const auto object = Json::parse(line, nullptr, false);
    if (!object.is_object() || !object.contains("case") || !object["case"].is_object()) {
      return fail(ErrorCode::wrong_usage, fmt::format("{}:{}", output, number),
                  "this line is no answer of domicile batch.", "Name another --output.");
    }
    if (object.contains("decision")) answered.insert(object["case"].value("fingerprint", ""));
    whole += line.size() + 1;
  }
  file.close();
  fs::resize_file(output, whole, error);
  if (error) return fail(ErrorCode::file_not_readable, output, "the file can't be written.");
  return answered;
}

/// The cases of the file, without those that were answered before.
Result<std::vector<Case>> open_cases(const BatchOptions& options, std::size_t& answered_before) {
  const auto text = read_file(options.cases, longest_cases_bytes);
  if (!text) return std::unexpected(text.error());
  auto read = parse_cases(*text, options.cases == "-" ? "standard input" : options.cases,
                          options.cases == "-" ? fs::path() : fs::path(options.cases).parent_path());
  if (!read.mistakes.empty()) {
    for (const auto& mistake : read.mistakes) (void)report(mistake);
    return fail(ErrorCode::wrong_usage, options.cases,
                fmt::format("{} lines are wrong; nothing was screened.", read.mistakes.size()));
  }
  if (!options.resume) return std::move(read.cases);
  auto answered = answered_in(options.output);
  if (!answered) return std::unexpected(answered.error());
  // A case that is listed twice is answered twice.
  answered_before = std::erase_if(
      read.cases, [&](const Case& one) { return !answered->extract(fingerprint(one)).empty(); });
  return std::move(read.cases);
}

Result<std::ofstream> open_output(const BatchOptions& options) {
  std::error_code error;
  if (!options.resume && fs::is_regular_file(options.output, error) && fs::file_size(options.output) > 0) {
    return fail(ErrorCode::wrong_usage, "--output", fmt::format("'{}' is there already.", options.output),
                "Add --resume to go on with it, or name another file.");
  }
  std::ofstream file(options.output, std::ios::binary | std::ios::app);
  if (!file) return fail(ErrorCode::file_not_readable, options.output, "the file can't be written.");
  return file;
}

void summarise(const Tally& tally, std::size_t answered, std::size_t left, std::size_t before) {
  const auto count = [&](Decision decision) {
    const auto found = tally.decided.find(decision);
    return found == tally.decided.end() ? 0 : found->second;
  };
  fmt::print(stderr, "domicile: {} cases: {} accept, {} review, {} reject", answered, count(Decision::accept),
             count(Decision::review), count(Decision::reject));
  if (tally.failed > 0) fmt::print(stderr, ", {} could not be screened", tally.failed);
  if (before > 0) fmt::print(stderr, "; {} were answered before", before);
  fmt::print(stderr, "\n");
  if (left > 0) fmt::print(stderr, "domicile: stopped; {} cases are left. --resume goes on.\n", left);
}

Result<void> check_usage(const BatchOptions& options) {
  if (!options.picture.empty()) {
    return fail(ErrorCode::wrong_usage, "--picture", "it draws the page of one document.",
                "Use domicile screen.");
  }
  if (options.resume && options.output.empty()) {
    return fail(ErrorCode::wrong_usage, "--resume", "the answers of before are not named.",
                "Name them with --output.");
  }
  return {};
}

/// Screens all, writing each answer where `out` points. Gives how many were answered.
std::size_t screen_all(const Screener& screener, const std::vector<Case>& cases, const ScreenRequest& request,
                       const BatchOptions& options, std::ostream* out, Tally& tally) {
  const Interrupt interrupt;
  Progress progress(cases.size(), options.quiet);
  AccountSource accounts(options.store);
  return in_parallel(
      {.count = cases.size(), .jobs = jobs_of(options), .stopped = Interrupt::asked},
      [&](std::size_t index) {
        return screen_case(screener, accounts, cases[index], request, options.verbose);
      },
      [&](std::size_t index, const Answer& answer) {
        if (answer.decision) ++tally.decided[*answer.decision];
        if (answer.error) {
          progress.clear();
          ++tally.failed;
          auto error = *answer.error;
          error.where = fmt::format("{}:{}: {}", options.cases, cases[index].line, error.where);
          tally.exit_status = report(error);
        }
        if (out != nullptr) {
          *out << answer.line << std::flush;
        } else {
          fmt::print("{}", answer.line);
          std::fflush(stdout);
        }
        progress.show(index + 1);
      });
}

int run_batch(const BatchOptions& options) {
  if (const auto usage = check_usage(options); !usage) return report(usage.error());
  const auto as_of = as_of_day(options);
  if (!as_of) return report(as_of.error());
  const auto policy = policy_of(options);
  if (!policy) return report(policy.error());
  std::size_t before = 0;
  const auto cases = open_cases(options, before);
  if (!cases) return report(cases.error());
  std::ofstream file;
  if (!options.output.empty()) {
    auto opened = open_output(options);
    if (!opened) return report(opened.error());
    file = std::move(*opened);
  }
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  const ScreenRequest request{.as_of = *as_of,
                              .locale_hint = options.locale,
                              .policy = &*policy,
                              .max_age_days = options.max_age_days};
  Tally tally;
  const auto answered =
      screen_all(**screener, *cases, request, options, options.output.empty() ? nullptr : &file, tally);
  if (!options.output.empty() && !file) {
    return report({ErrorCode::file_not_readable, options.output, "the answers could not be written.",
                   "Check the space left; --resume goes on."});
  }
  const auto left = cases->size() - answered;
  if (!options.quiet) summarise(tally, answered, left, before);
  return left > 0 ? Interrupt::exit_status : tally.exit_status;
}

}  // namespace

void add_batch(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<BatchOptions>();
  auto* command = program.add_subcommand("batch", "screens many: one JSON line a case");
  command
      ->add_option("cases", options->cases, "CSV or JSONL with file, account and as_of; - for standard input")
      ->required();
  command->add_option("--output", options->output, "file for the answers (default: standard output)");
  command->add_flag("--resume", options->resume, "goes on with --output: cases answered there are skipped");
  add_store_option(*command, options->store);
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = run_batch(*options); });
}

}  // namespace domicile::cli
