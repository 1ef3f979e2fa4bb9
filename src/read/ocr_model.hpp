#pragma once
// Model files of Tesseract.

#include <boost/interprocess/mapped_region.hpp>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace domicile {

/// The bytes of `directory`/`model`.traineddata, without its word list where that is larger than 16 MiB.
/// Debian's Latin carries 89 MB of words for 0.5 MB of network: they cost memory and start-up, pull names
/// towards words of the list, and on bills change no word in a hundred (docs/reading.md has the figures).
/// Fails with rules_invalid where the file is missing or is no model.
[[nodiscard]] Result<std::vector<char>> model_bytes(const std::string& directory, const std::string& model);

/// Where the file of `model` lies, whether it is there or not.
[[nodiscard]] std::filesystem::path model_path(const std::string& directory, const std::string& model);

/// Model files in memory by name, as they are on disk.
using MappedModels = std::map<std::string, boost::interprocess::mapped_region>;

/// Maps every model of `directory` of 16 MiB or less: those of single languages. A directory that can't be
/// read has none.
[[nodiscard]] MappedModels mapped_models(const std::string& directory);

[[nodiscard]] inline std::span<const char> bytes_of(const boost::interprocess::mapped_region& mapped) {
  return {static_cast<const char*>(mapped.get_address()), mapped.get_size()};
}

}  // namespace domicile
