#pragma once
// Which label belongs to a value on a page.

#include <optional>
#include <string>
#include <vector>

#include "extract/marked.hpp"

namespace domicile::extract {

/// A label beside a value, and how well it stands there.
struct LabelBeside {
  const PhraseInLine* label = nullptr;
  double strength = 0;  ///< 0..1: 1 directly before the value
  std::string where;    ///< "to the left", "above", "before it"
};

/// The labels that may belong to the value at bytes [begin, end) of `line`, strongest first.
/// A value right of "Due date:" gets that label before the one in the line above it.
[[nodiscard]] std::vector<LabelBeside> labels_beside(const Marked& marked, std::size_t line,
                                                     std::size_t begin, std::size_t end);

/// The same among the headings that say what the document is: "Kontoauszug vom 3.11.2026", "Electricity bill"
/// over a date. nullopt where none stands directly beside the value.
[[nodiscard]] std::optional<LabelBeside> title_beside(const Marked& marked, std::size_t line,
                                                      std::size_t begin, std::size_t end);

}  // namespace domicile::extract
