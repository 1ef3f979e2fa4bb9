#include "extract/date_parser.hpp"

#include <algorithm>
#include <array>
#include <ranges>

namespace domicile::extract {
namespace {

constexpr int earliest_year = 1950;
constexpr int latest_year = 2099;
constexpr int century = 2000;
constexpr unsigned char first_beyond_ascii = 0x80;

bool plausible_year(int year) { return year >= earliest_year && year <= latest_year; }

bool plausible_day(const DateToken& token) {
  return token.digits <= 2 && token.value >= 1 && token.value <= 31;
}

// Japanese eras still in use on documents: name as one ideograph or letter, first year.
struct Era {
  std::string_view letter;
  std::string_view first_ideograph;
  std::string_view second_ideograph;
  int first_year;
};
constexpr std::array eras{Era{"r", "令", "和", 2019}, Era{"h", "平", "成", 1989}};
constexpr int last_year_of_era = 40;  // without the era's name it is the present one

}  // namespace

bool DateParser::is_mark(std::size_t at, std::string_view mark) const {
  const auto* found = token(at);
  return found != nullptr && found->type == DateToken::Type::mark && found->text == mark;
}

bool DateParser::is_number(std::size_t at, int min_digits, int max_digits) const {
  const auto* found = token(at);
  return found != nullptr && found->type == DateToken::Type::number && found->digits >= min_digits &&
         found->digits <= max_digits;
}

// "28.10.2026-27.11.2026", "2026-10-28-2026-11-27": is what ends before token `end` a whole date in digits?
bool DateParser::ends_numeric_date(std::size_t end) const {
  if (end < 5 || !is_number(end - 3, 1, 2)) return false;
  const auto& separator = tokens_[end - 2].text;
  if (!is_mark(end - 4, separator)) return false;
  const bool points = separator == "." || separator == "/";
  if (is_number(end - 5, 4, 4) && plausible_year(tokens_[end - 5].value))
    return is_number(end - 1, 1, 2) && (points || separator == "-");
  return points && is_number(end - 5, 1, 2) && is_number(end - 1, 2, 4);
}

// True where digits, or a separator with digits behind it, go on right before or after these tokens: then
// they are a piece of a telephone or account number.
bool DateParser::joins_number(std::size_t first, std::size_t last) const {
  const auto mark_without_blank = [&](std::size_t at) {
    const auto* found = token(at);
    return found != nullptr && found->type == DateToken::Type::mark && !found->blank_before &&
           (found->text == "." || found->text == "/" || found->text == "-");
  };
  if (first > 0 && !tokens_[first].blank_before) {
    if (tokens_[first - 1].type == DateToken::Type::number) return true;
    if (first > 1 && mark_without_blank(first - 1) && tokens_[first - 2].type == DateToken::Type::number &&
        !(tokens_[first - 1].text == "-" && ends_numeric_date(first - 1))) {
      return true;
    }
  }
  if (last < tokens_.size() && !tokens_[last].blank_before) {
    if (tokens_[last].type == DateToken::Type::number) return true;
    if (mark_without_blank(last) && last + 1 < tokens_.size() && !tokens_[last + 1].blank_before &&
        tokens_[last + 1].type == DateToken::Type::number && tokens_[last].text != "-") {
      return true;
    }
  }
  return false;
}

int DateParser::month_at(std::size_t at) const {
  const auto* found = token(at);
  if (found == nullptr || found->type != DateToken::Type::word || found->text.size() < 2) return 0;
  for (const auto* language : languages_) {
    if (const auto month = language->dates.months.find(found->text); month != language->dates.months.end()) {
      return month->second;
    }
  }
  if (!from_ocr_ || found->text.size() < 5) return 0;
  for (const auto* language : languages_) {
    for (const auto& [name, month] : language->dates.months) {
      if (name.size() >= 5 && rules::within_one_edit(name, found->text)) return month;
    }
  }
  return 0;
}

bool DateParser::is_word_of(std::size_t at, std::vector<std::string> DateWords::* list) const {
  const auto* found = token(at);
  if (found == nullptr) return false;
  return std::ranges::any_of(languages_, [&](const LanguageLexicon* language) {
    return std::ranges::binary_search(language->dates.*list, found->text);
  });
}

// "17 Awst / August 2026", "12 juin/June 2026": a month named in two languages.
DateParser::MonthName DateParser::month_name_at(std::size_t at) const {
  const int month = month_at(at);
  if (!is_mark(at + 1, "/")) return {month, at + 1};
  const int other = month_at(at + 2);
  const bool own_first = month != 0 && (other == month || is_month_beside(at + 2, month));
  if (own_first || (other != 0 && month == 0 && is_month_beside(at, other)))
    return {std::max(month, other), at + 3};
  return {month, at + 1};
}

bool DateParser::is_month_beside(std::size_t at, int month) const {
  const auto* found = token(at);
  return found != nullptr && std::ranges::any_of(languages_, [&](const LanguageLexicon* language) {
           const auto name = language->dates.months_beside.find(found->text);
           return name != language->dates.months_beside.end() && name->second == month;
         });
}

// Past fillers and punctuation between the parts of a date that has a month name.
std::size_t DateParser::skip_between(std::size_t at) const {
  for (int skipped = 0; skipped < 3; ++skipped, ++at) {
    const auto* found = token(at);
    if (found == nullptr) break;
    const bool mark = found->type == DateToken::Type::mark &&
                      (found->text == "." || found->text == "," || found->text == "-" || found->text == "/" ||
                       found->text == "'" || found->text == "·" || found->text == "»" ||
                       found->text == "\"" || found->text == "”");
    if (!mark && (found->type != DateToken::Type::word || !is_word_of(at, &DateWords::fillers))) break;
  }
  return at;
}

std::size_t DateParser::skip_ordinal(std::size_t at) const {
  if (is_mark(at, "º") || is_mark(at, "°") || is_mark(at, "ª")) return at + 1;
  const auto* found = token(at);
  if (found != nullptr && found->type == DateToken::Type::word &&
      (is_word_of(at, &DateWords::ordinals) || found->text == "o") && found->text.size() <= 3 &&
      month_at(at) == 0) {
    return at + 1;
  }
  return at;
}

int DateParser::year_at(std::size_t at, bool after_name, bool& short_year) const {
  const auto* found = token(at);
  if (found == nullptr || found->type != DateToken::Type::number) return 0;
  if (found->digits == 4 && plausible_year(found->value)) return found->value;
  // "Rua 25 de Abril, 19B" is an address.
  const auto* next = token(at + 1);
  const bool lettered = next != nullptr && next->type == DateToken::Type::word && !next->blank_before &&
                        static_cast<unsigned char>(next->text.front()) < first_beyond_ascii;
  // So is "ul. 1 Maja 33/14", with its flat; "1 MAJ 26/14 JUN 26" are two days.
  const bool with_flat = is_mark(at + 1, "/") && !next->blank_before && is_number(at + 2, 1, 4) &&
                         !tokens_[at + 2].blank_before && month_at(skip_between(at + 3)) == 0;
  // "16 Jul - 10 Aug" has no year.
  const bool day_of_next = month_at(skip_between(at + 1)) != 0;
  if (found->digits == 2 && after_name && !lettered && !with_flat && !day_of_next) {
    short_year = true;
    return century + found->value;
  }
  return 0;
}

std::optional<PartialDate> DateParser::year_first_numeric(std::size_t at) const {
  if (!is_number(at, 4, 4) || !is_number(at + 2, 1, 2) || !is_number(at + 4, 1, 2)) return std::nullopt;
  if (!plausible_year(tokens_[at].value)) return std::nullopt;
  const auto& separator = tokens_[at + 1].text;
  if ((separator != "-" && separator != "/" && separator != ".") || !is_mark(at + 3, separator))
    return std::nullopt;
  PartialDate date{.first = at,
                   .last = at + 5,
                   .year = tokens_[at].value,
                   .month = tokens_[at + 2].value,
                   .day = tokens_[at + 4].value,
                   .form = DateForm::year_first,
                   .separator = separator[0]};
  if (joins_number(date.first, date.last)) return std::nullopt;
  return date;
}

std::optional<PartialDate> DateParser::numeric(std::size_t at) const {
  if (!is_number(at, 1, 2)) return std::nullopt;
  const bool blanks = is_number(at + 1, 2, 2) && is_number(at + 2, 4, 4) && tokens_[at].digits == 2;
  const std::size_t step = blanks ? 1 : 2;
  if (!is_number(at + step, 1, 2) || !is_number(at + 2 * step, 2, 4)) return std::nullopt;
  const std::string separator = blanks ? " " : tokens_[at + 1].text;
  // Danes write "19/11-2026", and only they: the day comes first.
  const bool danish = separator == "/" && is_mark(at + 3, "-") && is_number(at + 4, 4, 4);
  if (!blanks && !danish &&
      ((separator != "." && separator != "/" && separator != "-") || !is_mark(at + 3, separator))) {
    return std::nullopt;
  }
  // "08-01 – 08-31" is two days of a period.
  if (separator == "-" && tokens_[at + 1].blank_before != tokens_[at + 3].blank_before) return std::nullopt;
  const auto& last = tokens_[at + 2 * step];
  if (last.digits == 3 || (last.digits == 4 && !plausible_year(last.value))) return std::nullopt;
  PartialDate date{.first = at,
                   .last = at + 2 * step + 1,
                   .month = tokens_[at + step].value,
                   .day = tokens_[at].value,
                   .separator = separator[0]};
  date.short_year = last.digits == 2;
  date.year = date.short_year ? century + last.value : last.value;
  if (joins_number(date.first, date.last)) return std::nullopt;
  if ((date.day > 12 || danish) && date.month > 12) return std::nullopt;
  if (!danish && date.month > 12) {
    std::swap(date.day, date.month);
    date.form = DateForm::month_first;
  } else if (danish || date.day > 12) {
    date.form = DateForm::day_first;
  } else {
    date.form = date.day == date.month ? DateForm::day_first : DateForm::ambiguous;
    date.numeric_order_open = date.day != date.month;
  }
  return date;
}

std::optional<PartialDate> DateParser::compact(std::size_t at) const {
  const bool short_year = is_number(at, 6, 6) && std::ranges::any_of(languages_, [](const auto* language) {
                            return language->dates.year_first_in_six_digits;
                          });
  if ((!is_number(at, 8, 8) && !short_year) || joins_number(at, at + 1)) return std::nullopt;
  const int value = tokens_[at].value;
  const int year = value / 10000 + (short_year ? century : 0);
  const bool goes_on = is_mark(at + 1, "-") && !tokens_[at + 1].blank_before;
  if (!plausible_year(year) || goes_on) return std::nullopt;
  return PartialDate{.first = at,
                     .last = at + 1,
                     .year = year,
                     .month = value / 100 % 100,
                     .day = value % 100,
                     .form = DateForm::year_first,
                     .short_year = short_year,
                     .compact = true};
}

// "2301.2026" and "23.012026": what OCR leaves of "23.01.2026" where a dot is faint.
std::optional<PartialDate> DateParser::lost_separator(std::size_t at) const {
  const bool first_lost = is_number(at, 4, 4) && is_number(at + 2, 4, 4);
  const bool second_lost = is_number(at, 2, 2) && is_number(at + 2, 6, 6);
  if (!from_ocr_ || (!first_lost && !second_lost) || joins_number(at, at + 3)) return std::nullopt;
  if (!is_mark(at + 1, ".") && !is_mark(at + 1, "/")) return std::nullopt;
  constexpr int years = 10000, parts = 100;
  const int front = tokens_[at].value, back = tokens_[at + 2].value;
  const int one = first_lost ? front / parts : front, other = first_lost ? front % parts : back / years;
  const int year = first_lost ? back : back % years;
  // Which part is the day has to be plain by itself: there is little else to go by.
  const bool plain = one == other || (one > 12) != (other > 12);
  if (!plain || !plausible_year(year)) return std::nullopt;
  return PartialDate{.first = at,
                     .last = at + 3,
                     .year = year,
                     .month = std::min(one, other),
                     .day = std::max(one, other),
                     .form = one >= other ? DateForm::day_first : DateForm::month_first,
                     .separator = tokens_[at + 1].text[0],
                     .repaired = true};
}

// "Kontoutskrift nr. 2/2026": the second of that year.
bool DateParser::is_numbered(std::size_t at) const {
  constexpr std::array signs{"nr", "no", "n", "num", "numero", "nummer", "c", "sz", "αρ"};
  if (at > 0 && (is_mark(at - 1, ".") || is_mark(at - 1, "º") || is_mark(at - 1, "°"))) --at;
  if (at == 0 || tokens_[at - 1].type != DateToken::Type::word) return at > 0 && is_mark(at - 1, "№");
  return std::ranges::find(signs, tokens_[at - 1].text) != signs.end();
}

std::optional<PartialDate> DateParser::numeric_month(std::size_t at) const {
  if (!is_number(at, 1, 2) || !is_number(at + 2, 4, 4)) return std::nullopt;
  if (!is_mark(at + 1, "/") && !is_mark(at + 1, ".")) return std::nullopt;
  if (!plausible_year(tokens_[at + 2].value) || joins_number(at, at + 3) || is_numbered(at))
    return std::nullopt;
  return PartialDate{.first = at,
                     .last = at + 3,
                     .year = tokens_[at + 2].value,
                     .month = tokens_[at].value,
                     .form = DateForm::month_only,
                     .separator = tokens_[at + 1].text[0]};
}

std::optional<PartialDate> DateParser::ideographic(std::size_t at) const {
  const bool of_era = is_number(at, 1, 2);
  if ((!of_era && !is_number(at, 4, 4)) || !is_mark(at + 1, "年") || !is_number(at + 2, 1, 2) ||
      !is_mark(at + 3, "月")) {
    return std::nullopt;
  }
  PartialDate date{.first = at,
                   .last = at + 4,
                   .year = tokens_[at].value,
                   .month = tokens_[at + 2].value,
                   .form = DateForm::month_only};
  if (is_number(at + 4, 1, 2) && is_mark(at + 5, "日")) {
    date.day = tokens_[at + 4].value;
    date.last = at + 6;
    date.form = DateForm::year_first;
  }
  if (!of_era) return date;
  // "8年6月12日": slips leave out the era's name. "昭和55年3月10日" is of another one, "3年6月" a span of
  // time.
  const auto* before = at > 0 ? token(at - 1) : nullptr;
  const bool of_another = before != nullptr && before->type != DateToken::Type::number &&
                          (before->text.ends_with("和") || before->text.ends_with("成") ||
                           before->text.ends_with("正") || before->text.ends_with("治"));
  if (date.form == DateForm::month_only || of_another || date.year < 1 || date.year > last_year_of_era)
    return std::nullopt;
  date.year += eras.front().first_year - 1;
  return date;
}

std::optional<PartialDate> DateParser::era(std::size_t at) const {
  const auto* first = token(at);
  if (first == nullptr || first->type == DateToken::Type::number) return std::nullopt;
  for (const auto& known : eras) {
    const bool ideographs = first->text == known.first_ideograph && is_mark(at + 1, known.second_ideograph);
    if (!ideographs && first->text != known.letter) continue;
    std::size_t next = at + (ideographs ? 2 : 1);
    if (is_mark(next, ".")) ++next;
    const bool first_year = is_mark(next, "元");
    if (!first_year && !is_number(next, 1, 2)) continue;
    PartialDate date{.first = at};
    date.year = known.first_year + (first_year ? 1 : tokens_[next].value) - 1;
    const bool marks = is_mark(next + 1, "年");
    if (!marks && !is_mark(next + 1, ".") && !is_mark(next + 1, "/")) continue;
    if (!is_number(next + 2, 1, 2)) continue;
    date.month = tokens_[next + 2].value;
    date.last = next + (marks ? 4 : 3);
    date.form = DateForm::month_only;
    if (is_number(next + 4, 1, 2) && (!marks || is_mark(next + 5, "日"))) {
      date.day = tokens_[next + 4].value;
      date.last = next + (marks ? 6 : 5);
      date.form = DateForm::year_first;
    } else if (!marks || !is_mark(next + 3, "月")) {
      continue;
    }
    return date;
  }
  return std::nullopt;
}

std::optional<PartialDate> DateParser::day_month(std::size_t at) const {
  if (!is_number(at, 1, 2) || !plausible_day(tokens_[at])) return std::nullopt;
  const auto name = month_name_at(skip_between(skip_ordinal(at + 1)));
  if (name.month == 0) return std::nullopt;
  return PartialDate{.first = at, .last = name.last, .month = name.month, .day = tokens_[at].value};
}

std::optional<PartialDate> DateParser::day_month_year(std::size_t at) const {
  auto date = day_month(at);
  if (!date) return std::nullopt;
  const std::size_t year = skip_between(date->last);
  date->year = year_at(year, true, date->short_year);
  if (date->year == 0) return std::nullopt;
  date->last = year + 1;
  return date;
}

std::optional<PartialDate> DateParser::month_day(std::size_t at) const {
  const int month = month_at(at);
  if (month == 0) return std::nullopt;
  const std::size_t day = skip_between(at + 1);
  if (!is_number(day, 1, 2) || !plausible_day(tokens_[day])) return std::nullopt;
  return PartialDate{.first = at,
                     .last = skip_ordinal(day + 1),
                     .month = month,
                     .day = tokens_[day].value,
                     .month_before_day = true};
}

std::optional<PartialDate> DateParser::month_day_year(std::size_t at) const {
  auto date = month_day(at);
  if (!date) return std::nullopt;
  const std::size_t year = skip_between(date->last);
  // "APR of 29.99" is a rate.
  const bool decimal = is_mark(date->last, ".") && !tokens_[std::min(year, tokens_.size() - 1)].blank_before;
  date->year = year_at(year, year > date->last && !decimal, date->short_year);
  // "APR 30/26 - MAY 29/26"
  const bool stroke = is_mark(date->last, "/") && !tokens_[date->last].blank_before;
  if (date->year == 0 && stroke && is_number(date->last + 1, 2, 2) && !tokens_[date->last + 1].blank_before) {
    date->short_year = true;
    date->year = century + tokens_[date->last + 1].value;
  }
  if (date->year == 0) return std::nullopt;
  date->last = year + 1;
  return date;
}

std::optional<PartialDate> DateParser::year_month_day(std::size_t at) const {
  bool short_year = false;
  const int year = is_number(at, 4, 4) ? year_at(at, false, short_year) : 0;
  if (year == 0) return std::nullopt;
  auto date = month_day(skip_between(at + 1));
  if (!date) return std::nullopt;
  date->first = at;
  date->year = year;
  date->form = DateForm::year_first;
  if (is_mark(date->last, ".")) ++date->last;
  return date;
}

// "2026. gada 10. jūnijs": a word parts the year from the day.
std::optional<PartialDate> DateParser::year_day_month(std::size_t at) const {
  bool short_year = false;
  const int year = is_number(at, 4, 4) ? year_at(at, false, short_year) : 0;
  const std::size_t day = skip_between(at + 1);
  if (year == 0) return std::nullopt;
  const auto between = std::views::iota(at + 1, day);
  if (std::ranges::none_of(between, [&](std::size_t i) { return is_word_of(i, &DateWords::fillers); }))
    return std::nullopt;
  auto date = day_month(day);
  bool another_year = false;
  if (!date || year_at(skip_between(date->last), true, another_year) != 0) return std::nullopt;
  date->first = at;
  date->year = year;
  date->form = DateForm::year_first;
  return date;
}

std::optional<PartialDate> DateParser::month_year(std::size_t at) const {
  const auto [month, last] = month_name_at(at);
  if (month == 0) return std::nullopt;
  const std::size_t after = skip_between(last);
  bool short_year = false;
  const int year = is_number(after, 4, 4) ? year_at(after, false, short_year) : 0;
  if (year == 0) return std::nullopt;
  return PartialDate{
      .first = at, .last = after + 1, .year = year, .month = month, .form = DateForm::month_only};
}

std::optional<PartialDate> DateParser::whole(std::size_t at) const {
  Found best;
  using Rule = Found (DateParser::*)(std::size_t) const;
  static constexpr std::array rules{Rule{&DateParser::year_first_numeric},
                                    Rule{&DateParser::numeric},
                                    Rule{&DateParser::ideographic},
                                    Rule{&DateParser::era},
                                    Rule{&DateParser::day_month_year},
                                    Rule{&DateParser::month_day_year},
                                    Rule{&DateParser::year_month_day},
                                    Rule{&DateParser::month_year},
                                    Rule{&DateParser::year_day_month},
                                    Rule{&DateParser::numeric_month},
                                    Rule{&DateParser::compact},
                                    Rule{&DateParser::lost_separator}};
  for (const auto rule : rules) {
    auto found = (this->*rule)(at);
    if (!found || found->month < 1 || found->month > 12) continue;
    if (found->form != DateForm::month_only && !make_date(found->year, found->month, found->day)) continue;
    if (!best || found->last > best->last) best = found;
  }
  if (best) {
    for (std::size_t i = best->first; i < best->last; ++i)
      best->repaired = best->repaired || tokens_[i].repaired;
  }
  return best;
}

}  // namespace domicile::extract
