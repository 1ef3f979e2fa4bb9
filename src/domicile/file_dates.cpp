#include "domicile/file_dates.hpp"

#include <algorithm>

#include "base/date.hpp"

namespace domicile {
namespace {

constexpr int most_days_ahead = 45;
// Programs that want the same bytes every time write the first day of an epoch.
constexpr std::chrono::year first_believable_year{2004};

}  // namespace

Result<Overview> RememberingReader::overview() {
  auto overview = reader_.overview();
  if (overview) saved_ = overview->saved;
  return overview;
}

void judge_added_words(Reading& reading) {
  constexpr double of_field = 0.5;  // its share that lies among the added words
  const auto stands_in = [](const auto& field, const IntegrityFinding& finding) {
    return field && field->page == finding.page && share_inside(field->box, finding.box) > of_field;
  };
  for (auto& finding : reading.integrity) {
    const bool may_be_of_field = finding.code == "edited_after_issue" || finding.code == "hidden_text";
    if (may_be_of_field && finding.box.area() > 0 &&
        (stands_in(reading.name, finding) || stands_in(reading.address, finding) ||
         stands_in(reading.issue_date, finding)))
      finding.severity = IntegrityFinding::Severity::critical;
  }
}

std::optional<IntegrityFinding> contradicting_dates(const std::string& saved, const Reading& reading) {
  const auto day = parse_iso_date(saved);
  if (!day || day->year() < first_believable_year || !reading.issue_date) return std::nullopt;
  const auto& issued = *reading.issue_date;
  // The clock of a scanner says nothing.
  if (issued.source != WordSource::text_layer) return std::nullopt;
  const Date earliest = std::min(issued.value, issued.other_value.value_or(issued.value));
  if (days_between(*day, earliest) <= most_days_ahead) return std::nullopt;
  return IntegrityFinding{
      "contradicting_dates", IntegrityFinding::Severity::critical,
      "The file was last saved on " + saved + ", long before the date of issue that it shows.", issued.page,
      issued.box};
}

}  // namespace domicile
