#pragma once
// Settles 03/11/2026: the third of November or the eleventh of March.

#include <string>

#include "extract/marked.hpp"

namespace domicile::extract {

/// Which order the numeric dates of a document have, and why.
struct DateOrder {
  bool month_first = false;
  bool settled = false;  ///< the document itself says so; false where only habit does
  std::string why;       ///< "13/11/2026 stands on it", "the United Kingdom writes D/M/Y"
};

/// Evidence in this order: an unambiguous numeric date with the same separator; a range that only makes sense
/// in one order; the country, where it is certain and has one habit; the language's habit (not settled).
[[nodiscard]] DateOrder settle_order(const Marked& marked, char separator);

}  // namespace domicile::extract
