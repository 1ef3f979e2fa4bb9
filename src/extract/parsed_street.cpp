#include "extract/parsed_street.hpp"

#include <algorithm>
#include <vector>

namespace domicile::extract {
namespace {

constexpr double parsed_street = 0.75;
constexpr double town_for_certain = 0.8;
constexpr double person_at_least = 0.5;
constexpr double word_of_trade = 0.25;

bool names_a_person(const BlockLine& line) {
  return line.person.likeness >= person_at_least && line.person.vocabulary < word_of_trade &&
         !line.person.company;
}

bool below_person(const PartyBlock& block) {
  if (block.names.empty() || !names_a_person(block.names.back())) return false;
  const auto& role = block.label_role;
  return role.empty() || role == "mailing_address" || role == "name" || role == "owner" ||
         role == "name_and_address" || block.names.back().person.honorific;
}

bool below_label(const PartyBlock& block) {
  return block.names.empty() &&
         (block.label_role == "mailing_address" || block.label_role == "service_address");
}

}  // namespace

void know_street_by_parsing(PartyBlock& block, const BlockLine& town, const std::string& country,
                            const BlockTools& tools) {
  const bool known = std::ranges::any_of(block.address, [](const BlockLine& line) {
    return line.shape.street >= part_score || line.shape.po_box >= part_score ||
           line.shape.whole_address >= anchor_score;
  });
  if (known || block.address.size() < 2 || town.shape.postcode_city < town_for_certain) return;
  if (!below_person(block) && !below_label(block)) return;
  std::vector<std::string> lines;
  lines.reserve(block.address.size());
  for (const auto& line : block.address) lines.push_back(line.text);
  const auto parts = tools.matcher.parse_address(lines, country);
  if (parts.street.empty() || parts.house_number.empty() || parts.postcode.empty() || parts.city.empty())
    return;
  block.address.front().shape.street = parsed_street;
}

}  // namespace domicile::extract
