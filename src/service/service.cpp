#include "service/service.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "domicile/png.hpp"
#include "match/match.hpp"
#include "model/json.hpp"
#include "screen/reasons.hpp"

namespace domicile::service {
namespace {

std::unexpected<Error> no_screening() {
  return fail(ErrorCode::not_found, "screening", "there is no screening with this id.",
              "It may have been purged; GET /v1/screenings lists those that are kept.");
}

}  // namespace

Service::Service(const Screener& screener, store::Store& store, Policies policies, ServiceSettings settings)
    : screener_(screener),
      store_(store),
      policies_(std::move(policies)),
      settings_(std::move(settings)),
      gate_(settings_.gate) {}

Result<std::string> Service::read(const Attachment& attachment, const std::string& locale) {
  auto turn = gate_.enter();
  if (!turn) return std::unexpected(turn.error());
  return to_json(screener_.read(attachment, {.locale_hint = locale}));
}

Result<Json> Service::find(const std::string& id) const {
  auto found = store_.screenings.find(id);
  if (!found) return std::unexpected(found.error());
  if (!*found) return no_screening();
  auto reviews = store_.screenings.reviews(id);
  if (!reviews) return std::unexpected(reviews.error());
  auto parts = store_.screenings.attachments(id, true);
  if (!parts) return std::unexpected(parts.error());
  const auto& kept = **found;
  auto json = kept.status == "done" ? Json::parse(kept.answer) : summary_of(kept);
  if (kept.status == "failed") json["message"] = Json::parse(kept.answer)["message"];
  json["account_record"] = Json::parse(kept.request)["account"];
  json["review"] = kept.review_decision.empty() ? Json(nullptr) : Json(kept.review_decision);
  json["reviews"] = Json::array();
  for (const auto& review : *reviews) json["reviews"].push_back(json_of(review));
  json["document_kept"] =
      std::ranges::any_of(*parts, [](const auto& part) { return part.document.has_value(); });
  if (!kept.versions.empty()) json["versions"] = Json::parse(kept.versions);
  return json;
}

Result<Json> Service::attachment(const std::string& id, int number) const {
  auto parts = store_.screenings.attachments(id, false);
  if (!parts) return std::unexpected(parts.error());
  const auto part = std::ranges::find(*parts, number, &store::KeptAttachment::number);
  if (part == parts->end() || !part->result) return no_screening();
  return Json::parse(*part->result);
}

Result<std::string> Service::page_png(const std::string& id, int number, int page, int dpi) {
  auto parts = store_.screenings.attachments(id, true);
  if (!parts) return std::unexpected(parts.error());
  const auto part = std::ranges::find(*parts, number, &store::KeptAttachment::number);
  if (part == parts->end()) return no_screening();
  if (!part->document || !settings_.seal) {
    return fail(ErrorCode::not_found, "page", "the document is not kept.",
                "Documents are kept where the server runs with --keep-documents.");
  }
  auto bytes = settings_.seal->open(*part->document, fmt::format("{}/{}", id, number));
  if (!bytes) return std::unexpected(bytes.error());
  auto turn = gate_.enter();
  if (!turn) return std::unexpected(turn.error());
  auto picture = screener_.picture({"document", std::move(*bytes)}, page, dpi, true);
  if (!picture)
    return fail(ErrorCode::not_found, "page", "this page can't be shown: " + picture.error().message);
  return encode_png(*picture);
}

Result<Json> Service::list(const store::Filter& filter, const std::string& cursor, int limit) const {
  if (cursor.find_first_not_of("0123456789") != std::string::npos) {
    return fail(ErrorCode::wrong_usage, "cursor", "this is no cursor.", "Give 'next' of the page before.");
  }
  auto page = store_.screenings.list(filter, cursor, limit);
  if (!page) return std::unexpected(page.error());
  Json json{{"items", Json::array()}, {"next", page->next ? Json(*page->next) : Json(nullptr)}};
  for (const auto& item : page->items) json["items"].push_back(summary_of(item));
  return json;
}

Result<Json> Service::review(const std::string& id, const std::string& decision, const std::string& note,
                             const Caller& caller) {
  if (decision != "accept" && decision != "reject") {
    return fail(ErrorCode::wrong_usage, "decision", "a person decides 'accept' or 'reject'.");
  }
  auto found = store_.screenings.find(id);
  if (!found) return std::unexpected(found.error());
  if (!*found) return no_screening();
  const store::Review review{settings_.now(), caller.actor, decision, without_controls(to_nfc(note))};
  (*found)->review_decision = decision;
  auto done = store_.screenings.review(id, review, deliveries_of(**found, "screening.reviewed"));
  if (!done) return std::unexpected(done.error());
  if (*done) return json_of(review);
  return fail(ErrorCode::conflict, "screening", "it is not done yet.", "Wait until its status is 'done'.");
}

Json Service::compare_names(const std::string& a, const std::string& b) const {
  return json_of(screener_.matcher().compare_names({a, 1}, {b, 1}));
}

Json Service::compare_addresses(const std::vector<std::string>& a, const std::vector<std::string>& b,
                                const std::string& country) const {
  const auto& matcher = screener_.matcher();
  const auto code = to_upper(country);
  return json_of(matcher.compare_addresses(matcher.parse_address(a, code), matcher.parse_address(b, code)));
}

Result<Json> Service::explain(const std::string& code) const {
  for (const auto& reason : screen::all_reasons()) {
    if (reason.code != code) continue;
    return Json{{"code", reason.code},
                {"meaning", reason.meaning},
                {"retryable", reason.retryable},
                {"customer_message", reason.customer}};
  }
  return fail(ErrorCode::not_found, "code", "there is no such reason.", "docs/errors.md lists them.");
}

void Service::count(const std::string& decision) {
  const std::lock_guard lock(decisions_mutex_);
  ++decisions_[decision];
}

std::map<std::string, long long> Service::decisions() const {
  const std::lock_guard lock(decisions_mutex_);
  return decisions_;
}

}  // namespace domicile::service
