#include "extract/movements.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t fewest_rows = 3;
constexpr std::size_t fewest_words = 4;  // the sum counts as two
constexpr double least_letters = 0.5;
constexpr double column_width = 0.02;  // of the page

// "28.04", "04/28", "9-5": a day of the statement's own year.
std::optional<std::size_t> end_of_short_date(const std::string& text) {
  static const re2::RE2 form(R"(^(\d{1,2}[./-]\d{1,2}\.?)(?:\s|$))");
  std::string date;
  if (!re2::RE2::PartialMatch(text, form, &date)) return std::nullopt;
  return date.size();
}

std::optional<std::size_t> end_of_leading_date(const Marked& marked, std::size_t line) {
  for (const auto& date : marked.dates) {
    if (date.line != line || date.date.begin > 0) continue;
    if (date.date.range != WrittenDate::Range::none) return std::nullopt;
    return date.date.end;
  }
  return end_of_short_date(marked.document.lines[line].text);
}

std::string rest_of_row(const Marked& marked, std::size_t line, std::size_t from) {
  std::string rest;
  for (auto at = line; at != layout::no_line; at = marked.document.neighbours[at].right) {
    const auto& text = marked.document.lines[at].text;
    rest += at == line ? text.substr(from) + " " : text + " ";
  }
  return rest;
}

bool holds_money(const std::string& text) {
  static const re2::RE2 money(
      R"((?:^|[^\d.,])\d{1,3}(?:[ .,'’]?\d{3})*(?:[.,]\d{2})(?:[^\d.,]|$)|\p{Sc}|\d,\d{3}(?:\D|$))");
  return re2::RE2::PartialMatch(text, money);
}

}  // namespace

MovementRows movement_rows(const Marked& marked) {
  std::map<std::pair<int, int>, std::vector<int>> columns;
  const auto& document = marked.document;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    if (document.neighbours[i].left != layout::no_line) continue;
    const auto end = end_of_leading_date(marked, i);
    if (!end || !holds_money(rest_of_row(marked, i, *end))) continue;
    const auto& line = document.lines[i];
    columns[{line.page, static_cast<int>(line.box.x0 / column_width)}].push_back(line.row);
  }
  MovementRows movements;
  for (const auto& [place, rows] : columns) {
    if (rows.size() < fewest_rows) continue;
    movements.longest = std::max(movements.longest, static_cast<int>(rows.size()));
    for (const auto row : rows) movements.rows.insert({place.first, row});
  }
  return movements;
}

bool leads_movement(const Marked& marked, const DateInLine& date) {
  if (date.date.begin > 0 || marked.document.neighbours[date.line].left != layout::no_line) return false;
  const auto rest = rest_of_row(marked, date.line, date.date.end);
  return character_shares(rest).letters > least_letters && fold_tokens(rest).size() >= fewest_words &&
         holds_money(rest);
}

}  // namespace domicile::extract
