#pragma once
// How much a line looks like a unit: "Apt 4B", "3º izq.", "Whg. 5".

#include "match/address_line.hpp"

namespace domicile::match {

/// "Flat 3" as a whole → 0.85; "Unit 7, The Maltings" by its first part → 0.8; "High Street 12" → 0.
[[nodiscard]] double judge_unit(const AddressLine& line);

}  // namespace domicile::match
