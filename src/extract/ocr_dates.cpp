#include "extract/ocr_dates.hpp"

#include <re2/re2.h>

#include <algorithm>

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

}  // namespace domicile::extract
