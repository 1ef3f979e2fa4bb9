#include "match/address_parse.hpp"

#include <optional>

#include "base/text.hpp"
#include "match/address_japan.hpp"
#include "match/address_labels.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t most_lines = 16;
constexpr std::size_t longest_line_bytes = 300;

std::vector<std::string> bounded(const std::vector<std::string>& untrusted_lines) {
  std::vector<std::string> lines;
  for (const auto& line : untrusted_lines) {
    if (lines.size() == most_lines) break;
    lines.push_back(to_nfc(std::string_view(line).substr(0, longest_line_bytes)));
  }
  return lines;
}

// "AZERBAYCAN CADDESİ" over "NO:41/7 ÇANKAYA ANKARA": the house's number belongs to the street above it. True
// where a line was changed.
bool move_numbers_up(const LabelSheet& sheet, std::vector<std::string>& lines) {
  const auto& pieces = sheet.pieces();
  std::vector<Segment> whole;
  for (const auto& segment : sheet.segments()) {
    if (segment.starts_line || whole.empty())
      whole.push_back(segment);
    else
      whole.back().end = segment.end;
  }
  if (whole.size() != lines.size()) return false;
  const auto is_numbered = [&](std::size_t at) { return pieces[at].has_digit; };
  for (std::size_t i = 1; i < whole.size(); ++i) {
    const auto& street = whole[i - 1];
    const auto [begin, end, starts] = whole[i];
    if (sheet.past_number_words(begin, end) == begin || !sheet.has_street_word(street.begin, street.end))
      continue;
    bool numbered = false;
    for (auto at = street.begin; at < street.end; ++at) numbered |= is_numbered(at);
    auto last = end;
    while (last > begin && !is_numbered(last - 1)) --last;
    if (numbered || last == begin || last == end) continue;
    lines[i - 1] += ' ';
    lines[i - 1] += sheet.slice(begin, last);
    lines[i] = sheet.slice(last, end);
    return true;
  }
  return false;
}

AddressComponents components_on(const LabelSheet& sheet) {
  AddressComponents parts;
  parts.house_number = sheet.text_of(Label::number);
  parts.street = sheet.text_of(Label::street);
  parts.unit = sheet.text_of(Label::unit);
  parts.building = sheet.text_of(Label::building);
  parts.po_box = sheet.text_of(Label::po_box);
  parts.district = sheet.text_of(Label::district);
  parts.city = sheet.text_of(Label::city);
  parts.region = sheet.text_of(Label::region);
  parts.postcode = sheet.text_of(Label::postcode);
  return parts;
}

// The country that a record's town and postcode suggest; empty where they suggest none.
std::string country_of_places(const AddressTables& tables, const AccountAddress& address) {
  LabelSheet town(
      tables,
      {address.postcode + " " + address.city, address.city + " " + address.region + " " + address.postcode},
      "");
  (void)label_places(town);
  return town.country() ? tables.places.code_of(*town.country()) : std::string{};
}

// Japanese lines are told apart by the signs that count blocks and houses, not by words.
std::optional<AddressComponents> japanese_account(const AddressTables& tables, const AccountAddress& address,
                                                  std::vector<std::string> lines) {
  if (lines.empty()) return std::nullopt;
  lines.front() = address.region + address.city + lines.front();
  auto parts = parse_japanese(tables, lines, address.country);
  if (!parts) return std::nullopt;
  parts->city = address.city;
  parts->region = address.region;
  parts->postcode = address.postcode;
  parts->country = address.country;
  return parts;
}

}  // namespace

AddressComponents parse_address_lines(const AddressTables& tables,
                                      const std::vector<std::string>& untrusted_lines,
                                      std::string_view country) {
  auto lines = bounded(untrusted_lines);
  if (auto japanese = parse_japanese(tables, lines, country)) return *std::move(japanese);
  std::optional<LabelSheet> sheet(std::in_place, tables, lines, country);
  if (move_numbers_up(*sheet, lines)) sheet.emplace(tables, lines, country);
  const std::string named_country = label_places(*sheet);
  label_street(*sheet);
  AddressComponents parts = components_on(*sheet);
  parts.country = named_country.empty() ? std::string(country) : named_country;
  return parts;
}

AddressComponents account_components(const AddressTables& tables, const AccountAddress& address) {
  if (address.free_lines) return parse_address_lines(tables, address.lines, address.country);
  const auto lines = bounded(address.lines);
  if (auto japanese = japanese_account(tables, address, lines)) return *std::move(japanese);
  LabelSheet sheet(tables, lines, address.country);
  if (address.country.empty()) sheet.set_country(country_of_places(tables, address));
  label_street(sheet);
  AddressComponents parts = components_on(sheet);
  parts.city = address.city;
  parts.region = address.region;
  parts.postcode = address.postcode;
  parts.country = address.country;
  return parts;
}

}  // namespace domicile::match
