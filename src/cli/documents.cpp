#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "cli/commands.hpp"
#include "cli/options.hpp"
#include "cli/page_picture.hpp"
#include "cli/render_text.hpp"
#include "model/json.hpp"
#include "screen/policy.hpp"

namespace domicile::cli {
namespace {

constexpr std::int64_t file_limit_bytes = 1LL << 30;

struct ScreenOptions : CommonOptions {
  std::vector<std::string> files;
  std::string account;
  std::string expect;
};

JsonStyle style_of(const CommonOptions& options, std::size_t files) {
  return {.indented = files == 1, .verbose = options.verbose};
}

// A file over the limit is read only so far that the limit is seen.
Result<Attachment> load(const std::string& path) {
  auto bytes = read_file(path, std::min(file_limit_bytes, Limits{}.max_bytes));
  if (!bytes) return std::unexpected(bytes.error());
  return Attachment{path, std::move(*bytes)};
}

Result<screen::Policy> policy_of(const CommonOptions& options) {
  if (options.config.empty()) return screen::Policy{};
  return screen::load_policy(options.config);
}

int draw(const Screener& screener, const Attachment& attachment, const Reading& reading, const CommonOptions& options) {
  if (options.picture.empty()) return 0;
  if (auto drawn = draw_page(screener, attachment, reading, options.picture); !drawn) return report(drawn.error());
  return 0;
}

int parse_files(const ScreenOptions& options) {
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  int status = 0;
  for (const auto& file : options.files) {
    auto attachment = load(file);
    if (!attachment) {
      status = report(attachment.error());
      continue;
    }
    const auto reading = (*screener)->read(*attachment, {.locale_hint = options.locale});
    fmt::print("{}", options.json ? to_json(reading, style_of(options, options.files.size())) + "\n"
                                  : as_text(reading, options.verbose));
    std::fflush(stdout);
    if (const int drawn = draw(**screener, *attachment, reading, options); drawn != 0) status = drawn;
  }
  return status;
}

int screen_files(const ScreenOptions& options) {
  const auto as_of = as_of_day(options);
  if (!as_of) return report(as_of.error());
  const auto account = load_account(options.account);
  if (!account) return report(account.error());
  const auto policy = policy_of(options);
  if (!policy) return report(policy.error());
  auto screener = make_screener(options);
  if (!screener) return report(screener.error());
  int status = 0;
  for (const auto& file : options.files) {
    auto attachment = load(file);
    if (!attachment) {
      status = report(attachment.error());
      continue;
    }
    const auto screening = (*screener)->screen(*attachment, *account,
                                               {.as_of = *as_of, .locale_hint = options.locale, .policy = &*policy,
                                                .max_age_days = options.max_age_days});
    fmt::print("{}", options.json ? to_json(screening, style_of(options, options.files.size())) + "\n"
                                  : as_text(screening, options.verbose));
    std::fflush(stdout);
    if (!options.expect.empty() && to_string(screening.decision) != options.expect) status = 1;
    if (const int drawn = draw(**screener, *attachment, screening.reading, options); drawn != 0) status = drawn;
  }
  return status;
}

}  // namespace

void add_screen(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<ScreenOptions>();
  auto* command = program.add_subcommand("screen", "reads a document, compares it with an account, decides");
  command->add_option("files", options->files, "documents, or - for standard input")->required();
  command->add_option("--account", options->account, "JSON file or inline JSON object")->required();
  command->add_option("--expect", options->expect, "exit with 1 where the decision is another")
      ->check(CLI::IsMember({"accept", "review", "reject"}));
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = screen_files(*options); });
}

void add_parse(CLI::App& program, int& exit_status) {
  auto options = std::make_shared<ScreenOptions>();
  auto* command = program.add_subcommand("parse", "reads a document: kind, issuer, name, address, issue date");
  command->add_option("files", options->files, "documents, or - for standard input")->required();
  add_common_options(*command, *options);
  command->callback([options, &exit_status] { exit_status = parse_files(*options); });
}

}  // namespace domicile::cli
