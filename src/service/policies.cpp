#include "service/policies.hpp"

#include <fmt/format.h>

namespace domicile::service {

Result<Policies> Policies::load(const std::filesystem::path& folder) {
  Policies policies;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".yaml") continue;
    auto policy = screen::load_policy(entry.path());
    if (!policy) return std::unexpected(policy.error());
    const auto name = policy->name;
    if (!policies.by_name_.emplace(name, std::move(*policy)).second) {
      return fail(ErrorCode::rules_invalid, entry.path().string(),
                  fmt::format("another policy is called '{}' too.", name), "Give each its own name.");
    }
  }
  policies.by_name_.emplace("default", screen::Policy{});
  return policies;
}

Result<screen::Policy> Policies::find(const std::string& name) const {
  if (const auto found = by_name_.find(name); found != by_name_.end()) return found->second;
  std::string known;
  for (const auto& [each, policy] : by_name_) known += (known.empty() ? "" : ", ") + each;
  return fail(ErrorCode::wrong_usage, "policy", "there is no policy of this name.",
              fmt::format("Known: {}.", known));
}

}  // namespace domicile::service
