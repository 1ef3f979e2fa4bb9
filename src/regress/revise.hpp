#pragma once
// Fixtures changed and added on somebody's word.

#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "model/screening.hpp"
#include "regress/verdict.hpp"

namespace domicile::regress {

/// Writes to the fixture's expected.json what came out under the keys that differ, and takes out of
/// known_shortfall what comes out right. Known shortfalls stay as they are. Fails with file_not_readable.
[[nodiscard]] Result<void> accept(const Fixture& fixture, const Verdict& verdict);

/// What a new fixture is made of.
struct NewFixture {
  std::filesystem::path folder;  ///< must not be there yet
  std::filesystem::path document;
  std::string account_json;
  std::string purpose;
};

/// Makes the folder with a copy of the document, account.json, about.yaml, and expected.json as `screening`
/// came out: whoever adds it holds that against the document. Fails with wrong_usage where the folder is
/// there, with file_not_readable where something can't be written.
[[nodiscard]] Result<void> add(const NewFixture& fixture, const Screening& screening);

}  // namespace domicile::regress
