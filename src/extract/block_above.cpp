#include "extract/block_above.hpp"

#include <algorithm>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/address_anchor.hpp"
#include "extract/block_names.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr std::size_t lines_above = 8;

// "110 155 724 308": of an account or a meter; "29******17": all but its ends is hidden.
bool is_bare_number(const std::string& text) {
  constexpr std::ptrdiff_t longest_postcode_and_house = 7;
  return (digits_in(text) > longest_postcode_and_house && character_shares(text).letters == 0) ||
         is_masked_number(text);
}

// A line with a date. "Wiener Straße 10/3/20" has none, and hardly "HERNALSER HOF 18/2/11".
bool dated(const Marked& marked, const BlockLine& part) {
  return std::ranges::any_of(marked.dates, [&](const DateInLine& found) {
    const bool may_be_numbers = found.date.short_year && found.date.separator == '/';
    return found.line == part.line && part.shape.street < (may_be_numbers ? part_score : 0.75);
  });
}

// The line in the row above whose value, behind its label, starts where this line does:
// "Billing address: 26 Mill Lane" over "Leeds LS1 4AP".
std::size_t labelled_line_above(const Marked& marked, std::size_t from, const BlockTools& tools) {
  const auto& document = marked.document;
  const auto& lower = document.lines[from];
  for (std::size_t i = from; i-- > 0;) {
    const auto& line = document.lines[i];
    if (line.page != lower.page || lower.row - line.row > 1) break;
    if (line.row + 1 != lower.row || line.box.x0 >= lower.box.x0) continue;
    const auto part = block_line(marked, i, tools);
    const double offset = document.points_x(lower.page, std::abs(part.box.x0 - lower.box.x0));
    if (!part.text.empty() && is_party_role(part.label_role) && offset < lower.height_pt) return i;
  }
  return no_line;
}

// The street above an empty line: "74 COURS EMILE ZOLA", nothing, "69100 VILLEURBANNE".
std::size_t street_above_gap(const Marked& marked, std::size_t anchor, const BlockTools& tools) {
  constexpr double widest_gap = 2.5, certain_street = 0.8;
  const auto& document = marked.document;
  const auto& lower = document.lines[anchor];
  for (std::size_t i = anchor; i-- > 0 && document.lines[i].page == lower.page;) {
    const auto& line = document.lines[i];
    const double gap = document.points_y(line.page, lower.box.y0 - line.box.y1);
    if (gap > widest_gap * lower.height_pt) break;
    const double offset = document.points_x(line.page, std::abs(line.box.x0 - lower.box.x0));
    if (gap <= 0 || offset > lower.height_pt / 2) continue;
    const auto part = block_line(marked, i, tools);
    return part.label_role.empty() && part.shape.street >= certain_street ? i : no_line;
  }
  return no_line;
}

// "S/o, W/o, D/o | RANBIR SINGH" between the holder's row and that of the address.
bool is_labelled_as_another(const Marked& marked, const BlockLine& part) {
  constexpr double widest_gap_in_heights = 8;
  const auto& document = marked.document;
  const auto left = document.neighbours[part.line].left;
  if (left == no_line || part.person.company || !names_somebody(part)) return false;
  const auto& own = document.lines[part.line];
  const double gap = document.points_x(own.page, own.box.x0 - document.lines[left].box.x1);
  return gap < widest_gap_in_heights * own.height_pt &&
         std::ranges::any_of(
             marked.labels,
             [&](const PhraseInLine& label) {
               return label.line == left && label.begin == 0 && label.meaning->name == "other_person" &&
                      label.end + 1 >= document.lines[left].text.size();
             });
}

// "ΟΝΟΜΑ ΠΑΤΡΟΣ: ΑΓΚΙΜ" between "ΝΤΕΝΤΑ ΑΡΜΑΝΤΟ" and the street says whose child the holder is.
bool names_parent(const Marked& marked, const BlockLine& part, const BlockTools& tools) {
  const auto above = marked.document.neighbours[part.line].above;
  if (part.label_role != "other_person" || above == no_line) return false;
  const auto holder = block_line(marked, above, tools);
  return holder.label_role.empty() && names_somebody(holder);
}

}  // namespace

std::vector<BlockLine> lines_above_anchor(const Marked& marked, const BlockLine& anchor,
                                          const BlockTools& tools, const std::set<std::size_t>& used) {
  std::vector<BlockLine> above;
  std::size_t at = marked.document.neighbours[anchor.line].above;
  if (at == no_line) at = labelled_line_above(marked, anchor.line, tools);
  if (at == no_line) at = street_above_gap(marked, anchor.line, tools);
  while (at != no_line && above.size() < lines_above) {
    if (used.contains(at)) break;
    auto part = block_line(marked, at, tools);
    if (part.label_role == "endorsement" || is_labelled_as_another(marked, part) ||
        names_parent(marked, part, tools)) {
      at = marked.document.neighbours[at].above;
      continue;
    }
    const bool only_label = part.text.empty();
    const bool other_value = !part.label_role.empty() && !is_party_role(part.label_role);
    if (only_label || other_value || dated(marked, part) || words_in(part.text) > longest_line_words) break;
    if (contact_strength(marked, at) > 0) break;
    if (is_bare_number(part.text)) {
      at = marked.document.neighbours[at].above;
      continue;
    }
    // Another town line above is another address.
    const bool whole = part.shape.whole_address >= anchor_score || part.shape.po_box >= part_score;
    if (part.shape.postcode_city >= 0.75 && (part.shape.street < part_score || whole) && !above.empty())
      break;
    // "25389" of a payment slip below "14 RUE DE LA LIBERATION 38170 SEYSSINET PARISET".
    if (above.empty() && character_shares(anchor.text).letters == 0 &&
        has_postcode(part.text, marked.locale.country, tools.lexicon))
      break;
    join_right(marked, part, tools);
    // "Exma. Sra. Ana" is labelled by its title: the other holder may stand above.
    bool cut = !part.label_role.empty() && !tools.people.judge(marked.document.lines[at].text).honorific;
    const auto next = marked.document.neighbours[at].above;
    if (cut && (part.label_role == "name" || part.label_role == "owner") && next != no_line) {
      // "CO-TITULAR: PABLO LUNA" below the first holder.
      const auto first = block_line(marked, next, tools);
      cut = !first.label_role.empty() || !names_somebody(first);
    }
    above.insert(above.begin(), std::move(part));
    if (cut && above.front().label_role != "mailing_address") break;
    at = marked.document.neighbours[at].above;
  }
  return above;
}

}  // namespace domicile::extract
