#pragma once
// Reads locales/<language>/names.yaml.

#include <filesystem>
#include <string>

#include "rules/name_rules.hpp"
#include "rules/yaml_file.hpp"

namespace domicile::rules {

/// The names of one file; what is wrong in it goes to `mistakes`. `language` must repeat the folder's name,
/// and `sources` must say where the words were taken from.
[[nodiscard]] NameRules load_names(const std::filesystem::path& file, std::string shown_name,
                                   Mistakes& mistakes);

}  // namespace domicile::rules
