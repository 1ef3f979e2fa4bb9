#pragma once
// Dates as they are written in a line of text, whatever they mean.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "extract/lexicon.hpp"

namespace domicile::extract {

/// How the parts of a date stand.
enum class DateForm {
  named_month,  ///< "3 November 2026": nothing to settle
  year_first,   ///< "2026-11-03", "2026年11月3日"
  day_first,    ///< "13/11/2026": one part over 12, or the order was settled to D/M/Y
  month_first,  ///< "11/13/2026"
  ambiguous,    ///< "03/11/2026": two readings
  month_only,   ///< "November 2026", "11/2026": the value is the month's last day
};

/// One date in a text.
struct WrittenDate {
  std::size_t begin = 0;  ///< byte offset in the text
  std::size_t end = 0;
  Date value{};                     ///< for ambiguous dates the D/M/Y reading
  std::optional<Date> month_first;  ///< for ambiguous dates the M/D/Y reading
  DateForm form = DateForm::named_month;
  char separator = ' ';           ///< between the numbers of a numeric date
  bool month_before_day = false;  ///< as printed: "November 3"
  bool short_year = false;        ///< "26" for 2026
  bool repaired = false;          ///< letters were taken for the digits that they look like
  bool led_by_bar = false;        ///< "|7 May", "l7 May": of 7 and 17 either may be printed
  bool compact = false;           ///< "20261103", "261103": a date only where a label says so
  enum class Range { none, start, end } range = Range::none;
};

/// All dates of `text`, left to right, by the words of `languages`. `from_ocr` allows letters that look like
/// digits. "du 1er au 28 février 2026" gives two: 2026-02-01 (start) and 2026-02-28 (end).
/// "Invoice 20261103-7" and "12.50" give none; "20261103" alone gives a compact one.
[[nodiscard]] std::vector<WrittenDate> find_dates(std::string_view text,
                                                  const std::vector<const LanguageLexicon*>& languages,
                                                  bool from_ocr);

}  // namespace domicile::extract
