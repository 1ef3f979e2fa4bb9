#pragma once
// Reads locales/<language>/language.yaml and <REGION>.yaml.

#include <filesystem>
#include <string>

#include "rules/language_rules.hpp"
#include "rules/yaml_file.hpp"

namespace domicile::rules {

/// The language of one file; what is wrong in it goes to `mistakes`. `folder` is the folder's name, which the
/// file's `language` must repeat.
[[nodiscard]] LanguageRules load_language(const std::filesystem::path& path, const std::string& shown_name,
                                          const std::string& folder, Mistakes& mistakes);

/// The region of one file. `stem` is the file's name without ".yaml", which `country` must repeat.
[[nodiscard]] RegionRules load_region(const std::filesystem::path& path, const std::string& shown_name,
                                      const std::string& stem, Mistakes& mistakes);

}  // namespace domicile::rules
