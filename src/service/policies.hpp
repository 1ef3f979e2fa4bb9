#pragma once
// The policies that a request may name.

#include <filesystem>
#include <map>
#include <string>

#include "screen/policy.hpp"

namespace domicile::service {

class Policies {
 public:
  /// Every *.yaml of `folder`, by the name that it gives itself. Fails with rules_invalid, also where two
  /// have one name.
  [[nodiscard]] static Result<Policies> load(const std::filesystem::path& folder);

  /// Fails with wrong_usage and the known names.
  [[nodiscard]] Result<screen::Policy> find(const std::string& name) const;

 private:
  std::map<std::string, screen::Policy> by_name_;
};

}  // namespace domicile::service
