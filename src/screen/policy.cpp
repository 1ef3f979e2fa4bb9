#include "screen/policy.hpp"

#include <fmt/format.h>

#include <unicode/uchar.h>

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

// Printable letters of any script; what stands for broken bytes, and private characters, would not survive
// being kept.
bool can_be_shown(const std::string& name) {
  constexpr char32_t broken = 0xFFFD;
  return is_utf8(name) && !has_suspicious_controls(name) &&
         std::ranges::all_of(to_utf32(name),
                             [](char32_t c) { return c != broken && u_isprint(static_cast<UChar32>(c)); });
}

Policy read_policy(rules::YamlMap file) {
  Policy policy;
  policy.name = file.required_text("policy");
  if (!can_be_shown(policy.name)) {
    file.mistake("policy", "the name holds characters that can't be shown.",
                 "Use letters, digits and hyphens.");
  }
  policy.max_age_days =
      static_cast<int>(file.number("max_age_days", policy.max_age_days, 0, longest_age_days));
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
  limits.vouched_name = thresholds.number("vouched_name", limits.vouched_name, 0, 1);
  limits.vouched_address = thresholds.number("vouched_address", limits.vouched_address, 0, 1);
  limits.issue_date = thresholds.number("issue_date", limits.issue_date, 0, 1);
  limits.certain = thresholds.number("certain", limits.certain, 0, 1);
  limits.legibility = thresholds.number("legibility", limits.legibility, 0, 1);
  return policy;
}

Policy read_policy(const std::filesystem::path& path, rules::Mistakes& mistakes) {
  return read_policy(rules::YamlMap::open(path, path.string(), mistakes));
}

std::string list_text(const std::set<std::string>& entries) {
  std::string text;
  for (const auto& entry : entries) text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", entry);
  return "[" + text + "]";
}

// A double-quoted text means the same to YAML and to JSON; names of policies come from files.
std::string quoted(const std::string& text) {
  std::string safe = "\"";
  for (const char c : without_controls(text)) {
    if (c == '"' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe + "\"";
}

}  // namespace

Result<Policy> parse_policy(const std::string& text, const std::string& where) {
  rules::Mistakes mistakes;
  Policy policy;
  try {
    policy = read_policy({YAML::Load(text), where, mistakes});
  } catch (const YAML::Exception& error) {
    return fail(ErrorCode::rules_invalid, where, fmt::format("not valid YAML: {}.", error.msg));
  }
  if (!mistakes.empty()) return std::unexpected(mistakes.front());
  return policy;
}

std::string to_text(const Policy& policy) {
  std::string accepted, ages;
  for (const auto& [kind, subkinds] : policy.accepted) {
    accepted += fmt::format("{}\"{}\": {}", accepted.empty() ? "" : ", ", kind, list_text(subkinds));
  }
  for (const auto& [of, days] : policy.max_age_days_of) {
    ages += fmt::format("{}\"{}\": {}", ages.empty() ? "" : ", ", of, days);
  }
  const auto& limits = policy.thresholds;
  return fmt::format(
      R"({{"policy": {}, "max_age_days": {}, "accepted": {{{}}}, "max_age_days_of": {{{}}}, "unknown_subkind": {}, )"
      R"("mobile_phone_bill": {}, "screenshot": {}, "po_box": {}, "period_end_as_issue_date": {}, "checks": {}, )"
      R"("thresholds": {{"kind": {}, "name": {}, "address": {}, "vouched_name": {}, "vouched_address": {}, )"
      R"("issue_date": {}, "certain": {}, "legibility": {}}}}})",
      quoted(policy.name), policy.max_age_days, accepted, ages, policy.unknown_subkind,
      policy.mobile_phone_bill, policy.screenshot, policy.po_box, policy.period_end_as_issue_date,
      list_text(policy.checks), limits.kind, limits.name, limits.address, limits.vouched_name,
      limits.vouched_address, limits.issue_date, limits.certain, limits.legibility);
}

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
