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
  const auto is_number = [&](const std::string& text) {
    int page = 0;
    return re2::RE2::FullMatch(text, number, &page) && page == line.page;
  };
  const std::string beside = line.text.substr(0, date.date.begin) + line.text.substr(date.date.end);
  // What stands further right may be the number, or something else, such as a logo.
  return is_number(beside) ||
         (right != layout::no_line && is_number(beside + " " + document.lines[right].text));
}

}  // namespace domicile::extract
