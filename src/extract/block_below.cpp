#include "extract/block_below.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/block_names.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr std::size_t lines_below = 3;
constexpr std::size_t contact_lines_below = 3;
constexpr double name_below_within_heights = 7;
constexpr double whole_line = 0.8;  // nothing but towns and regions

// "0860 555 686": nothing but a number in groups, as telephone numbers are printed.
bool looks_like_telephone(const std::string& text) {
  static const re2::RE2 number(R"(\+?\(?\d{1,5}\)?(?:[ /.-]\(?\d{2,5}\)?){1,5})");
  constexpr std::ptrdiff_t fewest = 8, most = 15;
  const auto digits = digits_in(text);
  return digits >= fewest && digits <= most && re2::RE2::FullMatch(text, number);
}

bool tail_part(const BlockLine& part, bool town_first) {
  if (looks_like_telephone(part.text)) return false;
  if (town_first && (part.shape.street >= part_score || part.shape.unit >= part_score)) return true;
  return part.shape.country >= part_score || part.shape.region >= part_score ||
         part.shape.town >= whole_line || (part.shape.postcode_city >= anchor_score && part.text.size() < 40);
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

// In Japan houses and names are set in, each more or less than the line above.
std::size_t next_set_in(const layout::Document& document, const PartyBlock& block, std::size_t from) {
  constexpr double deepest_indent = 7, half = 0.5;
  const auto& upper = document.lines[from];
  const auto& first = document.lines[block.address.front().line];
  for (auto i = from + 1; i < document.lines.size() && document.lines[i].page == upper.page; ++i) {
    const auto& line = document.lines[i];
    const double lower = document.points_y(line.page, line.box.center_y() - upper.box.center_y());
    if (document.points_y(line.page, line.box.y0 - upper.box.y1) >
        name_below_within_heights * upper.height_pt)
      break;
    const double indent = document.points_x(line.page, line.box.x0 - first.box.x0);
    if (lower > half * upper.height_pt && indent > -upper.height_pt &&
        indent < deepest_indent * upper.height_pt)
      return i;
  }
  return no_line;
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

// "宮 下": a short name whose letters are set apart. "マツオカ タツヤ" is two words.
std::string closed_up(const std::string& text) {
  auto tokens = squeeze(text);
  const auto letters = to_utf32(tokens);
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
    const auto is_blank = [&](std::size_t at) { return letters[at] == U' ' || letters[at] == U'\u3000'; };
    if (!is_blank(i) && !is_blank(i + 1)) return tokens;
  }
  return without_blanks(tokens);
}

bool is_part_of_name(const std::string& text) {
  constexpr std::size_t longest = 8;
  const auto letters = to_utf32(without_blanks(text));
  return letters.size() <= longest && std::ranges::all_of(letters, is_ideographic);
}

// "金" to the left of "ジウン （ＫＩＭ ＪＩＵＮ） 様".
void join_surname(BlockLine& part, const Marked& marked, const BlockTools& tools, double widest_in_heights) {
  constexpr std::size_t longest_surname = 3;
  const auto& document = marked.document;
  auto text = part.text;
  const auto left = document.neighbours[part.line].left;
  const bool given_name = std::ranges::count(text, ' ') == 1 && is_part_of_name(text);  // and its title
  const bool labels =
      std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) { return label.line == left; });
  if (left != no_line && given_name && !labels && is_all_ideographs(document.lines[left].text)) {
    const auto& surname = document.lines[left];
    const double gap = document.points_x(surname.page, part.box.x0 - surname.box.x1);
    if (gap < widest_in_heights * surname.height_pt &&
        to_utf32(without_blanks(surname.text)).size() <= longest_surname) {
      text = closed_up(surname.text) + " " + text;
      part.box = united(part.box, surname.box);
    }
  }
  const auto person = tools.people.judge(text);
  if (!person.honorific) return;
  part.text = std::move(text);
  part.person = person;
}

// "植 村" beside "健 二" beside "様": the letters of a name stand so far apart that they are lines of one
// row. On slips "様" is printed at the end of the line, wherever the name ends: "マツオカ タツヤ 様".
void join_spaced_name(BlockLine& part, const Marked& marked, const BlockTools& tools) {
  constexpr double widest_in_heights = 6, title_within_heights = 25;
  constexpr int most_parts = 3;
  const auto& document = marked.document;
  if (part.text.empty()) return;
  if (part.person.honorific) {
    join_surname(part, marked, tools, widest_in_heights);
    return;
  }
  std::string text = closed_up(part.text);
  Box box = part.box;
  auto at = document.neighbours[part.line].right;
  for (int parts = 0; at != no_line && parts < most_parts; ++parts, at = document.neighbours[at].right) {
    const auto& right = document.lines[at];
    const auto said = without_brackets(right.text);
    const bool title = to_utf32(said).size() == 1 && tools.people.judge(said).honorific;
    const double gap = document.points_x(right.page, right.box.x0 - box.x1);
    if (gap > (title ? title_within_heights : widest_in_heights) * right.height_pt) return;
    if (!title && (!is_part_of_name(text) || !is_part_of_name(said))) return;
    text += " " + closed_up(said);
    box = united(box, right.box);
    const auto person = tools.people.judge(text);
    if (!person.honorific) continue;
    part.text = std::move(text);
    part.box = box;
    part.person = person;
    return;
  }
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

// "メゾン・ド・桜島 802"
bool names_flat(const BlockLine& line) {
  const auto& shape = line.shape;
  return character_shares(line.text).letters > 0 && is_digit(line.text.back()) &&
         std::max({shape.postcode_city, shape.whole_address, shape.street, shape.town}) < part_score;
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
    if (below != no_line) return below;
    return lines_of_house > 0 ? next_set_in(marked.document, block, from)
                              : next_in_column(marked.document, from);
  };
  for (; at != no_line && !used.contains(at); at = next(at)) {
    auto part = block_line(marked, at, tools);
    join_spaced_name(part, marked, tools);
    // "有限会社 オフィス緒方内" over "緒方 沙也加 様": she is to be found there.
    const bool within = part.person.company && tools.people.firm_is_host_by_ending(part.text);
    if (!passed_over && (within || tools.people.names_host_by_ending(part.text))) {
      passed_over = true;
      continue;
    }
    const bool company = part.person.company && lines_of_house > 0;
    if (company || (part.person.honorific && part.person.likeness >= 0.8)) {
      if (heads_address(marked, at, tools)) return;
      for (auto& line : house) used.insert(line.line);
      std::ranges::move(house, std::back_inserter(block.address));
      block.names.push_back(std::move(part));
      // "三宅 千尋 様" over "三宅 ダニエル 様"
      if (const auto second = lines_of_house > 0 ? next(at) : no_line; second != no_line && !company) {
        auto other = block_line(marked, second, tools);
        join_spaced_name(other, marked, tools);
        const auto& document = marked.document;
        const auto& first = block.names.front();
        const double height = document.lines[at].height_pt;
        const bool close = document.points_y(block.page, other.box.y0 - first.box.y1) < 2 * height &&
                           document.points_x(block.page, std::abs(other.box.x0 - first.box.x0)) < 3 * height;
        constexpr double well_read = 0.8;
        if (close && document.lines[second].confidence >= well_read && other.person.honorific &&
            other.person.likeness >= 0.8 && !heads_address(marked, second, tools))
          block.names.push_back(std::move(other));
      }
      return;
    }
    if (house.size() == lines_of_house || part.text.empty() || !part.label_role.empty()) return;
    // A name without a title, or a shop's; below the flat's number no house is named any more.
    const bool below_flat =
        digits_in(part.text) == 0 && names_flat(house.empty() ? block.address.back() : house.back());
    if (below_flat || is_all_ideographs(part.text) || is_name_with_hiragana(part.text, tools.lexicon)) {
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

// "Address | 12 Oak Street, Ithaca" over "Branch | Ithaca, tel. 607 555 0117": each row has a label of its
// own.
bool is_row_of_form(const Marked& marked, std::size_t line) {
  constexpr double aligned_in_heights = 0.5;
  const auto& document = marked.document;
  const auto below = document.neighbours[line].below;
  const auto left = document.neighbours[line].left;
  if (below == no_line || left == no_line) return false;
  const auto left_below = document.neighbours[below].left;
  if (left_below == no_line || left_below == left || digits_in(document.lines[left_below].text) > 0)
    return false;
  const double apart = document.lines[left].box.x0 - document.lines[left_below].box.x0;
  return std::abs(document.points_x(document.lines[left].page, apart)) <=
         aligned_in_heights * document.lines[left].height_pt;
}

}  // namespace

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
  if (at == no_line) {
    const auto last = block.address.back().line;
    at = marked.locale.country == "JP" ? next_set_in(marked.document, block, last)
                                       : next_in_column(marked.document, last);
  }
  if (at == no_line) return;
  add_name_below(block, marked, at, tools, used);
}

double contact_below(const Marked& marked, std::size_t last) {
  constexpr double bare_number = 0.4;
  double strongest = 0;
  if (is_row_of_form(marked, last)) return 0;
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

}  // namespace domicile::extract
