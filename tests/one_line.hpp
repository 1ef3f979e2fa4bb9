#pragma once
// One line of words as OCR or a text layer gives them: for tests of what is mended in it.

#include <string>
#include <vector>

#include "layout/document.hpp"

namespace domicile::tests {

/// `texts` from left to right on an A4 page, each letter a hundredth of its width wide, blanks half as wide.
inline layout::Document one_line(const std::vector<std::string>& texts, WordSource source,
                                 double confidence = 0.9) {
  Page page{.number = 1, .width_pt = 595, .height_pt = 842, .source = source};
  double x = 0.1;
  for (const auto& text : texts) {
    const double width = 0.01 * static_cast<double>(text.size());
    page.words.push_back(
        {.text = text, .box = {x, 0.1, x + width, 0.112}, .confidence = confidence, .source = source});
    x += width + 0.005;
  }
  return layout::arrange({page});
}

}  // namespace domicile::tests
