// How a ticket becomes a kept screening.

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "model/json.hpp"
#include "rules/rule_book.hpp"
#include "service/service.hpp"

namespace domicile::service {
namespace {

constexpr int most_attempts = 3;
constexpr const char* screening_done = "screening.done";

// What the client said, without what the server adds: the same request on the next day is still the same.
std::string hash_of(const Ticket& ticket) {
  Json said{{"account", to_json_line(ticket.account)}, {"policy", ticket.policy}, {"locale", ticket.locale}};
  if (ticket.as_of) said["as_of"] = to_iso(*ticket.as_of);
  if (ticket.max_age_days) said["max_age_days"] = *ticket.max_age_days;
  for (const auto& attachment : ticket.attachments) {
    said["files"].push_back({attachment.file, sha256_hex(attachment.untrusted_bytes)});
  }
  return sha256_hex(printed(said));
}

std::string request_json(const Ticket& ticket, const screen::Policy& policy, Date as_of) {
  Json files = Json::array();
  for (const auto& attachment : ticket.attachments) files.push_back(attachment.file);
  const Json request{{"account", Json::parse(to_json_line(ticket.account))},
                     {"as_of", to_iso(as_of)},
                     {"locale", ticket.locale},
                     {"files", files},
                     {"policy", Json::parse(screen::to_text(policy))}};
  return printed(request);
}

std::string document_context(const std::string& id, int number) { return fmt::format("{}/{}", id, number); }

}  // namespace

/// One request under one key at a time in this process; the store's own rule holds between processes.
class Service::InFlight {
 public:
  InFlight(Service& service, const Caller& caller) : service_(service) {
    if (caller.idempotency_key.empty()) return;
    name_ = caller.actor + "\n" + caller.idempotency_key;
    const std::lock_guard lock(service_.in_flight_mutex_);
    alone_ = service_.in_flight_.insert(name_).second;
  }
  ~InFlight() {
    if (name_.empty() || !alone_) return;
    const std::lock_guard lock(service_.in_flight_mutex_);
    service_.in_flight_.erase(name_);
  }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;
  [[nodiscard]] bool alone() const { return alone_; }

 private:
  Service& service_;
  std::string name_;
  bool alone_ = true;
};

Result<std::optional<Answered>> Service::earlier(const Caller& caller, const std::string& hash) const {
  if (caller.idempotency_key.empty()) return std::nullopt;
  auto first = store_.screenings.find_key(caller.actor, caller.idempotency_key);
  if (!first) return std::unexpected(first.error());
  if (!*first) return std::nullopt;
  if ((*first)->request_hash != hash) {
    return fail(ErrorCode::key_reused, "Idempotency-Key", "this key was used for another request.",
                "Use a new key.");
  }
  auto found = store_.screenings.find((*first)->id);
  if (!found) return std::unexpected(found.error());
  if (!*found) return std::nullopt;
  const bool queued = (*found)->status == "queued";
  auto json = (*found)->answer.empty() ? summary_of(**found) : Json::parse((*found)->answer);
  return Answered{(*found)->id, std::move(json), queued, true};
}

Result<store::KeptScreening> Service::begun(const Ticket& ticket, screen::Policy& policy) const {
  auto found = policies_.find(ticket.policy);
  if (!found) return std::unexpected(found.error());
  policy = std::move(*found);
  if (ticket.max_age_days) {
    policy.max_age_days = *ticket.max_age_days;
    policy.max_age_days_of.clear();
  }
  store::KeptScreening kept;
  kept.id = "scr_" + store::random_hex(12);
  kept.created_at = settings_.now();
  kept.account_id = ticket.account.id;
  kept.as_of = ticket.as_of.value_or(Date{std::chrono::floor<std::chrono::days>(kept.created_at)});
  kept.policy = policy.name;
  kept.request = request_json(ticket, policy, kept.as_of);
  return kept;
}

Judged Service::judged(const Ticket& ticket, const screen::Policy& policy, Date as_of) const {
  std::vector<Screening> screenings;
  for (const auto& attachment : ticket.attachments) {
    screenings.push_back(screener_.screen(
        attachment, ticket.account,
        {.as_of = as_of, .locale_hint = ticket.locale, .policy = &policy, .max_age_days = std::nullopt}));
  }
  return judge(std::move(screenings));
}

void Service::conclude(store::KeptScreening& kept, const Judged& judged) const {
  kept.status = "done";
  kept.finished_at = settings_.now();
  kept.decision = std::string(to_string(judged.decision));
  for (const auto& reason : judged.reasons) kept.reasons.push_back(reason.code);
  kept.versions = printed({{"domicile", settings_.version}, {"rules", screener_.rules().version}});
  kept.answer = printed(answer_of(kept, judged));
}

std::vector<store::KeptAttachment> Service::attachments_of(const std::string& id, const Ticket& ticket,
                                                           const Judged* judged) const {
  // Until it is screened a document has to be kept; after that only where the settings say so.
  const bool keeps = settings_.seal && (judged == nullptr || settings_.keep_documents_days > 0);
  std::vector<store::KeptAttachment> parts;
  for (std::size_t i = 0; i < ticket.attachments.size(); ++i) {
    store::KeptAttachment part;
    part.number = static_cast<int>(i + 1);
    part.sha256 = sha256_hex(ticket.attachments[i].untrusted_bytes);
    if (judged != nullptr) part.result = to_json(judged->screenings[i], {.complete = true});
    if (keeps) {
      part.sealed = true;
      part.document =
          settings_.seal->close(ticket.attachments[i].untrusted_bytes, document_context(id, part.number));
    }
    if (keeps && judged != nullptr)
      part.expires_at = settings_.now() + std::chrono::days(settings_.keep_documents_days);
    parts.push_back(std::move(part));
  }
  return parts;
}

std::vector<store::Delivery> Service::deliveries_of(const store::KeptScreening& kept,
                                                    const char* event) const {
  std::vector<store::Delivery> deliveries;
  for (const auto& webhook : settings_.webhooks) {
    store::Delivery delivery;
    delivery.id = "whk_" + store::random_hex(12);
    delivery.url = webhook.url;
    delivery.event = event;
    delivery.created_at = settings_.now();
    delivery.body =
        printed({{"id", delivery.id}, {"event", delivery.event}, {"screening", summary_of(kept)}});
    deliveries.push_back(std::move(delivery));
  }
  return deliveries;
}

Result<Answered> Service::kept(const store::KeptScreening& kept,
                               const std::vector<store::KeptAttachment>& parts, const Caller& caller,
                               const std::string& hash) {
  std::optional<store::IdempotencyKey> key;
  if (!caller.idempotency_key.empty()) key = {caller.actor, caller.idempotency_key, hash};
  const bool queued = kept.status == "queued";
  auto done = store_.screenings.keep(
      kept, parts, key, queued ? std::vector<store::Delivery>{} : deliveries_of(kept, screening_done),
      caller.actor);
  if (!done) {
    // Another process may have been first under this key; then its answer is the answer.
    if (auto first = earlier(caller, hash); first && *first) return **first;
    return std::unexpected(done.error());
  }
  if (done->was_there) {
    auto first = earlier(caller, hash);
    if (!first) return std::unexpected(first.error());
    if (*first) return **first;
  }
  if (!queued) count(kept.decision);
  return Answered{kept.id, queued ? summary_of(kept) : Json::parse(kept.answer), queued, false};
}

Result<Answered> Service::screen(const Ticket& ticket, const Caller& caller) {
  const InFlight in_flight(*this, caller);
  if (!in_flight.alone()) {
    return fail(ErrorCode::conflict, "Idempotency-Key", "a request under this key is being answered.",
                "Try again later.");
  }
  const auto hash = caller.idempotency_key.empty() ? std::string() : hash_of(ticket);
  if (auto first = earlier(caller, hash); !first)
    return std::unexpected(first.error());
  else if (*first)
    return **first;
  screen::Policy policy;
  auto screening = begun(ticket, policy);
  if (!screening) return std::unexpected(screening.error());
  auto turn = gate_.enter();
  if (!turn) return std::unexpected(turn.error());
  const auto begin = std::chrono::steady_clock::now();
  const auto outcome = judged(ticket, policy, screening->as_of);
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - begin;
  conclude(*screening, outcome);
  auto answered = kept(*screening, attachments_of(screening->id, ticket, &outcome), caller, hash);
  if (answered && !answered->repeated) answered->document_ms = spent.count();
  return answered;
}

Result<Answered> Service::enqueue(const Ticket& ticket, const Caller& caller) {
  if (!settings_.seal) {
    return fail(ErrorCode::not_allowed, "Prefer",
                "there is no key with which a waiting document could be encrypted.",
                "Start the server with --key-file.");
  }
  const auto hash = caller.idempotency_key.empty() ? std::string() : hash_of(ticket);
  if (auto first = earlier(caller, hash); !first)
    return std::unexpected(first.error());
  else if (*first)
    return **first;
  screen::Policy policy;
  auto screening = begun(ticket, policy);
  if (!screening) return std::unexpected(screening.error());
  screening->status = "queued";
  return kept(*screening, attachments_of(screening->id, ticket, nullptr), caller, hash);
}

Result<bool> Service::work_once(const std::string& worker) {
  // Its turn comes before its job: a job that only waits is not begun, and its lease does not run.
  auto length = store_.queue.length();
  if (!length) return std::unexpected(length.error());
  if (*length == 0) return false;
  auto turn = gate_.enter();
  if (!turn) return false;
  const auto now = settings_.now();
  auto job = store_.queue.take(worker, now, now + settings_.lease);
  if (!job) return std::unexpected(job.error());
  if (!*job) return false;
  if (auto done = do_job(**job, worker); !done) return std::unexpected(done.error());
  return true;
}

Result<void> Service::do_job(const store::Job& job, const std::string& worker) {
  auto found = store_.screenings.find(job.screening_id);
  if (!found) return std::unexpected(found.error());
  auto parts = store_.screenings.attachments(job.screening_id, true);
  if (!parts) return std::unexpected(parts.error());
  if (!*found) return {};  // erased meanwhile
  auto screening = std::move(**found);
  const auto ended = [&](const std::vector<store::KeptAttachment>& kept_parts) -> Result<void> {
    const auto* event = screening.status == "failed" ? "screening.failed" : screening_done;
    auto done = store_.screenings.finish(screening, kept_parts, deliveries_of(screening, event), worker);
    if (!done) return std::unexpected(done.error());
    if (*done && !screening.decision.empty()) count(screening.decision);
    return {};
  };
  const auto give_up = [&](const char* why) {
    screening.status = "failed";
    screening.finished_at = settings_.now();
    screening.answer = printed({{"id", screening.id}, {"status", "failed"}, {"message", why}});
    for (auto& part : *parts) part.document.reset();
    return ended(*parts);
  };
  if (job.attempts > most_attempts) return give_up("It was begun several times and never finished.");

  const auto request = Json::parse(screening.request);
  auto account = parse_account(request["account"].dump(), "store");
  auto policy = screen::parse_policy(request["policy"].dump(), "store");
  if (!account || !policy) return give_up("What was kept of the request can't be read.");
  Ticket ticket;
  ticket.account = std::move(*account);
  ticket.as_of = screening.as_of;
  ticket.locale = request["locale"].get<std::string>();
  for (std::size_t i = 0; i < parts->size(); ++i) {
    if (!(*parts)[i].document || !settings_.seal) return give_up("Its documents are not kept any more.");
    auto bytes =
        settings_.seal->open(*(*parts)[i].document, document_context(screening.id, (*parts)[i].number));
    if (!bytes) return std::unexpected(bytes.error());
    ticket.attachments.push_back({request["files"][i].get<std::string>(), std::move(*bytes)});
  }
  const auto outcome = judged(ticket, *policy, screening.as_of);
  conclude(screening, outcome);
  return ended(attachments_of(screening.id, ticket, &outcome));
}

}  // namespace domicile::service
