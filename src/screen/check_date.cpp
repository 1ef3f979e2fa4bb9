#include <fmt/format.h>

#include <algorithm>

#include "screen/checks.hpp"
#include "screen/reasons.hpp"

namespace domicile::screen {
namespace {

using enum Reason::Severity;

bool within(int age_days, int limit_days) { return age_days >= 0 && age_days <= limit_days; }

std::string issued(int age_days, Date as_of, int limit_days) {
  if (age_days < 0) return fmt::format("Dated {} days after {}.", -age_days, to_iso(as_of));
  return fmt::format("Issued {} days before {}; the limit is {}.", age_days, to_iso(as_of), limit_days);
}

// Bills are issued some weeks after their period: on a picture the date that says so may be what was not
// read.
bool may_have_been_missed(const DateReading& period_end, int age_days, int limit_days) {
  constexpr int longest_from_period_to_issue = 31;
  return period_end.source == WordSource::ocr && age_days > 0 &&
         age_days - longest_from_period_to_issue <= limit_days;
}

// Another date that was seriously considered and would have been judged otherwise. Where a period's end
// stands for the date of issue, a later date that may be it need not be as likely, nor an earlier one of a
// bill. One still to come must be likelier, and long behind the period it is a change of terms or the like.
bool rival_disagrees(const CheckInput& input, bool passes, int limit_days) {
  constexpr double serious = 0.12, serious_beside_a_period = 0.015, serious_to_come = 0.06;
  constexpr int longest_to_issue = 45;
  const auto& chosen = *input.reading.issue_date;
  const bool period_alone = chosen.role == "period_end";
  // A statement is issued behind its period; bills of some services before it.
  const bool bill = input.reading.kind.value == "utility_bill";
  return std::ranges::any_of(input.reading.runners_up, [&](const RunnerUp& runner) {
    const auto date = runner.field == "issue_date" ? parse_iso_date(runner.value) : std::nullopt;
    if (!date) return false;
    const bool may_be_issue = period_alone && (*date > chosen.value || (bill && *date < chosen.value));
    const bool to_come = *date > input.as_of;
    const bool long_behind = to_come && days_between(chosen.value, *date) > longest_to_issue;
    const double beside_period = to_come ? serious_to_come : serious_beside_a_period;
    return runner.confidence >= (may_be_issue && !long_behind ? beside_period : serious) &&
           within(days_between(*date, input.as_of), limit_days) != passes;
  });
}

// That the document was issued within the limit, or before it or still to come, whichever of its dates is the
// date of issue: two of which the same is to be said need not be told apart.
double confidence_of_verdict(const CheckInput& input, int age, int limit_days) {
  const auto verdict = [&](int days) { return within(days, limit_days) ? 0 : days < 0 ? -1 : 1; };
  double confidence = input.reading.issue_date->confidence;
  for (const auto& runner : input.reading.runners_up) {
    const auto date = runner.field == "issue_date" ? parse_iso_date(runner.value) : std::nullopt;
    if (date && verdict(days_between(*date, input.as_of)) == verdict(age)) confidence += runner.confidence;
  }
  return std::min(confidence, 1.0);
}

}  // namespace

RecencyCheck check_recency(const CheckInput& input, Reasons& reasons) {
  RecencyCheck check;
  const auto& reading = input.reading;
  check.limit_days = input.policy.limit_days(reading.kind.value, reading.kind.subkind);
  const auto conclude = [&](Outcome outcome, std::string_view code, std::string message) {
    check.outcome = outcome;
    check.code = std::string(code);
    check.message = message;
    if (outcome == Outcome::pass) return;
    const auto severity = outcome == Outcome::fail ? failure : warning;
    reasons.push_back(reading.issue_date
                          ? make_reason(code, severity, std::move(message), *reading.issue_date)
                          : make_reason(code, severity, std::move(message)));
  };
  if (!reading.issue_date) {
    conclude(Outcome::unsure, "issue_date_not_found", "No date of issue was found.");
    return check;
  }
  const auto& date = *reading.issue_date;
  const int age = days_between(date.value, input.as_of);
  check.age_days = age;
  const bool passes = within(age, check.limit_days);
  const auto& limits = input.policy.thresholds;
  const double confidence = confidence_of_verdict(input, age, check.limit_days);
  const bool period_end = date.role == "period_end";
  if (period_end) {
    reasons.push_back(
        make_reason("issue_date_is_period_end", info,
                    "The document prints its period but no date of issue; the period's end is taken.", date));
  }
  if (period_end && !input.policy.period_end_as_issue_date) {
    conclude(Outcome::unsure, "issue_date_not_found",
             "Only a period is printed, and the policy wants a date of issue.");
  } else if (date.other_value && !date.order_settled &&
             within(days_between(*date.other_value, input.as_of), check.limit_days) != passes) {
    conclude(Outcome::unsure, "issue_date_ambiguous",
             fmt::format("'{}' can mean {} or {}, and nothing on the document settles it.", date.text,
                         to_iso(date.value), to_iso(*date.other_value)));
  } else if (date.order == "M/Y" && date.source == WordSource::ocr) {
    conclude(Outcome::unsure, "low_confidence",
             fmt::format("Only a month was read, '{}': in a picture its day may have been passed over.",
                         date.text));
  } else if (confidence < limits.issue_date || date.legibility < limits.legibility ||
             rival_disagrees(input, passes, check.limit_days)) {
    conclude(Outcome::unsure, "low_confidence",
             fmt::format("The date of issue was read as {} with a confidence of {:.2f} only.",
                         to_iso(date.value), std::min(date.confidence, date.legibility)));
  } else if (passes) {
    conclude(Outcome::pass, "issued_within_limit", issued(age, input.as_of, check.limit_days));
  } else if (confidence < limits.certain || date.legibility < 0.7 ||
             (period_end && (age < 0 || may_have_been_missed(date, age, check.limit_days)))) {
    conclude(Outcome::unsure, age < 0 ? "issue_date_in_future" : "issue_date_too_old",
             issued(age, input.as_of, check.limit_days) + " The reading is uncertain.");
  } else {
    conclude(Outcome::fail, age < 0 ? "issue_date_in_future" : "issue_date_too_old",
             issued(age, input.as_of, check.limit_days));
  }
  return check;
}

}  // namespace domicile::screen
