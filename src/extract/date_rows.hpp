#pragma once
// What dates say of each other: columns of a table, the ends of a period in two cells, two balances.

#include <vector>

#include "extract/date_candidate.hpp"

namespace domicile::extract {

/// Changes the roles of those that stand in a table's column, open a statement's period or end a range whose
/// dates stand in cells of their own; marks which stand in columns.
void give_roles_by_others(std::vector<DateCandidate>& candidates, const Marked& marked);

}  // namespace domicile::extract
