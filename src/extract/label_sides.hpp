#pragma once
// Some forms print each value above its label, as the facts in a side bar. Which do is seen from what kind of
// value stands where.

#include "extract/marked.hpp"

namespace domicile::extract {

/// Fills `marked.names_above`: the lines that hold nothing but a label and whose label names what stands
/// above it. All such lines that are set below each other at one left edge are judged together: "Issue date"
/// has a date above it and an account number below, "Account number" the account number above and a date
/// below: they name what is above.
void find_label_sides(Marked& marked);

}  // namespace domicile::extract
