#include "extract/block_label.hpp"

#include <algorithm>

#include "extract/label_of.hpp"
#include "extract/line_parts.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

// A label over lines of its own names those, not what stands in the next column.
bool heads_own_column(const Marked& marked, const PhraseInLine& label) {
  const auto& document = marked.document;
  const auto below = document.neighbours[label.line].below;
  if (below == no_line) return false;
  const auto& upper = document.lines[label.line];
  const bool labelled = std::ranges::any_of(
      marked.labels, [&](const PhraseInLine& other) { return other.line == below && other.begin == 0; });
  const double offset = document.points_x(upper.page, std::abs(upper.box.x0 - document.lines[below].box.x0));
  return !labelled && offset < upper.height_pt;
}

// "Rauman konttori" over "Savilankatu 9, 26100 RAUMA" names that address and not the next one below, and so
// does "Afsender:" before an address in its own line.
bool heads_another_address(const PhraseInLine& label, std::size_t top, const Marked& marked,
                           const BlockTools& tools) {
  if (label.begin == 0 && block_line(marked, label.line, tools).shape.whole_address >= anchor_score)
    return true;
  const auto below = marked.document.neighbours[label.line].below;
  if (below == no_line || below >= top) return false;
  const auto part = block_line(marked, below, tools);
  return part.shape.whole_address >= anchor_score && part.label_role.empty();
}

// "Moravská úvěrní banka, a.s." is the bank's name and no label "banka".
bool is_word_of_a_name(const PhraseInLine& label, const layout::Line& line) {
  constexpr std::size_t first_word_of_label = 4;
  if (label.tokens > 1 || (label.end > 0 && line.text[label.end - 1] == ':')) return false;
  const auto part = language_part(line.text, label.begin, label.end);
  return substance(line.text, part.begin, label.begin) > first_word_of_label;
}

// "Titular | J. M. Lasa" over "Dirección de suministro | Barrio Arteaga 14": the row of the street says
// itself what address it is. No role where it says nothing.
std::string role_of_street_row(const PartyBlock& block, const Marked& marked) {
  const auto& document = marked.document;
  for (const auto& part : block.address) {
    if (!part.label_role.empty()) return part.label_role;
    const auto left = document.neighbours[part.line].left;
    if (left == no_line) continue;
    const auto& cell = document.lines[left].text;
    const auto label = std::ranges::find_if(marked.labels, [&](const PhraseInLine& some) {
      return some.line == left && some.begin == 0 && substance(cell, some.end, cell.size()) == 0;
    });
    if (label != marked.labels.end()) return label->meaning->name;
  }
  return {};
}

}  // namespace

void find_label(PartyBlock& block, const Marked& marked, const BlockTools& tools) {
  const auto take = [&](const std::string& role, double strength, std::string text) {
    if (!is_party_role(role) || strength <= block.label_strength) return;
    block.label_role = role;
    block.label_strength = strength;
    block.label_text = std::move(text);
  };
  for (const auto* lines : {&block.names, &block.address}) {
    for (const auto& line : *lines) {
      if (!line.label_role.empty()) take(line.label_role, 1.0, line.label_role);
    }
  }
  const auto& top = block.names.empty() ? block.address.front() : block.names.front();
  const auto& line = marked.document.lines[top.line];
  const auto begin = line.text.find(top.text);
  for (const auto& beside :
       labels_beside(marked, top.line, begin == std::string::npos ? 0 : begin, line.text.size())) {
    if (beside.where == "below" || beside.where == "after it") continue;
    if (beside.where == "to the left" && heads_own_column(marked, *beside.label)) continue;
    if (beside.where == "above" && heads_another_address(*beside.label, top.line, marked, tools)) continue;
    if (beside.where != "before it" &&
        is_word_of_a_name(*beside.label, marked.document.lines[beside.label->line]))
      continue;
    // "Postacím:" above says more than "neve" on the left.
    const double firmness = beside.label->meaning->name == "mailing_address" ? 1.1 : 0.95;
    take(beside.label->meaning->name, std::min(1.0, beside.strength * firmness),
         marked.document.lines[beside.label->line].text.substr(beside.label->begin,
                                                               beside.label->end - beside.label->begin));
    if (is_party_role(beside.label->meaning->name)) break;
  }
  if (block.label_role != "name" && block.label_role != "owner") return;
  const auto role = role_of_street_row(block, marked);
  if (role == "service_address" || role == "mailing_address") block.label_role = role;
}

}  // namespace domicile::extract
