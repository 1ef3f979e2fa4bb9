#pragma once
// The grammar of written dates over tokens. `find_dates` is its door.

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/date_text.hpp"
#include "extract/date_tokens.hpp"

namespace domicile::extract {

/// A date or a part of one: in "1–28 February 2026" the "1" lacks month and year.
struct PartialDate {
  std::size_t first = 0;  ///< token
  std::size_t last = 0;   ///< one past the last token
  int year = 0;           ///< 0 where missing
  int month = 0;
  int day = 0;
  bool numeric_order_open = false;  ///< `day` and `month` could be swapped
  DateForm form = DateForm::named_month;
  char separator = ' ';
  bool month_before_day = false;
  bool short_year = false;
  bool repaired = false;
  bool compact = false;  ///< "20261103"
};

/// Parses at one token of a line.
class DateParser {
 public:
  DateParser(const std::vector<DateToken>& tokens, const std::vector<const LanguageLexicon*>& languages,
             bool from_ocr)
      : tokens_(tokens), languages_(languages), from_ocr_(from_ocr) {}

  /// The longest complete date (or month with year) that starts at token `at`.
  [[nodiscard]] std::optional<PartialDate> whole(std::size_t at) const;

  /// A date that lacks its year, or month and year, and ends right before token `end`.
  [[nodiscard]] std::optional<PartialDate> part_before(std::size_t end) const;

  /// A date that lacks its year and starts at token `at`: "10月31日" after "2026年10月1日～".
  [[nodiscard]] std::optional<PartialDate> part_from(std::size_t at) const;

  /// "Dec 15" of "Dec 15 - Jan 14, 2026" at token `at`, with the whole date behind the dash.
  [[nodiscard]] std::optional<std::pair<PartialDate, PartialDate>> month_day_to_whole(std::size_t at) const;

  /// "January 1–31, 2026" at token `at`: the first day and the whole last date.
  [[nodiscard]] std::optional<std::pair<PartialDate, PartialDate>> days_of_month(std::size_t at) const;

  /// The first token of a weekday that stands right before token `at`, or `at` where none does.
  [[nodiscard]] std::size_t with_weekday(std::size_t at) const;

  /// How many tokens right before `at` say "to" (a dash, "bis", "t/m", "To :"); 0 for none.
  [[nodiscard]] std::size_t connector_before(std::size_t at) const;

  /// How many tokens right before `at` open a range ("from", "vom"); 0 for none.
  [[nodiscard]] std::size_t range_lead_before(std::size_t at) const;

  /// The token behind the fillers at `at`: "года" of "26 апреля 2025 года – …".
  [[nodiscard]] std::size_t after_fillers(std::size_t at) const;

 private:
  using Found = std::optional<PartialDate>;
  [[nodiscard]] Found year_first_numeric(std::size_t at) const;
  [[nodiscard]] Found numeric(std::size_t at) const;
  [[nodiscard]] Found compact(std::size_t at) const;
  [[nodiscard]] Found lost_separator(std::size_t at) const;
  [[nodiscard]] bool is_numbered(std::size_t at) const;
  [[nodiscard]] Found numeric_month(std::size_t at) const;
  [[nodiscard]] Found ideographic(std::size_t at) const;
  [[nodiscard]] Found era(std::size_t at) const;
  [[nodiscard]] Found day_month_year(std::size_t at) const;
  [[nodiscard]] Found month_day_year(std::size_t at) const;
  [[nodiscard]] Found year_month_day(std::size_t at) const;
  [[nodiscard]] Found year_day_month(std::size_t at) const;
  [[nodiscard]] Found month_year(std::size_t at) const;
  [[nodiscard]] Found day_month(std::size_t at) const;
  [[nodiscard]] Found month_day(std::size_t at) const;

  [[nodiscard]] const DateToken* token(std::size_t at) const {
    return at < tokens_.size() ? &tokens_[at] : nullptr;
  }
  [[nodiscard]] bool is_mark(std::size_t at, std::string_view mark) const;
  [[nodiscard]] bool is_number(std::size_t at, int min_digits, int max_digits) const;
  [[nodiscard]] bool joins_number(std::size_t first, std::size_t last) const;
  [[nodiscard]] bool ends_numeric_date(std::size_t end) const;
  [[nodiscard]] int month_at(std::size_t at) const;
  struct MonthName {
    int month = 0;         ///< 0 for none
    std::size_t last = 0;  ///< one past its last token
  };
  [[nodiscard]] MonthName month_name_at(std::size_t at) const;
  [[nodiscard]] bool is_month_beside(std::size_t at, int month) const;
  [[nodiscard]] std::size_t skip_between(std::size_t at) const;
  [[nodiscard]] std::size_t skip_ordinal(std::size_t at) const;
  [[nodiscard]] int year_at(std::size_t at, bool after_name, bool& short_year) const;
  [[nodiscard]] bool is_dash(std::size_t at) const;
  [[nodiscard]] std::size_t phrase_before(std::size_t at, std::vector<std::string> DateWords::* list) const;
  [[nodiscard]] bool is_word_of(std::size_t at, std::vector<std::string> DateWords::* list) const;

  const std::vector<DateToken>& tokens_;
  const std::vector<const LanguageLexicon*>& languages_;
  bool from_ocr_;
};

}  // namespace domicile::extract
