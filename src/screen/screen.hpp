#pragma once
// A reading held against an account on one day: five checks and what follows from them.

#include "base/date.hpp"
#include "match/match.hpp"
#include "model/account.hpp"
#include "model/screening.hpp"
#include "screen/policy.hpp"

namespace domicile::screen {

/// Checks and decides. `accept` only where every check passes; `reject` where one fails and was read with
/// certainty; everything else is `review`. Never fails: what could not be read is unsure.
[[nodiscard]] Screening decide(Reading reading, const Account& account, Date as_of, const Policy& policy,
                               const match::Matcher& matcher);

}  // namespace domicile::screen
