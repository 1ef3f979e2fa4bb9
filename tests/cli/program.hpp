#pragma once
// Runs the built program as a shell would.

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace domicile::tests {

/// What one run of the program left.
struct Run {
  int status = -1;  ///< exit status; -1 where a signal ended it
  std::string out;
  std::string err;
  /// Standard output as one JSON value. Throws where anything else was printed.
  [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

/// A folder that is removed at the end of the test.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
  /// Writes `bytes` to a file of this name and gives its path.
  [[nodiscard]] std::string file(const std::string& name, const std::string& bytes) const;

 private:
  std::filesystem::path folder_;
};

[[nodiscard]] std::string bytes_of(const std::filesystem::path& file);

/// `domicile` with these arguments and `input` on standard input.
[[nodiscard]] Run run(const std::vector<std::string>& arguments, const std::string& input = "");

}  // namespace domicile::tests
