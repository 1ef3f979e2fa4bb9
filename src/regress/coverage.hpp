#pragma once
// Whether the fixtures show everything that a screening can say.

#include <string>
#include <vector>

#include "regress/fixture.hpp"

namespace domicile::regress {

/// What no fixture expects: "decision review", "reason page_cut_off", "file .heic". Empty where all is shown.
/// A key that is a known shortfall shows nothing. Asked for are all decisions, all reasons but took_too_long
/// and reader_crashed (no file gives these on every machine; tests/sandbox shows them), and every format that
/// is read.
[[nodiscard]] std::vector<std::string> not_covered(const std::vector<Fixture>& fixtures);

}  // namespace domicile::regress
