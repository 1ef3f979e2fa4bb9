#include "rules/rule_book.hpp"

#include <algorithm>

#include "rules/book_cache.hpp"
#include "rules/load_addresses.hpp"
#include "rules/load_kinds.hpp"
#include "rules/load_language.hpp"
#include "rules/load_names.hpp"
#include "rules/yaml_file.hpp"

namespace domicile::rules {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) entries.push_back(entry.path());
  std::ranges::sort(entries);
  return entries;
}

void load_language_folder(const fs::path& folder, RuleBook& book, Mistakes& mistakes) {
  const std::string tag = folder.filename().string();
  for (const auto& path : sorted_entries(folder)) {
    if (path.extension() != ".yaml") continue;
    const std::string shown = "locales/" + tag + "/" + path.filename().string();
    const std::string stem = path.stem().string();
    if (stem == "language") {
      book.languages.push_back(load_language(path, shown, tag, mistakes));
    } else if (stem == "names") {
      book.names.emplace(tag, load_names(path, shown, mistakes));
    } else if (stem == "addresses") {
      book.addresses.emplace(tag, load_addresses(path, shown, mistakes));
    } else {
      book.regions.push_back(load_region(path, shown, stem, mistakes));
    }
  }
}

RuleBook load_all(const fs::path& data, Mistakes& mistakes) {
  RuleBook book;
  for (const auto& folder : sorted_entries(data / "locales")) {
    if (!fs::is_directory(folder)) continue;
    if (folder.filename() != "countries") {
      load_language_folder(folder, book, mistakes);
      continue;
    }
    for (const auto& path : sorted_entries(folder)) {
      if (path.extension() != ".yaml") continue;
      book.countries.emplace(path.stem().string(),
                             load_country(path, "locales/countries/" + path.filename().string(), mistakes));
    }
  }
  if (book.languages.empty()) {
    mistakes.push_back({ErrorCode::rules_invalid, (data / "locales").string(),
                        "no language is described here.",
                        "Point --data at a folder with locales/ and parsers/."});
  }
  book.kinds = load_kinds(data / "parsers", mistakes);
  for (const auto& region : book.regions) {
    if (book.language(region.language) == nullptr) {
      mistakes.push_back(
          {ErrorCode::rules_invalid, region.file, "its language has no language.yaml.", "Add one."});
    }
  }
  book.wordings = index_wordings(book.languages, book.regions, book.addresses);
  return book;
}

}  // namespace

const LanguageRules* RuleBook::language(std::string_view tag) const {
  const auto found = std::ranges::find(languages, tag, &LanguageRules::tag);
  return found == languages.end() ? nullptr : &*found;
}

const RegionRules* RuleBook::region(std::string_view locale) const {
  const auto found = std::ranges::find(regions, locale, &RegionRules::locale);
  return found == regions.end() ? nullptr : &*found;
}

const CountryRules* RuleBook::country(std::string_view code) const {
  const auto found = countries.find(std::string(code));
  return found == countries.end() ? nullptr : &found->second;
}

std::string_view RuleBook::ready_bytes(const std::string& name) const {
  const auto found = ready.find(name);
  return found == ready.end() ? std::string_view{} : found->second;
}

Result<RuleBook> load_rules(const fs::path& data, const fs::path& cache) {
  const auto version = digest_of_rules(data);
  if (auto known = read_book(cache.empty() ? data / "rules.cache" : cache, version)) return std::move(*known);
  Mistakes mistakes;
  RuleBook book = load_all(data, mistakes);
  if (!mistakes.empty()) {
    Error first = mistakes.front();
    if (mistakes.size() > 1) first.remedy += " `domicile lint` shows every mistake.";
    return std::unexpected(std::move(first));
  }
  book.version = version;
  return book;
}

std::vector<Error> lint_rules(const fs::path& data) {
  Mistakes mistakes;
  (void)load_all(data, mistakes);
  return mistakes;
}

}  // namespace domicile::rules
