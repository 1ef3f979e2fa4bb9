#include "extract/date_rows.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/line_parts.hpp"
#include "extract/movements.hpp"

namespace domicile::extract {
namespace {

// "OPERACIONES ENTRE" or "Valor a pagar" between it and its label, without a date: a label of its own, known
// or not, that parts it from what stands further up.
bool has_text_above(const DateCandidate& candidate, const Marked& marked) {
  if (candidate.label == nullptr) return false;
  const auto& lines = marked.document.lines;
  const auto& date = candidate.found->box;
  for (auto i = candidate.label->line + 1; i < candidate.found->line; ++i) {
    const auto& line = lines[i];
    const bool between = line.row != lines[candidate.label->line].row &&
                         line.row != lines[candidate.found->line].row && line.box.x0 < date.x1 &&
                         line.box.x1 > date.x0;
    const auto shares = character_shares(line.text);
    if (between && shares.digits == 0 && shares.letters > 0) return true;
  }
  return false;
}

// "Datum van opmaak | 22 juni 2026": a label has the cell to its left for itself.
bool has_own_cell(const DateCandidate& candidate, const Marked& marked) {
  constexpr double directly = 0.8;
  if (candidate.label == nullptr || candidate.where != "to the left" || candidate.strength < directly)
    return false;
  const auto& label = *candidate.label;
  const auto& text = marked.document.lines[label.line].text;
  return fold_tokens(text.substr(0, label.begin) + " " + text.substr(label.end)).empty();
}

// Dates that stand under each other in at least three rows are a table's: movements, readings.
void mark_columns(std::vector<DateCandidate>& candidates, const Marked& marked) {
  const auto& document = marked.document;
  for (auto& candidate : candidates) {
    int mates = 0;
    const auto& own = document.lines[candidate.found->line];
    for (const auto& other : candidates) {
      if (&other == &candidate) continue;
      const auto& line = document.lines[other.found->line];
      if (line.page != own.page || line.row == own.row) continue;
      const double offset = std::min(std::abs(other.found->box.x0 - candidate.found->box.x0),
                                     std::abs(other.found->box.x1 - candidate.found->box.x1));
      const double apart = document.points_y(own.page, std::abs(line.box.center_y() - own.box.center_y()));
      if (document.points_x(own.page, offset) < 6 && apart < 9 * std::max(6.0, own.height_pt) &&
          (other.label == nullptr ||
           (other.label == candidate.label && other.where == "above" && !has_text_above(other, marked)))) {
        ++mates;
      }
    }
    candidate.in_column = mates >= 2 && !has_own_cell(candidate, marked);
  }
}

bool stands_twice_in_row(const PhraseInLine& label, const Marked& marked) {
  const auto& lines = marked.document.lines;
  const auto wording = [&](const PhraseInLine& of) {
    return fold(lines[of.line].text.substr(of.begin, of.end - of.begin));
  };
  const auto& own = lines[label.line];
  return std::ranges::any_of(marked.labels, [&](const PhraseInLine& other) {
    const auto& line = lines[other.line];
    return line.page == own.page && line.row == own.row &&
           (other.line != label.line || other.begin != label.begin) && wording(other) == wording(label);
  });
}

// A label over two days in one column heads a table: "Date" over the opening and the closing balance.
bool heads_a_table(const DateCandidate& candidate, const std::vector<DateCandidate>& all,
                   const Marked& marked) {
  // "Belegdatum" over the movements of a card is no invoice's date.
  if (candidate.where != "above" || (candidate.role != "letter_date" && candidate.role != "invoice_date"))
    return false;
  const auto& lines = marked.document.lines;
  // "Issued:" waits for one value; the head of a column has no colon.
  const auto& text = lines[candidate.label->line].text;
  const auto end = candidate.label->end;
  const bool waits = text[end - 1] == ':' || (end < text.size() && text[end] == ':');
  if (candidate.label->tokens == 1 && !waits && leads_movement(marked, *candidate.found)) return true;
  if (stands_twice_in_row(*candidate.label, marked)) return true;  // "Dato Aflæsning   Dato Aflæsning"
  constexpr int next_rows = 2;
  return std::ranges::any_of(all, [&](const DateCandidate& other) {
    const int apart = std::abs(lines[other.found->line].row - lines[candidate.found->line].row);
    // The same day in the next row: of the meter for another tariff.
    return other.label == candidate.label && other.where == "above" && apart > 0 &&
           (other.value != candidate.value || (candidate.label->tokens == 1 && apart <= next_rows)) &&
           !has_text_above(other, marked);
  });
}

// "Kontostand am 30.04.2026" and "Kontostand am 29.05.2026": the earlier one opens the period.
void mark_openings(std::vector<DateCandidate>& candidates, const Marked& marked) {
  const auto wording = [&](const PhraseInLine& label) {
    return fold(marked.document.lines[label.line].text.substr(label.begin, label.end - label.begin));
  };
  for (auto& candidate : candidates) {
    if (candidate.role != "period_end" || candidate.label == nullptr ||
        candidate.found->date.range != WrittenDate::Range::none)
      continue;
    const bool opens = std::ranges::any_of(candidates, [&](const DateCandidate& other) {
      return other.role == "period_end" && other.label != nullptr && other.value > candidate.value &&
             other.found->date.range == WrittenDate::Range::none &&
             wording(*other.label) == wording(*candidate.label);
    });
    if (opens) candidate.role = "period_start";
  }
}

// The cell above one of a table that a typewriter drew, with a rule of hyphens between.
std::size_t over_typed_rule(const DateCandidate& candidate, const Marked& marked) {
  constexpr double most_heights = 4;
  const auto& document = marked.document;
  const auto& own = document.lines[candidate.found->line];
  const auto& date = candidate.found->box;
  bool rule = false;
  for (auto i = candidate.found->line; i-- > 0 && document.lines[i].page == own.page;) {
    const auto& line = document.lines[i];
    if (document.points_y(own.page, own.box.y0 - line.box.y1) > most_heights * own.height_pt) break;
    if (line.row == own.row || line.box.x1 < date.x0 || line.box.x0 > date.x1) continue;
    if (!fold_tokens(line.text).empty()) return rule ? i : layout::no_line;
    rule |= line.text.contains("--") || line.text.contains("==");
  }
  return layout::no_line;
}

// The words that stand directly before a date: in its line, in the cell on its left or in the one above.
std::string words_at(const DateCandidate& candidate, const Marked& marked) {
  const auto& document = marked.document;
  const auto line = candidate.found->line;
  const auto before = [&](std::string_view text) { return join(fold_tokens(text), " "); };
  auto words = before(std::string_view(document.lines[line].text).substr(0, candidate.found->date.begin));
  auto left = document.neighbours[line].left;
  while (left != layout::no_line && fold_tokens(document.lines[left].text).empty())
    left = document.neighbours[left].left;
  auto above = document.neighbours[line].above;
  if (above == layout::no_line || fold_tokens(document.lines[above].text).empty())
    above = over_typed_rule(candidate, marked);
  for (const auto beside : {left, above}) {
    if (words.empty() && beside != layout::no_line && digits_in(document.lines[beside].text) == 0)
      words = before(document.lines[beside].text);
  }
  return words;
}

bool is_word_of(const std::string& words, std::vector<std::string> DateWords::* of, const Marked& marked) {
  return !words.empty() && std::ranges::any_of(marked.locale.languages, [&](const LanguageLexicon* language) {
    const auto& known = language->dates.*of;
    return std::ranges::find(known, words) != known.end();
  });
}

// "DESDE: 2026/06/01 | HASTA: 2026/06/30", and "From | To" over two days: a period in two cells.
void mark_ranges_in_cells(std::vector<DateCandidate>& candidates, const Marked& marked) {
  const auto bare = [](const DateCandidate& candidate) {
    const bool unnamed = candidate.label == nullptr && candidate.role == "none";
    const bool under_head = candidate.role == "period" && candidate.where == "above";  // "Stmt. period"
    return (unnamed || under_head) && candidate.found->date.range == WrittenDate::Range::none;
  };
  for (auto& start : candidates) {
    if (!bare(start) || !is_word_of(words_at(start, marked), &DateWords::range_from, marked)) continue;
    const auto& own = marked.document.lines[start.found->line];
    for (auto& end : candidates) {
      const auto& line = marked.document.lines[end.found->line];
      if (line.page != own.page || line.row != own.row || end.value <= start.value || !bare(end)) continue;
      if (!is_word_of(words_at(end, marked), &DateWords::range_to, marked)) continue;
      start.role = "period_start";
      end.role = "period_end";
      start.in_range = end.in_range = true;
      break;
    }
  }
}

// "DATA | 09/09/2026 | 09/10/2026" below "Leitura | anterior | atual": a row of a table has a day in each
// column.
void mark_rows_of_days(std::vector<DateCandidate>& candidates, const Marked& marked) {
  const auto next_in_row = [&](const DateCandidate& candidate) {
    const auto right = marked.document.neighbours[candidate.found->line].right;
    return std::ranges::any_of(candidates, [&](const DateCandidate& other) {
      return other.found->line == right && other.value != candidate.value &&
             substance(marked.document.lines[right].text, 0, other.found->date.begin) == 0;
    });
  };
  for (auto& candidate : candidates) {
    if (candidate.role == "letter_date" && candidate.where == "to the left" && candidate.label->tokens == 1 &&
        next_in_row(candidate))
      candidate.role = "other_date";
  }
}

// A day that a label further up says is due, without a label on the slip to pay with.
void mark_repeated_dues(std::vector<DateCandidate>& candidates, const Marked& marked) {
  constexpr double plain = 0.6;
  const auto place = [&](const DateCandidate& candidate) {
    const auto& line = marked.document.lines[candidate.found->line];
    return std::pair(line.page, line.box.y0);
  };
  for (auto& candidate : candidates) {
    if (candidate.role != "none") continue;
    const auto due = std::ranges::find_if(candidates, [&](const DateCandidate& other) {
      return other.role == "due_date" && other.strength > plain && other.value == candidate.value &&
             place(other) < place(candidate);
    });
    if (due == candidates.end()) continue;
    candidate.role = due->role;
    candidate.label = due->label;
    candidate.strength = due->strength;
    candidate.where = "further up";
  }
}

}  // namespace

void give_roles_by_others(std::vector<DateCandidate>& candidates, const Marked& marked) {
  mark_openings(candidates, marked);
  mark_ranges_in_cells(candidates, marked);
  mark_repeated_dues(candidates, marked);
  mark_rows_of_days(candidates, marked);
  mark_columns(candidates, marked);
  std::vector<DateCandidate*> of_tables;
  for (auto& candidate : candidates) {
    const bool in_column = candidate.in_column && candidate.label != nullptr && candidate.where == "above" &&
                           (names_issue(candidate.role) || candidate.role == "none");
    if (in_column || heads_a_table(candidate, candidates, marked)) of_tables.push_back(&candidate);
  }
  for (auto* candidate : of_tables) candidate->role = "transaction_date";  // "Date" at the head of movements
}

}  // namespace domicile::extract
