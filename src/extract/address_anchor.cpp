#include "extract/address_anchor.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/block_names.hpp"
#include "extract/movements.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr double known_region = 0.8;
constexpr double certain_quarter = 0.8;
constexpr double town_alone = 0.5;  // without a postcode

// "May 8, 2026": what looks like a postcode is a date's year.
bool is_year(const std::string& postcode, const Marked& marked, std::size_t line) {
  return !postcode.empty() && std::ranges::any_of(marked.dates, [&](const DateInLine& date) {
    return date.line == line && date.text.contains(postcode);
  });
}

// "BIC / Clearing | PICRCHGG / 8776": the cell to the left is nothing but names of numbers, and what stands
// below it is no number.
bool is_value_of_number(const Marked& marked, std::size_t line) {
  constexpr double widest_gap_in_heights = 10, number = 0.4;
  const auto& document = marked.document;
  const auto left = document.neighbours[line].left;
  if (left == no_line) return false;
  const auto& own = document.lines[line];
  if (document.points_x(own.page, own.box.x0 - document.lines[left].box.x1) >
      widest_gap_in_heights * own.height_pt)
    return false;
  const auto below = document.neighbours[left].below;
  if (below != no_line && character_shares(document.lines[below].text).digits > number) return false;
  std::string rest = document.lines[left].text;
  for (const auto& label : marked.labels) {
    if (label.line == left && label.meaning->name == "identifier")
      rest.replace(label.begin, label.end - label.begin, label.end - label.begin, ' ');
  }
  return rest != document.lines[left].text && fold_tokens(rest).empty();
}

// "03/06/2026 | Shoprite Soshanguve Card 4417 | Groceries | 614.20": a movement of the account.
bool is_movement(const Marked& marked, std::size_t line) {
  const auto left = marked.document.neighbours[line].left;
  return left != no_line && std::ranges::any_of(marked.dates, [&](const DateInLine& date) {
           return date.line == left && leads_movement(marked, date);
         });
}

bool is_anchor(const BlockLine& part, const Marked& marked) {
  if (part.text.empty() || is_masked_number(part.text) || in_money_table(marked.document, part.line) ||
      part.label_role == "identifier" || is_amount_role(part.label_role) ||
      is_year(part.shape.postcode, marked, part.line) || is_value_of_number(marked, part.line) ||
      is_movement(marked, part.line))
    return false;
  if (part.shape.whole_address >= anchor_score) return words_in(part.text) <= 2 * longest_line_words;
  return part.shape.postcode_city >= anchor_score && words_in(part.text) <= longest_line_words;
}

// "Supply address: 27 Burlington Parade, Banyule Heights": a street and a town behind a label, without any
// postcode.
bool is_labelled_address(const Marked& marked, const BlockLine& part, const BlockTools& tools) {
  const auto& country = marked.locale.country;
  auto role = part.label_role;
  if (const auto left = marked.document.neighbours[part.line].left; role.empty() && left != no_line) {
    const auto label = block_line(marked, left, tools);
    if (label.text.empty()) role = label.label_role;
  }
  if (role != "service_address" && role != "mailing_address") return false;
  const auto parts = tools.matcher.parse_address({part.text}, country);
  // The town is a part of its own: "96 PINE LOG RD" is none.
  if (part.text.find_first_of(",;/") == std::string::npos && !has_ideographs(part.text)) return false;
  const auto& town = parts.city.empty() ? parts.district : parts.city;
  return !parts.street.empty() && !parts.house_number.empty() && character_shares(town).letters >= 0.8;
}

// "SEYHAN / ADANA", "IBADAN, OYO STATE", "CENTRO - CHAPECO - SC", "NO:41/7 ÇANKAYA ANKARA": a town and its
// province, without a postcode.
bool ends_in_region(const std::string& text, const std::string& country, const BlockTools& tools) {
  const auto is_region = [&](const std::string& part) {
    return tools.shapes.classify_line(part, country).region >= known_region;
  };
  if (digits_in(text) == 0) {
    for (const std::string_view mark : {" - ", " – ", ",", "/"}) {
      const auto at = text.rfind(mark);
      if (at != std::string::npos && at > 0) return is_region(text.substr(at + mark.size()));
    }
  }
  const auto blank = text.rfind(' ');
  return blank != std::string::npos && digits_in(text) > 0 && is_region(text.substr(blank + 1));
}

// "呉市広古新開６丁目１２－３": a town, its quarter and the number of the house, without a postcode.
bool is_quarter_with_number(const std::string& text, const std::string& country, const BlockTools& tools) {
  if (!has_ideographs(text) || character_shares(text).digits == 0 ||
      tools.shapes.classify_line(text, country).street < certain_quarter)
    return false;
  const auto parts = tools.matcher.parse_address({text}, country);
  return parts.postcode.empty() && !parts.city.empty() && !parts.street.empty() &&
         !parts.house_number.empty();
}

// A postcode of the document's country stands in the line, though the line by itself does not look like a
// town.
bool is_weak_anchor(const BlockLine& part, const std::string& country, const BlockTools& tools) {
  if (part.text.empty() || words_in(part.text) > longest_line_words) return false;
  if (!part.label_role.empty() && !is_party_role(part.label_role)) return false;
  if (ends_in_region(part.text, country, tools) || part.shape.town >= part_score) return true;
  if (is_quarter_with_number(part.text, country, tools)) return true;
  constexpr std::ptrdiff_t most_digits_of_town = 10;  // "00692 0117448290 C4471820 1/1" is the mailer's code
  return digits_in(part.text) <= most_digits_of_town && has_postcode(part.text, country, tools.lexicon);
}

// A street with a house's number above or before a town that the country is known to have.
bool is_street_and_town(const PartyBlock& block, const AddressComponents& parts) {
  const auto has_town = [](const BlockLine& line) { return line.shape.town >= part_score; };
  const auto has_street = [](const BlockLine& line) {
    return line.shape.street >= part_score || line.shape.unit >= part_score;
  };
  return std::ranges::any_of(block.address, has_town) &&
         (std::ranges::any_of(block.address, has_street) ||
          (!parts.street.empty() && !parts.house_number.empty() && block.address.size() > 1));
}

}  // namespace

bool has_postcode(const std::string& text, const std::string& country, const Lexicon& lexicon) {
  const auto postcode = lexicon.postcodes.find(country);
  return postcode != lexicon.postcodes.end() &&
         re2::RE2::PartialMatch(to_upper(fold(text)), *postcode->second);
}

Anchor anchor_of(const Marked& marked, const BlockLine& part, const BlockTools& tools) {
  if (is_anchor(part, marked)) return Anchor::firm;
  if (in_money_table(marked.document, part.line) || is_value_of_number(marked, part.line) ||
      is_movement(marked, part.line))
    return Anchor::none;
  const bool weak =
      is_weak_anchor(part, marked.locale.country, tools) || is_labelled_address(marked, part, tools);
  return weak ? Anchor::weak : Anchor::none;
}

bool counts_as_whole(PartyBlock& block, const Marked& marked, const BlockTools& tools) {
  const auto& country = marked.locale.country;
  std::vector<std::string> lines;
  lines.reserve(block.address.size());
  for (const auto& line : block.address) lines.push_back(line.text);
  const auto parts = tools.matcher.parse_address(lines, country);
  if (is_labelled_address(marked, block.address.front(), tools) && parts.postcode.empty()) {
    block.address.front().shape.postcode_city = town_alone;
    return true;
  }
  if (parts.postcode.empty() && !parts.region.empty() && !parts.city.empty() && !parts.street.empty() &&
      !parts.house_number.empty()) {
    block.address.back().shape.postcode_city = std::max(block.address.back().shape.postcode_city, town_alone);
    return true;
  }
  if (is_quarter_with_number(block.address.front().text, country, tools)) {
    block.address.front().shape.postcode_city = town_alone;
    return true;
  }
  if (parts.postcode.empty() && is_street_and_town(block, parts)) {
    auto& shape = block.address.back().shape;
    shape.postcode_city = std::max(shape.postcode_city, town_alone);
    block.address.front().shape.street = std::max(block.address.front().shape.street, part_score);
    return true;
  }
  if (!has_place(parts) || parts.postcode.empty() || parts.city.empty()) return false;
  const auto shares = character_shares(parts.city);
  if (shares.letters < 0.8) return false;
  auto& shape = block.address.back().shape;
  shape.postcode_city = std::max(shape.postcode_city, 0.75);
  if (!parts.house_number.empty())
    block.address.front().shape.street = std::max(block.address.front().shape.street, 0.75);
  return true;
}

}  // namespace domicile::extract
