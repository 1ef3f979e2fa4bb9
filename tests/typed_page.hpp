#pragma once
// Pages as a typewriter sets them: for tests that need words with places but no decoder.

#include <string>
#include <string_view>
#include <vector>

#include "model/page.hpp"

namespace domicile::tests {

/// A4 page of `lines`; each character is 6 pt wide, each line 14 pt high, starting 40 pt from the left and
/// top.
inline Page typed_page(const std::vector<std::string>& lines, int number = 1) {
  constexpr double width = 595, height = 842, letter = 6, pitch = 14, font = 10, margin = 40;
  Page page;
  page.number = number;
  page.width_pt = width;
  page.height_pt = height;
  page.regions_read = {whole_page};
  for (std::size_t row = 0; row < lines.size(); ++row) {
    const std::string_view line = lines[row];
    double column = 0;
    std::string word;
    const auto flush = [&](double end) {
      if (word.empty()) return;
      const double y = margin + pitch * static_cast<double>(row);
      std::size_t letters = 0;
      for (const char c : word) letters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      const double start = end - static_cast<double>(letters);
      page.words.push_back({word,
                            {(margin + start * letter) / width, y / height, (margin + end * letter) / width,
                             (y + font) / height}});
      page.words.back().height_pt = font;
      word.clear();
    };
    for (const char c : line) {
      if (c == ' ') {
        flush(column);
      } else {
        word += c;
      }
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
    }
    flush(column);
  }
  return page;
}

}  // namespace domicile::tests
