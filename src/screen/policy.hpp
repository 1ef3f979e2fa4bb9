#pragma once
// What a company takes for a proof of address. policies/default.yaml is the one that is built in.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace domicile::screen {

/// Confidences, 0..1, below which a field is unsure.
struct Thresholds {
  double kind = 0.85;
  double name = 0.8;
  double address = 0.8;
  double vouched_name = 0.5;      ///< where the address agrees with the record for certain, and the name too
  double vouched_address = 0.65;  ///< where the name does, and the address too
  double issue_date = 0.85;
  double certain = 0.9;      ///< from here a mismatch rejects
  double legibility = 0.45;  ///< lowest confidence of a word that decides
};

struct Policy {
  std::string name = "default";
  int max_age_days = 30;
  std::map<std::string, std::set<std::string>> accepted{
      {"utility_bill",
       {"electricity", "gas", "water", "internet", "phone", "council_tax", "waste", "heating"}},
      {"bank_statement", {"checking", "savings", "credit_card"}}};
  std::map<std::string, int> max_age_days_of;  ///< by subkind or kind
  bool unknown_subkind = true;
  bool mobile_phone_bill = false;
  bool screenshot = false;
  bool po_box = false;
  bool period_end_as_issue_date = true;
  std::set<std::string> checks{"document", "name", "address", "recency", "integrity"};
  Thresholds thresholds;

  /// The limit for one kind and subkind, in days.
  [[nodiscard]] int limit_days(const std::string& kind, const std::string& subkind) const;
};

/// Reads a policy file. Fails with rules_invalid and the first mistake.
[[nodiscard]] Result<Policy> load_policy(const std::filesystem::path& path);

/// Reads the text of a policy file. `where` names it in messages.
[[nodiscard]] Result<Policy> parse_policy(const std::string& text, const std::string& where);

/// The whole policy as one line of YAML (which is also JSON), that `parse_policy` reads back to the same
/// value.
[[nodiscard]] std::string to_text(const Policy& policy);

/// Every mistake in a policy file; empty where it is right.
[[nodiscard]] std::vector<Error> lint_policy(const std::filesystem::path& path);

}  // namespace domicile::screen
