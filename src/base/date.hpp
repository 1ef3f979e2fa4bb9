#pragma once
// Civil (proleptic Gregorian) dates without time or zone.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace domicile {

using Date = std::chrono::year_month_day;

/// Reads ISO 8601 "YYYY-MM-DD" and nothing else. "2026-02-29" and "2026-2-3" give nullopt.
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);

/// "2026-11-03". Precondition: date.ok().
[[nodiscard]] std::string to_iso(Date date);

/// Whole days from `from` to `to`; negative where `to` is earlier.
[[nodiscard]] int days_between(Date from, Date to);

/// `date` moved by `days`, which may be negative.
[[nodiscard]] Date plus_days(Date date, int days);

/// The date of these three numbers, if there is such a day.
[[nodiscard]] std::optional<Date> make_date(int year, int month, int day);

}  // namespace domicile
