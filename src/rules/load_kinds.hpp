#pragma once
// Reads parsers/*.yaml and parsers/issuers/*.yaml.

#include <filesystem>
#include <string>

#include "rules/kind_rules.hpp"
#include "rules/yaml_file.hpp"

namespace domicile::rules {

[[nodiscard]] KindRules load_kinds(const std::filesystem::path& parsers, Mistakes& mistakes);

}  // namespace domicile::rules
