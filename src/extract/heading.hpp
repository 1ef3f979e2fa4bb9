#pragma once
// How much a heading says of the page that it stands on: by its place, its size and what else its line holds.

#include "extract/marked.hpp"

namespace domicile::extract {

/// From how many times the height of other lines a heading is large.
inline constexpr double large_heading = 1.25;

/// How much `title` counts where it stands, 0..1.15: large or alone in the upper part of page one it says
/// what the page is; within a sentence it only mentions such a thing. `median_height` is that of the
/// document's lines in points. "ELECTRICITY BILL" on top of page one → 1 or more; "Questions about your
/// bill?" → 0.2.
[[nodiscard]] double standing(const PhraseInLine& title, const Marked& marked, double median_height);

/// A heading set larger than the text, in the upper half of page one, with little else on its line.
[[nodiscard]] bool is_prominent(const PhraseInLine& title, const Marked& marked, double median_height);

/// A heading that has its line for itself, in the upper half of page one. "Kontoauszug vom 23.08.2025" is
/// one, and so is "Subject: FINAL NOTICE for account 0417"; "Your bill and how to read it" is none.
[[nodiscard]] bool is_alone(const PhraseInLine& title, const Marked& marked);

}  // namespace domicile::extract
