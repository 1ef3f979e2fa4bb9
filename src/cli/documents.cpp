#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "base/in_parallel.hpp"
#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/page_picture.hpp"
#include "cli/render_text.hpp"
#include "cli/store_access.hpp"
#include "model/json.hpp"

namespace domicile::cli {
namespace {

struct ScreenOptions : CommonOptions {
  std::vector<std::string> files;
  std::string account;
  std::string expect;
  std::string store;
};

/// What one document left: text for standard output, and what to report.
struct Outcome {
  std::string printed;
  std::vector<Error> errors;
  bool as_expected = true;
};

JsonStyle style_of(const CommonOptions& options, std::size_t files) {
  return {.indented = files == 1, .verbose = options.verbose};
}

template <class Answer>
std::string shown(const Answer& answer, const ScreenOptions& options) {
  if (!options.json) return as_text(answer, options.verbose);
  return to_json(answer, style_of(options, options.files.size())) + "\n";
}

void draw(const Screener& screener, const Attachment& attachment, const Reading& reading,
          const CommonOptions& options, Outcome& outcome) {
  if (options.picture.empty()) return;
  if (auto drawn = draw_page(screener, attachment, reading, options.picture); !drawn) {
    outcome.errors.push_back(drawn.error());
  }
}

/// Opens each file and has `answer` work on it, --jobs at once; prints in the order of the files.
template <class Work>
int each_file(const ScreenOptions& options, Work&& answer) {
  int status = 0;
  in_parallel(
      {.count = options.files.size(), .jobs = jobs_of(options), .stopped = {}},
      [&](std::size_t index) {
        const auto attachment = load_attachment(options.files[index]);
        return attachment ? answer(*attachment) : Outcome{{}, {attachment.error()}, true};
      },
      [&](std::size_t, const Outcome& outcome) {
        fmt::print("{}", outcome.printed);
        std::fflush(stdout);
        if (!outcome.as_expected) status = 1;
        for (const auto& error : outcome.errors) status = report(error);
      });
  return status;
}

int parse_files(const ScreenOptions& options) {
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  return each_file(options, [&](const Attachment& attachment) {
    const auto reading = (*screener)->read(attachment, {.locale_hint = options.locale});
    Outcome outcome{shown(reading, options), {}, true};
    draw(**screener, attachment, reading, options, outcome);
    return outcome;
  });
}

int screen_files(const ScreenOptions& options) {
  const auto as_of = as_of_day(options);
  if (!as_of) return report(as_of.error());
  const auto account = AccountSource(options.store).load(options.account);
  if (!account) return report(account.error());
  const auto policy = policy_of(options);
  if (!policy) return report(policy.error());
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  const ScreenRequest request{.as_of = *as_of,
                              .locale_hint = options.locale,
                              .policy = &*policy,
                              .max_age_days = options.max_age_days};
  return each_file(options, [&](const Attachment& attachment) {
    const auto screening = (*screener)->screen(attachment, *account, request);
    const bool as_expected = options.expect.empty() || to_string(screening.decision) == options.expect;
    Outcome outcome{shown(screening, options), {}, as_expected};
    draw(**screener, attachment, screening.reading, options, outcome);
    return outcome;
  });
}

}  // namespace

void add_screen(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<ScreenOptions>();
  auto* command = program.add_subcommand("screen", "reads a document, compares it with an account, decides");
  command->add_option("files", options->files, "documents, or - for standard input")->required();
  command
      ->add_option("--account", options->account,
                   "JSON file, inline JSON object, or id of a record in the store")
      ->required();
  add_store_option(*command, options->store);
  command->add_option("--expect", options->expect, "exit with 1 where the decision is another")
      ->check(CLI::IsMember({"accept", "review", "reject"}));
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = screen_files(*options); });
}

void add_parse(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<ScreenOptions>();
  auto* command =
      program.add_subcommand("parse", "reads a document: kind, issuer, name, address, issue date");
  command->add_option("files", options->files, "documents, or - for standard input")->required();
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = parse_files(*options); });
}

}  // namespace domicile::cli
