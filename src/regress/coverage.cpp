#include "regress/coverage.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "screen/reasons.hpp"

namespace domicile::regress {
namespace {

constexpr std::array decisions{"accept", "review", "reject"};
constexpr std::array formats{".pdf", ".jpg", ".png", ".tif", ".webp", ".heic", ".gif", ".bmp"};
constexpr std::array<std::string_view, 2> shown_elsewhere{"took_too_long", "reader_crashed"};

bool is_shortfall(const Fixture& fixture, const char* key) {
  const auto known = fixture.expected.value("known_shortfall", nlohmann::ordered_json::array());
  return std::ranges::find(known, key) != known.end();
}

/// What a fixture expects, and of that what comes out.
void note(const Fixture& fixture, std::set<std::string>& expected, std::set<std::string>& comes_out) {
  const auto both = [&](const std::string& what, const char* key) {
    expected.insert(what);
    if (!is_shortfall(fixture, key)) comes_out.insert(what);
  };
  both("file " + fixture.document.extension().string(), "file");
  both("decision " + fixture.expected.at("decision").get<std::string>(), "decision");
  for (const auto& code : fixture.expected.value("reasons", nlohmann::ordered_json::array())) {
    both("reason " + code.get<std::string>(), "reasons");
  }
}

std::vector<std::string> wanted() {
  std::vector<std::string> all;
  all.reserve(decisions.size());
  for (const auto* decision : decisions) all.push_back(std::string("decision ") + decision);
  for (const auto& reason : screen::all_reasons()) {
    if (std::ranges::find(shown_elsewhere, reason.code) == shown_elsewhere.end()) {
      all.push_back("reason " + std::string(reason.code));
    }
  }
  for (const auto* format : formats) all.push_back(std::string("file ") + format);
  return all;
}

}  // namespace

Coverage coverage_of(const std::vector<Fixture>& fixtures) {
  std::set<std::string> expected, comes_out;
  for (const auto& fixture : fixtures) note(fixture, expected, comes_out);
  Coverage coverage;
  for (const auto& what : wanted()) {
    if (!expected.contains(what)) {
      coverage.missing.push_back(what);
    } else if (!comes_out.contains(what)) {
      coverage.shortfalls.push_back(what);
    }
  }
  return coverage;
}

}  // namespace domicile::regress
