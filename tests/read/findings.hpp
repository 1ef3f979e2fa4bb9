#pragma once
// What the structure of a PDF gives away.

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "read/outcome.hpp"
#include "read/reader.hpp"

namespace domicile::test {

inline std::vector<IntegrityFinding> findings_of(const std::string& pdf) {
  const auto reader = read::make_reader(pdf, Limits{}, read::ReadOptions{});
  BOOST_REQUIRE_MESSAGE(reader, why(reader));
  const auto overview = (*reader)->overview();
  BOOST_REQUIRE(overview);
  return overview->findings;
}

}  // namespace domicile::test
