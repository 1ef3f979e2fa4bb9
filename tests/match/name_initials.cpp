#include "match/name_initials.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using domicile::match::begins_with_initials;

BOOST_AUTO_TEST_SUITE(name_initials)

BOOST_AUTO_TEST_CASE(single_letters_are_initials_where_they_stand_apart_or_are_capitals_with_full_stops) {
  struct Case {
    std::string line;
    bool initials;
  };
  const std::vector<Case> cases = {
      {"P A Brown", true},
      {"P  A, Brown", true},
      {"P A", true},
      {"p/a Brown", false},
      {"p. A. Brown", false},
      {"P A. Brown", true},
      {"P.A. Brown", true},
      {"P. A. Brown", true},
      {"K. r. Brown", false},
      {"P", false},
      {"c / o Brown", false},
      {"P-A Brown", false},
      {"P A'Court", false},
      {"PA Brown", false},
      {"", false},
      {"u p. Kowalski", false},
      {"気 付", false},
  };
  for (const auto& c : cases) BOOST_TEST(begins_with_initials(c.line, 2) == c.initials, c.line);
}

BOOST_AUTO_TEST_SUITE_END()
