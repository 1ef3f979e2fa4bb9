#pragma once
// The project's own rules, loaded once a test program.

#include <boost/test/unit_test.hpp>

#include "rules/rule_book.hpp"

namespace domicile::tests {

inline const rules::RuleBook& rule_book() {
  static const rules::RuleBook book = [] {
    auto loaded = rules::load_rules(DOMICILE_SOURCE_DIR);
    BOOST_TEST_REQUIRE(loaded.has_value());
    return std::move(*loaded);
  }();
  return book;
}

}  // namespace domicile::tests
