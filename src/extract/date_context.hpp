#pragma once
// What the words around a date say of it beside its label: a document's number before it, a sentence that it
// stands in, another document that is named.

#include <cstddef>
#include <optional>
#include <string_view>

#include "extract/label_of.hpp"
#include "extract/marked.hpp"

namespace domicile::extract {

/// Whether a folded word leads a date or a range of dates: "vom", "du", "del".
[[nodiscard]] bool leads_dates(const Marked& marked, std::string_view word);

/// Whether the word right before `begin` of `text` leads a date.
[[nodiscard]] bool filler_before(const Marked& marked, std::string_view text, std::size_t begin);

/// The label that numbers the document in front of the date at `begin` of `line`, with the number and a word
/// that leads a date between: "Rechnung Nr. R18-31 vom 03.10.2018", "Bill reference: 218873410 (4 May
/// 2026)". The number may be the line above.
[[nodiscard]] std::optional<LabelBeside> number_before(const Marked& marked, std::size_t line,
                                                       std::size_t begin);

/// Whether the line `above` is a sentence's that fills its line and goes on in the line `below` it.
[[nodiscard]] bool goes_on_in(const layout::Document& document, std::size_t above, std::size_t below);

/// Whether `line` goes on a sentence that the line above does not end.
[[nodiscard]] bool continues_sentence(const layout::Document& document, std::size_t line);

/// Whether a dash parts what stands before `begin` from it: "ANNUAL MEETING – June 18, 2026".
[[nodiscard]] bool follows_dash(std::string_view text, std::size_t begin);

/// True where the date that begins at `begin` says from when something holds: "prices since 1 May 2026",
/// "Änderung ab 01.04.2026".
[[nodiscard]] bool begins_to_hold(const Marked& marked, std::size_t line, std::size_t begin);

/// Whether what is named before the date at `begin` of `line`, or heads it, is another document: "Prior
/// bill, dated May 4", "your next statement, of June 30".
[[nodiscard]] bool is_of_another(const Marked& marked, std::size_t line, std::size_t begin);

}  // namespace domicile::extract
