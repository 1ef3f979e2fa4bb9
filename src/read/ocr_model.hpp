#pragma once
// Model files of Tesseract.

#include <string>
#include <vector>

#include "base/error.hpp"

namespace domicile {

/// The bytes of `directory`/`model`.traineddata, without its word list where that is larger than 16 MiB.
/// Debian's Latin carries 89 MB of words for 0.5 MB of network: they cost memory and start-up, pull names
/// towards words of the list, and on bills change no word in a hundred (docs/reading.md has the figures).
/// Fails with rules_invalid where the file is missing or is no model.
[[nodiscard]] Result<std::vector<char>> model_bytes(const std::string& directory, const std::string& model);

}  // namespace domicile
