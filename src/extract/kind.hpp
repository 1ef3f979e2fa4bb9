#pragma once
// What a document is.

#include <vector>

#include "extract/choice.hpp"
#include "extract/marked.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

struct KindRead {
  KindReading kind;
  std::vector<RunnerUp> runners_up;
};

/// Chooses among the subkinds of parsers/*.yaml by headings, vocabulary and patterns. The confidence is that
/// of the kind: a bill that may be for gas or electricity is certainly a utility bill.
[[nodiscard]] KindRead read_kind(const Marked& marked, const Lexicon& lexicon, const Weights& weights);

}  // namespace domicile::extract
