#pragma once
// The address half of the shipped rules, loaded once for the tests of this room.

#include <filesystem>
#include <set>
#include <stdexcept>
#include <string>

#include "rules/load_addresses.hpp"
#include "rules/rule_book.hpp"

namespace domicile::match::testing {

/// Every locales/<language>/addresses.yaml and locales/countries/<CC>.yaml. A mistake in them throws.
inline const rules::RuleBook& address_book() {
  static const rules::RuleBook book = [] {
    namespace fs = std::filesystem;
    const fs::path locales = fs::path(DOMICILE_SOURCE_DIR) / "locales";
    rules::RuleBook made;
    rules::Mistakes mistakes;
    for (const auto& folder : fs::directory_iterator(locales)) {
      const auto tag = folder.path().filename().string();
      if (tag == "countries" || !fs::exists(folder.path() / "addresses.yaml")) continue;
      made.addresses.emplace(tag, rules::load_addresses(folder.path() / "addresses.yaml",
                                                        "locales/" + tag + "/addresses.yaml", mistakes));
    }
    for (const auto& entry : fs::directory_iterator(locales / "countries")) {
      made.countries.emplace(entry.path().stem().string(),
                             rules::load_country(entry.path(), entry.path().filename().string(), mistakes));
    }
    if (!mistakes.empty()) throw std::runtime_error(to_string(mistakes.front()));
    return made;
  }();
  return book;
}

}  // namespace domicile::match::testing
