#include "rules/load_addresses.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <array>
#include <utility>

namespace domicile::rules {
namespace {

constexpr std::array<std::pair<std::string_view, JoinedNumbers>, 4> joined_number_names{{
    {"one_number", JoinedNumbers::one_number},
    {"range", JoinedNumbers::range},
    {"house_unit", JoinedNumbers::house_unit},
    {"unit_house", JoinedNumbers::unit_house},
}};

JoinedNumbers joined_numbers(YamlMap& map, const char* key, JoinedNumbers otherwise) {
  const std::string text = map.text(key);
  if (text.empty()) return otherwise;
  for (const auto& [name, value] : joined_number_names) {
    if (name == text) return value;
  }
  map.mistake(key, fmt::format("'{}' is no meaning of two joined numbers.", text),
              "Write one_number, range, house_unit or unit_house.");
  return otherwise;
}

void check_pattern(YamlMap& map, const char* key, const std::string& pattern) {
  if (const RE2 compiled(pattern, RE2::Quiet); !compiled.ok()) {
    map.mistake(key, fmt::format("not a regular expression: {}.", compiled.error()),
                "RE2 syntax; a backslash is doubled inside double quotes.");
  }
}

// Patterns that become parts of larger ones.
std::vector<std::string> patterns_of(YamlMap& map, const char* key) {
  auto patterns = map.texts(key);
  for (const auto& pattern : patterns) {
    check_pattern(map, key, pattern);
    if (RE2(pattern, RE2::Quiet).NumberOfCapturingGroups() > 0)
      map.mistake(key, fmt::format("'{}' captures a group.", pattern), "Write (?:…) for (…).");
  }
  return patterns;
}

void check_country(YamlMap& map, const CountryRules& country, const std::filesystem::path& file) {
  if (country.code != file.stem().string()) {
    map.mistake("country", fmt::format("'{}' is not the file's name.", country.code),
                fmt::format("Write country: {}.", file.stem().string()));
  }
  if (!country.format.contains("%A")) {
    map.mistake("format", "the format has no %A.",
                "Take libaddressinput's fmt, such as \"%N%n%O%n%A%n%Z %C\".");
  }
  if (country.languages.empty()) map.mistake("languages", "no language is named.", "Name at least one.");
  check_pattern(map, "postcode", country.postcode);
}

}  // namespace

AddressRules load_addresses(const std::filesystem::path& file, std::string shown_name, Mistakes& mistakes) {
  AddressRules rules;
  rules.file = shown_name;
  auto map = YamlMap::open(file, std::move(shown_name), mistakes);
  const std::string folder = file.parent_path().filename().string();
  if (map.required_text("language") != folder) {
    map.mistake("language", "the language is not the folder's name.",
                fmt::format("Write language: {}.", folder));
  }
  (void)map.texts("sources");
  rules.street_before = map.lists("street_before");
  rules.street_after = map.lists("street_after");
  rules.street_joined = map.lists("street_joined");
  rules.street_endings = map.texts("street_endings");
  rules.street_fillers = map.texts("street_fillers");
  rules.units = map.lists("units");
  rules.floors = map.lists("floors");
  rules.named_floors = map.lists("named_floors");
  rules.entrances = map.lists("entrances");
  rules.blocks = map.lists("blocks");
  rules.positions = map.lists("positions");
  rules.buildings = map.texts("buildings");
  rules.directions = map.lists("directions");
  rules.short_forms = map.lists("short_forms");
  rules.district_words = map.texts("district_words");
  rules.district_words_after = map.texts("district_words_after");
  rules.place_words = map.texts("place_words");
  rules.region_words = map.texts("region_words");
  rules.post_districts = map.texts("post_districts");
  rules.po_box = map.texts("po_box");
  rules.postcode_words = map.texts("postcode_words");
  rules.number_words = map.texts("number_words");
  rules.none_words = map.texts("none_words");
  rules.near_words = map.texts("near_words");
  rules.numbered_roads = map.texts("numbered_roads");
  return rules;
}

CountryRules load_country(const std::filesystem::path& file, std::string shown_name, Mistakes& mistakes) {
  CountryRules country;
  country.file = shown_name;
  auto map = YamlMap::open(file, std::move(shown_name), mistakes);
  country.code = map.required_text("country");
  country.languages = map.texts("languages");
  (void)map.texts("sources");
  country.format = map.required_text("format");
  country.postcode = map.text("postcode");
  country.postcode_prefixes = map.texts("postcode_prefixes");
  country.postcode_names_street = map.flag("postcode_names_street", false);
  country.house_number_first = map.flag("house_number_first", false);
  country.slash = joined_numbers(map, "slash", JoinedNumbers::one_number);
  country.dash = joined_numbers(map, "dash", JoinedNumbers::range);
  country.optional_street_words = map.texts("optional_street_words");
  country.numbers_like_dates = patterns_of(map, "numbers_like_dates");
  country.numbers_before_names = patterns_of(map, "numbers_before_names");
  country.numbers_behind_names = patterns_of(map, "numbers_behind_names");
  country.regions = map.lists("regions");
  country.cities = map.lists("cities");
  country.towns = map.texts("towns");
  country.names = map.texts("names");
  check_country(map, country, file);
  return country;
}

}  // namespace domicile::rules
