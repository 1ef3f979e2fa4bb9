#include "screen/policy.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "rules/language_rules.hpp"
#include "rules/yaml_file.hpp"

namespace domicile::screen {
namespace {

constexpr double longest_age_days = 3650;

void check_kind(rules::YamlMap& file, const char* key, const std::string& name) {
  const auto& known = rules::kind_names();
  if (std::ranges::find(known, name) == known.end()) {
    file.mistake(key, fmt::format("'{}' is no kind.", name), fmt::format("Known: {}.", join(known, ", ")));
  }
}

Policy read_policy(const std::filesystem::path& path, rules::Mistakes& mistakes) {
  auto file = rules::YamlMap::open(path, path.string(), mistakes);
  Policy policy;
  policy.name = file.required_text("policy");
  policy.max_age_days = static_cast<int>(file.number("max_age_days", policy.max_age_days, 0, longest_age_days));
  if (file.has("accepted")) policy.accepted.clear();
  for (const auto& [kind, subkinds] : file.lists("accepted")) {
    check_kind(file, "accepted", kind);
    for (const auto& subkind : subkinds) check_kind(file, "accepted", subkind);
    policy.accepted[kind] = {subkinds.begin(), subkinds.end()};
  }
  for (const auto& [of, days] : file.pairs("max_age_days_of")) {
    check_kind(file, "max_age_days_of", of);
    int value = 0;
    if (!YAML::convert<int>::decode(YAML::Node(days), value) || value < 0) {
      file.mistake("max_age_days_of", fmt::format("'{}' is no number of days.", days));
    }
    policy.max_age_days_of[of] = value;
  }
  policy.unknown_subkind = file.flag("unknown_subkind", policy.unknown_subkind);
  policy.mobile_phone_bill = file.flag("mobile_phone_bill", policy.mobile_phone_bill);
  policy.screenshot = file.flag("screenshot", policy.screenshot);
  policy.po_box = file.flag("po_box", policy.po_box);
  policy.period_end_as_issue_date = file.flag("period_end_as_issue_date", policy.period_end_as_issue_date);
  if (file.has("checks")) {
    const auto checks = file.texts("checks");
    const auto known = policy.checks;
    for (const auto& check : checks) {
      if (!known.contains(check)) {
        file.mistake("checks", fmt::format("'{}' is no check.", check),
                     "Known: document, name, address, recency, integrity.");
      }
    }
    policy.checks = {checks.begin(), checks.end()};
  }
  auto thresholds = file.map("thresholds");
  auto& limits = policy.thresholds;
  limits.kind = thresholds.number("kind", limits.kind, 0, 1);
  limits.name = thresholds.number("name", limits.name, 0, 1);
  limits.address = thresholds.number("address", limits.address, 0, 1);
  limits.issue_date = thresholds.number("issue_date", limits.issue_date, 0, 1);
  limits.certain = thresholds.number("certain", limits.certain, 0, 1);
  limits.legibility = thresholds.number("legibility", limits.legibility, 0, 1);
  return policy;
}

}  // namespace

int Policy::limit_days(const std::string& kind, const std::string& subkind) const {
  for (const auto& key : {subkind, kind}) {
    if (const auto own = max_age_days_of.find(key); own != max_age_days_of.end()) return own->second;
  }
  return max_age_days;
}

Result<Policy> load_policy(const std::filesystem::path& path) {
  rules::Mistakes mistakes;
  auto policy = read_policy(path, mistakes);
  if (!mistakes.empty()) return std::unexpected(mistakes.front());
  return policy;
}

std::vector<Error> lint_policy(const std::filesystem::path& path) {
  rules::Mistakes mistakes;
  (void)read_policy(path, mistakes);
  return mistakes;
}

}  // namespace domicile::screen
