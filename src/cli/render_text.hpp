#pragma once
// Readings and screenings for people at a terminal.

#include <string>

#include "model/screening.hpp"

namespace domicile::cli {

[[nodiscard]] std::string as_text(const Reading& reading, bool verbose);
[[nodiscard]] std::string as_text(const Screening& screening, bool verbose);

}  // namespace domicile::cli
