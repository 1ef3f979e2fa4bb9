#pragma once
// What one customer sent in one go: one or several attachments, of which one proof of address is enough.

#include <optional>
#include <string>
#include <vector>

#include "domicile/screener.hpp"
#include "model/screening.hpp"

namespace domicile::service {

struct Ticket {
  std::vector<Attachment> attachments;  ///< at least one
  Account account;
  std::optional<Date> as_of;  ///< absent: the day on which it is screened
  std::string policy = "default";
  std::string locale;
  std::optional<int> max_age_days;
};

/// Every attachment's own screening, and what follows for the ticket.
struct Judged {
  std::vector<Screening> screenings;  ///< in the order of the attachments
  std::size_t best = 0;               ///< the one that proves most
  Decision decision = Decision::review;
  std::vector<Reason> reasons;  ///< of the best, and what others speak against it
};

/// Precondition: at least one. The best one decides; but a ticket that also holds a document that shows signs
/// of tampering is never accepted without a person: {accept, reject with hidden_text} → review.
[[nodiscard]] Judged judge(std::vector<Screening> screenings);

/// A name for what an attachment is: "utility_bill/electricity", "other", "unreadable".
[[nodiscard]] std::string kind_text(const Screening& screening);

}  // namespace domicile::service
