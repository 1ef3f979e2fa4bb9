#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "screen/checks.hpp"
#include "screen/reasons.hpp"

namespace domicile::screen {
namespace {

using enum Reason::Severity;

constexpr double least_quality = 0.4;

// Failures after which a person may still be able to read the file.
bool person_could_read(ErrorCode code) {
  return code == ErrorCode::too_large || code == ErrorCode::too_many_pages ||
         code == ErrorCode::took_too_long || code == ErrorCode::reader_crashed ||
         code == ErrorCode::unreadable_document;
}

std::string words(std::string name) {
  std::ranges::replace(name, '_', ' ');
  return name;
}

bool is_screenshot(const Reading& reading) {
  return reading.kind.subkind == "app_screenshot" ||
         std::ranges::find(reading.quality.problems, "screenshot") != reading.quality.problems.end();
}

bool accepted(const Policy& policy, const KindReading& kind) {
  if (kind.subkind == "mobile_phone_bill") return policy.mobile_phone_bill;
  const auto row = policy.accepted.find(kind.value);
  if (row == policy.accepted.end()) return false;
  return kind.subkind.empty() ? policy.unknown_subkind : row->second.contains(kind.subkind);
}

bool hard_to_read(const Reading& reading) { return reading.quality.score < least_quality; }

bool nothing_read(const Reading& reading) { return !reading.name && !reading.address && !reading.issue_date; }

std::string_view quality_reason(const Quality& quality) {
  for (const auto& problem : quality.problems) {
    if (problem == "cut_off") return "page_cut_off";
  }
  return "low_quality_image";
}

}  // namespace

DocumentCheck check_document(const CheckInput& input, Reasons& reasons) {
  DocumentCheck check;
  const auto& reading = input.reading;
  check.score = reading.kind.confidence;
  const auto conclude = [&](Outcome outcome, std::string_view code, std::string message) {
    check.outcome = outcome;
    check.code = std::string(code);
    check.message = message;
    if (outcome == Outcome::pass) return;
    reasons.push_back(make_reason(code, outcome == Outcome::fail ? failure : warning, std::move(message)));
    reasons.back().page = reading.pages > 0 ? 1 : 0;
  };
  for (const auto& problem : reading.problems) {
    if (!describe(problem.code).about_document) continue;
    check.score = 0;
    conclude(person_could_read(problem.code) ? Outcome::unsure : Outcome::fail, describe(problem.code).name,
             problem.message + (problem.remedy.empty() ? "" : " " + problem.remedy));
    return check;
  }
  if (hard_to_read(reading)) {
    std::string what;
    for (const auto& problem : reading.quality.problems) what += (what.empty() ? "" : ", ") + words(problem);
    reasons.push_back(
        make_reason(quality_reason(reading.quality), warning,
                    fmt::format("The picture is hard to read{}{}.", what.empty() ? "" : ": ", what)));
  }
  const auto& kind = reading.kind;
  const auto what = words(kind.subkind.empty() ? kind.value : kind.subkind);
  const auto& limits = input.policy.thresholds;
  if (reading.several_documents) {
    conclude(Outcome::unsure, "several_documents", "Several documents stand in one file.");
  } else if (accepted(input.policy, kind) && kind.confidence >= limits.kind) {
    if (is_screenshot(reading) && !input.policy.screenshot) {
      conclude(Outcome::unsure, "kind_not_accepted", "It is a picture of a screen, not the document itself.");
    } else {
      conclude(Outcome::pass, "kind_accepted", fmt::format("It is a {} ({}).", words(kind.value), what));
    }
  } else if (!accepted(input.policy, kind) && hard_to_read(reading)) {
    // Words that were guessed from a bad picture are no evidence of what it shows.
    conclude(Outcome::unsure, nothing_read(reading) ? "unreadable_document" : "kind_unsure",
             "What the picture shows can't be told: it is too hard to read.");
  } else if (!accepted(input.policy, kind) && kind.confidence >= limits.certain) {
    conclude(Outcome::fail, "kind_not_accepted",
             kind.subkind.empty() && kind.value == "other"
                 ? "It is neither a utility bill nor a bank statement."
                 : fmt::format("It seems to be: {}. Wanted is a utility bill or a bank statement.", what));
  } else {
    conclude(Outcome::unsure, "kind_unsure",
             fmt::format("It may be: {} (confidence {:.2f}).", what, kind.confidence));
  }
  return check;
}

Check check_integrity(const CheckInput& input, Reasons& reasons) {
  Check check{Outcome::pass, "no_sign_of_tampering", "No sign that the file was changed."};
  for (const auto& finding : input.reading.integrity) {
    const bool critical = finding.severity == IntegrityFinding::Severity::critical;
    auto reason = make_reason(finding.code, critical ? failure : info, finding.message);
    reason.page = finding.page;
    reason.box = finding.box;
    reasons.push_back(std::move(reason));
    if (critical && check.outcome == Outcome::pass) check = {Outcome::unsure, finding.code, finding.message};
  }
  return check;
}

}  // namespace domicile::screen
