#pragma once
// The five checks, each by itself.

#include <vector>

#include "match/match.hpp"
#include "model/screening.hpp"
#include "screen/policy.hpp"

namespace domicile::screen {

/// What a check may look at, and where it adds its reasons.
struct CheckInput {
  const Reading& reading;
  const Account& account;
  Date as_of;
  const Policy& policy;
  const match::Matcher& matcher;
};

using Reasons = std::vector<Reason>;

/// Is it a document of an accepted kind, legible and whole?
[[nodiscard]] DocumentCheck check_document(const CheckInput& input, Reasons& reasons);

/// Is the holder the account's person? Where another name on the document is the account's, a person looks.
[[nodiscard]] NameCheck check_name(const CheckInput& input, Reasons& reasons);

/// Is the holder's address the account's?
[[nodiscard]] AddressCheck check_address(const CheckInput& input, Reasons& reasons);

/// Was it issued 0 to limit days before the day?
[[nodiscard]] RecencyCheck check_recency(const CheckInput& input, Reasons& reasons);

/// Is it as it was issued?
[[nodiscard]] Check check_integrity(const CheckInput& input, Reasons& reasons);

}  // namespace domicile::screen
