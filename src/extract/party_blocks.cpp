#include "extract/party_blocks.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "extract/label_of.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr double anchor_score = 0.55;
constexpr double part_score = 0.5;
constexpr std::size_t lines_above = 6;
constexpr std::size_t lines_below = 3;
constexpr std::size_t longest_line_words = 14;
constexpr int hint_pages = 3;

bool is_party_role(std::string_view role) {
  return role == "name" || role == "name_and_address" || role == "mailing_address" || role == "service_address" ||
         role == "issuer_address" || role == "remittance_address" || role == "other_person";
}

bool is_contact(std::string_view text) {
  static const re2::RE2 contact(
      R"((?i)(@[a-z0-9-]+\.|www\.|https?:|\b[a-z0-9-]{3,}\.(com|org|net|co\.[a-z]{2}|de|fr|it|es|nl|pl|pt|be|at|ch)\b|\b(tel|phone|fax|telefon|telefax|telephone|tél|telefono|teléfono|tfno|hotline|e-?mail)\b[.:]?))");
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), contact);
}

// By the forms of the document's country where one of them fits, by those of all countries else.
match::LineShape shape_of(const std::string& text, const std::string& country, const match::AddressShapes& shapes) {
  auto everywhere = shapes.classify_line(text, {});
  if (country.empty()) return everywhere;
  auto here = shapes.classify_line(text, country);
  const auto weight = [](const match::LineShape& shape) {
    return std::max({shape.postcode_city, shape.street, shape.unit, shape.po_box, shape.whole_address});
  };
  return weight(here) + 0.1 >= weight(everywhere) ? here : everywhere;
}

// A line cut behind the label that leads it: "Service address: 12 High Street".
BlockLine block_line(const Marked& marked, std::size_t index, const BlockTools& tools) {
  const auto& line = marked.document.lines[index];
  BlockLine part{.line = index, .text = line.text, .box = line.box};
  const PhraseInLine* label = nullptr;
  for (const auto& found : marked.labels) {
    if (found.line == index && found.begin <= 3 && (label == nullptr || found.end > label->end)) label = &found;
  }
  if (label != nullptr && label->end + 2 < line.text.size()) {
    auto rest = std::string_view(line.text).substr(label->end);
    const auto value = rest.find_first_not_of(" :.-#\t");
    const bool separated = rest.find(':') < 3 || is_party_role(label->meaning->name);
    if (value != std::string_view::npos && separated) {
      part.text = std::string(rest.substr(value));
      part.box = box_of(line, label->end + value, line.text.size());
      part.label_role = label->meaning->name;
    }
  } else if (label != nullptr) {
    part.label_role = label->meaning->name;
    part.text.clear();
  }
  if (part.text.empty()) return part;
  for (const auto& next : marked.labels) {
    const auto from = line.text.size() - part.text.size();
    const bool colon = next.end < line.text.size() && line.text.find_first_not_of(' ', next.end) != std::string::npos &&
                       line.text[line.text.find_first_not_of(' ', next.end)] == ':';
    if (next.line != index || next.begin <= from + 3 || !(colon || line.text[next.end - 1] == ':')) continue;
    part.text = squeeze(std::string_view(line.text).substr(from, next.begin - from));
    part.box = box_of(line, from, next.begin);
    break;
  }
  part.shape = shape_of(part.text, marked.locale.country, tools.shapes);
  part.person = tools.people.judge(part.text);
  return part;
}

// A town whose postcode or state stands a little apart on the same row: "BIG CITY ON   G4S 0I0".
void join_right(const Marked& marked, BlockLine& part, const BlockTools& tools) {
  const auto& document = marked.document;
  const auto right = document.neighbours[part.line].right;
  if (right == no_line) return;
  const auto& other = document.lines[right];
  const double gap = document.points_x(other.page, other.box.x0 - part.box.x1);
  if (gap > 3.5 * other.height_pt || other.words.size() > 3) return;
  const auto text = part.text + " " + other.text;
  auto shape = shape_of(text, marked.locale.country, tools.shapes);
  if (shape.postcode_city > part.shape.postcode_city + 0.15 && shape.postcode_city >= anchor_score) {
    part.text = text;
    part.box = united(part.box, other.box);
    part.shape = std::move(shape);
  }
}

bool address_part(const BlockLine& part) {
  return part.shape.street >= part_score || part.shape.unit >= part_score || part.shape.po_box >= part_score ||
         part.shape.postcode_city >= anchor_score || part.shape.whole_address >= anchor_score;
}

bool tail_part(const BlockLine& part, bool town_first) {
  if (town_first && (part.shape.street >= part_score || part.shape.unit >= part_score)) return true;
  return part.shape.country >= part_score || part.shape.region >= part_score ||
         (part.shape.postcode_city >= anchor_score && part.text.size() < 40);
}

bool has_place(const AddressComponents& parts) {
  return !parts.street.empty() || !parts.po_box.empty() || !parts.building.empty();
}

// The lowest line from which on, down to the town, the lines make a whole address: for streets that no word and no
// number shows to be one.
std::size_t start_by_parsing(const std::vector<BlockLine>& above, const BlockLine& anchor, const std::string& country,
                             const BlockTools& tools) {
  std::vector<std::string> lines{anchor.text};
  if (has_place(tools.matcher.parse_address(lines, country))) return above.size();
  for (std::size_t start = above.size(); start-- > 0;) {
    if (above[start].person.likeness >= 0.75 && start + 1 < above.size()) break;
    lines.insert(lines.begin(), above[start].text);
    const auto parts = tools.matcher.parse_address(lines, country);
    if (has_place(parts) && !parts.house_number.empty()) return start;
  }
  return above.size();
}

// Splits the lines above the town into name and address: the address starts at the topmost line that is a part of
// one, or right below the lines that name people.
void split(PartyBlock& block, std::vector<BlockLine> above, const BlockLine& anchor, const std::string& country,
           const BlockTools& tools) {
  std::size_t start = above.size();
  for (std::size_t i = 0; i < above.size(); ++i) {
    if (address_part(above[i]) && above[i].person.likeness < 0.75) {
      start = i;
      break;
    }
  }
  if (start == above.size()) start = start_by_parsing(above, anchor, country, tools);
  if (start == above.size() && !above.empty()) {
    // No line is plainly a street. Names stand on top, and one of the lines below them must be the street.
    std::size_t names = 0;
    while (names < above.size() && (above[names].person.likeness >= 0.5 || above[names].person.company)) ++names;
    start = std::min(std::max<std::size_t>(names, above.size() > 1 ? 1 : names), above.size());
  }
  // A person's name never stands between two parts of an address: "FLAT 2 / ROSE COTTAGE" is a house.
  std::size_t name_end = start;
  while (name_end > 0) {
    const auto& line = above[name_end - 1];
    const bool building = name_end >= 2 && line.person.likeness < 0.5 && !line.person.company && !line.person.care_of &&
                          above[name_end - 2].person.likeness >= 0.6 && line.label_role.empty();
    if (!building) break;
    --name_end;
  }
  for (std::size_t i = 0; i < above.size(); ++i) {
    if (above[i].person.care_of && i < start) continue;
    (i < name_end ? block.names : block.address).push_back(std::move(above[i]));
  }
}

// Names directly above the address; what stands above a line that is no name belongs to something else.
void keep_names(PartyBlock& block) {
  std::vector<BlockLine> kept;
  for (auto line = block.names.rbegin(); line != block.names.rend(); ++line) {
    const bool name = line->person.likeness >= 0.45 || line->person.company || line->person.joint_ends;
    if (!name && !kept.empty()) break;
    if (!name && line->person.likeness < 0.2) continue;
    if (kept.size() == 3) break;
    kept.insert(kept.begin(), std::move(*line));
  }
  block.names = std::move(kept);
}

void find_label(PartyBlock& block, const Marked& marked) {
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
  for (const auto& beside : labels_beside(marked, top.line, begin == std::string::npos ? 0 : begin, line.text.size())) {
    if (beside.where == "below" || beside.where == "after it") continue;
    take(beside.label->meaning->name, beside.strength * 0.95,
         marked.document.lines[beside.label->line].text.substr(beside.label->begin, beside.label->end - beside.label->begin));
    if (is_party_role(beside.label->meaning->name)) break;
  }
}

std::size_t words_in(const std::string& text) { return fold_tokens(text).size(); }

// Lines set like the anchor and directly above it, top first.
std::vector<BlockLine> lines_above_anchor(const Marked& marked, std::size_t anchor, const BlockTools& tools, const std::set<std::size_t>& used) {
  std::vector<BlockLine> above;
  std::size_t at = marked.document.neighbours[anchor].above;
  while (at != no_line && above.size() < lines_above) {
    if (used.contains(at)) break;
    auto part = block_line(marked, at, tools);
    const bool only_label = part.text.empty();
    const bool other_value = !part.label_role.empty() && !is_party_role(part.label_role);
    const bool dated = std::ranges::any_of(marked.dates, [&](const DateInLine& d) { return d.line == at; });
    if (only_label || other_value || dated || words_in(part.text) > longest_line_words || is_contact(part.text)) break;
    // Another town line above is another address.
    if (part.shape.postcode_city >= 0.75 && part.shape.street < part_score && !above.empty()) break;
    join_right(marked, part, tools);
    const bool cut = !part.label_role.empty();
    above.insert(above.begin(), std::move(part));
    if (cut && above.front().label_role != "mailing_address") break;
    at = marked.document.neighbours[at].above;
  }
  return above;
}

// Hungary, Japan, Ukraine: the street may stand below the town, the name below both.
void add_tail(PartyBlock& block, const Marked& marked, std::size_t anchor, const BlockTools& tools, std::set<std::size_t>& used) {
  const bool town_first = std::ranges::none_of(block.address, [](const BlockLine& line) {
    return line.shape.street >= part_score || line.shape.whole_address >= anchor_score;
  });
  std::size_t at = marked.document.neighbours[anchor].below;
  for (std::size_t count = 0; at != no_line && count < lines_below; ++count) {
    auto part = block_line(marked, at, tools);
    if (is_contact(part.text)) block.contact_lines = true;
    if (part.text.empty() || !part.label_role.empty() || !tail_part(part, town_first) || used.contains(at)) break;
    if (part.shape.postcode_city >= anchor_score && !block.address.empty() &&
        !block.address.back().shape.postcode.empty()) {
      break;
    }
    used.insert(at);
    block.address.push_back(std::move(part));
    at = marked.document.neighbours[at].below;
  }
  if (at == no_line || !block.names.empty() || !town_first) return;
  auto name = block_line(marked, at, tools);
  if (name.person.honorific && name.person.likeness >= 0.8) block.names.push_back(std::move(name));
}

PartyBlock make_block(const Marked& marked, BlockLine anchor, const BlockTools& tools, std::set<std::size_t>& used) {
  PartyBlock block;
  const auto index = anchor.line;
  block.page = marked.document.lines[index].page;
  block.one_line = anchor.shape.whole_address >= anchor_score;
  block.in_sentence = words_in(anchor.text) > longest_line_words;
  const bool led_by_label = !anchor.label_role.empty() && anchor.label_role != "mailing_address";
  auto above = led_by_label && !block.one_line ? std::vector<BlockLine>{}
                                               : lines_above_anchor(marked, index, tools, used);
  if (block.one_line) {
    // Everything is on the line: what stands above can only be the name.
    while (above.size() > 2) above.erase(above.begin());
    std::erase_if(above, [](const BlockLine& line) { return address_part(line) && line.person.likeness < 0.75; });
    block.names = std::move(above);
  } else {
    split(block, std::move(above), anchor, marked.locale.country, tools);
  }
  used.insert(index);
  block.contact_lines = is_contact(anchor.text);
  block.address.push_back(std::move(anchor));
  add_tail(block, marked, index, tools, used);
  for (const auto& line : block.address) used.insert(line.line);
  keep_names(block);
  block.box = block.address.front().box;
  for (const auto* lines : {&block.names, &block.address}) {
    for (const auto& line : *lines) block.box = united(block.box, line.box);
  }
  find_label(block, marked);
  return block;
}

bool is_anchor(const BlockLine& part) {
  if (part.text.empty() || part.label_role == "identifier" || part.label_role == "amount") return false;
  if (part.shape.whole_address >= anchor_score) return words_in(part.text) <= 2 * longest_line_words;
  return part.shape.postcode_city >= anchor_score && words_in(part.text) <= longest_line_words;
}

// A postcode of the document's country stands in the line, though the line by itself does not look like a town.
bool is_weak_anchor(const BlockLine& part, const std::string& country, const BlockTools& tools) {
  if (part.text.empty() || words_in(part.text) > longest_line_words) return false;
  if (!part.label_role.empty() && !is_party_role(part.label_role)) return false;
  const auto postcode = tools.lexicon.postcodes.find(country);
  return postcode != tools.lexicon.postcodes.end() &&
         re2::RE2::PartialMatch(to_upper(fold(part.text)), *postcode->second);
}

// A block of a weak anchor counts where its lines parse as a whole address.
bool parses(PartyBlock& block, const std::string& country, const BlockTools& tools) {
  std::vector<std::string> lines;
  for (const auto& line : block.address) lines.push_back(line.text);
  const auto parts = tools.matcher.parse_address(lines, country);
  if (!has_place(parts) || parts.postcode.empty() || parts.city.empty()) return false;
  const auto shares = character_shares(parts.city);
  if (shares.letters < 0.8) return false;
  auto& shape = block.address.back().shape;
  shape.postcode_city = std::max(shape.postcode_city, 0.75);
  if (!parts.house_number.empty()) block.address.front().shape.street = std::max(block.address.front().shape.street, 0.75);
  return true;
}

}  // namespace

std::vector<CountryHint> country_hints(const layout::Document& document, const std::vector<std::string>& countries,
                                       const match::AddressShapes& shapes) {
  std::map<std::string, double> weights;
  for (const auto& line : document.lines) {
    if (line.page > hint_pages || line.words.size() > longest_line_words) continue;
    const auto anywhere = shapes.classify_line(line.text, {});
    if (std::max(anywhere.postcode_city, anywhere.whole_address) < 0.3) continue;
    double top = 0;
    std::vector<double> scores;
    for (const auto& country : countries) {
      const auto shape = shapes.classify_line(line.text, country);
      scores.push_back(std::max(shape.postcode_city, shape.whole_address));
      top = std::max(top, scores.back());
    }
    if (top < 0.5) continue;
    const auto sharing = std::ranges::count_if(scores, [&](double score) { return score > top - 0.1; });
    for (std::size_t i = 0; i < countries.size(); ++i) {
      if (scores[i] > top - 0.1) weights[countries[i]] += top / static_cast<double>(sharing * sharing);
    }
  }
  std::vector<CountryHint> hints;
  for (const auto& [country, weight] : weights) hints.push_back({country, std::min(2.5, weight), "postcodes and towns"});
  return hints;
}

std::vector<PartyBlock> find_party_blocks(const Marked& marked, const BlockTools& tools) {
  std::vector<PartyBlock> blocks;
  std::set<std::size_t> used;
  std::vector<BlockLine> weak;
  for (std::size_t i = 0; i < marked.document.lines.size(); ++i) {
    if (used.contains(i)) continue;
    auto part = block_line(marked, i, tools);
    join_right(marked, part, tools);
    if (is_anchor(part)) {
      blocks.push_back(make_block(marked, std::move(part), tools, used));
    } else if (is_weak_anchor(part, marked.locale.country, tools)) {
      weak.push_back(std::move(part));
    }
  }
  for (auto& anchor : weak) {
    if (used.contains(anchor.line)) continue;
    auto trial = used;
    auto block = make_block(marked, std::move(anchor), tools, trial);
    if (!parses(block, marked.locale.country, tools)) continue;
    used = std::move(trial);
    blocks.push_back(std::move(block));
  }
  return blocks;
}

}  // namespace domicile::extract
