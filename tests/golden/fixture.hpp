#pragma once
// The documents of fixtures/ with what a screening of each must say (docs/fixtures.md).

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "match/match.hpp"
#include "model/screening.hpp"

namespace domicile::golden {

/// fixtures/<locale>/<name>/ with its document.*, account.json and expected.json.
struct Fixture {
  std::string locale;
  std::string name;
  std::filesystem::path folder;
  std::filesystem::path document;
  nlohmann::json expected;
};

/// One key of expected.json that came out otherwise.
struct Difference {
  std::string key;
  std::string expected;
  std::string got;
};

/// Every fixture of the project, ordered by locale and name. Throws where a folder is not a whole fixture.
[[nodiscard]] std::vector<Fixture> find_fixtures();

/// A whole file. Throws where it can't be read.
[[nodiscard]] std::string read_bytes(const std::filesystem::path& file);

/// What differs, key by key. Names and addresses are compared without case, diacritics, punctuation, spacing
/// and line breaks; a last line that names the country may stand on one side alone. Reasons: each expected
/// one must be given.
[[nodiscard]] std::vector<Difference> differences(const nlohmann::json& expected, const Screening& screening,
                                                  const match::Matcher& matcher);

/// True where `fixture` says that today's reader is known to miss `key`.
[[nodiscard]] bool is_known_shortfall(const Fixture& fixture, const std::string& key);

}  // namespace domicile::golden
