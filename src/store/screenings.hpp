#pragma once
// Screenings in the store: what was asked, what came out, what people decided. JSON passes through as text.

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "store/accounts.hpp"
#include "store/deliveries.hpp"

namespace domicile::store {

/// One attachment of a screening.
struct KeptAttachment {
  int number = 1;
  std::string sha256;
  std::optional<std::string> result;    ///< the complete screening, from which it can be replayed
  std::optional<std::string> document;  ///< its bytes, where they are kept
  bool sealed = false;                  ///< whether `document` is encrypted
  std::optional<Moment> expires_at;     ///< when the document goes
};

/// One request: a ticket with its attachments, and the one decision that it got.
struct KeptScreening {
  std::string id;  ///< "scr_…"
  Moment created_at{};
  std::optional<Moment> finished_at;
  std::string status = "done";  ///< queued, done, failed
  std::string account_id;       ///< empty where the record came inline without an id
  Date as_of{};
  std::string decision;  ///< empty while queued
  std::string policy;    ///< its name
  std::string request;   ///< JSON: account, as_of, the whole policy …
  std::string versions;  ///< JSON: program, rules
  std::string answer;    ///< JSON as it was answered
  std::vector<std::string> reasons;
  std::string review_decision;  ///< empty until a person decided
  std::int64_t seq = 0;         ///< given by the store; later ones are greater
};

/// The client's word that two requests are the same one.
struct IdempotencyKey {
  std::string actor;
  std::string key;
  std::string request_hash;
};

/// Every condition that is set must hold.
struct Filter {
  std::string decision, reason, account_id, status;
  std::optional<Date> from, to;  ///< days on which they were made, both included
  bool waiting = false;          ///< decision review, and no person has decided yet
  bool oldest_first = false;
};

struct ScreeningsPage {
  std::vector<KeptScreening> items;  ///< without request and answer
  std::optional<std::string> next;   ///< cursor of the next page
};

struct Review {
  Moment at{};
  std::string reviewer;
  std::string decision;  ///< accept, reject
  std::string note;
};

/// What `keep` did: a second request under one key gets the first one's screening, and nothing is kept twice.
struct Kept {
  std::string id;
  bool was_there = false;
  std::string request_hash;  ///< of the request that was first
};

class Screenings {
 public:
  explicit Screenings(Pool& pool) : pool_(pool) {}

  /// Keeps a screening with all that belongs to it, or nothing. Where its status is queued, a job waits for a
  /// worker.
  [[nodiscard]] Result<Kept> keep(const KeptScreening& screening,
                                  const std::vector<KeptAttachment>& attachments,
                                  const std::optional<IdempotencyKey>& key,
                                  const std::vector<Delivery>& deliveries, const std::string& actor);

  /// Ends a queued one. False where another worker ended it before, or it was erased.
  [[nodiscard]] Result<bool> finish(const KeptScreening& screening,
                                    const std::vector<KeptAttachment>& attachments,
                                    const std::vector<Delivery>& deliveries, const std::string& actor);

  [[nodiscard]] Result<std::optional<Kept>> find_key(const std::string& actor, const std::string& key) const;
  [[nodiscard]] Result<std::optional<KeptScreening>> find(const std::string& id) const;
  [[nodiscard]] Result<std::vector<KeptAttachment>> attachments(const std::string& id,
                                                                bool with_documents) const;
  [[nodiscard]] Result<ScreeningsPage> list(const Filter& filter, const std::string& cursor, int limit) const;

  /// False where there is no such screening, or it is not done yet.
  [[nodiscard]] Result<bool> review(const std::string& id, const Review& review,
                                    const std::vector<Delivery>& deliveries);
  [[nodiscard]] Result<std::vector<Review>> reviews(const std::string& id) const;

  /// Removes documents whose days are over at `now`, and, with `older_than`, whole screenings made before it.
  [[nodiscard]] Result<Erased> purge(Moment now, const std::optional<Moment>& older_than,
                                     const std::string& actor);

 private:
  Pool& pool_;
};

}  // namespace domicile::store
