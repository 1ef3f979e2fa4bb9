#pragma once
// Whether the fixtures show everything that a screening can say.

#include <string>
#include <vector>

#include "regress/fixture.hpp"

namespace domicile::regress {

/// What the fixtures lack, each as "decision review", "reason page_cut_off" or "file .heic".
struct Coverage {
  std::vector<std::string> missing;     ///< no fixture expects it
  std::vector<std::string> shortfalls;  ///< expected, but nowhere does it come out
};

/// Asked for are all decisions, all reasons but took_too_long and reader_crashed (no file gives these on
/// every machine; tests/sandbox shows them), and every format that is read.
[[nodiscard]] Coverage coverage_of(const std::vector<Fixture>& fixtures);

}  // namespace domicile::regress
