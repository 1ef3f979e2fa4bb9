#include "service/ticket.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace domicile::service {
namespace {

int passed(const Screening& screening) {
  const std::array<const Check*, 5> checks{&screening.document, &screening.name, &screening.address,
                                           &screening.recency, &screening.integrity};
  return static_cast<int>(std::ranges::count(checks, Outcome::pass, &Check::outcome));
}

// Of two that decide alike, the one that proves more; of two equals, the one that was sent first.
auto rank(const Screening& screening) {
  const int decision = screening.decision == Decision::accept   ? 2
                       : screening.decision == Decision::review ? 1
                                                                : 0;
  return std::tuple(decision, screening.document.outcome == Outcome::pass, passed(screening),
                    screening.document.score);
}

const IntegrityFinding* tampering(const Screening& screening) {
  const auto& findings = screening.reading.integrity;
  const auto found =
      std::ranges::find(findings, IntegrityFinding::Severity::critical, &IntegrityFinding::severity);
  return found == findings.end() ? nullptr : &*found;
}

}  // namespace

Judged judge(std::vector<Screening> screenings) {
  Judged judged;
  const auto best = std::ranges::max_element(screenings, {}, rank);
  judged.best = static_cast<std::size_t>(best - screenings.begin());
  judged.decision = best->decision;
  judged.reasons = best->reasons;
  for (std::size_t i = 0; i < screenings.size(); ++i) {
    const auto* finding = tampering(screenings[i]);
    if (i == judged.best || finding == nullptr || judged.decision != Decision::accept) continue;
    judged.decision = Decision::review;
    Reason reason;
    reason.code = finding->code;
    reason.severity = Reason::Severity::warning;
    reason.retryable = false;
    reason.message = fmt::format("Attachment {} of the same ticket: {}", i + 1, finding->message);
    reason.customer_message = "Our staff will look at the documents that you sent.";
    judged.reasons.push_back(std::move(reason));
  }
  judged.screenings = std::move(screenings);
  return judged;
}

std::string kind_text(const Screening& screening) {
  const auto& reading = screening.reading;
  for (const auto& problem : reading.problems) {
    if (describe(problem.code).about_document) return "unreadable";
  }
  return reading.kind.subkind.empty() ? reading.kind.value : reading.kind.value + "/" + reading.kind.subkind;
}

}  // namespace domicile::service
