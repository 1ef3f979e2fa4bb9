#include "extract/date_order.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace domicile::extract {
namespace {

constexpr int longest_period_days = 400;

struct Votes {
  int day_first = 0;
  int month_first = 0;
  std::string witness;
};

// "26/06/08" on a page of 2026 begins with its year as likely as with a day.
bool may_lead_with_year(const WrittenDate& date, const Marked& marked) {
  constexpr int century = 2000;
  if (!date.short_year) return false;
  const std::chrono::year year(century + static_cast<int>(static_cast<unsigned>(date.value.day())));
  return date.value.year() != year && std::ranges::any_of(marked.dates, [&](const DateInLine& other) {
           return other.date.value.year() == year;
         });
}

Votes votes_of_plain_dates(const Marked& marked, char separator) {
  Votes votes;
  for (const auto& found : marked.dates) {
    const auto& date = found.date;
    if (date.separator != separator || date.repaired || may_lead_with_year(date, marked)) continue;
    const bool same = static_cast<unsigned>(date.value.day()) == static_cast<unsigned>(date.value.month());
    if (date.form == DateForm::day_first && !same) {
      ++votes.day_first;
      votes.witness = found.text;
    } else if (date.form == DateForm::month_first) {
      ++votes.month_first;
      votes.witness = found.text;
    }
  }
  return votes;
}

bool plausible_range(Date from, Date to) {
  const int days = days_between(from, to);
  return days >= 5 && days <= longest_period_days;
}

// A billing period is about a month, or a whole number of months; only the right order gives such a length.
Votes votes_of_ranges(const Marked& marked, char separator) {
  Votes votes;
  const DateInLine* start = nullptr;
  for (const auto& found : marked.dates) {
    if (found.date.range == WrittenDate::Range::start) {
      start = &found;
      continue;
    }
    if (start != nullptr && found.date.range == WrittenDate::Range::end &&
        found.date.separator == separator && found.date.month_first && start->date.month_first) {
      const bool as_day_first = plausible_range(start->date.value, found.date.value);
      const bool as_month_first = plausible_range(*start->date.month_first, *found.date.month_first);
      if (as_day_first != as_month_first) {
        ++(as_day_first ? votes.day_first : votes.month_first);
        votes.witness = start->text + " – " + found.text;
      }
    }
    start = nullptr;
  }
  return votes;
}

}  // namespace

DateOrder settle_order(const Marked& marked, char separator) {
  if (separator == '.') return {false, true, "dates with points are written D.M.Y"};
  for (const auto& votes : {votes_of_plain_dates(marked, separator), votes_of_ranges(marked, separator)}) {
    if (votes.day_first > 0 && votes.month_first == 0)
      return {false, true, fmt::format("'{}' stands on it", votes.witness)};
    if (votes.month_first > 0 && votes.day_first == 0)
      return {true, true, fmt::format("'{}' stands on it", votes.witness)};
  }
  const bool month_first = marked.locale.numeric_date_order == "MDY";
  const auto habit =
      fmt::format("{} writes {}", marked.locale.country.empty() ? "the language" : marked.locale.country,
                  month_first ? "M/D/Y" : "D/M/Y");
  return {month_first, marked.locale.numeric_date_order_certain, habit};
}

}  // namespace domicile::extract
