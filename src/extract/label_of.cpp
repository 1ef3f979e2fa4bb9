#include "extract/label_of.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "extract/block_lines.hpp"
#include "extract/date_candidate.hpp"
#include "extract/date_context.hpp"
#include "extract/line_parts.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr double widest_gap_of_title = 14;  // heights of a letter

// A cell holds its value and little more; a sentence that begins with a date holds more.
double as_cell(const Marked& marked, std::size_t line, std::size_t end) {
  for (const auto& other : marked.dates) {
    if (other.line == line && other.date.range == WrittenDate::Range::end)
      end = std::max(end, other.date.end);
  }
  const auto& text = marked.document.lines[line].text;
  const auto behind = static_cast<double>(substance(text, end, text.size()));
  return std::clamp(1.15 - 0.025 * behind, 0.35, 1.0);
}

// A date with no more said.
bool names_letter(std::string_view role) {
  return role == "letter_date" || role == "made_date" || role == "sent_date";
}

// "Data prevista" is another label than "Data": the share of its strength that is left. On a scan the words
// behind it may be what could not be read of its own.
double if_only_word(const PhraseInLine& label, const layout::Line& line) {
  constexpr double other_label = 0.3;
  constexpr double other_label_on_scan = 0.7;
  const auto& text = line.text;
  if (label.tokens > 1 || !names_letter(label.meaning->name)) return 1;
  const auto end = language_part(text, label.begin, label.end).end;
  if (label.end > 0 && text[label.end - 1] == ':') return 1;
  const auto next = text.find_first_not_of(' ', label.end);
  const bool goes_on = next != std::string::npos && next < end &&
                       character_shares(text.substr(next, end - next)).letters > 0.8;
  if (!goes_on) return 1;
  return line.words.front().source == WordSource::ocr ? other_label_on_scan : other_label;
}

// "Alla data del 30/06/2026 i pagamenti" is a sentence, "Data: 30/06/2026" is a label: the share of its
// strength that a lone word has where others stand before it.
double if_leads(const PhraseInLine& label, const std::string& text) {
  constexpr double within_sentence = 0.4;
  if (label.tokens > 1 || !names_letter(label.meaning->name) || text[label.end - 1] == ':') return 1;
  const auto next = text.find_first_not_of(' ', label.end);
  if (next != std::string::npos && text[next] == ':') return 1;
  const auto begin = language_part(text, label.begin, label.end).begin;
  return substance(text, begin, label.begin) > 0 ? within_sentence : 1;
}

// "Data de càrrec: 14/10/2026" is another label than "Data: 14/10/2026".
double if_whole(const Marked& marked, const PhraseInLine& label, const layout::Line& line,
                std::size_t value) {
  constexpr double other_label = 0.3, other_label_on_scan = 0.7;
  if (label.tokens > 1 || !names_letter(label.meaning->name)) return 1;
  const auto between = squeeze(std::string_view(line.text).substr(label.end, value - label.end));
  const bool named = between.size() > 1 && between.ends_with(':') && !between.starts_with(':');
  const auto words = fold_tokens(between);
  const bool of_something = words.size() > 1 && leads_dates(marked, words.front());
  if (between.contains(',') || (!named && !of_something) || character_shares(between).letters < 0.8) return 1;
  return line.words.front().source == WordSource::ocr ? other_label_on_scan : other_label;
}

bool date_between(const Marked& marked, std::size_t line, std::size_t from, std::size_t to) {
  return std::ranges::any_of(marked.dates, [&](const DateInLine& other) {
    return other.line == line && other.date.begin >= from && other.date.end <= to &&
           other.date.range != WrittenDate::Range::start;
  });
}

// "手形用紙発行" names what was issued; "発行" alone is a label.
double if_not_glued(const PhraseInLine& label, const std::string& text) {
  constexpr double part_of_word = 0.3;
  constexpr std::size_t short_label = 2;
  const auto own = to_utf32(std::string_view(text).substr(label.begin, label.end - label.begin));
  const auto before = to_utf32(std::string_view(text).substr(0, label.begin));
  const bool glued = own.size() <= short_label && !before.empty() && is_ideographic(before.back());
  return glued && is_ideographic(own.front()) ? part_of_word : 1;
}

void add_same_line(const Marked& marked, std::size_t line, std::size_t begin, std::size_t end,
                   std::vector<LabelBeside>& found) {
  const auto& text = marked.document.lines[line].text;
  for (const auto& label : marked.labels) {
    if (label.line != line) continue;
    if (label.begin < begin && label.end <= end) {
      const auto between = substance(text, label.end, begin);
      double strength = std::max(0.0, 1.0 - 0.025 * static_cast<double>(between));
      if (date_between(marked, line, label.end, begin)) strength *= 0.35;
      strength *= if_leads(label, text) * if_not_glued(label, text) *
                  if_whole(marked, label, marked.document.lines[line], begin);
      found.push_back({&label, strength, "before it"});
    } else if (label.begin >= end) {
      const auto between = substance(text, end, label.begin);
      // Japanese says it behind the date: "7月15日 発行".
      const bool postposed =
          has_ideographs(std::string_view(text).substr(label.begin, label.end - label.begin));
      if (between <= 3) found.push_back({&label, postposed ? 0.85 : 0.4, "after it"});
    }
  }
}

// Labels at the end of the cell to the left, or alone in it.
void add_left_cell(const Marked& marked, std::size_t line, std::vector<LabelBeside>& found) {
  const auto& document = marked.document;
  std::size_t left = document.neighbours[line].left;
  double strength = 0.95;
  for (int hop = 0; hop < 3 && left != no_line; ++hop) {
    const auto& text = document.lines[left].text;
    if (marked.names_above.contains(left)) return;
    bool any = false;
    for (const auto& label : marked.labels) {
      if (label.line != left) continue;
      // "Исх. № 7f41c9d2" is one label as a whole.
      const bool numbers = std::string_view(text).substr(0, label.end).ends_with("№");
      const auto behind =
          numbers ? 0 : substance(text, label.end, language_part(text, label.begin, label.end).end);
      any = true;
      const double meant = strength * if_only_word(label, document.lines[left]);
      if (behind <= 12)
        found.push_back({&label, meant * (1.0 - 0.04 * static_cast<double>(behind)), "to the left"});
    }
    const bool value = std::ranges::any_of(marked.dates, [&](const DateInLine& d) { return d.line == left; });
    if (any || value || document.lines[left].words.size() > 3) return;
    strength *= 0.8;
    left = document.neighbours[left].left;
  }
}

// A label in two lines, as in two languages, with its value beside the middle of both: "Ημ. κλεισίματος" over
// "Closing date".
void add_left_pair(const Marked& marked, std::size_t line, std::vector<LabelBeside>& found) {
  constexpr double beside_both = 0.9;
  const auto& document = marked.document;
  const auto& own = document.lines[line];
  for (const auto& label : marked.labels) {
    const auto& text = document.lines[label.line];
    if (text.page != own.page || text.box.x1 > own.box.x0) continue;
    const auto& beside = document.neighbours[label.line];
    const bool upper = text.box.center_y() < own.box.center_y();
    const auto other = upper ? beside.below : beside.above;
    if (other == no_line || beside.right != no_line || document.neighbours[other].right != no_line) continue;
    const auto& partner = document.lines[other];
    const bool between = (partner.box.center_y() < own.box.center_y()) != upper;
    const double near = document.points_y(own.page, std::abs(text.box.center_y() - own.box.center_y()));
    if (!between || near > own.height_pt) continue;
    found.push_back({&label, beside_both * if_only_word(label, text), "to the left"});
  }
}

double overlap_share(const Box& a, const Box& b) {
  const double common = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  return common / std::max(1e-6, std::min(a.width(), b.width()));
}

// In points from the top. A stroke of a table's frame may have made the label's box higher than its letters.
double bottom_of(const layout::Document& document, const layout::Line& value, const PhraseInLine& label) {
  constexpr double half_height = 0.6;
  const double centre = document.points_y(value.page, label.box.center_y());
  return std::min(document.points_y(value.page, label.box.y1),
                  centre + half_height * std::max(4.0, value.height_pt));
}

// "納入期限 令和8年7月31日": the label has its value in its own row, and names nothing below.
bool has_date_beside(const Marked& marked, const PhraseInLine& label, std::size_t value) {
  const auto& document = marked.document;
  const auto& text = document.lines[label.line].text;
  const auto right = document.neighbours[label.line].right;
  return std::ranges::any_of(marked.dates, [&](const DateInLine& date) {
    if (date.line == label.line)
      return date.date.begin >= label.end && substance(text, label.end, date.date.begin) <= 1;
    return date.line == right && date.line != value && label.end + 2 >= text.size() &&
           substance(document.lines[right].text, 0, date.date.begin) <= 1;
  });
}

// Of what stands behind a label, less a remark in brackets: "Due date (rebate)" is a label as a whole, but
// "Payer (postal address)" is two.
std::size_t substance_behind(const Marked& marked, const PhraseInLine& label, std::size_t to) {
  const auto& text = marked.document.lines[label.line].text;
  const auto open = text.find_first_not_of(' ', label.end);
  const bool remark = open != std::string::npos && open < to && text[open] == '(' && text[to - 1] == ')';
  const auto stands_in_it = [&](const PhraseInLine& other) {
    return other.line == label.line && other.begin >= label.end && other.begin < to &&
           is_party_role(other.meaning->name);
  };
  return remark && std::ranges::none_of(marked.labels, stands_in_it) ? 0 : substance(text, label.end, to);
}

// Labels above: directly, or as the head of the column with other values between.
void add_above(const Marked& marked, std::size_t line, const Box& value, std::vector<LabelBeside>& found) {
  const auto& document = marked.document;
  const auto& own = document.lines[line];
  for (const auto& label : marked.labels) {
    const auto& other = document.lines[label.line];
    if (other.page != own.page || label.line == line || other.row >= own.row) continue;
    if (marked.names_above.contains(label.line)) continue;
    const double gap = (document.points_y(own.page, value.y0) - bottom_of(document, own, label)) /
                       std::max(4.0, own.height_pt);
    if (gap < -0.5 || gap > 14) continue;
    // "Faktura-data / Fecha factura" leads what stands below any part of it.
    const auto part = language_part(other.text, label.begin, label.end);
    const Box& reach = part.begin > 0 || part.end < other.text.size() ? other.box : label.box;
    const double overlap = overlap_share(reach, value);
    const double left_offset = document.points_x(own.page, std::abs(reach.x0 - value.x0)) / own.height_pt;
    if (overlap < 0.3 && left_offset > 1.5) continue;
    const auto before = substance(other.text, part.begin, label.begin);
    const auto behind = substance_behind(marked, label, part.end);
    if (has_date_beside(marked, label, line)) continue;
    const double alone = before + behind <= 2 ? 1.0 : before + behind <= 10 ? 0.75 : 0.35;
    const double near = gap < 1.3 ? 0.9 : gap < 2.4 ? 0.75 : gap < 4 ? 0.5 : 0.3;
    found.push_back({&label,
                     near * alone * if_only_word(label, other) * std::clamp(0.6 + 0.4 * overlap, 0.5, 1.0),
                     "above"});
  }
}

// A box with its label at the upper left and its value set against the right edge: "作成日" and, lower and
// further to the right, "2026.04.20".
void add_corner(const Marked& marked, std::size_t line, const Box& value, std::vector<LabelBeside>& found) {
  constexpr double widest_in_heights = 14, lowest_in_heights = 1, in_corner = 0.8;
  const auto& document = marked.document;
  const auto& own = document.lines[line];
  const double height = std::max(4.0, own.height_pt);
  const auto left = document.neighbours[line].left;
  for (const auto& label : marked.labels) {
    const auto& other = document.lines[label.line];
    if (other.page != own.page || other.row >= own.row || other.box.x1 > value.x0) continue;
    if (!is_date_role(label.meaning->name)) continue;  // a name stands right below its label
    if (marked.names_above.contains(label.line)) continue;
    const double drop = document.points_y(own.page, value.y0 - other.box.y1) / height;
    const double apart = document.points_x(own.page, value.x0 - other.box.x1) / height;
    if (drop < -0.5 || drop > lowest_in_heights || apart > widest_in_heights) continue;
    const auto right = document.neighbours[label.line].right;
    const bool between = (left != no_line && document.lines[left].box.x1 > other.box.x0) ||
                         (right != no_line && document.lines[right].box.x0 < value.x1);
    if (between ||
        substance(other.text, 0, label.begin) + substance(other.text, label.end, other.text.size()) > 2)
      continue;
    // Another value stands right below the label.
    if (document.neighbours[label.line].below != no_line &&
        document.points_y(own.page, document.lines[document.neighbours[label.line].below].box.y0 -
                                        other.box.y1) < 2 * height)
      continue;
    found.push_back({&label, in_corner, "above"});
  }
}

// The value above its label, as in some boxes.
void add_below(const Marked& marked, std::size_t line, const Box& value, std::vector<LabelBeside>& found) {
  const auto& document = marked.document;
  const auto& own = document.lines[line];
  for (const auto& label : marked.labels) {
    const auto& other = document.lines[label.line];
    if (other.page != own.page || other.row <= own.row) continue;
    const double gap = document.points_y(own.page, label.box.y0 - value.y1) / std::max(4.0, own.height_pt);
    if (gap > 1.3 || overlap_share(label.box, value) < 0.5) continue;
    if (substance(other.text, 0, label.begin) + substance(other.text, label.end, other.text.size()) > 2)
      continue;
    if (marked.names_above.contains(label.line)) {
      found.push_back({&label, 0.92, "below"});
      continue;
    }
    // A label that has its own value beside or below it is not ours.
    if (document.neighbours[label.line].right != no_line) continue;
    found.push_back({&label, 0.35, "below"});
  }
}

}  // namespace

namespace {

// "33044-2026/01/00187423 22/06/2026", the pair of "FACTURA Nº / FECHA DE EMISIÓN"
bool follows_number(const std::string& text, std::size_t at) {
  const auto before = squeeze(std::string_view(text).substr(0, at));
  return !before.contains(' ') && character_shares(before).digits > 0.5;
}

// Directly above, from one edge on.
bool is_column(const Marked& marked, const PhraseInLine& label, std::size_t line, const Box& value) {
  const auto& document = marked.document;
  const auto& own = document.lines[line];
  const double height = std::max(4.0, own.height_pt);
  return document.points_x(own.page, std::abs(label.box.x0 - value.x0)) < height &&
         document.points_y(own.page, value.y0 - label.box.y1) < 2 * height;
}

bool follows_slash(const std::string& text, std::size_t at) {
  const auto before = at == 0 ? std::string::npos : text.find_last_not_of(' ', at - 1);
  return before != std::string::npos && (text[before] == '/' || text[before] == '|');
}

}  // namespace

std::vector<LabelBeside> labels_beside(const Marked& marked, std::size_t line, std::size_t begin,
                                       std::size_t end) {
  std::vector<LabelBeside> found;
  const Box value = box_of(marked.document.lines[line], begin, end);
  add_same_line(marked, line, begin, end, found);
  // What stands before the value in its own line belongs to it more than what stands in the next cell.
  const auto& text = marked.document.lines[line].text;
  const auto first = found.size();
  if (substance(text, 0, begin) <= 3) {
    add_left_cell(marked, line, found);
    if (marked.document.neighbours[line].left == no_line) add_left_pair(marked, line, found);
    add_above(marked, line, value, found);
    add_below(marked, line, value, found);
    if (found.empty()) add_corner(marked, line, value, found);
  } else if (found.empty() && (follows_slash(text, begin) || follows_number(text, begin))) {
    add_left_cell(marked, line, found);
    add_above(marked, line, marked.document.lines[line].box, found);
    // "Facture n° / Date" leads "26 05 1188042 / 22 mai 2026".
    std::erase_if(found, [&](const LabelBeside& beside) {
      const auto& label = marked.document.lines[beside.label->line].text;
      const auto own = label.substr(beside.label->begin, beside.label->end - beside.label->begin);
      return !follows_slash(label, beside.label->begin) && !own.contains('/');
    });
  }
  if (found.empty() && character_shares(std::string_view(text).substr(0, begin)).digits > 0) {
    // A column's value that stands close to the one on its left.
    add_above(marked, line, value, found);
    std::erase_if(found,
                  [&](const LabelBeside& beside) { return !is_column(marked, *beside.label, line, value); });
  }
  if (found.size() > first) {
    const double cell = as_cell(marked, line, end);
    for (std::size_t i = first; i < found.size(); ++i) found[i].strength *= cell;
  }
  // A label right above leaves nothing for the one below.
  const bool headed = std::ranges::any_of(
      found, [](const LabelBeside& beside) { return beside.where == "above" && beside.strength > 0.8; });
  for (auto& beside : found) {
    if (headed && beside.where == "below") beside.strength *= 0.5;
  }
  // Of equally placed labels the more specific wording is meant.
  for (auto& beside : found) {
    beside.strength *= 1.0 + 0.03 * static_cast<double>(std::min<std::size_t>(4, beside.label->tokens) - 1);
    if (!beside.label->exact) beside.strength *= 0.9;
    beside.strength = std::min(beside.strength, 1.0);
  }
  std::erase_if(found, [](const LabelBeside& b) { return b.strength < 0.15; });
  std::ranges::stable_sort(found, [](const auto& a, const auto& b) { return a.strength > b.strength; });
  return found;
}

std::optional<LabelBeside> title_beside(const Marked& marked, std::size_t line, std::size_t begin,
                                        std::size_t end) {
  const auto& document = marked.document;
  const auto& own = document.lines[line];
  const Box value = box_of(own, begin, end);
  std::optional<LabelBeside> best;
  const auto take = [&](const PhraseInLine& title, double strength, const char* where) {
    if (!best || strength > best->strength) best = LabelBeside{&title, strength, where};
  };
  for (const auto& title : marked.titles) {
    const auto& text = document.lines[title.line].text;
    // "Your electricity bill" is a heading; "Water" at the end of a company's name is none.
    if (substance(text, heading_part(text, title.begin).begin, title.begin) > (title.tokens == 1 ? 6 : 16))
      continue;
    if (title.line == line) {
      if (title.end > begin) continue;
      if (text[title.begin] == '(' || (title.begin > 0 && text[title.begin - 1] == '('))
        continue;  // "(deklaracja z dnia 15.02.2023)"
      if (substance(text, title.end, begin) <= 12) take(title, 1.0, "before it");
      // "Rechnung Nr. R18-31 vom 03.10.2018"
      else if (filler_before(marked, text, begin))
        take(title, 0.85, "before it");
      continue;
    }
    if (substance(own.text, 0, begin) > 3) continue;
    const auto& other = document.lines[title.line];
    const double cell = as_cell(marked, line, end);
    if (title.line == document.neighbours[line].left && substance(text, title.end, text.size()) <= 4) {
      const double apart =
          document.points_x(own.page, value.x0 - title.box.x1) / std::max(4.0, own.height_pt);
      if (apart < widest_gap_of_title) take(title, 0.95 * cell, "to the left");
      continue;
    }
    const double gap = document.points_y(own.page, value.y0 - title.box.y1) / std::max(4.0, own.height_pt);
    const bool near = other.page == own.page && gap > -0.5 && gap < 1.8;
    if (near && std::min(value.x1, other.box.x1) > std::max(value.x0, other.box.x0) &&
        substance(text, heading_part(text, title.begin).begin, title.begin) +
                substance(text, title.end, text.size()) <=
            14) {
      take(title, 0.8 * cell, "above");
    }
  }
  return best;
}

}  // namespace domicile::extract
