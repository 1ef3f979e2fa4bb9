#include "rules/load_names.hpp"

#include <fmt/format.h>

namespace domicile::rules {
namespace {

// Each entry is one text, its alternatives parted by blanks: "kh h ch". "-" stands for nothing at all.
std::vector<std::vector<std::string>> letter_groups(YamlMap& file, const char* key) {
  std::vector<std::vector<std::string>> groups;
  for (const auto& line : file.texts(key)) {
    std::vector<std::string> group;
    for (std::size_t begin = 0; begin < line.size();) {
      const auto end = std::min(line.find(' ', begin), line.size());
      const auto letters = line.substr(begin, end - begin);
      if (!letters.empty()) group.push_back(letters == "-" ? std::string{} : letters);
      begin = end + 1;
    }
    if (group.size() < 2) {
      file.mistake(key, fmt::format("'{}' names no alternatives.", line), "Write two or more: 'kh h ch'.");
      continue;
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

}  // namespace

NameRules load_names(const std::filesystem::path& file, std::string shown_name, Mistakes& mistakes) {
  NameRules rules;
  rules.file = shown_name;
  auto map = YamlMap::open(file, std::move(shown_name), mistakes);
  rules.language = map.required_text("language");
  if (const auto folder = file.parent_path().filename().string(); rules.language != folder) {
    map.mistake("language", fmt::format("'{}' stands in the folder '{}'.", rules.language, folder),
                "Let both say the same.");
  }
  if (map.texts("sources").empty()) {
    map.mistake("sources", "'sources' is missing.", "Say where the words were taken from, with licence.");
  }
  rules.honorifics = map.texts("honorifics");
  rules.suffixes = map.texts("suffixes");
  rules.titles_behind = map.texts("titles_behind");
  rules.juniors = map.texts("juniors");
  rules.grandchildren = map.texts("grandchildren");
  rules.seniors = map.texts("seniors");
  rules.joint_words = map.texts("joint_words");
  rules.care_of = map.texts("care_of");
  rules.hosts_behind = map.texts("hosts_behind");
  rules.birth_words = map.texts("birth_words");
  rules.firm_titles = map.texts("firm_titles");
  rules.company_forms = map.texts("company_forms");
  rules.company_words = map.texts("company_words");
  rules.particles = map.texts("particles");
  rules.articles = map.texts("articles");
  rules.child_of = map.texts("child_of");
  rules.given_names = map.texts("given_names");
  rules.family_name_first = map.flag("family_name_first", false);
  rules.surnames = map.texts("surnames");
  rules.spellings = map.lists("spellings");
  rules.variants = map.lists("variants");
  rules.diminutives = map.lists("diminutives");
  rules.romanisations = letter_groups(map, "romanisations");
  rules.loose_romanisations = letter_groups(map, "loose_romanisations");
  rules.surname_endings = map.texts("surname_endings");
  rules.gendered_endings = letter_groups(map, "gendered_endings");
  return rules;
}

}  // namespace domicile::rules
