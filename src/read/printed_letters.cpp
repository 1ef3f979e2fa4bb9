#include "read/printed_letters.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <string>
#include <utility>

#include "base/text.hpp"

namespace domicile {
namespace {

constexpr char32_t mark = U'º';

bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)) != 0; }

/// What OCR makes of a small "º" or "ª".
bool may_be_mark(char32_t c) { return is_digit(c) || std::u32string_view(U"oOa*?'\"”’").contains(c); }

/// Too small or too thin to be among the letters of a page.
bool leaves_no_letter(char32_t c) { return std::u32string_view(U".,'’`:;-").contains(c); }

/// One character of a word and where it stands.
struct Glyph {
  char32_t character;
  cv::Rect at;
  bool raised = false;
  bool sign_before = false;  ///< a full stop or the like, which is no glyph here
};

/// Those of `word` from left to right; none where they are not as many as its characters.
std::vector<Glyph> glyphs_of(const Word& word, const Prepared& page) {
  const cv::Rect box = page.pixels_of(word.box);
  std::vector<cv::Rect> places;
  std::ranges::copy_if(page.letters, std::back_inserter(places), [&](const cv::Rect& letter) {
    return box.contains({letter.x + letter.width / 2, letter.y + letter.height / 2});
  });
  std::ranges::sort(places, {}, &cv::Rect::x);
  std::vector<Glyph> glyphs;
  const auto characters = to_utf32(word.text);
  if (std::ranges::any_of(characters, is_ideograph)) return {};
  bool sign = false;
  for (const char32_t c : characters) {
    if (!leaves_no_letter(c)) glyphs.push_back({.character = c, .sign_before = sign});
    sign = leaves_no_letter(c);
  }
  if (glyphs.size() != places.size()) return {};
  for (std::size_t i = 0; i < places.size(); ++i) glyphs[i].at = places[i];
  return glyphs;
}

/// Against the digit, or the n, before it: as high up, not as tall, and not down to the line.
bool is_raised(const Glyph& glyph, const Glyph& before) {
  const int height = before.at.height;
  const bool small_letter = before.character == U'n';
  const int off_line = before.at.br().y - glyph.at.br().y;
  const int below_top = glyph.at.y - before.at.y;
  if (small_letter) return below_top < 0 && off_line * 4 > height;
  return off_line * 6 > height && below_top * 5 < height && glyph.at.height * 5 < height * 4;
}

void find_raised(std::vector<Glyph>& glyphs) {
  for (std::size_t i = 1; i < glyphs.size(); ++i) {
    const auto& before = glyphs[i - 1];
    const bool carries = is_digit(before.character) || before.character == U'n' || before.character == U'N';
    glyphs[i].raised =
        carries && !before.raised && may_be_mark(glyphs[i].character) && is_raised(glyphs[i], before);
  }
  // Of several signs in a row none is a mark.
  for (std::size_t i = 1; i + 1 < glyphs.size(); ++i) {
    if (glyphs[i].raised && is_raised(glyphs[i + 1], glyphs[i - 1])) glyphs[i].raised = false;
  }
}

/// The lower one of the two in the middle.
double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// Whether each digit stands on its own place: as tall as the others and no wider than one is. Two that touch
/// and a speck are otherwise as many as two that do not.
bool are_told_apart(const std::vector<Glyph>& glyphs) {
  int tall = 0;
  for (const Glyph& glyph : glyphs) tall = std::max(tall, is_digit(glyph.character) ? glyph.at.height : 0);
  return std::ranges::all_of(glyphs, [&](const Glyph& glyph) {
    return !is_digit(glyph.character) || glyph.raised ||
           (glyph.at.height * 5 >= tall * 4 && glyph.at.width * 10 <= tall * 9);
  });
}

double gap_before(const std::vector<Glyph>& glyphs, std::size_t index) {
  return glyphs[index].at.x - glyphs[index - 1].at.br().x;
}

/// Digits are equally wide: from middle to middle is always as far, but over a blank.
double step_before(const std::vector<Glyph>& glyphs, std::size_t index) {
  return gap_before(glyphs, index) + (glyphs[index].at.width + glyphs[index - 1].at.width) / 2.0;
}

bool between_digits(const std::vector<Glyph>& glyphs, std::size_t index) {
  return is_digit(glyphs[index].character) && is_digit(glyphs[index - 1].character) && !glyphs[index].raised;
}

/// Whether nothing stands between two glyphs, not even a letter too thin to be counted.
bool is_bare_before(const std::vector<Glyph>& glyphs, std::size_t index, const Prepared& page) {
  constexpr double bare = 0.15;  // of the contrast of the two
  const cv::Rect left = glyphs[index - 1].at, right = glyphs[index].at;
  const auto pixels = [&](const cv::Rect& place) {
    return page.pixels(cv::Rect(cv::Point(cv::Point2d(place.tl()) * page.scale),
                                cv::Point(cv::Point2d(place.br()) * page.scale)) &
                       cv::Rect({}, page.pixels.size()));
  };
  const cv::Rect both = left | right;
  const cv::Mat between = pixels({left.br().x + 1, both.y, right.x - left.br().x - 2, both.height});
  if (between.empty()) return false;
  double dark = 0, light = 0;
  cv::minMaxLoc(pixels(both), &dark, &light);
  cv::Mat columns;
  cv::reduce(between, columns, 0, cv::REDUCE_AVG);
  double darkest = 0;
  cv::minMaxLoc(columns, &darkest);
  return darkest > light - bare * (light - dark);
}

/// Before which glyphs a blank was passed over: they stand further apart than the others of the word, and as
/// far as words do.
std::vector<std::size_t> passed_over_blanks(const std::vector<Glyph>& glyphs, const Prepared& page) {
  constexpr double blank = 0.28, apart = 0.42;  // of the height of tall letters
  constexpr double further = 2.2;               // times the usual gap
  constexpr std::size_t enough_gaps = 2;
  std::vector<double> gaps, steps;
  double tall = 0;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    tall = std::max(tall, static_cast<double>(glyphs[i].at.height));
    if (i == 0 || glyphs[i].sign_before) continue;
    gaps.push_back(gap_before(glyphs, i));
    if (between_digits(glyphs, i)) steps.push_back(step_before(glyphs, i));
  }
  std::vector<std::size_t> blanks;
  for (std::size_t i = 1; i < glyphs.size(); ++i) {
    if (glyphs[i].sign_before || glyphs[i].raised) continue;
    const bool digits = between_digits(glyphs, i);
    const bool wide = digits ? steps.size() > 1 && step_before(glyphs, i) > median(steps) + blank * tall
                             : gaps.size() >= enough_gaps && gap_before(glyphs, i) > apart * tall &&
                                   gap_before(glyphs, i) > further * std::max(1.0, median(gaps));
    if ((wide && is_bare_before(glyphs, i, page)) || glyphs[i - 1].raised) blanks.push_back(i);
  }
  // What is spaced throughout is no row of words.
  return blanks.size() * 3 <= glyphs.size() + 2 ? blanks : std::vector<std::size_t>{};
}

/// The box of a word is that of its type, which raised letters do not tell.
void stand_on_the_line(Word& word, const std::vector<Glyph>& glyphs, const cv::Size& size) {
  const auto carrier = std::ranges::find(glyphs, false, &Glyph::raised);
  const double tall = static_cast<double>(carrier->at.height) / size.height;
  const double bottom = static_cast<double>(carrier->at.br().y) / size.height + hang_of_tall * tall;
  if (bottom <= word.box.y1) return;
  word.height_pt *= (bottom - word.box.y0) / word.box.height();
  word.box.y1 = bottom;
}

/// `word` with the marks put in, parted before the glyphs `parts`.
std::vector<Word> mended(const Word& word, const std::vector<Glyph>& glyphs,
                         const std::vector<std::size_t>& parts, const cv::Size& size) {
  std::vector<Word> words{word};
  words.back().text.clear();
  stand_on_the_line(words.back(), glyphs, size);
  std::size_t glyph = 0;
  for (const char32_t c : to_utf32(word.text)) {
    const bool is_glyph = !leaves_no_letter(c);
    if (is_glyph && std::ranges::find(parts, glyph) != parts.end()) {
      const double left = static_cast<double>(glyphs[glyph].at.x) / size.width;
      const double right = static_cast<double>(glyphs[glyph - 1].at.br().x) / size.width;
      words.push_back(words.front());
      words.back().text.clear();
      words[words.size() - 2].box.x1 = right;
      words.back().box = {left, words.front().box.y0, word.box.x1, words.front().box.y1};
    }
    words.back().text += to_utf8(std::u32string(1, is_glyph && glyphs[glyph].raised ? mark : c));
    if (is_glyph) ++glyph;
  }
  return words;
}

}  // namespace

bool is_ideograph(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH) == U_EA_WIDE;
}

void mend_words(std::vector<Word>& words, const Prepared& page) {
  std::vector<Word> result;
  result.reserve(words.size());
  for (Word& word : words) {
    auto glyphs = glyphs_of(word, page);
    find_raised(glyphs);
    if (!are_told_apart(glyphs)) glyphs.clear();
    const auto parts = passed_over_blanks(glyphs, page);
    if (parts.empty() && std::ranges::none_of(glyphs, &Glyph::raised))
      result.push_back(std::move(word));
    else
      std::ranges::move(mended(word, glyphs, parts, page.page), std::back_inserter(result));
  }
  words = std::move(result);
}

}  // namespace domicile
