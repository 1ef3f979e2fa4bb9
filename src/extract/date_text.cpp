#include "extract/date_text.hpp"

#include <algorithm>
#include <chrono>

#include "extract/date_parser.hpp"
#include "extract/date_tokens.hpp"

namespace domicile::extract {
namespace {

std::optional<Date> last_of_month(int year, int month) {
  if (month < 1 || month > 12) return std::nullopt;
  return Date{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} / std::chrono::last};
}

std::optional<WrittenDate> written(const PartialDate& part, const std::vector<DateToken>& tokens) {
  WrittenDate date;
  date.begin = tokens[part.first].begin;
  date.end = tokens[part.last - 1].end;
  date.form = part.form;
  date.separator = part.separator;
  date.month_before_day = part.month_before_day || part.form == DateForm::month_first;
  date.short_year = part.short_year;
  date.repaired = part.repaired;
  date.compact = part.compact;
  const auto& front = tokens[part.first];
  date.led_by_bar = front.led_by_bar && front.digits == (front.repaired ? 2 : 1);
  const auto value = part.form == DateForm::month_only ? last_of_month(part.year, part.month)
                                                       : make_date(part.year, part.month, part.day);
  if (!value) return std::nullopt;
  date.value = *value;
  if (part.numeric_order_open) date.month_first = make_date(part.year, part.day, part.month);
  // "20.6. - 1.10.26": what its end leaves open the start settles for itself.
  if (date.form == DateForm::ambiguous && !date.month_first) date.form = DateForm::day_first;
  return date;
}

// The start of an elliptic range takes from its end what it lacks.
void complete_start(PartialDate& start, const PartialDate& end) {
  if (start.month == 0) start.month = end.month;
  start.year = end.year - (start.month > end.month ? 1 : 0);
  start.form = start.form == DateForm::ambiguous ? end.form : start.form;
  start.numeric_order_open = start.form == DateForm::ambiguous;
  if (start.form == DateForm::month_first) std::swap(start.day, start.month);
}

// Most lines have none. Bytes from the first on begin letters of scripts with digits of their own.
bool may_hold_digits(std::string_view text) {
  constexpr unsigned char first_of_other_digits = 0xD9;
  return std::ranges::any_of(text, [](char c) {
    return (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= first_of_other_digits;
  });
}

}  // namespace

std::vector<WrittenDate> find_dates(std::string_view text,
                                    const std::vector<const LanguageLexicon*>& languages, bool from_ocr) {
  if (!may_hold_digits(text)) return {};
  const auto tokens = date_tokens(text, from_ocr);
  const DateParser parser(tokens, languages, from_ocr);
  std::vector<WrittenDate> dates;
  std::size_t last_end = 0;  // token after the date found before
  for (std::size_t at = 0; at < tokens.size();) {
    auto days = parser.days_of_month(at);
    if (!days) {
      days = parser.month_day_to_whole(at);
      if (days) complete_start(days->first, days->second);
    }
    if (days) {
      auto first = written(days->first, tokens), last = written(days->second, tokens);
      if (first && last) {
        first->range = WrittenDate::Range::start;
        last->range = WrittenDate::Range::end;
        dates.push_back(*first);
        dates.push_back(*last);
        at = last_end = days->second.last;
        continue;
      }
    }
    const auto part = parser.whole(at);
    auto date = part ? written(*part, tokens) : std::nullopt;
    if (!date) {
      ++at;
      continue;
    }
    const auto weekday = parser.with_weekday(at);
    date->begin = tokens[weekday].begin;
    if (const auto connector = parser.connector_before(weekday); connector > 0) {
      const std::size_t before = weekday - connector;
      // "8.9.2026 / 2.9.2026" are two days in one cell.
      const bool backwards =
          tokens[weekday - 1].text == "/" && !dates.empty() && date->value < dates.back().value;
      if (backwards) {
        dates.push_back(*date);
        at = last_end = part->last;
        continue;
      }
      if (!dates.empty() && (last_end == before || parser.after_fillers(last_end) == before) &&
          dates.back().range == WrittenDate::Range::none) {
        dates.back().range = WrittenDate::Range::start;
        date->range = WrittenDate::Range::end;
      } else if (auto start = parser.part_before(before);
                 start && start->first >= last_end &&
                 !(start->month == 0 && tokens[weekday - 1].text == "/")) {
        // "04 / 14-AUG-2026" is the fourth notice and its day.
        complete_start(*start, *part);
        if (auto first = written(*start, tokens)) {
          first->range = WrittenDate::Range::start;
          dates.push_back(*first);
          date->range = WrittenDate::Range::end;
        }
      }
    }
    dates.push_back(*date);
    at = last_end = part->last;
    // "2026年10月1日～31日"
    if (at + 1 < tokens.size() && parser.connector_before(at + 1) == 1) {
      if (auto end = parser.part_from(at + 1)) {
        if (end->month == 0) end->month = part->month;
        end->year = part->year + (end->month < part->month ? 1 : 0);
        if (auto last = written(*end, tokens)) {
          dates.back().range = WrittenDate::Range::start;
          last->range = WrittenDate::Range::end;
          dates.push_back(*last);
          at = last_end = end->last;
        }
      }
    }
  }
  return dates;
}

}  // namespace domicile::extract
