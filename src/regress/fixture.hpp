#pragma once
// A document that is kept with what a screening of it must say (docs/fixtures.md).

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"
#include "model/account.hpp"
#include "model/page.hpp"

namespace domicile::regress {

/// A folder with document.*, account.json and expected.json.
struct Fixture {
  std::string name;  ///< "en-GB/photo": the last two parts of the folder
  std::filesystem::path folder;
  std::filesystem::path document;
  Account account;
  Date as_of{};
  nlohmann::ordered_json expected;  ///< its keys are in `expected_keys`; decision is always there
};

/// The keys that expected.json may have.
[[nodiscard]] const std::vector<std::string>& expected_keys();

/// The fixture in `folder`. Fails with file_not_readable where one of its files is missing, with
/// account_invalid, and with wrong_usage where expected.json is no JSON, lacks as_of or decision, or has a
/// key that nobody knows.
[[nodiscard]] Result<Fixture> load_fixture(const std::filesystem::path& folder);

/// Every fixture at or below `root`, ordered by folder. Fails as `load_fixture` does, and with
/// file_not_readable where there is none.
[[nodiscard]] Result<std::vector<Fixture>> find_fixtures(const std::filesystem::path& root);

/// The document's bytes. Its `file` is the fixture's path of it.
[[nodiscard]] Result<Attachment> load_document(const Fixture& fixture);

}  // namespace domicile::regress
