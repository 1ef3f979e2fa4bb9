// domicile list | show | replay | purge: what the store keeps of screenings.

#include <fmt/format.h>

#include <memory>
#include <ranges>

#include "cli/commands.hpp"
#include "cli/store_access.hpp"
#include "model/json.hpp"
#include "rules/rule_book.hpp"
#include "screen/reasons.hpp"
#include "service/answers.hpp"
#include "service/replay.hpp"

namespace domicile::cli {
namespace {

constexpr int page_size = 200;
constexpr const char* actor = "command line";

struct KeptOptions : CommonOptions {
  std::string store;
  std::string id;
  std::string from, to;
  std::string account;
  store::Filter filter;
  int limit = 0;  ///< 0: all
  std::optional<int> older_than_days;
  bool history = false;
};

Result<std::optional<Date>> day_of(const std::string& text, const char* flag) {
  if (text.empty()) return std::nullopt;
  if (const auto day = parse_iso_date(text)) return day;
  return fail(ErrorCode::wrong_usage, flag, fmt::format("'{}' is no day.", text),
              "Write it as YYYY-MM-DD, such as 2026-11-22.");
}

Result<store::Filter> filter_of(const KeptOptions& options) {
  auto filter = options.filter;
  filter.account_id = options.account;
  const auto from = day_of(options.from, "--from"), to = day_of(options.to, "--to");
  if (!from) return std::unexpected(from.error());
  if (!to) return std::unexpected(to.error());
  filter.from = *from;
  filter.to = *to;
  return filter;
}

void add_filters(CLI::App& command, KeptOptions& options) {
  command.add_option("--decision", options.filter.decision, "accept, review or reject")
      ->check(CLI::IsMember({"accept", "review", "reject"}));
  std::vector<std::string> codes;
  for (const auto& reason : screen::all_reasons()) codes.emplace_back(reason.code);
  command.add_option("--reason", options.filter.reason, "those with this reason")
      ->check(CLI::IsMember(codes));
  command.add_option("--account", options.account, "those of this account id");
  command.add_option("--from", options.from, "made on this day (UTC) or later, YYYY-MM-DD");
  command.add_option("--to", options.to, "made on this day (UTC) or before");
  command.add_flag("--waiting", options.filter.waiting, "those that wait for a person");
  command.add_option("--limit", options.limit, "at most so many")->check(CLI::Range(1, 1 << 30));
}

/// Hands every screening that the filter leaves to `visit`, which gives an exit status; stops at the first
/// that is not 0.
int each(store::Store& store, const KeptOptions& options,
         const std::function<int(const store::KeptScreening&)>& visit) {
  const auto filter = filter_of(options);
  if (!filter) return report(filter.error());
  std::string cursor;
  for (int shown = 0;;) {
    const int wanted = options.limit == 0 ? page_size : std::min(page_size, options.limit - shown);
    auto page = store.screenings.list(*filter, cursor, wanted);
    if (!page) return report(page.error());
    for (const auto& item : page->items) {
      if (const int status = visit(item); status != 0) return status;
    }
    shown += static_cast<int>(page->items.size());
    if (!page->next || shown == options.limit) return 0;
    cursor = *page->next;
  }
}

std::string line_of(const store::KeptScreening& item) {
  return fmt::format("{}  {}  {:<6}  {:<6}  {:<12}  {}", item.id,
                     store::to_text(item.created_at).substr(0, 19),
                     item.decision.empty() ? item.status : item.decision,
                     item.review_decision.empty() ? "-" : item.review_decision,
                     item.account_id.empty() ? "-" : item.account_id, fmt::join(item.reasons, " "));
}

int run_list(const KeptOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  return each(**store, options, [&](const store::KeptScreening& item) {
    fmt::print("{}\n", options.json ? service::printed(service::summary_of(item)) : line_of(item));
    return 0;
  });
}

Error no_screening(const std::string& id) {
  return {ErrorCode::not_found, id, "there is no such screening in the store.",
          "`domicile list` shows them."};
}

int show_history(store::Store& store, const std::string& id) {
  auto trail = store.audit.list(id, page_size);
  if (!trail) return report(trail.error());
  for (const auto& entry : std::views::reverse(*trail)) {
    fmt::print("{}  {}  {}  {}\n", store::to_text(entry.at), entry.actor, entry.action, entry.detail);
  }
  return 0;
}

int run_show(const KeptOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  auto found = (*store)->screenings.find(options.id);
  if (!found) return report(found.error());
  if (!*found) return report(no_screening(options.id));
  if (options.history) return show_history(**store, options.id);
  auto reviews = (*store)->screenings.reviews(options.id);
  if (!reviews) return report(reviews.error());
  auto json =
      (*found)->answer.empty() ? service::summary_of(**found) : service::Json::parse((*found)->answer);
  const auto request = service::Json::parse((*found)->request);
  json["account_record"] = request["account"];
  json["policy_used"] = request["policy"];
  if (!(*found)->versions.empty()) json["versions"] = service::Json::parse((*found)->versions);
  json["reviews"] = service::Json::array();
  for (const auto& review : *reviews) json["reviews"].push_back(service::json_of(review));
  fmt::print("{}\n", json.dump(options.json ? -1 : 2));
  return 0;
}

std::string change_text(const service::Replayed& replayed) {
  std::string codes;
  for (const auto& reason : replayed.judged.reasons) codes += " " + reason.code;
  return fmt::format("{}  {} -> {}{}{}", replayed.id, replayed.was, to_string(replayed.judged.decision),
                     codes.empty() ? "" : " :",
                     codes + (replayed.needs_second_look ? "  (after a second look at the page)" : ""));
}

service::Json change_json(const service::Replayed& replayed) {
  service::Json codes = service::Json::array();
  for (const auto& reason : replayed.judged.reasons) codes.push_back(reason.code);
  return {{"id", replayed.id},
          {"was", replayed.was},
          {"would_be", to_string(replayed.judged.decision)},
          {"changed", replayed.changed()},
          {"reasons", codes},
          {"needs_second_look", replayed.needs_second_look}};
}

int run_replay(const KeptOptions& options) {
  std::optional<screen::Policy> policy;
  if (!options.config.empty()) {
    auto loaded = screen::load_policy(options.config);
    if (!loaded) return report(loaded.error());
    policy = std::move(*loaded);
  }
  const auto data = data_directory(options);
  if (!data) return report(data.error());
  const auto book = rules::load_rules(*data, rules_cache(*data));
  if (!book) return report(book.error());
  const match::Matcher matcher(*book);
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  int seen = 0, changed = 0;
  auto all = options;
  all.filter.status = "done";
  const int status = each(**store, all, [&](const store::KeptScreening& item) {
    auto whole = (*store)->screenings.find(item.id);
    auto parts = (*store)->screenings.attachments(item.id, false);
    if (!whole || !parts) return report(!whole ? whole.error() : parts.error());
    if (!*whole) return 0;
    auto replayed = service::replay(**whole, *parts, policy ? &*policy : nullptr, matcher);
    if (!replayed) return report(replayed.error());
    ++seen;
    changed += replayed->changed() ? 1 : 0;
    if (options.json)
      fmt::print("{}\n", service::printed(change_json(*replayed)));
    else if (replayed->changed())
      fmt::print("{}\n", change_text(*replayed));
    return 0;
  });
  if (status == 0 && !options.quiet && !options.json) {
    fmt::print("{} of {} decisions would change under the policy {}\n", changed, seen,
               policy ? "'" + policy->name + "'" : "that each was kept with");
  }
  return status;
}

int run_purge(const KeptOptions& options) {
  auto store = open_store(options.store);
  if (!store) return report(store.error());
  const auto at = now();
  auto erased =
      !options.account.empty()
          ? (*store)->accounts.erase(options.account, at, actor)
          : (*store)->screenings.purge(at,
                                       options.older_than_days
                                           ? std::optional(at - std::chrono::days(*options.older_than_days))
                                           : std::nullopt,
                                       actor);
  if (!erased) return report(erased.error());
  if (!options.quiet) {
    fmt::print("erased: {} account records, {} screenings, {} documents\n", erased->accounts,
               erased->screenings, erased->documents);
  }
  return 0;
}

}  // namespace

void add_screenings(CLI::App& program, int& exit_status) {
  const auto add = [&](const char* name, const char* what, int (*run)(const KeptOptions&)) {
    auto options = std::make_shared<KeptOptions>();
    auto* command = program.add_subcommand(name, what);
    add_store_option(*command, options->store);
    command->add_flag("--quiet", options->quiet, "print nothing but results");
    command->callback([options, run, &exit_status] { exit_status = run(*options); });
    return std::pair(command, options.get());
  };
  auto [list, listed] = add("list", "shows the screenings that the store keeps, the newest first", run_list);
  add_filters(*list, *listed);
  list->add_flag("--json", listed->json, "one JSON object a line");

  auto [show, shown] = add("show", "shows one screening with all that was asked and answered", run_show);
  show->add_option("id", shown->id, "id of the screening")->required();
  show->add_flag("--json", shown->json, "on one line");
  show->add_flag("--history", shown->history, "who did what to it, when");

  auto [again, replayed] =
      add("replay", "decides kept readings again and says which decisions would change", run_replay);
  add_filters(*again, *replayed);
  again->add_option("--config", replayed->config,
                    "policy file (default: the policy that each was kept with)");
  again->add_option("--data", replayed->data, "folder with locales/ and parsers/");
  again->add_flag("--json", replayed->json, "one JSON object a screening, changed or not");

  auto [purge, purged] = add("purge", "erases documents whose days are over; with a flag, more", run_purge);
  auto* account =
      purge->add_option("--account", purged->account, "everything that is kept of this account id");
  purge
      ->add_option("--older-than", purged->older_than_days,
                   "also screenings that are older than so many days")
      ->check(CLI::Range(0, 36500))
      ->excludes(account);
}

}  // namespace domicile::cli
