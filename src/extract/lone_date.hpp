#pragma once
// An old document that was dated anew keeps its other dates.

#include <optional>

#include "model/reading.hpp"

namespace domicile::extract {

/// contradicting_dates, critical, where the date of issue stands alone: the periods and due dates of the
/// document end long before it, and no other date of the document lies near it. A bill names what is due soon
/// or what was used lately, and a yearly settlement of last year's use at least the day on which it is due.
///
/// Issued 2026-10-14, period to 2026-07-08, due 2026-07-28: a finding. Issued 2026-08-14, period to
/// 2025-12-31, due 2026-08-31: none. A date of issue that is the end of its period: none.
[[nodiscard]] std::optional<IntegrityFinding> find_lone_date(const Reading& reading);

}  // namespace domicile::extract
