#include "match/address_places.hpp"

#include <unicode/locdspnm.h>
#include <unicode/locid.h>

#include <algorithm>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t longest_postcode = 10;
constexpr std::string_view signs_of_amounts = "$%+*=<>";

// Every form of a line of libaddressinput's format that holds %Z.
PostcodePlace place_in(std::string_view format) {
  std::string_view rest = format;
  while (!rest.empty()) {
    const auto end = rest.find("%n");
    const auto line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 2);
    const auto code = line.find("%Z");
    if (code == std::string_view::npos) continue;
    const auto city = line.find("%C");
    const auto region = line.find("%S");
    if (city != std::string_view::npos)
      return code < city ? PostcodePlace::before_city : PostcodePlace::after_city;
    if (region != std::string_view::npos) return PostcodePlace::after_region;
    return rest.starts_with("%C") ? PostcodePlace::before_city : PostcodePlace::own_line;
  }
  return PostcodePlace::none;
}

bool same_line(std::string_view format, std::string_view one, std::string_view other) {
  const auto a = format.find(one);
  const auto b = format.find(other);
  if (a == std::string_view::npos || b == std::string_view::npos) return false;
  return !format.substr(std::min(a, b), std::max(a, b) - std::min(a, b)).contains("%n");
}

std::string upper_ascii(std::string_view text) {
  std::string upper(text);
  for (auto& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return upper;
}

// Digits in which OCR saw a letter. Only for text that is mostly digits anyway.
std::string with_repaired_digits(std::string_view text) {
  std::string repaired(text);
  for (auto& c : repaired) {
    switch (c) {
      case 'O':
      case 'Q':
      case 'D':
        c = '0';
        break;
      case 'I':
      case 'L':
      case '|':
        c = '1';
        break;
      case 'Z':
        c = '2';
        break;
      case 'S':
        c = '5';
        break;
      case 'G':
        c = '6';
        break;
      case 'B':
        c = '8';
        break;
      default:
        break;
    }
  }
  return repaired;
}

bool touches(const std::vector<Piece>& pieces, std::size_t before) {
  return pieces[before + 1].begin - pieces[before].end == 1;
}

bool is_amount_sign(char32_t c) {
  return (c < 0x80 && signs_of_amounts.contains(static_cast<char>(c))) || (c >= 0xA2 && c <= 0xA5) ||
         (c >= 0x20A0 && c <= 0x20CF);
}

bool joins_numbers(char32_t gap) { return gap != ' ' && gap != '\n'; }

// "1,234.56", "12.03.2024", "020 7946 0958": the digits are part of a longer number.
bool part_of_number(const std::vector<Piece>& pieces, std::size_t at, std::size_t count, bool plain_digits) {
  const Piece& first = pieces[at];
  if (is_amount_sign(first.gap)) return true;
  if (at > 0 && pieces[at - 1].has_digit && touches(pieces, at - 1) && joins_numbers(first.gap)) return true;
  const std::size_t next = at + count;
  if (next < pieces.size()) {
    if (is_amount_sign(pieces[next].gap) && touches(pieces, next - 1)) return true;
    if (pieces[next].has_digit && touches(pieces, next - 1) && joins_numbers(pieces[next].gap)) return true;
    if (plain_digits && pieces[next].digits && pieces[next].gap == ' ') return true;
  }
  const bool digits_before = plain_digits && at > 0 && pieces[at - 1].digits && first.gap == ' ';
  if (!digits_before) return false;
  // A house number may stand before the postcode where an address is on one line.
  const bool is_house_number = at > 1 && !pieces[at - 2].has_digit && pieces[at - 1].gap != '\n' &&
                               pieces[at - 1].folded.size() <= 4 && count == 1 && first.folded.size() >= 4;
  return !is_house_number;
}

}  // namespace

AddressPlaces::AddressPlaces(const rules::RuleBook& book) {
  RE2::Options options;
  options.set_log_errors(false);
  postcodes_ = std::make_unique<RE2::Set>(options, RE2::ANCHOR_BOTH);
  for (const auto& [code, rules] : book.countries) add_country(rules);
  postcodes_->Compile();
  for (const auto& region : book.regions) {
    if (const auto index = index_of(region.country)) countries_[*index].served = true;
  }
  prefixes_.finish();
  if (auto ready = unpacked(book.ready_bytes(ready_name))) {
    tables_ = std::move(*ready);
  } else {
    make_tables(book);
  }
}

void AddressPlaces::make_tables(const rules::RuleBook& book) {
  for (std::size_t i = 0; i < countries_.size(); ++i)
    add_places(*countries_[i].rules, static_cast<CountryIndex>(i));
  add_names(book);
  tables_.country_names.finish();
  tables_.country_codes.finish();
  tables_.regions.finish();
  tables_.cities.finish();
}

std::string AddressPlaces::packed() const {
  Packer packer;
  tables_.country_names.pack(packer);
  tables_.country_codes.pack(packer);
  tables_.regions.pack(packer);
  tables_.cities.pack(packer);
  return packer.take();
}

std::optional<AddressPlaces::Tables> AddressPlaces::unpacked(std::string_view untrusted_bytes) const {
  Unpacker unpacker(untrusted_bytes);
  const auto is_country = [&](CountryIndex country) { return country < countries_.size(); };
  const auto in_country = [&](const auto& sense) { return sense.country < countries_.size(); };
  Tables read;
  read.country_names = PhraseMap<CountryIndex>::unpacked(unpacker, is_country);
  read.country_codes = PhraseMap<CountryIndex>::unpacked(unpacker, is_country);
  read.regions = PhraseMap<RegionSense>::unpacked(unpacker, in_country);
  read.cities = PhraseMap<CitySense>::unpacked(unpacker, in_country);
  return unpacker.complete() ? std::optional(std::move(read)) : std::nullopt;
}

void AddressPlaces::add_country(const rules::CountryRules& rules) {
  const auto index = static_cast<CountryIndex>(countries_.size());
  CountryForm form;
  form.rules = &rules;
  form.postcode_place = rules.postcode.empty() ? PostcodePlace::none : place_in(rules.format);
  form.region_in_format = rules.format.contains("%S");
  form.region_in_postcode_line = same_line(rules.format, "%S", "%Z");
  form.district_in_format = rules.format.contains("%D");
  countries_.push_back(form);
  if (!rules.postcode.empty() && postcodes_->Add(rules.postcode, nullptr) >= 0)
    postcode_owner_.push_back(index);
  for (const auto& prefix : rules.postcode_prefixes) prefixes_.add(fold(prefix), index);
}

void AddressPlaces::add_places(const rules::CountryRules& rules, CountryIndex index) {
  for (const auto& [code, names] : rules.regions) {
    const auto id = next_region_++;
    tables_.regions.add(code, {id, index, code.size() <= 3 ? std::uint16_t{1} : std::uint16_t{0}});
    for (const auto& name : names) tables_.regions.add(name, {id, index, 0});
  }
  for (const auto& [city, names] : rules.cities) {
    const auto id = next_city_++;
    tables_.cities.add(city, {id, index});
    for (const auto& name : names) tables_.cities.add(name, {id, index});
  }
  for (const auto& town : rules.towns) tables_.cities.add(town, {next_city_++, index});
}

void AddressPlaces::add_names(const rules::RuleBook& book) {
  std::vector<std::unique_ptr<icu::LocaleDisplayNames>> languages;
  languages.reserve(book.addresses.size());
  for (const auto& [tag, rules] : book.addresses) {
    languages.emplace_back(icu::LocaleDisplayNames::createInstance(icu::Locale(tag.c_str())));
  }
  for (std::size_t i = 0; i < countries_.size(); ++i) {
    const auto index = static_cast<CountryIndex>(i);
    const auto& code = code_of(index);
    for (const auto& language : languages) {
      icu::UnicodeString name;
      language->regionDisplayName(code.c_str(), name);
      std::string text;
      name.toUTF8String(text);
      if (text != code) tables_.country_names.add(text, index);
    }
    for (const auto& name : countries_[i].rules->names) tables_.country_names.add(name, index);
    tables_.country_codes.add(code, index);
    tables_.country_codes.add(icu::Locale("", code.c_str()).getISO3Country(), index);
  }
}

std::optional<CountryIndex> AddressPlaces::index_of(std::string_view code) const {
  const auto found =
      std::ranges::find_if(countries_, [&](const auto& form) { return form.rules->code == code; });
  if (found == countries_.end()) return std::nullopt;
  return static_cast<CountryIndex>(found - countries_.begin());
}

AddressPlaces::CountryHit AddressPlaces::country_at(const std::vector<Piece>& pieces, std::size_t at,
                                                    bool codes_too) const {
  if (at >= pieces.size()) return {};
  if (const auto hit = tables_.country_names.find(pieces, at); hit.count > 0)
    return {hit.count, code_of(hit.values.front())};
  if (codes_too && pieces[at].upper) {
    if (const auto hit = tables_.country_codes.find(pieces, at); hit.count > 0)
      return {hit.count, code_of(hit.values.front())};
  }
  return {};
}

std::optional<std::uint32_t> AddressPlaces::region_id(std::string_view key,
                                                      std::optional<CountryIndex> country) const {
  for (const auto& sense : tables_.regions.exact(key)) {
    if (!country || sense.country == *country) return sense.id;
  }
  return std::nullopt;
}

std::vector<std::uint32_t> AddressPlaces::city_ids(std::string_view key,
                                                   std::optional<CountryIndex> country) const {
  std::vector<std::uint32_t> ids;
  for (const auto& sense : tables_.cities.exact(key)) {
    if (!country || sense.country == *country) ids.push_back(sense.id);
  }
  return ids;
}

std::vector<CountryIndex> AddressPlaces::matching(const std::string& text,
                                                  std::optional<CountryIndex> only) const {
  std::vector<CountryIndex> owners;
  std::vector<int> hits;
  if (text.size() < 3 || text.size() > longest_postcode || !postcodes_->Match(text, &hits)) return owners;
  for (const int hit : hits) {
    const auto owner = postcode_owner_[static_cast<std::size_t>(hit)];
    if (!only || *only == owner) owners.push_back(owner);
  }
  std::ranges::sort(owners);
  return owners;
}

PostcodeHit AddressPlaces::judged(const std::vector<Piece>& pieces, std::size_t at, std::size_t count,
                                  std::optional<CountryIndex> only) const {
  std::string text, tight;
  bool letters = false, dash = false;
  for (std::size_t i = at; i < at + count; ++i) {
    const Piece& piece = pieces[i];
    if (i > at) {
      if (piece.gap != ' ' && piece.gap != '-' && piece.gap != 0) return {};
      if (piece.gap != 0) text += static_cast<char>(piece.gap);
      dash = dash || piece.gap == '-';
    }
    text += upper_ascii(piece.folded);
    tight += upper_ascii(piece.folded);
    letters = letters || !piece.digits;
    if (text.size() > 2 * longest_postcode) return {};
  }
  if (part_of_number(pieces, at, count, !letters && !dash)) return {};
  PostcodeHit hit{count, text, matching(text, only), false, false};
  if (hit.countries.empty() && count >= 4 && !letters && !dash) {
    hit = {count, tight, matching(tight, only), false, false};  // letter-spaced
  }
  const auto digits = digits_in(text);
  if (hit.countries.empty() && count == 1 && letters && text.size() >= 4 &&
      2 * static_cast<std::size_t>(digits) > text.size()) {
    hit = {count, text, matching(with_repaired_digits(text), only), true, false};
  }
  return hit.countries.empty() ? PostcodeHit{} : hit;
}

PostcodeHit AddressPlaces::postcode_at(const std::vector<Piece>& pieces, std::size_t at,
                                       std::optional<CountryIndex> only) const {
  const Piece& first = pieces[at];
  if (!first.has_digit) {
    const auto owners = prefixes_.find(first.folded);
    const bool leads = !owners.empty() && at + 1 < pieces.size() && pieces[at + 1].has_digit &&
                       (pieces[at + 1].gap == '-' || (pieces[at + 1].gap == ' ' && starts_segment(first)));
    if (leads) {
      PostcodeHit hit = postcode_at(pieces, at + 1, only);
      std::erase_if(hit.countries,
                    [&](CountryIndex country) { return std::ranges::find(owners, country) == owners.end(); });
      if (!hit.countries.empty()) {
        ++hit.count;
        hit.prefixed = true;
        return hit;
      }
    }
  }
  std::size_t most = 1;
  bool digit_seen = first.has_digit;
  while (most < 9 && at + most < pieces.size() && !starts_segment(pieces[at + most]) &&
         (pieces[at + most].has_digit || (most == 1 && pieces[at + most].folded.size() <= 4))) {
    digit_seen = digit_seen || pieces[at + most].has_digit;
    ++most;
  }
  if (!digit_seen) return {};
  const auto single = [&](std::size_t i) { return pieces[i].digits && pieces[i].folded.size() == 1; };
  for (std::size_t count = most; count >= 1; --count) {
    // More than two pieces are a postcode only where every one is a single digit.
    if (count > 2) {
      bool spaced = true;
      for (std::size_t i = at; i < at + count; ++i) spaced = spaced && single(i);
      if (!spaced) continue;
    }
    if (PostcodeHit hit = judged(pieces, at, count, only); hit.count > 0) return hit;
  }
  return {};
}

}  // namespace domicile::match
