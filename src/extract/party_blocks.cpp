#include "extract/party_blocks.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <ranges>
#include <set>
#include <span>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/address_anchor.hpp"
#include "extract/block_names.hpp"
#include "extract/label_of.hpp"
#include "extract/line_parts.hpp"
#include "extract/parsed_street.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr std::size_t lines_above = 8;
constexpr std::size_t lines_below = 3;
constexpr std::size_t contact_lines_below = 3;
constexpr int form_rows_between = 3;
constexpr double name_below_within_heights = 7;
constexpr double person_at_least = 0.5;
constexpr double whole_line = 0.8;  // nothing but towns and regions

// "0860 555 686": nothing but a number in groups, as telephone numbers are printed.
bool looks_like_telephone(const std::string& text) {
  static const re2::RE2 number(R"(\+?\(?\d{1,5}\)?(?:[ /.-]\(?\d{2,5}\)?){1,5})");
  constexpr std::ptrdiff_t fewest = 8, most = 15;
  const auto digits = digits_in(text);
  return digits >= fewest && digits <= most && re2::RE2::FullMatch(text, number);
}

// "110 155 724 308": of an account or a meter; "29******17": all but its ends is hidden.
bool is_bare_number(const std::string& text) {
  constexpr std::ptrdiff_t longest_postcode_and_house = 7;
  return (digits_in(text) > longest_postcode_and_house && character_shares(text).letters == 0) ||
         is_masked_number(text);
}

bool tail_part(const BlockLine& part, bool town_first) {
  if (looks_like_telephone(part.text)) return false;
  if (town_first && (part.shape.street >= part_score || part.shape.unit >= part_score)) return true;
  return part.shape.country >= part_score || part.shape.region >= part_score ||
         part.shape.town >= whole_line || (part.shape.postcode_city >= anchor_score && part.text.size() < 40);
}

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
}

// A line with a date. "Wiener Straße 10/3/20" has none.
bool dated(const Marked& marked, const BlockLine& part) {
  return part.shape.street < 0.75 &&
         std::ranges::any_of(marked.dates, [&](const DateInLine& date) { return date.line == part.line; });
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

bool has_postcode(const std::string& text, const std::string& country, const Lexicon& lexicon) {
  const auto postcode = lexicon.postcodes.find(country);
  return postcode != lexicon.postcodes.end() &&
         re2::RE2::PartialMatch(to_upper(fold(text)), *postcode->second);
}

// Lines set like the anchor and directly above it, top first.
std::vector<BlockLine> lines_above_anchor(const Marked& marked, const BlockLine& tail,
                                          const BlockTools& tools, const std::set<std::size_t>& used) {
  std::vector<BlockLine> above;
  const auto anchor = tail.line;
  std::size_t at = marked.document.neighbours[anchor].above;
  if (at == no_line) at = labelled_line_above(marked, anchor, tools);
  if (at == no_line) at = street_above_gap(marked, anchor, tools);
  while (at != no_line && above.size() < lines_above) {
    if (used.contains(at)) break;
    auto part = block_line(marked, at, tools);
    if (part.label_role == "endorsement") {
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
    if (above.empty() && character_shares(tail.text).letters == 0 &&
        has_postcode(part.text, marked.locale.country, tools.lexicon))
      break;
    join_right(marked, part, tools);
    // "Exma. Sra. Ana" is labelled by its title: the other holder may stand above.
    bool cut = !part.label_role.empty() && !tools.people.judge(marked.document.lines[at].text).honorific;
    const auto next = marked.document.neighbours[at].above;
    if (cut && part.label_role == "name" && next != no_line) {
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

// The line below that starts at the same edge, though not set as closely as a stack.
std::size_t next_in_column(const layout::Document& document, std::size_t from) {
  const auto& upper = document.lines[from];
  for (auto i = from + 1; i < document.lines.size() && document.lines[i].page == upper.page; ++i) {
    const auto& line = document.lines[i];
    const double gap = document.points_y(line.page, line.box.y0 - upper.box.y1);
    if (gap > name_below_within_heights * upper.height_pt) break;
    if (gap > 0 && document.points_x(line.page, std::abs(line.box.x0 - upper.box.x0)) < upper.height_pt)
      return i;
  }
  return no_line;
}

// Some windows set the name well above the address: the next line up at the same edge.
void add_name_far_above(PartyBlock& block, const Marked& marked, const BlockTools& tools,
                        std::set<std::size_t>& used) {
  const auto& document = marked.document;
  const auto& lower = document.lines[block.address.front().line];
  for (auto i = block.address.front().line; i-- > 0 && document.lines[i].page == lower.page;) {
    const auto& line = document.lines[i];
    const double gap = document.points_y(line.page, lower.box.y0 - line.box.y1);
    if (gap > name_below_within_heights * lower.height_pt) return;
    const double offset = document.points_x(line.page, std::abs(line.box.x0 - lower.box.x0));
    if (gap <= 0 || offset >= lower.height_pt) continue;
    auto part = block_line(marked, i, tools);
    if (part.person.care_of) continue;
    if (used.contains(i) || !part.label_role.empty() || part.person.vocabulary > 0 || !names_somebody(part))
      return;
    block.box = united(block.box, part.box);
    block.names.push_back(std::move(part));
    return;
  }
}

// Without kana, digits and blanks: "鈴木 真理子", not "メゾン大手町" or "広坂ビル2階".
bool is_all_ideographs(const std::string& text) {
  return std::ranges::all_of(to_utf32(text), [](char32_t c) {
    return c == U' ' || c == U'\u3000' ||
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0;
  });
}

// "山田 さくら": no house is called so without a word that says what house it is, as "ひまわり荘".
bool is_name_with_hiragana(const std::string& text, const Lexicon& lexicon) {
  constexpr std::size_t longest = 8;
  static const re2::RE2 signs("[\\p{Han}\\p{Hiragana} 　]+");
  const auto rules = lexicon.book.addresses.find("ja");
  return to_utf32(text).size() <= longest && re2::RE2::FullMatch(text, signs) &&
         (rules == lexicon.book.addresses.end() ||
          std::ranges::none_of(rules->second.buildings,
                               [&](const std::string& word) { return text.ends_with(word); }));
}

std::string without_blanks(const std::string& text) {
  std::u32string kept;
  for (const char32_t c : to_utf32(text))
    if (c != U' ' && c != U'\u3000') kept += c;
  return to_utf8(kept);
}

// "植 村" beside "健 二 様": the letters of a name stand so far apart that they are two lines of one row.
void join_spaced_name(BlockLine& part, const Marked& marked, const BlockTools& tools) {
  constexpr double widest_in_heights = 5;
  const auto at = marked.document.neighbours[part.line].right;
  if (at == no_line) return;
  const auto& right = marked.document.lines[at];
  const double gap = marked.document.points_x(right.page, right.box.x0 - part.box.x1);
  if (gap > widest_in_heights * right.height_pt || !is_all_ideographs(part.text + right.text)) return;
  auto text = without_blanks(part.text) + " " + without_blanks(right.text);
  auto person = tools.people.judge(text);
  if (!person.honorific) return;
  part.text = std::move(text);
  part.box = united(part.box, right.box);
  part.person = person;
}

// A street or a town stands right below it: it is the name of another address.
bool heads_address(const Marked& marked, std::size_t at, const BlockTools& tools) {
  const auto below = marked.document.neighbours[at].below;
  if (below == no_line) return false;
  const bool of_another_value = std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    return label.line == below && !is_party_role(label.meaning->name);  // the customer's number
  });
  return !of_another_value && is_address_part(block_line(marked, below, tools));
}

// The name below the address, with a house's name and floor between: "広坂ビル2階" over "株式会社 広坂印刷";
// or a host ("沢渡様方"), or the name of the holder's shop: "西川製畳店" over "西川 義弘 様".
void add_name_below(PartyBlock& block, const Marked& marked, std::size_t at, const BlockTools& tools,
                    std::set<std::size_t>& used) {
  const std::size_t lines_of_house = marked.locale.country == "JP" ? 2 : 0;
  std::vector<BlockLine> house;
  bool passed_over = false;
  const auto next = [&](std::size_t from) {
    const auto below = marked.document.neighbours[from].below;
    return below == no_line ? next_in_column(marked.document, from) : below;
  };
  for (; at != no_line && !used.contains(at); at = next(at)) {
    auto part = block_line(marked, at, tools);
    join_spaced_name(part, marked, tools);
    if (!passed_over && tools.people.names_host_by_ending(part.text)) {
      passed_over = true;
      continue;
    }
    const bool company = part.person.company && lines_of_house > 0;
    if (company || (part.person.honorific && part.person.likeness >= 0.8)) {
      if (heads_address(marked, at, tools)) return;
      for (auto& line : house) used.insert(line.line);
      std::ranges::move(house, std::back_inserter(block.address));
      block.names.push_back(std::move(part));
      return;
    }
    if (house.size() == lines_of_house || part.text.empty() || !part.label_role.empty()) return;
    // A name without a title, or a shop's.
    if (is_all_ideographs(part.text) || is_name_with_hiragana(part.text, tools.lexicon)) {
      if (passed_over) return;
      passed_over = true;
      continue;
    }
    house.push_back(std::move(part));
  }
}

// "1182-7-405" below "兵庫県明石市魚住町中尾".
bool is_number_of_quarter(const BlockLine& part, const BlockLine& above) {
  static const re2::RE2 number(R"([1-9]\d{0,4}(?:[-－−‐ー]\d{1,4}){0,3}(?:号室?|号棟)?)");
  return has_ideographs(above.text) && digits_in(above.text) == 0 && re2::RE2::FullMatch(part.text, number);
}

// "IRAPUATO, GTO." below "C.P. 36660", which is no town's line by itself.
bool is_town_of_postcode(const BlockLine& part, const BlockLine& anchor, const std::string& country,
                         const BlockTools& tools) {
  if (anchor.shape.postcode.empty() || !anchor.shape.city.empty() || digits_in(part.text) > 0) return false;
  const auto parts = tools.matcher.parse_address({part.text}, country);
  return !parts.city.empty() && !parts.region.empty() && parts.street.empty();
}

// Hungary, Japan, Ukraine: the street may stand below the town, the name below both.
void add_tail(PartyBlock& block, const Marked& marked, std::size_t anchor, const BlockTools& tools,
              std::set<std::size_t>& used) {
  const bool town_first = std::ranges::none_of(block.address, [](const BlockLine& line) {
    return line.shape.street >= part_score || line.shape.whole_address >= anchor_score;
  });
  std::size_t at = marked.document.neighbours[anchor].below;
  for (std::size_t count = 0; at != no_line && count < lines_below; ++count) {
    auto part = block_line(marked, at, tools);
    if (part.text.empty() || !part.label_role.empty() || used.contains(at)) break;
    const bool town = count == 0 && !block.address.empty() &&
                      is_town_of_postcode(part, block.address.back(), marked.locale.country, tools);
    const bool number = !block.address.empty() && is_number_of_quarter(part, block.address.back());
    if (!tail_part(part, town_first) && !town && !number) break;
    if (part.shape.postcode_city >= anchor_score && !block.address.empty() &&
        !block.address.back().shape.postcode.empty()) {
      break;
    }
    used.insert(at);
    block.address.push_back(std::move(part));
    at = marked.document.neighbours[at].below;
  }
  const bool name_below = town_first || marked.locale.country == "JP";
  if (!block.names.empty() || !name_below) return;
  if (at == no_line) at = next_in_column(marked.document, block.address.back().line);
  if (at == no_line) return;
  add_name_below(block, marked, at, tools, used);
}

// Senders print how to reach them below their address.
double contact_below(const Marked& marked, std::size_t last) {
  constexpr double bare_number = 0.4;
  double strongest = 0;
  auto at = marked.document.neighbours[last].below;
  if (at != no_line && looks_like_telephone(marked.document.lines[at].text)) strongest = bare_number;
  for (std::size_t count = 0; at != no_line && count < contact_lines_below; ++count) {
    const double strength = contact_strength(marked, at);
    if (strength == 0 && count > 0) break;
    strongest = std::max(strongest, strength);
    at = marked.document.neighbours[at].below;
  }
  return strongest;
}

// Does a label of the holder's name stand in one of the rows above, as in a form?
bool named_by_label(const PartyBlock& block, const Marked& marked, const BlockTools& tools) {
  const auto& document = marked.document;
  const auto& top = document.lines[block.address.front().line];
  return std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    if (label.meaning->name != "name" && label.meaning->name != "name_and_address") return false;
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
  if (block.names.empty() && block.label_role.empty() && !block.one_line)
    add_name_far_above(block, marked, tools, used);
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
