#include "extract/block_names.hpp"

#include <algorithm>
#include <ranges>
#include <span>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile::extract {
namespace {

constexpr double person_for_certain = 0.75;
constexpr double known_person = 0.9;  // with a given name that is known
constexpr double street_for_certain = 0.8;
constexpr double word_of_trade = 0.25;  // of a line of two words, one of them a label's or a heading's
constexpr double unit_for_certain = 0.8;
constexpr double numbered_street = 0.4;
constexpr double other_type_size = 1.35;  // of a sender's small line above a window's address
constexpr double least_name_legibility = 0.25;
constexpr std::ptrdiff_t digits_of_postcode = 4;
constexpr double person_at_least = 0.5;

// The lowest line from which on, down to the town, the lines make a whole address: for streets that no word
// and no number shows to be one.
std::size_t start_by_parsing(const std::vector<BlockLine>& above, const BlockLine& anchor,
                             const std::string& country, const BlockTools& tools) {
  std::vector<std::string> lines{anchor.text};
  if (has_place(tools.matcher.parse_address(lines, country))) return above.size();
  for (std::size_t start = above.size(); start-- > 0;) {
    if (above[start].person.likeness >= 0.75 && start + 1 < above.size()) break;
    lines.insert(lines.begin(), above[start].text);
    const auto parts = tools.matcher.parse_address(lines, country);
    if (has_place(parts) && (!parts.house_number.empty() || !parts.po_box.empty())) return start;
  }
  return above.size();
}

// A postcode that stands alone below lines none of which can be its town.
bool lacks_town(std::span<const BlockLine> lines, const BlockLine& anchor, const std::string& country,
                const BlockTools& tools) {
  if (character_shares(anchor.text).letters > 0) return false;
  std::vector<std::string> texts;
  for (const auto& line : lines) texts.push_back(line.text);
  texts.push_back(anchor.text);
  const auto city = tools.matcher.parse_address(texts, country).city;
  return city.empty() || character_shares(city).digits > 0;
}

// "Unit 4, Liosbán Business Park" between a person's name and the street.
bool stands_under_name(const std::vector<BlockLine>& above, std::size_t index) {
  const auto& line = above[index];
  return digits_in(line.text) > 0 && line.person.likeness == 0 && !line.person.care_of &&
         line.label_role.empty() && names_somebody(above[index - 1]);
}

// "ÇARŞI MAH. CUMHURİYET CAD." has the shape of a name too: the house number stands in the next line.
// That of a quarter and a street is no name, whoever they are called after.
bool reads_as_street(const BlockLine& line) {
  constexpr double quarter_and_street = 0.65;
  return line.shape.street >= part_score && !line.person.honorific &&
         (line.person.likeness < known_person || line.shape.street >= quarter_and_street);
}

// The topmost line that is a part of an address, below all lines that name people for certain: a person's
// name never stands between two parts of an address, unless a street stands above it: then it is a district.
// above.size() where there is none.
std::size_t first_address_line(const std::vector<BlockLine>& above) {
  const auto street = std::ranges::find_if(above, [](const BlockLine& line) {
    return std::max(line.shape.street, line.shape.po_box) >= street_for_certain;
  });
  if (street != above.end()) {
    // A sender's line above the name: the holder's own street stands below it.
    const auto name = std::find_if(street, above.end(), names_somebody);
    const auto own = std::find_if(name, above.end(), [](const BlockLine& line) {
      return std::max(line.shape.street, line.shape.po_box) >= part_score;
    });
    if (own == above.end() && name != above.end() && street == above.begin()) {
      const auto below =
          std::find_if(name + 1, above.end(), [](const BlockLine& line) { return !line.person.care_of; });
      if (below != above.end()) return static_cast<std::size_t>(below - above.begin());
    }
    return static_cast<std::size_t>((own != above.end() ? own : street) - above.begin());
  }
  std::size_t start = above.size();
  for (std::size_t i = above.size(); i-- > 0;) {
    if (names_somebody(above[i]) && (i == 0 || !reads_as_street(above[i]))) break;
    if (is_address_part(above[i])) start = i;
  }
  return start;
}

bool shares_word(const std::string& a, const std::string& b) {
  const auto words = fold_tokens(a);
  return std::ranges::any_of(fold_tokens(b), [&](const std::string& word) {
    return word.size() > 1 && std::ranges::find(words, word) != words.end();
  });
}

// Below a name stands another one only where something says so: "Gort an Choirce" has but the shape of one.
// "Chalk Pit Lane" is a street, though people are called Lane.
bool joins_holder(const BlockLine& line, const BlockLine& upper) {
  const auto& person = line.person;
  const bool known = person.likeness >= known_person && line.shape.street == 0;
  return known || person.honorific || person.joint_ends || upper.person.goes_on || upper.person.title_only ||
         shares_word(upper.text, line.text);
}

// No line is plainly a street. Names stand on top, and one of the lines below them must be the street.
std::size_t below_names(const std::vector<BlockLine>& above) {
  std::size_t names = 0;
  const BlockLine* upper = nullptr;
  for (std::size_t i = 0; i < above.size(); ++i) {
    const auto& person = above[i].person;
    if (i > 0 && !person.honorific && above[i].shape.street >= part_score) break;
    const bool named =
        person.likeness >= person_at_least && (upper == nullptr || joins_holder(above[i], *upper));
    if (!named && !person.company && !person.care_of && !person.title_only) continue;
    names = i + 1;
    upper = &above[i];
  }
  return std::min(std::max<std::size_t>(names, above.size() > 1 ? 1 : names), above.size());
}

// "Résidence les Pins", "Seabright Cottage" and "Urb. Molino de la Hoz" have the shape of a name, and are a
// house's and a quarter's.
bool bears_word_of_building(const BlockLine& line, const Lexicon& lexicon) {
  const auto tokens = fold_tokens(line.text);
  return tokens.size() > 1 && std::ranges::any_of(lexicon.book.addresses, [&](const auto& entry) {
           return is_among(entry.second.buildings, tokens.front()) ||
                  is_among(entry.second.buildings, tokens.back()) ||
                  is_among(entry.second.district_words, tokens.front());
         });
}

bool has_word_of_building(const BlockLine& line, const Lexicon& lexicon) {
  return !line.person.honorific && line.person.likeness < known_person &&
         bears_word_of_building(line, lexicon);
}

// Where one holder has a title, another one has a title too, shares the surname or is joined by a word: "Beck
// House" below "Mr and Mrs D Entwistle" is where they live, and so is "Rose Cottage", though people are
// called Rose.
bool lacks_title_of_others(const std::vector<BlockLine>& above, std::size_t index, const Lexicon& lexicon) {
  const auto& line = above[index];
  const auto& person = line.person;
  if (person.honorific || person.company || person.joint_ends) return false;
  if (person.likeness >= known_person && !bears_word_of_building(line, lexicon)) return false;
  const auto upper = std::span(above).first(index);
  const auto titled = [](const BlockLine& other) {
    return other.person.honorific && other.person.likeness >= person_at_least;
  };
  return std::ranges::any_of(upper, titled) && std::ranges::none_of(upper, [&](const BlockLine& other) {
           return other.person.goes_on || (other.person.honorific && shares_word(other.text, line.text));
         });
}

// "To", "An", "À": alone on its line.
bool is_small_word(const std::string& text, const Lexicon& lexicon) {
  const auto tokens = fold_tokens(text);
  return tokens.size() == 1 && lexicon.speakers.contains(tokens.front());
}

}  // namespace

bool has_place(const AddressComponents& parts) {
  return !parts.street.empty() || !parts.po_box.empty() || !parts.building.empty();
}

bool names_somebody(const BlockLine& line) {
  return line.person.likeness >= person_for_certain ||
         (line.person.honorific && line.person.likeness >= person_at_least);
}

void split(PartyBlock& block, std::vector<BlockLine> above, const BlockLine& anchor,
           const std::string& country, const BlockTools& tools) {
  std::size_t start = first_address_line(above);
  if (start == above.size()) start = start_by_parsing(above, anchor, country, tools);
  if (start == above.size() && !above.empty()) start = below_names(above);
  const auto leads_street = [](const BlockLine& line) {
    // "H NO B-142, 2ND FLOOR, GALI NO 7" is no name, whatever stands below it.
    const bool numbered = digits_in(line.text) > 0 && line.shape.street >= numbered_street;
    // "FLAT NO 704 B WING SAI SHRADDHA CHS LTD" has a company's form and is a house.
    const bool numbered_unit = digits_in(line.text) > 0 && line.shape.unit >= part_score;
    return !line.person.care_of && (line.shape.unit >= unit_for_certain || numbered || numbered_unit);
  };
  while (start > 0 && start < above.size() && leads_street(above[start - 1])) --start;
  if (start > 1 && start < above.size() && stands_under_name(above, start - 1)) --start;
  // "Apartment 117 / Weavers Wharf / 22 Naval Street"
  // but no word without a number above "Mr B Weaver": "Et", a floor's, is what OCR made of a bar code.
  const auto titled = std::ranges::find_if(std::views::reverse(above), [](const BlockLine& line) {
    return line.person.honorific && names_somebody(line);
  });
  const auto is_unit = [](const BlockLine& line) {
    return line.shape.unit >= unit_for_certain && !line.person.care_of;
  };
  const auto numbered = std::ranges::find_if(
      above, [&](const BlockLine& line) { return digits_in(line.text) > 0 && is_unit(line); });
  const auto unit = std::min(numbered, std::find_if(titled.base(), above.end(), is_unit));
  start = std::min(start, static_cast<std::size_t>(unit - above.begin()));
  // Hungary: the town above the street, the postcode below it.
  if (start > 0 && start < above.size() && !above[start - 1].person.honorific &&
      lacks_town(std::span(above).subspan(start), anchor, country, tools))
    --start;
  // "FLAT 2 / ROSE COTTAGE" is a house: what stands between a name and the street is no name itself.
  // So is "CHY AN GWEL" over "CARN BREA ROAD", which has no number: nobody is known to be called so.
  const bool numberless =
      start < above.size() && above[start].shape.street >= part_score && digits_in(above[start].text) == 0;
  std::size_t name_end = start;
  while (name_end > 1) {
    const auto& line = above[name_end - 1];
    const auto& person = line.person;
    const bool named_house = numberless && name_end == start && person.likeness < known_person &&
                             !shares_word(line.text, above[name_end - 2].text);
    const bool untitled = named_house || lacks_title_of_others(above, name_end - 1, tools.lexicon);
    const bool house =
        has_word_of_building(line, tools.lexicon) || person.likeness < person_at_least || untitled;
    // "and Mr. Tadhg Ó Ceallaigh" is the other holder.
    const bool of_people = person.honorific || person.joint_ends || person.care_of || person.title_only;
    const bool building = house && !person.company && !of_people &&
                          (untitled || above[name_end - 2].person.likeness >= 0.6) && line.label_role.empty();
    if (!building) break;
    --name_end;
  }
  for (std::size_t i = 0; i < above.size(); ++i) {
    if (above[i].person.care_of && i < start) continue;
    (i < name_end ? block.names : block.address).push_back(std::move(above[i]));
  }
}

void move_named_house(PartyBlock& block, const Lexicon& lexicon) {
  if (block.label_role != "mailing_address" || block.names.size() != 1 ||
      !has_word_of_building(block.names.front(), lexicon))
    return;
  block.address.insert(block.address.begin(), std::move(block.names.front()));
  block.names.clear();
}

void keep_names(PartyBlock& block, const layout::Document& document, const Lexicon& lexicon) {
  std::vector<BlockLine> kept;
  for (auto& line : std::views::reverse(block.names)) {
    const auto& set = document.lines[line.line];
    // The sender's own line above a window's address holds a whole address: a name holds no postcode.
    if (set.confidence < least_name_legibility ||
        (digits_in(line.text) >= digits_of_postcode && line.person.likeness < person_for_certain))
      break;
    // "Starling Bank" above "Ms Hana Kovac" is the sender.
    if (!kept.empty() && kept.front().person.honorific && !line.person.honorific &&
        line.person.vocabulary >= word_of_trade)
      break;
    // "BANCO PONIENTE" above "LUZ DEL CARMEN OSORIO" is it, too; a firm with a legal form may be the holder.
    const bool of_firm = line.person.company && !line.person.legal_form;
    if (!kept.empty() && of_firm && names_somebody(kept.front()) && !kept.front().person.company) break;
    // "CUSTOMER AND COLLECTION POINT" above "Anna Heikkilä" is a heading.
    if (!kept.empty() && kept.front().person.likeness >= person_for_certain &&
        kept.front().person.vocabulary == 0 && line.person.vocabulary >= word_of_trade &&
        !line.person.company && !line.person.honorific)
      break;
    if (!kept.empty() &&
        layout::ratio_of_type_sizes(set, document.lines[kept.front().line]) > other_type_size)
      break;
    const bool name = line.person.likeness >= 0.4 || line.person.company || line.person.joint_ends;
    if (!name && !kept.empty()) break;
    if (!name && line.person.likeness < 0.2) continue;
    if (!kept.empty() && is_small_word(line.text, lexicon)) break;  // "To" above "Mrs. Latha Menon"
    if (kept.size() == 3) break;
    kept.insert(kept.begin(), std::move(line));
  }
  // "ROLLING ACRES DAIRY" below "GLEN OR RHODA SCHMELING" is no third holder.
  if (!kept.empty() && !kept.front().person.company && kept.front().person.likeness >= person_at_least) {
    bool joined = false;
    std::erase_if(kept, [&](const BlockLine& line) {
      const auto& person = line.person;
      const bool company = person.company && !person.honorific && !person.joint_ends && !joined;
      joined = person.goes_on;
      return company;
    });
  }
  block.names = std::move(kept);
}

}  // namespace domicile::extract
