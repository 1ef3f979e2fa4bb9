#include "extract/label_sides.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "base/text.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr double same_edge_points = 4;
constexpr std::size_t longest_rest = 2;
constexpr double widest_gap_in_heights = 9;

bool dates_itself(std::string_view role) { return role.ends_with("_date") || role.starts_with("period"); }

// A line that is one label and no more.
bool lone(const Marked& marked, const PhraseInLine& label) {
  const auto& text = marked.document.lines[label.line].text;
  const auto others = text.substr(0, label.begin) + " " + text.substr(label.end);
  return join(fold_tokens(others), "").size() <= longest_rest;
}

enum class Content { nothing, date, number, words };

Content content_of(const Marked& marked, std::size_t line) {
  if (line == no_line) return Content::nothing;
  const bool labelled = std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    return label.line == line && label.begin <= longest_rest && !label.meaning->name.starts_with("period_");
  });
  if (labelled) return Content::nothing;
  if (std::ranges::any_of(marked.dates, [&](const DateInLine& date) { return date.line == line; }))
    return Content::date;
  return character_shares(marked.document.lines[line].text).digits > 0.3 ? Content::number : Content::words;
}

// The cell right of a label that holds a value: then the label names that.
bool value_to_the_right(const Marked& marked, std::size_t line) {
  const auto right = marked.document.neighbours[line].right;
  if (right == no_line) return false;
  const auto& document = marked.document;
  const double gap = document.points_x(document.lines[line].page,
                                       document.lines[right].box.x0 - document.lines[line].box.x1);
  if (gap > widest_gap_in_heights * document.lines[line].height_pt) return false;
  const auto& text = marked.document.lines[right].text;
  if (content_of(marked, right) == Content::number) return true;
  return std::ranges::any_of(marked.dates, [&](const DateInLine& date) {
    return date.line == right && date.date.begin <= longest_rest &&
           date.date.end + longest_rest >= text.size();
  });
}

// +1 where the label must name what stands above it, -1 where what stands below, 0 where both would do.
int vote(const Marked& marked, const PhraseInLine& label) {
  if (value_to_the_right(marked, label.line)) return -1;
  const auto& neighbours = marked.document.neighbours[label.line];
  const auto above = content_of(marked, neighbours.above);
  const auto below = content_of(marked, neighbours.below);
  if (dates_itself(label.meaning->name)) return (above == Content::date) - (below == Content::date);
  if (label.meaning->name != "identifier" && !is_amount_role(label.meaning->name)) return 0;
  return (above == Content::number && below != Content::number) -
         (below == Content::number && above != Content::number);
}

struct Column {
  int page = 0;
  double left_points = 0;
  int votes = 0;
  std::vector<std::size_t> lines;
  std::vector<double> values_end;  ///< right edges of the numbers and dates beside its labels, in points
};

// The right edge of a number or a day in the next cell, however far: values set against the right margin.
std::optional<double> end_of_value(const Marked& marked, std::size_t line) {
  const auto right = marked.document.neighbours[line].right;
  const auto content = content_of(marked, right);
  if (content != Content::number && content != Content::date) return std::nullopt;
  return marked.document.points_x(marked.document.lines[line].page, marked.document.lines[right].box.x1);
}

// Beside most labels of the column a value ends at the same edge: it is a list of two columns.
bool lists_values(const Column& column) {
  return std::ranges::any_of(column.values_end, [&](double edge) {
    const auto aligned = std::ranges::count_if(
        column.values_end, [&](double other) { return std::abs(edge - other) < same_edge_points; });
    return 2 * static_cast<std::size_t>(aligned) > column.lines.size();
  });
}

}  // namespace

void find_label_sides(Marked& marked) {
  const auto& document = marked.document;
  std::vector<Column> columns;
  for (const auto& label : marked.labels) {
    const auto& role = label.meaning->name;
    if (!lone(marked, label) || !(dates_itself(role) || role == "identifier" || is_amount_role(role)))
      continue;
    const auto& line = document.lines[label.line];
    const double left = document.points_x(line.page, line.box.x0);
    auto column = std::ranges::find_if(columns, [&](const Column& known) {
      return known.page == line.page && std::abs(known.left_points - left) < same_edge_points;
    });
    if (column == columns.end()) column = columns.insert(columns.end(), Column{line.page, left, 0, {}, {}});
    if (!column->lines.empty() && column->lines.back() == label.line) continue;
    column->votes += vote(marked, label);
    column->lines.push_back(label.line);
    if (const auto end = end_of_value(marked, label.line)) column->values_end.push_back(*end);
  }
  for (const auto& column : columns) {
    if (column.votes > 0 && !lists_values(column))
      marked.names_above.insert(column.lines.begin(), column.lines.end());
  }
}

}  // namespace domicile::extract
