#include "extract/ocr_dates.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "layout/rows.hpp"

namespace domicile::extract {
namespace {

constexpr double widest_gap = 0.9;  // of the line's height: a narrow "1" leaves much around it
constexpr double narrower_than_blank = 0.25;

bool belongs_together(const Page& page, const layout::Line& line, const Word& digit, const Word& date) {
  static const re2::RE2 lone_digit("[0-3]"), rest(R"((\d)[./-](0?)\d{1,2}[./-]\d{2,4}\W?)");
  if (digit.source != WordSource::ocr || date.source != WordSource::ocr) return false;
  int day = 0;
  std::string nought;
  if (!re2::RE2::FullMatch(digit.text, lone_digit) || !re2::RE2::FullMatch(date.text, rest, &day, &nought))
    return false;
  const double height = line.box.height() * page.height_pt;
  const double gap = (date.box.x0 - digit.box.x1) * page.width_pt;
  const int joined = 10 * (digit.text.front() - '0') + day;
  return joined >= 1 && joined <= 31 && gap < (nought.empty() ? narrower_than_blank : widest_gap) * height;
}

void append(Word& word, const Word& next) {
  word.text += next.text;
  word.box = united(word.box, next.box);
  word.confidence = std::min(word.confidence, next.confidence);
}

/// Numbers whose digits stand as far apart as full-width ones do, before the sign of a year, a month or a
/// day.
bool join_wide_digits(layout::Line& line, const Page& page) {
  static const re2::RE2 number("^([0-9]{1,4})($|[年月日])"), sign("^([年月日])");
  bool changed = false;
  for (std::size_t at = line.words.size(); at-- > 1;) {
    auto& left = line.words[at - 1];
    const auto& right = line.words[at];
    std::string digits, unit;
    if (left.source != WordSource::ocr || !is_digit(left.text.back()) ||
        !re2::RE2::PartialMatch(right.text, number, &digits, &unit))
      continue;
    // What follows tells a date; a row of account numbers stays.
    if (unit.empty() && at + 1 < line.words.size())
      re2::RE2::PartialMatch(line.words[at + 1].text, sign, &unit);
    const std::size_t longest = unit == "年" ? 4 : 2;
    const auto own = left.text.size() - (left.text.find_last_not_of("0123456789") + 1);
    const double gap = (right.box.x0 - left.box.x1) * page.width_pt;
    if (unit.empty() || own + digits.size() > longest ||
        gap > widest_gap * line.box.height() * page.height_pt)
      continue;
    append(left, right);
    line.words.erase(line.words.begin() + static_cast<std::ptrdiff_t>(at));
    changed = true;
  }
  return changed;
}

/// Signs that hold the strokes of 日 and stand behind no number.
bool mend_days(layout::Line& line) {
  static const re2::RE2 day("(月 ?[0-9]{1,2} ?)(?:晶|昌|唱|曰|目$)");
  bool changed = false;
  std::string before;
  for (Word& word : line.words) {
    std::string text = before + word.text;
    if (word.source == WordSource::ocr && re2::RE2::Replace(&text, day, "\\1日")) {
      word.text = text.substr(before.size());
      changed = true;
    }
    before += word.text;
  }
  return changed;
}

}  // namespace

layout::Document with_joined_days(layout::Document document) {
  layout::mend_lines(document, [](layout::Line& line, const Page& page) {
    bool changed = false;
    for (std::size_t at = 0; at + 1 < line.words.size(); ++at) {
      auto& digit = line.words[at];
      const auto& date = line.words[at + 1];
      if (!belongs_together(page, line, digit, date)) continue;
      digit.text += date.text;
      digit.box = united(digit.box, date.box);
      digit.confidence = std::min(digit.confidence, date.confidence);
      line.words.erase(line.words.begin() + static_cast<std::ptrdiff_t>(at) + 1);
      changed = true;
    }
    return changed;
  });
  return document;
}

layout::Document with_mended_japanese_dates(layout::Document document) {
  layout::mend_lines(document, [](layout::Line& line, const Page& page) {
    if (!has_ideographs(line.text)) return false;
    const bool mended = mend_days(line);
    return join_wide_digits(line, page) || mended;
  });
  return document;
}

}  // namespace domicile::extract
