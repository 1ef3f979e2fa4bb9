#include "screen/screen.hpp"

#include <algorithm>
#include <array>

#include "screen/checks.hpp"

namespace domicile::screen {
namespace {

template <class CheckType>
CheckType skipped(CheckType check) {
  check.outcome = Outcome::pass;
  check.code = "not_checked";
  check.message = "The policy does not ask for this check.";
  return check;
}

}  // namespace

Screening decide(Reading reading, const Account& account, Date as_of, const Policy& policy,
                 const match::Matcher& matcher) {
  Screening screening;
  screening.reading = std::move(reading);
  screening.account_id = account.id;
  screening.as_of = as_of;
  const CheckInput input{screening.reading, account, as_of, policy, matcher};
  const auto asked = [&](const char* check) { return policy.checks.contains(check); };

  Reasons reasons;
  screening.document = asked("document") ? check_document(input, reasons) : skipped(DocumentCheck{});
  screening.name = asked("name") ? check_name(input, reasons) : skipped(NameCheck{});
  screening.address = asked("address") ? check_address(input, reasons) : skipped(AddressCheck{});
  screening.recency = asked("recency") ? check_recency(input, reasons) : skipped(RecencyCheck{});
  screening.integrity = asked("integrity") ? check_integrity(input, reasons) : skipped(Check{});

  const std::array<const Check*, 5> checks{&screening.document, &screening.name, &screening.address,
                                           &screening.recency, &screening.integrity};
  const auto any = [&](Outcome outcome) {
    return std::ranges::any_of(checks, [&](const Check* check) { return check->outcome == outcome; });
  };
  // What was read before reading broke off may be the wrong part of the document: nothing in it is certain.
  const bool broken_off = std::ranges::any_of(screening.reading.problems, [](const Error& problem) {
    return problem.code == ErrorCode::took_too_long || problem.code == ErrorCode::reader_crashed;
  });
  screening.decision = any(Outcome::fail) && !broken_off            ? Decision::reject
                       : any(Outcome::fail) || any(Outcome::unsure) ? Decision::review
                                                                    : Decision::accept;
  std::ranges::stable_sort(reasons, [](const Reason& a, const Reason& b) { return a.severity > b.severity; });
  screening.reasons = std::move(reasons);
  return screening;
}

}  // namespace domicile::screen
