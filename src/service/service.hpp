#pragma once
// What every door of the service can do: HTTP, MCP, workers and the command line decode a request, call this,
// and encode the answer. Answers are JSON as docs/api.md has it.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domicile/screener.hpp"
#include "service/answers.hpp"
#include "service/gate.hpp"
#include "service/policies.hpp"
#include "service/ticket.hpp"
#include "store/sealed.hpp"
#include "store/store.hpp"

namespace domicile::service {

/// Where to tell about screenings.
struct Webhook {
  std::string url;
  std::string secret;  ///< signs the body
};

struct ServiceSettings {
  std::string version;  ///< of the program, kept with each screening
  Gate::Limits gate;
  int keep_documents_days = 0;  ///< 0: documents are not kept once they are screened
  std::optional<store::Seal>
      seal;  ///< encrypts documents; without it none is kept, and nothing waits in the queue
  std::vector<Webhook> webhooks;
  std::chrono::seconds lease{120};  ///< how long a worker has for one job
  std::function<store::Moment()> now;
};

/// Who asks, for the audit and for idempotency.
struct Caller {
  std::string actor = "command line";
  std::string idempotency_key;  ///< may be empty
};

/// A screening as answered. `repeated`: it was made by an earlier request under the same key.
struct Answered {
  std::string id;
  Json json;
  bool queued = false;
  bool repeated = false;
  double document_ms = 0;  ///< spent on the documents themselves; 0 where they were not read now
};

/// Made once; calls may come from several threads. Keeps references to the screener and the store.
class Service {
 public:
  Service(const Screener& screener, store::Store& store, Policies policies, ServiceSettings settings);

  /// Screens and keeps it. Fails with overloaded, wrong_usage (unknown policy), conflict, key_reused,
  /// store_unreachable.
  [[nodiscard]] Result<Answered> screen(const Ticket& ticket, const Caller& caller);

  /// Keeps it for a worker. Fails as `screen`, and with not_allowed where there is no key to encrypt
  /// documents with.
  [[nodiscard]] Result<Answered> enqueue(const Ticket& ticket, const Caller& caller);

  /// Takes one job of the queue and does it. False where none waits.
  [[nodiscard]] Result<bool> work_once(const std::string& worker);

  /// A reading that is kept nowhere. Fails with overloaded.
  [[nodiscard]] Result<std::string> read(const Attachment& attachment, const std::string& locale);

  /// The screening with its reviews and the account record as it was; not_found.
  [[nodiscard]] Result<Json> find(const std::string& id) const;
  /// One attachment with all that was considered; not_found.
  [[nodiscard]] Result<Json> attachment(const std::string& id, int number) const;
  /// A page as PNG; not_found where the document is not kept or has no such page. `dpi` 20..300.
  [[nodiscard]] Result<std::string> page_png(const std::string& id, int number, int page, int dpi);
  /// {"items": […], "next": "cursor" or null}. `limit` 1..200. Fails with wrong_usage where the cursor is
  /// none of those.
  [[nodiscard]] Result<Json> list(const store::Filter& filter, const std::string& cursor, int limit) const;
  /// Fails with not_found, conflict (not done yet), wrong_usage (no such decision).
  [[nodiscard]] Result<Json> review(const std::string& id, const std::string& decision,
                                    const std::string& note, const Caller& caller);

  [[nodiscard]] Json compare_names(const std::string& a, const std::string& b) const;
  [[nodiscard]] Json compare_addresses(const std::vector<std::string>& a, const std::vector<std::string>& b,
                                       const std::string& country) const;
  /// What a reason code means and what a customer is told; not_found.
  [[nodiscard]] Result<Json> explain(const std::string& code) const;

  [[nodiscard]] store::Store& store() { return store_; }
  [[nodiscard]] const Gate& gate() const { return gate_; }
  /// How often each decision was taken since it was started, by requests and by workers of this process.
  [[nodiscard]] std::map<std::string, long long> decisions() const;
  [[nodiscard]] store::Moment now() const { return settings_.now(); }
  [[nodiscard]] const ServiceSettings& settings() const { return settings_; }

 private:
  class InFlight;
  [[nodiscard]] Result<std::optional<Answered>> earlier(const Caller& caller, const std::string& hash) const;
  [[nodiscard]] Result<store::KeptScreening> begun(const Ticket& ticket, screen::Policy& policy) const;
  [[nodiscard]] Judged judged(const Ticket& ticket, const screen::Policy& policy, Date as_of) const;
  void conclude(store::KeptScreening& kept, const Judged& judged) const;
  [[nodiscard]] std::vector<store::KeptAttachment> attachments_of(const std::string& id, const Ticket& ticket,
                                                                  const Judged* judged) const;
  [[nodiscard]] std::vector<store::Delivery> deliveries_of(const store::KeptScreening& kept,
                                                           const char* event) const;
  void count(const std::string& decision);
  [[nodiscard]] Result<Answered> kept(const store::KeptScreening& kept,
                                      const std::vector<store::KeptAttachment>& parts, const Caller& caller,
                                      const std::string& hash);
  [[nodiscard]] Result<void> do_job(const store::Job& job, const std::string& worker);

  const Screener& screener_;
  store::Store& store_;
  Policies policies_;
  ServiceSettings settings_;
  Gate gate_;
  std::mutex in_flight_mutex_;
  std::set<std::string> in_flight_;
  mutable std::mutex decisions_mutex_;
  std::map<std::string, long long> decisions_;
};

}  // namespace domicile::service
