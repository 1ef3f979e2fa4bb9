#include "read/ocr_words.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <utility>

#include "base/text.hpp"
#include "read/median.hpp"
#include "read/printed_letters.hpp"

namespace domicile {
namespace {

using tesseract::ResultIterator;

/// Whether a letter rises above the small ones, and whether one hangs below the line: of type in Latin, Greek
/// and Cyrillic letters. Ideographs fill their square and count as both.
struct Extent {
  bool rises = false;
  bool hangs = false;
};

Extent extent_of(const std::string& text) {
  static const std::u32string rising = U"bdfhkltijßðþβδζθλξφψϕбёйї|()[]{}/\\";
  static const std::u32string hanging = U"gjpqyçşţģķļņβγζημξρςφχψрудцщфђј,;|()[]{}/\\Q";
  Extent extent;
  for (const char32_t c : to_utf32(text)) {
    const auto point = static_cast<UChar32>(c);
    const bool ideograph = is_ideograph(c);
    const bool marked = u_islower(point) && to_utf32(fold(to_utf8(std::u32string(1, c)))).front() != c;
    extent.rises |= ideograph || marked || u_isupper(point) || u_isdigit(point) || rising.contains(c);
    extent.hangs |= ideograph || hanging.contains(c);
  }
  return extent;
}

/// A box that hugs its letters to one from the top of the tall letters to the bottom of the hanging ones, as
/// a text layer has it: how high a word stands must not depend on whether it has a "g".
void stretch_to_type(const std::string& text, int& top, int& bottom) {
  constexpr double tall_of_small = 1.4;  // a "d" of an "a"
  const Extent extent = extent_of(text);
  const double height = bottom - top;
  const double small = extent.hangs ? height / (1 + hang_of_tall * tall_of_small) : height;
  const double tall = !extent.rises  ? tall_of_small * small
                      : extent.hangs ? height / (1 + hang_of_tall)
                                     : height;
  if (!extent.rises) top -= static_cast<int>(std::lround(tall - small));
  if (!extent.hangs) bottom += static_cast<int>(std::lround(hang_of_tall * tall));
}

/// The upper and lower edge of a word's type. Each letter tells them by its own box; the one in
/// the middle counts, since a speck that touches a letter makes its box reach into the lines above and below.
void edges_of_type(const ResultIterator& it, const std::string& text, int& top, int& bottom) {
  std::vector<int> tops, bottoms;
  ResultIterator symbol(it);
  do {
    const std::unique_ptr<char[]> utf8(symbol.GetUTF8Text(tesseract::RIL_SYMBOL));
    int left = 0, right = 0, upper = 0, lower = 0;
    if (!utf8 || !symbol.BoundingBox(tesseract::RIL_SYMBOL, &left, &upper, &right, &lower)) continue;
    const auto shares = character_shares(utf8.get());
    if (shares.letters + shares.digits == 0) continue;
    stretch_to_type(utf8.get(), upper, lower);
    tops.push_back(upper);
    bottoms.push_back(lower);
  } while (!symbol.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) &&
           symbol.Next(tesseract::RIL_SYMBOL));
  if (tops.size() < 2) return stretch_to_type(text, top, bottom);
  const auto middle = static_cast<std::ptrdiff_t>(tops.size() / 2);
  std::ranges::nth_element(tops, tops.begin() + middle);
  std::ranges::nth_element(bottoms, bottoms.begin() + middle, std::greater{});
  const int upper_edge = tops[static_cast<std::size_t>(middle)];
  const int lower_edge = bottoms[static_cast<std::size_t>(middle)];
  if (lower_edge <= upper_edge) return stretch_to_type(text, top, bottom);
  top = upper_edge;
  bottom = lower_edge;
}

/// No type is much higher than its letters are wide: what is so holds more than the word, a shade or a rule.
/// The word stands in its middle.
void limit_height(const std::string& text, int width, int& top, int& bottom) {
  constexpr std::size_t long_enough = 5;  // letters: fewer may all be narrow
  constexpr double narrowest = 0.34;      // width of a letter, of the type's height
  constexpr double usual = 0.55;
  const auto letters = to_utf32(text).size();
  if (letters < long_enough || width >= narrowest * static_cast<double>(letters) * (bottom - top)) return;
  const int height = static_cast<int>(std::lround(width / usual / static_cast<double>(letters)));
  const int middle = (top + bottom) / 2;
  top = middle - height / 2;
  bottom = top + height;
}

/// The letters and signs of the line in which `it` stands.
std::vector<Symbol> line_of(const ResultIterator& it) {
  std::vector<Symbol> line;
  ResultIterator symbol(it);
  symbol.RestartRow();
  do {
    const std::unique_ptr<char[]> utf8(symbol.GetUTF8Text(tesseract::RIL_SYMBOL));
    Symbol found;
    if (!utf8 ||
        !symbol.BoundingBox(tesseract::RIL_SYMBOL, &found.left, &found.top, &found.right, &found.bottom))
      continue;
    found.ideograph = has_ideographs(utf8.get());
    line.push_back(found);
  } while (!symbol.IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_SYMBOL) &&
           symbol.Next(tesseract::RIL_SYMBOL));
  return line;
}

}  // namespace

Box Frame::box(int left, int top, int right, int bottom) const {
  const auto x = [&](int value) { return std::clamp((value / scale + offset.x) / page.width, 0.0, 1.0); };
  const auto y = [&](int value) { return std::clamp((value / scale + offset.y) / page.height, 0.0, 1.0); };
  return {x(left), y(top), x(right), y(bottom)};
}

Symbol levelled(const Symbol& word, bool with_ideographs, std::span<const Symbol> line) {
  constexpr std::size_t fewest = 3, neighbours = 5;
  constexpr double lowest = 0.75, highest = 1.3;  // of a sign's usual height
  constexpr double much_lower = 0.6, much_higher = 1.35;
  std::vector<Symbol> signs;
  std::ranges::copy_if(line, std::back_inserter(signs), &Symbol::ideograph);
  const auto apart = [&](const Symbol& sign) {
    return std::max({0, sign.left - word.right, word.left - sign.right});
  };
  std::ranges::stable_sort(signs, {}, apart);
  // A word of many signs is its own witness.
  const auto inside = static_cast<std::size_t>(std::ranges::count(signs, 0, apart));
  signs.resize(std::min(signs.size(), std::max(neighbours, inside)));
  if (signs.size() < fewest) return word;
  std::vector<int> heights, tops, bottoms;
  for (const Symbol& sign : signs) heights.push_back(sign.bottom - sign.top);
  const double usual = median_of(heights);
  for (const Symbol& sign : signs) {
    const double height = sign.bottom - sign.top;
    if (height < lowest * usual || height > highest * usual) continue;
    tops.push_back(sign.top);
    bottoms.push_back(sign.bottom);
  }
  const double height = word.bottom - word.top;
  if (!with_ideographs && height > much_lower * usual && height < much_higher * usual) return word;
  return {word.left, median_of(tops), word.right, median_of(bottoms), word.ideograph};
}

std::vector<Word> words_of(tesseract::TessBaseAPI& api, const Frame& frame, double dpi) {
  std::vector<Word> words;
  const std::unique_ptr<ResultIterator> it(api.GetIterator());
  if (!it) return words;
  constexpr auto level = tesseract::RIL_WORD;
  std::vector<Symbol> line;
  do {
    if (line.empty() || it->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) line = line_of(*it);
    const std::unique_ptr<char[]> utf8(it->GetUTF8Text(level));
    int left = 0, top = 0, right = 0, bottom = 0;
    if (!utf8 || !it->BoundingBox(level, &left, &top, &right, &bottom)) continue;
    Word word;
    word.text = squeeze(without_controls(to_nfc(utf8.get())));
    if (word.text.empty()) continue;
    edges_of_type(*it, word.text, top, bottom);
    limit_height(word.text, right - left, top, bottom);
    const Symbol placed = levelled({left, top, right, bottom, false}, has_ideographs(word.text), line);
    word.box = frame.box(placed.left, placed.top, placed.right, placed.bottom);
    word.confidence = std::clamp(it->Confidence(level) / 100.0, 0.0, 1.0);
    word.source = WordSource::ocr;
    if (dpi > 0) word.height_pt = (placed.bottom - placed.top) / frame.scale / dpi * 72;
    words.push_back(std::move(word));
  } while (it->Next(level));
  return words;
}

}  // namespace domicile
