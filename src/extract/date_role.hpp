#pragma once
// What a date on a page is: by its label, its heading, a place or a number before it, or its range.

#include "extract/date_candidate.hpp"
#include "extract/marked.hpp"

namespace domicile::extract {

/// Gives the candidate its role ("bill_date", "due_date", "place_and_date", "none", …), the label that says
/// so and how strongly it does, 0..1.
void give_role(DateCandidate& candidate, const Marked& marked);

}  // namespace domicile::extract
