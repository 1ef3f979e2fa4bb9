#include "rules/load_language.hpp"

#include <fmt/format.h>
#include <unicode/locid.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile::rules {
namespace {

using Lists = std::map<std::string, std::vector<std::string>>;

Lists lists_with_known_keys(YamlMap& file, const char* key, const std::vector<std::string>& known) {
  Lists found = file.lists(key);
  for (const auto& [name, wordings] : found) {
    if (std::ranges::find(known, name) == known.end()) {
      file.mistake(key, fmt::format("'{}' is no name that '{}' may hold.", name, key),
                   fmt::format("Known: {}.", join(known, ", ")));
    }
    for (const auto& wording : wordings) {
      if (fold_tokens(wording).empty()) {
        file.mistake(key, fmt::format("'{}' under '{}' has neither letter nor digit.", wording, name));
      }
    }
  }
  return found;
}

Lists months(YamlMap& file, const char* key) {
  Lists found = file.lists(key);
  for (const auto& [number, forms] : found) {
    const bool known = number.size() <= 2 && !number.empty() && std::ranges::all_of(number, is_digit) &&
                       std::stoi(number) >= 1 && std::stoi(number) <= 12;
    if (!known) file.mistake(key, fmt::format("'{}' is no month.", number), "Months are \"1\" to \"12\".");
  }
  return found;
}

bool has_months(const std::string& tag) {
  UErrorCode status = U_ZERO_ERROR;
  const auto wanted = icu::Locale::forLanguageTag(tag, status);
  int32_t count = 0;
  const auto* first = icu::Locale::getAvailableLocales(count);
  const std::span known(first, static_cast<std::size_t>(count));
  return U_SUCCESS(status) && std::ranges::any_of(known, [&](const icu::Locale& locale) {
           return std::string_view(locale.getName()) == wanted.getName();
         });
}

void take_note_of_sources(YamlMap& file) {
  if (file.texts("sources").empty()) {
    file.mistake("sources", "'sources' is missing or empty.", "Say what the wordings were taken from.");
  }
}

}  // namespace

LanguageRules load_language(const std::filesystem::path& path, const std::string& shown_name,
                            const std::string& folder, Mistakes& mistakes) {
  auto file = YamlMap::open(path, shown_name, mistakes);
  LanguageRules language;
  language.file = shown_name;
  language.tag = file.required_text("language");
  if (language.tag != folder) {
    file.mistake("language", fmt::format("'{}' stands in the folder '{}'.", language.tag, folder),
                 "Name both alike.");
  }
  take_note_of_sources(file);
  language.ocr_model = file.text("ocr_model", "Latin");
  language.function_words = file.texts("function_words");
  language.labels = lists_with_known_keys(file, "labels", label_roles());
  language.titles = lists_with_known_keys(file, "titles", kind_names());
  language.terms = lists_with_known_keys(file, "terms", kind_names());
  auto date_words = file.map("date_words");
  language.range_from = date_words.texts("range_from");
  language.range_to = date_words.texts("range_to");
  language.date_fillers = date_words.texts("fillers");
  language.previous = date_words.texts("previous");
  language.next = date_words.texts("next");
  language.since = date_words.texts("since");
  language.in_place = date_words.texts("in_place");
  language.documents = date_words.texts("documents");
  language.slips = date_words.texts("slips");
  language.months_beside = date_words.texts("months_beside");
  for (const auto& tag : language.months_beside) {
    if (!has_months(tag))
      date_words.mistake("months_beside", fmt::format("'{}' is no language whose months ICU names.", tag),
                         "Write a BCP 47 tag such as 'cy', or leave it out.");
  }
  language.six_digit_dates = date_words.text("six_digits", "");
  if (!language.six_digit_dates.empty() && language.six_digit_dates != "YMD") {
    date_words.mistake("six_digits", fmt::format("'{}' is no order.", language.six_digit_dates),
                       "Write YMD, or leave it out.");
  }
  language.ordinal_suffixes = date_words.texts("ordinal_suffixes");
  language.months = months(date_words, "months");
  return language;
}

RegionRules load_region(const std::filesystem::path& path, const std::string& shown_name,
                        const std::string& stem, Mistakes& mistakes) {
  auto file = YamlMap::open(path, shown_name, mistakes);
  RegionRules region;
  region.file = shown_name;
  region.locale = file.required_text("locale");
  region.language = file.required_text("language");
  region.country = file.required_text("country");
  if (region.country != stem || region.locale != region.language + "-" + region.country) {
    file.mistake(
        "locale",
        fmt::format("'{}' does not fit the file's name and its language and country.", region.locale),
        "In locales/de/AT.yaml it is de-AT.");
  }
  take_note_of_sources(file);
  region.numeric_date_order = file.text("numeric_date_order", "DMY");
  if (region.numeric_date_order != "DMY" && region.numeric_date_order != "MDY" &&
      region.numeric_date_order != "YMD") {
    file.mistake("numeric_date_order", fmt::format("'{}' is no order.", region.numeric_date_order),
                 "Write DMY, MDY or YMD.");
  }
  region.numeric_date_order_certain = file.flag("numeric_date_order_certain", true);
  region.marks = file.texts("marks");
  region.labels = lists_with_known_keys(file, "labels", label_roles());
  region.titles = lists_with_known_keys(file, "titles", kind_names());
  region.terms = lists_with_known_keys(file, "terms", kind_names());
  region.months = months(file, "months");
  return region;
}

}  // namespace domicile::rules
