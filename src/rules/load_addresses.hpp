#pragma once
// Reads locales/<language>/addresses.yaml and locales/countries/<CC>.yaml.

#include <filesystem>
#include <string>

#include "rules/address_rules.hpp"
#include "rules/yaml_file.hpp"

namespace domicile::rules {

/// The address words of one file; what is wrong in it goes to `mistakes`. `shown_name` names it there:
/// "locales/de/addresses.yaml". The file's `language` must be the name of its folder.
[[nodiscard]] AddressRules load_addresses(const std::filesystem::path& file, std::string shown_name,
                                          Mistakes& mistakes);

/// The country of one file. Its `country` must be the file's name without ".yaml", its `postcode` an RE2
/// expression, its `format` must hold %A: {"format": "%Z %C"} is a mistake.
[[nodiscard]] CountryRules load_country(const std::filesystem::path& file, std::string shown_name,
                                        Mistakes& mistakes);

}  // namespace domicile::rules
