#pragma once
// Everything that domicile knows of the world, loaded once from locales/ and parsers/ and immutable from
// then.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "rules/address_rules.hpp"
#include "rules/kind_rules.hpp"
#include "rules/language_rules.hpp"
#include "rules/name_rules.hpp"
#include "rules/wordings.hpp"

namespace domicile::rules {

struct RuleBook {
  std::vector<LanguageRules> languages;           ///< locales/<language>/language.yaml, by language tag
  std::vector<RegionRules> regions;               ///< locales/<language>/<REGION>.yaml, by locale tag
  std::map<std::string, NameRules> names;         ///< locales/<language>/names.yaml, by language tag
  std::map<std::string, AddressRules> addresses;  ///< locales/<language>/addresses.yaml, by language tag
  std::map<std::string, CountryRules> countries;  ///< locales/countries/<CC>.yaml, by ISO 3166-1 alpha-2
  KindRules kinds;                                ///< parsers/*.yaml
  Wordings wordings;                              ///< of `languages` and `regions`, ready to be found
  /// Tables that other rooms make of all this, packed and under their names; empty where the YAML was read.
  std::map<std::string, std::string> ready;
  std::string version;  ///< SHA-256 over all files, to say what decided a case

  /// What is `ready` under `name`; nothing where it is not.
  [[nodiscard]] std::string_view ready_bytes(const std::string& name) const;
  [[nodiscard]] const LanguageRules* language(std::string_view tag) const;
  [[nodiscard]] const RegionRules* region(std::string_view locale) const;
  [[nodiscard]] const CountryRules* country(std::string_view code) const;
};

/// Reads `data`/locales and `data`/parsers. Fails with rules_invalid and the first mistake; `lint` shows all.
/// `cache` is what write_book made of them, by default `data`/rules.cache: where it is missing or was made of
/// other files, nothing changes but the time that this takes.
[[nodiscard]] Result<RuleBook> load_rules(const std::filesystem::path& data,
                                          const std::filesystem::path& cache = {});

/// Every mistake in the files under `data`, in file order; empty where they are right.
[[nodiscard]] std::vector<Error> lint_rules(const std::filesystem::path& data);

}  // namespace domicile::rules
