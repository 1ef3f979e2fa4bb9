#include "extract/running_head.hpp"

#include <re2/re2.h>

namespace domicile::extract {

// A bullet or a rule beside the number may be read as a letter or a few.
bool beside_page_number(const Marked& marked, const DateInLine& date) {
  static const re2::RE2 number(
      R"([^\pL\d]*(?:\pL[^\pL\d]+)?\pL+\.? ?(\d{1,3}) ?(?:\pL+|/) ?\d{1,3}[^\pL\d]*(?:\pL{1,3})?[^\pL\d]*)");
  const auto& document = marked.document;
  const auto& line = document.lines[date.line];
  const auto right = document.neighbours[date.line].right;
  std::string beside = line.text.substr(0, date.date.begin) + line.text.substr(date.date.end);
  if (right != layout::no_line) beside += " " + document.lines[right].text;
  int page = 0;
  return re2::RE2::FullMatch(beside, number, &page) && page == line.page;
}

}  // namespace domicile::extract
