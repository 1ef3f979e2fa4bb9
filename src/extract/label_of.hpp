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

/// Whether a folded word leads a date or a range of dates: "vom", "du", "del".
[[nodiscard]] bool leads_dates(const Marked& marked, std::string_view word);

/// The label that numbers the document in front of the date at `begin` of `line`, with the number and a word
/// that leads a date between: "Rechnung Nr. R18-31 vom 03.10.2018".
[[nodiscard]] std::optional<LabelBeside> number_before(const Marked& marked, std::size_t line,
                                                       std::size_t begin);

/// Whether the line `above` is a sentence's that fills its line and goes on in the line `below` it.
[[nodiscard]] bool goes_on_in(const layout::Document& document, std::size_t above, std::size_t below);

/// True where the date that begins at `begin` says from when something holds: "prices since 1 May 2026",
/// "Änderung ab 01.04.2026".
[[nodiscard]] bool begins_to_hold(const Marked& marked, std::size_t line, std::size_t begin);

/// Whether what is named before the date at `begin` of `line`, or heads it, is another document: "Prior
/// bill, dated May 4", "your next statement, of June 30".
[[nodiscard]] bool is_of_another(const Marked& marked, std::size_t line, std::size_t begin);

}  // namespace domicile::extract
