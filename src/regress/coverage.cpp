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

std::set<std::string> shown_by(const Fixture& fixture) {
  std::set<std::string> shown{"file " + fixture.document.extension().string()};
  const auto& expected = fixture.expected;
  if (!is_shortfall(fixture, "decision"))
    shown.insert("decision " + expected.at("decision").get<std::string>());
  if (expected.contains("reasons") && !is_shortfall(fixture, "reasons")) {
    for (const auto& code : expected["reasons"]) shown.insert("reason " + code.get<std::string>());
  }
  return shown;
}

}  // namespace

std::vector<std::string> not_covered(const std::vector<Fixture>& fixtures) {
  std::set<std::string> shown;
  for (const auto& fixture : fixtures) shown.merge(shown_by(fixture));
  std::vector<std::string> missing;
  const auto want = [&](std::string wanted) {
    if (!shown.contains(wanted)) missing.push_back(std::move(wanted));
  };
  for (const auto* decision : decisions) want(std::string("decision ") + decision);
  for (const auto& reason : screen::all_reasons()) {
    if (std::ranges::find(shown_elsewhere, reason.code) == shown_elsewhere.end()) {
      want("reason " + std::string(reason.code));
    }
  }
  for (const auto* format : formats) want(std::string("file ") + format);
  return missing;
}

}  // namespace domicile::regress
