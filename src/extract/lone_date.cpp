#include "extract/lone_date.hpp"

#include <fmt/format.h>

#include <set>

#include "base/date.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t fewest_others = 3;
constexpr int near_before = 35, near_after = 70;  // days
constexpr int long_before = 45;
constexpr int about_two_years = 730;  // what is older was misread, or belongs to a contract

}  // namespace

std::optional<IntegrityFinding> find_lone_date(const Reading& reading) {
  if (!reading.issue_date || reading.issue_date->role == "period_end" || reading.kind.value == "other")
    return std::nullopt;
  const auto& issued = *reading.issue_date;
  std::set<Date> others;
  std::optional<Date> latest;
  for (const auto& other : reading.other_dates) {
    const int days = days_between(issued.value, other.value);
    if (days >= -near_before && days <= near_after) return std::nullopt;
    others.insert(other.value);
    const bool ends = other.role == "period_end" || other.role == "due_date";
    if (ends && (!latest || other.value > *latest)) latest = other.value;
  }
  if (others.size() < fewest_others || !latest) return std::nullopt;
  const int ago = days_between(*latest, issued.value);
  if (ago < long_before || ago > about_two_years) return std::nullopt;
  return IntegrityFinding{
      "contradicting_dates", IntegrityFinding::Severity::critical,
      fmt::format("No other date of the document lies near its date of issue: its periods and "
                  "due dates end on {}, {} days before.",
                  to_iso(*latest), ago),
      issued.page, issued.box};
}

}  // namespace domicile::extract
