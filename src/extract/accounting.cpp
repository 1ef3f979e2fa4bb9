#include "extract/accounting.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "base/text.hpp"
#include "extract/kind_support.hpp"
#include "extract/sums.hpp"

namespace domicile::extract {
namespace {

struct Letters {
  double all = 0;
  double small = 0;
  double ideographic = 0;
};

Letters letters_of(std::string_view text) {
  Letters letters;
  for (const char32_t c : to_utf32(text)) {
    const auto point = static_cast<UChar32>(c);
    if (u_isalpha(point) == 0) continue;
    letters.all += 1;
    letters.small += u_islower(point) != 0 ? 1 : 0;
    letters.ideographic += is_ideographic(c) ? 1 : 0;
  }
  return letters;
}

bool has_digit(std::string_view text) { return character_shares(text).digits > 0; }

// A number with few letters, a currency or a side: "EUR 84,10", "1 250 Kč", "£63.62 in credit".
bool is_number(const Marked& marked, std::size_t line) {
  constexpr double most_letters = 8;
  if (line == layout::no_line) return false;
  const auto& text = marked.document.lines[line].text;
  if (!has_digit(text)) return false;
  if (std::ranges::any_of(marked.dates, [&](const DateInLine& date) { return date.line == line; }))
    return false;
  return letters_of(text).all <= most_letters;
}

// "Total due by 14 August 2026   134.51", "Ending balance on August 19   $4,012.10"
bool names_sum_and_day(const Marked& marked, const PhraseInLine& label) {
  return is_number(marked, marked.document.neighbours[label.line].right);
}

// "Valor a pagar" over "34,18 €" in large type.
bool captions_number(const Marked& marked, std::size_t caption) {
  return is_number(marked, layout::captioned(marked.document, caption));
}

// "ご請求金額（税込）  ¥7,213": in type so large that the two do not count as one row, or a little lower.
bool has_large_number_right(const Marked& marked, std::size_t label) {
  constexpr double larger = 1.3, widest_gap_in_heights = 25;
  const auto& document = marked.document;
  const auto& own = document.lines[label];
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto& line = document.lines[i];
    if (line.page != own.page || line.height_pt < larger * own.height_pt) continue;
    const bool beside = line.box.y0 < own.box.y1 + own.box.height() &&
                        line.box.y1 > own.box.y0 - own.box.height() && line.box.x0 >= own.box.x1;
    const double gap = document.points_x(own.page, line.box.x0 - own.box.x1);
    if (beside && gap <= widest_gap_in_heights * own.height_pt && is_number(marked, i)) return true;
  }
  return false;
}

// Behind the label, in the next two cells of its row, below it or above it.
bool has_number(const Marked& marked, const PhraseInLine& label) {
  constexpr std::size_t near = 30;  // bytes: "Total due in EUR incl. VAT: 84.10"
  const auto& document = marked.document;
  if (has_digit(std::string_view(document.lines[label.line].text).substr(label.end).substr(0, near)))
    return true;
  const auto& beside = document.neighbours[label.line];
  if (is_number(marked, beside.right) || is_number(marked, beside.below) || is_number(marked, beside.above))
    return true;
  return (beside.right != layout::no_line && is_number(marked, document.neighbours[beside.right].right)) ||
         captions_number(marked, label.line) || has_large_number_right(marked, label.line);
}

bool is_end_of_period(std::string_view role) {
  return role.starts_with("period") || role == "statement_date";
}

// A line of a paragraph: long, of small letters, and hardly a number in it.
bool is_prose(const layout::Line& line, const Letters& letters) {
  constexpr std::size_t fewest_words = 7;
  constexpr double fewest_ideographs = 18;
  constexpr double mostly = 0.75;
  if (letters.ideographic > letters.all / 2) return letters.ideographic >= fewest_ideographs;
  return line.words.size() >= fewest_words && letters.small >= mostly * letters.all;
}

// "Bill date: 4 June 2026", "Date of statement | 30.06.26"; not "as our bill dated 4 June says".
bool names_own_date(const Marked& marked, const PhraseInLine& label) {
  constexpr std::size_t most_beside = 12;  // bytes of the line that are neither the label's nor the date's
  const auto& document = marked.document;
  const auto& line = document.lines[label.line];
  const auto& beside = document.neighbours[label.line];
  const bool prose = is_prose(line, letters_of(line.text));
  return std::ranges::any_of(marked.dates, [&](const DateInLine& found) {
    if (found.line != label.line) return !prose && (found.line == beside.right || found.line == beside.below);
    const auto used = label.end - label.begin + found.date.end - found.date.begin;
    return found.date.begin >= label.end && line.text.size() <= used + most_beside;
  });
}

// The label and no more than a comma or a word.
bool has_own_line(const Marked& marked, const PhraseInLine& label) {
  constexpr std::size_t most_beside = 12;  // bytes
  const auto& text = marked.document.lines[label.line].text;
  const auto before = squeeze(std::string_view(text).substr(0, label.begin));
  const bool leads = label.begin <= most_beside || before.ends_with('/');  // in a second language
  return leads && text.size() <= label.end + most_beside;
}

// Of the letters between two heights of page one, fractions of it.
double share_of_prose(const layout::Document& document, double from, double to) {
  constexpr double small_print = 0.8;  // of the median height
  const double least_height = small_print * layout::median_height(document);
  double prose = 0, all = 0;
  for (const auto& line : document.lines) {
    if (line.page != 1 || line.box.center_y() < from || line.box.center_y() > to) continue;
    const auto letters = letters_of(line.text);
    all += letters.all;
    if (line.height_pt >= least_height && is_prose(line, letters)) prose += letters.all;
  }
  return all > 0 ? prose / all : 0;
}

}  // namespace

Accounting accounting_of(const Marked& marked) {
  Accounting accounting;
  for (const auto& label : marked.labels) {
    const auto& role = label.meaning->name;
    const int page = marked.document.lines[label.line].page;
    if (page > pages_looked_at) continue;
    if (role == "amount_due") accounting.sums_due += has_number(marked, label) ? 1 : 0;
    if (role == "due_date") accounting.sums_due += names_sum_and_day(marked, label) ? 1 : 0;
    if (role == "total") accounting.totals += has_number(marked, label) ? 1 : 0;
    if (is_end_of_period(role)) accounting.balances += names_sum_and_day(marked, label) ? 1 : 0;
    if (role == "bill_date" || role == "statement_date" || role == "invoice_date")
      accounting.dated |= names_own_date(marked, label);
    if (role == "balance") accounting.balances += has_number(marked, label) ? 1 : 0;
    accounting.closes |= role == "closing" && has_own_line(marked, label);
    accounting.greets |= role == "salutation" && page == 1;
  }
  accounting.adds_up = adds_up(marked.document);
  accounting.blanks = blanks_to_fill(marked.document);
  constexpr double body_from = 0.25, body_to = 0.65;
  accounting.prose = share_of_prose(marked.document, 0, 1);
  accounting.body = share_of_prose(marked.document, body_from, body_to);
  return accounting;
}

}  // namespace domicile::extract
