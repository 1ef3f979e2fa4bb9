#pragma once
// Kept readings decided anew, under another policy or by newer rules: what would have come out?

#include <string>
#include <vector>

#include "match/match.hpp"
#include "screen/policy.hpp"
#include "service/ticket.hpp"
#include "store/screenings.hpp"

namespace domicile::service {

struct Replayed {
  std::string id;
  std::string was;  ///< the decision that was kept
  Judged judged;    ///< what it would be
  bool needs_second_look =
      false;  ///< it would be accepted, but its boxes were not read again from the picture then
  [[nodiscard]] bool changed() const;
};

/// Decides the kept readings of `screening` again. Without `policy`, under the one that was kept with it.
/// Nothing is read anew and nothing is written. Fails with store_unreachable where what was kept can't be
/// read.
[[nodiscard]] Result<Replayed> replay(const store::KeptScreening& screening,
                                      const std::vector<store::KeptAttachment>& attachments,
                                      const screen::Policy* policy, const match::Matcher& matcher);

}  // namespace domicile::service
