#include "extract/party_blocks.hpp"

#include <algorithm>
#include <ranges>
#include <set>

#include "base/text.hpp"
#include "extract/address_anchor.hpp"
#include "extract/block_above.hpp"
#include "extract/block_below.hpp"
#include "extract/block_label.hpp"
#include "extract/block_names.hpp"
#include "extract/parsed_street.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr int form_rows_between = 3;
constexpr double name_above_within_heights = 7;
constexpr double person_at_least = 0.5;

// "Postal address" as a heading, "Tax number 20-***-4": between the name and the address in some windows.
bool may_stand_below_name(const BlockLine& part) {
  if (part.label_role == "mailing_address") return part.text.empty();
  return !part.label_role.empty() && !is_party_role(part.label_role);
}

// Some windows set the name well above the address: the next line up at the same edge.
void add_name_far_above(PartyBlock& block, const Marked& marked, const BlockTools& tools,
                        std::set<std::size_t>& used) {
  const auto& document = marked.document;
  const auto& lower = document.lines[block.address.front().line];
  for (auto i = block.address.front().line; i-- > 0 && document.lines[i].page == lower.page;) {
    const auto& line = document.lines[i];
    const double gap = document.points_y(line.page, lower.box.y0 - line.box.y1);
    if (gap > name_above_within_heights * lower.height_pt) return;
    const double offset = document.points_x(line.page, std::abs(line.box.x0 - lower.box.x0));
    if (gap <= 0 || offset >= lower.height_pt) continue;
    auto part = block_line(marked, i, tools);
    if (part.person.care_of || may_stand_below_name(part)) continue;
    if (used.contains(i) || !part.label_role.empty() || part.person.vocabulary > 0 || !names_somebody(part))
      return;
    block.box = united(block.box, part.box);
    block.names.push_back(std::move(part));
    return;
  }
}

// Does a label of the holder's name stand in one of the rows above, as in a form?
bool named_by_label(const PartyBlock& block, const Marked& marked, const BlockTools& tools) {
  const auto& document = marked.document;
  const auto& top = document.lines[block.address.front().line];
  return std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    const auto& role = label.meaning->name;
    if (role != "name" && role != "owner" && role != "name_and_address") return false;
    const auto& line = document.lines[label.line];
    if (line.page != top.page || line.row >= top.row || top.row - line.row > form_rows_between) return false;
    const auto part = block_line(marked, label.line, tools);
    const auto right = document.neighbours[label.line].right;
    const double beside =
        part.text.empty() && right != no_line ? tools.people.judge(document.lines[right].text).likeness : 0;
    return std::max(part.text.empty() ? 0 : part.person.likeness, beside) >= person_at_least;
  });
}

// In Japan the postcode leads the address, and in the East of Europe it may: "82100, Львівська обл.," over
// "м. Дрогобич, вул. Грабова, буд. 31".
bool leads_address(const Marked& marked, const BlockLine& anchor, const std::vector<BlockLine>& above,
                   const BlockTools& tools) {
  if (anchor.text.starts_with("〒")) return true;
  if (anchor.shape.postcode.empty() || !anchor.text.starts_with(anchor.shape.postcode)) return false;
  const auto is_street = [](const BlockLine& line) { return line.shape.street >= part_score; };
  if (std::ranges::any_of(above, is_street)) return false;
  const auto below = marked.document.neighbours[anchor.line].below;
  return is_street(anchor) || (below != no_line && is_street(block_line(marked, below, tools)));
}

PartyBlock make_block(const Marked& marked, const BlockLine& anchor, const BlockTools& tools,
                      std::set<std::size_t>& used) {
  PartyBlock block;
  const auto index = anchor.line;
  block.page = marked.document.lines[index].page;
  block.one_line = anchor.shape.whole_address >= anchor_score;
  block.in_sentence = words_in(anchor.text) > longest_line_words;
  const bool led_by_label = !anchor.label_role.empty() && anchor.label_role != "mailing_address";
  const bool alone = led_by_label && (!block.one_line || anchor.label_role == "service_address");
  auto above = alone ? std::vector<BlockLine>{} : lines_above_anchor(marked, anchor, tools, used);
  if (leads_address(marked, anchor, above, tools))
    std::erase_if(above, [](const BlockLine& line) { return line.person.likeness < person_at_least; });
  if (block.one_line) {
    // Everything is on the line: what stands above can only be the name.
    while (above.size() > 2) above.erase(above.begin());
    std::erase_if(above,
                  [](const BlockLine& line) { return is_address_part(line) && line.person.likeness < 0.75; });
    block.names = std::move(above);
  } else {
    split(block, std::move(above), anchor, marked.locale.country, tools);
  }
  used.insert(index);
  block.address.push_back(anchor);
  add_tail(block, marked, index, tools, used);
  for (const auto& line : block.address) {
    used.insert(line.line);
    block.contact = std::max(block.contact, contact_strength(marked, line.line));
  }
  block.contact = std::max(block.contact, contact_below(marked, block.address.back().line));
  keep_names(block, marked.document, tools.lexicon);
  block.box = block.address.front().box;
  for (const auto* lines : {&block.names, &block.address}) {
    for (const auto& line : *lines) block.box = united(block.box, line.box);
  }
  find_label(block, marked, tools);
  move_named_house(block, tools.lexicon);
  const bool may_lack_name = block.label_role.empty() || block.label_role == "mailing_address";
  if (block.names.empty() && may_lack_name && !block.one_line) add_name_far_above(block, marked, tools, used);
  know_street_by_parsing(block, anchor, marked.locale.country, tools);
  block.named_by_label = block.names.empty() && named_by_label(block, marked, tools);
  return block;
}

std::string words_of(const std::vector<BlockLine>& lines) {
  std::string words;
  for (const auto& line : lines) words += join(fold_tokens(line.text), " ") + " ";
  return words;
}

// Whose telephone stands below the address once, needs it no second time.
void share_contacts(std::vector<PartyBlock>& blocks) {
  for (auto& block : blocks) {
    if (block.names.empty()) continue;
    for (const auto& other : blocks) {
      if (other.contact > block.contact && words_of(other.names) == words_of(block.names) &&
          words_of(other.address) == words_of(block.address)) {
        block.contact = other.contact;
      }
    }
  }
}

}  // namespace

std::vector<PartyBlock> find_party_blocks(const Marked& marked, const BlockTools& tools) {
  std::vector<PartyBlock> blocks;
  std::set<std::size_t> used;
  std::vector<BlockLine> weak;
  for (std::size_t i = 0; i < marked.document.lines.size(); ++i) {
    if (used.contains(i)) continue;
    auto part = block_line(marked, i, tools);
    join_right(marked, part, tools);
    const auto anchor = anchor_of(marked, part, tools);
    if (anchor == Anchor::firm) blocks.push_back(make_block(marked, part, tools, used));
    if (anchor == Anchor::weak) weak.push_back(std::move(part));
  }
  // The town stands below the street mostly: "Belgrano 4045" over "7600 Mar del Plata" is one.
  for (auto& anchor : weak | std::views::reverse) {
    if (used.contains(anchor.line)) continue;
    auto trial = used;
    // "Av. Ejército 710, Arequipa": a street before a known town is a whole address.
    if (anchor.shape.town >= part_score) anchor.shape.whole_address = anchor.shape.street;
    auto block = make_block(marked, anchor, tools, trial);
    if (!counts_as_whole(block, marked, tools)) continue;
    used = std::move(trial);
    blocks.push_back(std::move(block));
  }
  share_contacts(blocks);
  return blocks;
}

}  // namespace domicile::extract
