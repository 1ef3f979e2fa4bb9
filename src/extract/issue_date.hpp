#pragma once
// The day on which a document was issued, among all the dates on it.

#include <optional>
#include <string_view>
#include <vector>

#include "extract/choice.hpp"
#include "extract/marked.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

struct DatesRead {
  std::optional<DateReading> issue_date;  ///< nullopt where no candidate convinces
  std::vector<OtherDate> others;
  std::vector<RunnerUp> runners_up;
};

/// Chooses by role (a bill date wins over a letter's date, that over a period's end; never a due date), by
/// place and by what the other dates say. A document that prints only its period is dated by the period's
/// end. `kind` is that of the document: what is "read" in a bill is a meter, in a bank statement the account.
[[nodiscard]] DatesRead read_dates(const Marked& marked, const Weights& weights, std::string_view kind);

}  // namespace domicile::extract
