#include "http/decode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "base/text.hpp"
#include "http/multipart.hpp"

namespace domicile::http {
namespace {

constexpr std::size_t most_parts = 40;
constexpr std::size_t most_documents = 20;
constexpr std::size_t longest_field_bytes = 64 << 10;

std::unexpected<Error> wrong(const std::string& where, std::string message, std::string remedy = {}) {
  return fail(ErrorCode::wrong_usage, where, std::move(message), std::move(remedy));
}

std::string media_type(const Request& request) {
  const auto whole = request.header("content-type");
  return to_lower(squeeze(whole.substr(0, whole.find(';'))));
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

Result<Account> account_of(const std::string& text, store::Store& store, bool only_id) {
  if (!only_id && squeeze(text).starts_with('{')) return parse_account(text, "account");
  auto found = store.accounts.find(squeeze(text));
  if (!found) return std::unexpected(found.error());
  if (*found) return std::move(**found);
  return fail(ErrorCode::account_invalid, "account", "there is no record with this id in the store.",
              "PUT it to /v1/accounts/{id} first, or send the record itself.");
}

/// Takes the fields of one request, whichever way they came.
class TicketBuilder {
 public:
  TicketBuilder(store::Store& store, bool with_account) : store_(store), with_account_(with_account) {}

  Result<void> document(const std::string& file, std::string_view bytes) {
    if (ticket_.attachments.size() == most_documents)
      return wrong("file", fmt::format("a ticket has at most {} documents.", most_documents));
    ticket_.attachments.push_back({without_controls(to_nfc(file)), std::string(bytes)});
    return {};
  }

  Result<void> field(const std::string& name, const std::string& text) {
    if (text.size() > longest_field_bytes) return wrong(name, "this field is too long.");
    if (name == "locale") {
      ticket_.locale = text;
    } else if (!with_account_) {
      return wrong(name, "this field is not known here.", "Known: file, locale.");
    } else if (name == "account" || name == "account_id") {
      if (has_account_) return wrong(name, "the account is given twice.");
      auto account = account_of(text, store_, name == "account_id");
      if (!account) return std::unexpected(account.error());
      ticket_.account = std::move(*account);
      has_account_ = true;
    } else if (name == "as_of") {
      ticket_.as_of = parse_iso_date(text);
      if (!ticket_.as_of) return wrong(name, "this is no day.", "Write it as YYYY-MM-DD.");
    } else if (name == "policy") {
      ticket_.policy = text;
    } else if (name == "max_age_days") {
      ticket_.max_age_days = whole_number(text);
      if (!ticket_.max_age_days || *ticket_.max_age_days < 0 || *ticket_.max_age_days > 3650) {
        return wrong(name, "this is no number of days from 0 to 3650.");
      }
    } else {
      return wrong(without_controls(to_nfc(name)), "this field is not known.",
                   "Known: file, account, account_id, as_of, policy, locale, max_age_days.");
    }
    return {};
  }

  Result<service::Ticket> take() {
    if (ticket_.attachments.empty())
      return wrong("file", "there is no document.", "Send it as a part named 'file'.");
    if (with_account_ && !has_account_)
      return wrong("account", "there is no account.", "Send 'account' (a record) or 'account_id'.");
    return std::move(ticket_);
  }

 private:
  store::Store& store_;
  bool with_account_;
  bool has_account_ = false;
  service::Ticket ticket_;
};

bool names_a_document(const std::string& name) {
  static constexpr std::array names{"file",     "files",     "file[]",     "files[]",
                                    "document", "documents", "attachment", "attachments"};
  return std::ranges::find(names, name) != names.end();
}

Result<void> take_parts(const Request& request, TicketBuilder& builder) {
  auto parts = parse_multipart(request.header("content-type"), request.untrusted_body, most_parts);
  if (!parts) return std::unexpected(parts.error());
  for (const auto& part : *parts) {
    const bool document = names_a_document(part.name);
    auto taken = document ? builder.document(part.file.empty() ? "document" : part.file, part.untrusted_bytes)
                          : builder.field(part.name, std::string(part.untrusted_bytes));
    if (!taken) return taken;
  }
  return {};
}

// A filter with few values takes those and no others: one that is misspelt would find nothing, and say so to
// nobody.
Result<void> one_of(const std::string& name, const std::string& value) {
  static const std::map<std::string, std::vector<std::string>> values{
      {"decision", {"accept", "review", "reject"}},
      {"status", {"queued", "done", "failed"}},
      {"waiting", {"true", "false"}},
      {"order", {"newest", "oldest"}}};
  const auto known = values.find(name);
  if (known == values.end() || std::ranges::find(known->second, value) != known->second.end()) return {};
  return wrong(name, "this is no value of this filter.",
               fmt::format("Known: {}.", fmt::join(known->second, ", ")));
}

Result<Date> day_of(const Request& request, const char* name) {
  if (const auto day = parse_iso_date(request.value(name))) return *day;
  return wrong(name, "this is no day.", "Write it as YYYY-MM-DD.");
}

}  // namespace

Result<nlohmann::json> json_body(const Request& request, std::initializer_list<std::string_view> keys) {
  if (media_type(request) != "application/json") {
    return fail(ErrorCode::media_type_unknown, "Content-Type", "this route reads JSON.",
                "Send Content-Type: application/json.");
  }
  auto body = nlohmann::json::parse(request.untrusted_body, nullptr, false);
  if (!body.is_object()) return wrong("body", "the body is no JSON object.");
  for (const auto& [key, value] : body.items()) {
    if (std::ranges::find(keys, key) != keys.end()) continue;
    std::string known;
    for (const auto each : keys) known += (known.empty() ? "" : ", ") + std::string(each);
    return wrong(without_controls(to_nfc(key)), "this key is not known.", "Known: " + known + ".");
  }
  return body;
}

Result<service::Ticket> ticket_of(const Request& request, store::Store& store, bool with_account) {
  const auto type = media_type(request);
  TicketBuilder builder(store, with_account);
  Result<void> taken;
  if (type == "multipart/form-data") {
    taken = take_parts(request, builder);
  } else if (type == "application/pdf" || type == "application/octet-stream" || type.starts_with("image/")) {
    taken = builder.document("document", request.untrusted_body);
  } else {
    return fail(ErrorCode::media_type_unknown, "Content-Type", "this route reads multipart/form-data.",
                "Send the document as a part named 'file', or alone as application/pdf, image/… or "
                "application/octet-stream.");
  }
  for (auto at = request.query.begin(); taken && at != request.query.end(); ++at)
    taken = builder.field(at->first, at->second);
  if (!taken) return std::unexpected(taken.error());
  return builder.take();
}

Result<store::Filter> filter_of(const Request& request) {
  store::Filter filter;
  for (const auto& [name, value] : request.query) {
    if (const auto one = one_of(name, value); !one) return std::unexpected(one.error());
    if (name == "decision")
      filter.decision = value;
    else if (name == "reason")
      filter.reason = value;
    else if (name == "account")
      filter.account_id = value;
    else if (name == "status")
      filter.status = value;
    else if (name == "waiting")
      filter.waiting = value == "true";
    else if (name == "order")
      filter.oldest_first = value == "oldest";
    else if (name == "from" || name == "to") {
      const auto day = day_of(request, name.c_str());
      if (!day) return std::unexpected(day.error());
      (name == "from" ? filter.from : filter.to) = *day;
    } else if (name != "cursor" && name != "limit") {
      return wrong(without_controls(name), "this filter is not known.",
                   "Known: decision, reason, account, status, waiting, from, to, order, cursor, limit.");
    }
  }
  return filter;
}

Result<int> number_of(const Request& request, const std::string& name, int otherwise, int least, int most) {
  if (!request.query.contains(name)) return otherwise;
  const auto value = whole_number(request.value(name));
  if (!value || *value < least || *value > most) {
    return wrong(name, fmt::format("this is no whole number from {} to {}.", least, most));
  }
  return *value;
}

Result<std::vector<std::string>> lines_of(const nlohmann::json& body, const char* key) {
  const auto found = body.find(key);
  std::vector<std::string> lines;
  if (found != body.end() && found->is_string()) {
    for (std::string rest = found->get<std::string>(); !rest.empty();) {
      const auto line = rest.substr(0, rest.find('\n'));
      rest = line.size() == rest.size() ? "" : rest.substr(line.size() + 1);
      if (!squeeze(line).empty()) lines.push_back(squeeze(line));
    }
  } else if (found != body.end() && found->is_array() &&
             std::ranges::all_of(*found, [](const auto& line) { return line.is_string(); })) {
    lines = found->get<std::vector<std::string>>();
  }
  if (lines.empty()) return wrong(key, "it must be a text or a list of lines.");
  return lines;
}

Result<std::string> text_of(const nlohmann::json& body, const char* key, bool required) {
  const auto found = body.find(key);
  if (found == body.end() && !required) return std::string();
  if (found == body.end() || !found->is_string()) return wrong(key, "it must be a text.");
  return found->get<std::string>();
}

}  // namespace domicile::http
