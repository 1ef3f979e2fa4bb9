#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "extract/date_parser.hpp"

namespace domicile::extract {
namespace {

constexpr int longest_phrase_words = 4;

bool plausible_day(const DateToken& token) {
  return token.digits <= 2 && token.value >= 1 && token.value <= 31;
}

}  // namespace

std::optional<PartialDate> DateParser::part_before(std::size_t end) const {
  for (std::size_t start = end > 5 ? end - 5 : 0; start < end; ++start) {
    for (const auto rule : {&DateParser::day_month, &DateParser::month_day}) {
      const auto found = (this->*rule)(start);
      if (found && (found->last == end ||
                    (found->last + 1 == end && (is_mark(found->last, ".") || is_mark(found->last, ","))))) {
        return found;
      }
    }
    // "01.10." or "01/10" before a whole date with the same separator
    if (is_number(start, 1, 2) && is_number(start + 2, 1, 2) &&
        (is_mark(start + 1, ".") || is_mark(start + 1, "/")) &&
        (start + 3 == end || (start + 4 == end && is_mark(start + 3, "."))) && !joins_number(start, end)) {
      return PartialDate{.first = start,
                         .last = end,
                         .month = tokens_[start + 2].value,
                         .day = tokens_[start].value,
                         .numeric_order_open = true,
                         .form = DateForm::ambiguous,
                         .separator = tokens_[start + 1].text[0]};
    }
  }
  std::size_t day = end;
  if (day > 0 && (is_mark(day - 1, ".") || skip_ordinal(day - 1) == day)) --day;
  if (day > 0 && is_number(day - 1, 1, 2) && plausible_day(tokens_[day - 1]) && !joins_number(day - 1, day)) {
    return PartialDate{.first = day - 1, .last = end, .day = tokens_[day - 1].value};
  }
  return std::nullopt;
}

std::optional<PartialDate> DateParser::part_from(std::size_t at) const {
  if (is_number(at, 1, 2) && is_mark(at + 1, "月") && is_number(at + 2, 1, 2) && is_mark(at + 3, "日")) {
    return PartialDate{.first = at,
                       .last = at + 4,
                       .month = tokens_[at].value,
                       .day = tokens_[at + 2].value,
                       .form = DateForm::year_first};
  }
  if (is_number(at, 1, 2) && is_mark(at + 1, "日")) {
    return PartialDate{.first = at, .last = at + 2, .day = tokens_[at].value, .form = DateForm::year_first};
  }
  return std::nullopt;
}

std::optional<std::pair<PartialDate, PartialDate>> DateParser::month_day_to_whole(std::size_t at) const {
  const auto first = month_day(at);
  if (!first) return std::nullopt;
  for (std::size_t next = first->last + 1; next <= first->last + 3 && next < tokens_.size(); ++next) {
    const auto connector = connector_before(next);
    if (connector == 0 || next - connector != first->last || month_at(next) == 0) continue;
    if (const auto last = whole(next); last && last->form == DateForm::named_month)
      return std::pair{*first, *last};
  }
  return std::nullopt;
}

std::optional<std::pair<PartialDate, PartialDate>> DateParser::days_of_month(std::size_t at) const {
  const auto first = month_day(at);
  if (!first) return std::nullopt;
  for (std::size_t day = first->last + 1; day <= first->last + 3; ++day) {
    if (!is_number(day, 1, 2) || !plausible_day(tokens_[day])) continue;
    const auto connector = connector_before(day);
    if (connector == 0 || day - connector != first->last) continue;
    PartialDate last{
        .first = day, .month = first->month, .day = tokens_[day].value, .month_before_day = true};
    const auto year = skip_between(day + 1);
    last.year = is_number(year, 4, 4) ? year_at(year, true, last.short_year) : 0;
    if (last.year == 0) continue;
    last.last = year + 1;
    auto start = *first;
    start.year = last.year;
    return std::pair{start, last};
  }
  return std::nullopt;
}

std::size_t DateParser::with_weekday(std::size_t at) const {
  std::size_t before = at;
  while (before > 0 && (is_mark(before - 1, ",") || is_mark(before - 1, ".") ||
                        is_word_of(before - 1, &DateWords::fillers))) {
    --before;
  }
  return before > 0 && is_word_of(before - 1, &DateWords::weekdays) ? before - 1 : at;
}

// "t/m" and "to :" are written with marks that the lexicon's phrases do not have.
std::size_t DateParser::phrase_before(std::size_t at, std::vector<std::string> DateWords::* list) const {
  std::size_t end = at;
  while (end > 0 && at - end < 2 && (is_mark(end - 1, ":") || is_mark(end - 1, "."))) --end;
  std::string phrase;
  std::size_t longest = 0;
  int words = 0;
  for (std::size_t first = end; first-- > 0 && words < longest_phrase_words;) {
    const auto& part = tokens_[first];
    if (part.type == DateToken::Type::number) break;
    if (part.type == DateToken::Type::mark && part.text != "/" && part.text != "." && part.text != "'") {
      if (to_utf32(part.text).front() < 0x3040) break;
    }
    if (part.type == DateToken::Type::mark && part.text.size() == 1) continue;
    phrase.insert(0, phrase.empty() ? part.text : part.text + " ");
    ++words;
    const bool known = std::ranges::any_of(languages_, [&](const LanguageLexicon* language) {
      return std::ranges::binary_search(language->dates.*list, phrase);
    });
    if (known) longest = at - first;
  }
  return longest;
}

std::size_t DateParser::connector_before(std::size_t at) const {
  if (at == 0 || at > tokens_.size()) return 0;
  std::size_t dashes = 0;
  while (dashes < 3 && dashes < at && is_dash(at - dashes - 1)) ++dashes;
  if (dashes > 0) return dashes;
  return phrase_before(at, &DateWords::range_to);
}

bool DateParser::is_dash(std::size_t at) const {
  static constexpr std::array<std::string_view, 7> dashes{"-", "~", "〜", "～", "→", ">", "/"};
  const auto* found = token(at);
  if (found == nullptr || found->type != DateToken::Type::mark) return false;
  // A slash parts two whole dates only where it stands free.
  if (found->text == "/" || found->text == ">") return found->blank_before;
  return std::ranges::find(dashes, found->text) != dashes.end();
}

std::size_t DateParser::after_fillers(std::size_t at) const {
  // "2026. 08. 07.-tól": the word is the date's own ending.
  const auto hyphen = [this](std::size_t mark) {
    const auto* next = token(mark + 1);
    return is_mark(mark, "-") && next != nullptr && next->type == DateToken::Type::word &&
           !next->blank_before;
  };
  while (is_mark(at, ".") || hyphen(at) || is_word_of(at, &DateWords::fillers)) ++at;
  return at;
}

std::size_t DateParser::range_lead_before(std::size_t at) const {
  return at == 0 || at > tokens_.size() ? 0 : phrase_before(at, &DateWords::range_from);
}

}  // namespace domicile::extract
