#pragma once
// Whether a document that is worded as a bill or a statement is one. Words tell what it speaks of; that it
// settles something tells a bill from a letter about it: a change of prices, a reminder, a new card.

#include <string>
#include <vector>

#include "extract/accounting.hpp"
#include "extract/choice.hpp"
#include "extract/kind_support.hpp"

namespace domicile::extract {

struct Settlement {
  double probability = 1;  ///< that it is one, 0..1
  std::vector<Evidence> evidence;
};

/// `kind` is utility_bill or bank_statement; `table` how much of its movements is seen, 0..1. Weights
/// "settlement.…" of parsers/weights.yaml; the choice is logged as "settlement".
[[nodiscard]] Settlement settlement_of(const std::string& kind, const Marked& marked,
                                       const rules::KindRules& rules, const Supports& supports, double table,
                                       const Weights& weights);

}  // namespace domicile::extract
