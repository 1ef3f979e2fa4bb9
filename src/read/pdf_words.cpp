#include "read/pdf_words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "base/text.hpp"
#include "read/printed_forms.hpp"

namespace domicile::read {
namespace {

// Shares of the em.
constexpr double blank_gap = 0.13;       // wider than any kerning, narrower than any blank
constexpr double touching_gap = 0.09;    // parts of one word that were painted apart
constexpr double letter_spacing = 0.08;  // even gaps from here on are letter spacing
constexpr double widest_spacing = 0.95;

/// A character on its line: how far along it starts and ends, and how far across the line lies.
struct Placed {
  const Glyph* glyph;
  double start;
  double end;
  double across;
  bool blank_before;
};

/// How the letters or the digits of a word are set, by the first of them.
struct Setting {
  int font = -1;
  double size = 0;  ///< 0 where there is none
  double across = 0;
};

/// Small and raised (a footnote's number, cents) is another way to write, not another hand.
bool is_other_hand(const Setting& a, const Setting& b) {
  constexpr double same_size = 1.04, same_line = 0.05;  // of the em
  const double larger = std::max(a.size, b.size), smaller = std::min(a.size, b.size);
  if (smaller <= 0) return false;
  const bool other_size = larger > smaller * same_size;
  const bool other_line = std::abs(a.across - b.across) > same_line * larger;
  if (other_size && other_line) return false;
  return other_size || other_line || (a.font >= 0 && b.font >= 0 && a.font != b.font);
}

struct Part {
  LayerWord word;
  Setting letters;  ///< unaccented ones: others come from another font where the first has none
  Setting digits;
  double start = 0;
  double end = 0;
  double across = 0;
  bool blank_before = false;
  bool blank_after = false;
};

bool is_blank(const Glyph& glyph) {
  return !glyph.text.empty() && std::ranges::all_of(glyph.text, [](char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == U'\u200B';
  });
}

Placed place(const Glyph& glyph) {
  const double start = glyph.x * glyph.along_x + glyph.y * glyph.along_y;
  const double across = -glyph.x * glyph.along_y + glyph.y * glyph.along_x;
  if (glyph.vertical) {
    const double em = glyph.size_pt;
    return {&glyph, start - em * static_cast<double>(glyph.ascent),
            start - em * static_cast<double>(glyph.descent), across, false};
  }
  const double advance = glyph.dx * glyph.along_x + glyph.dy * glyph.along_y;
  return {&glyph, std::min(start, start + advance), std::max(start, start + advance), across, false};
}

Rect box_of(const Placed& placed) {
  const Glyph& glyph = *placed.glyph;
  const auto ascent = static_cast<double>(glyph.ascent);
  const auto descent = static_cast<double>(glyph.descent);
  const double width_x = glyph.vertical ? -glyph.up_y : glyph.dx;
  const double width_y = glyph.vertical ? glyph.up_x : glyph.dy;
  Rect box{1e9, 1e9, -1e9, -1e9};
  for (const double share : {ascent, descent}) {
    for (const double width : {0.0, 1.0}) {
      const double x = glyph.x + glyph.up_x * share + width_x * width;
      const double y = glyph.y + glyph.up_y * share + width_y * width;
      box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x), std::max(box.y1, y)};
    }
  }
  return box;
}

Rect united(const Rect& a, const Rect& b) {
  return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

double overlap(const Rect& a, const Rect& b) {
  const double width = std::min(a.x1, b.x1) - std::max(a.x0, b.x0);
  const double height = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
  const double smaller = std::min(a.area(), b.area());
  return width > 0 && height > 0 && smaller > 0 ? width * height / smaller : 0;
}

bool same_direction(double ax, double ay, double bx, double by) { return ax * bx + ay * by > 0.999; }

bool similar_size(double a, double b) { return a < b * 1.6 && b < a * 1.6; }

bool continues(const Placed& last, const Placed& next) {
  const Glyph& a = *last.glyph;
  const Glyph& b = *next.glyph;
  const auto em = static_cast<double>(std::max(a.size_pt, b.size_pt));
  return same_direction(a.along_x, a.along_y, b.along_x, b.along_y) &&
         similar_size(static_cast<double>(a.size_pt), static_cast<double>(b.size_pt)) &&
         a.visibility == b.visibility && std::abs(last.across - next.across) < 0.2 * em &&
         next.start - last.end > -0.6 * em && next.start - last.end < 1.5 * em &&
         next.start > last.start - 0.05 * em;
}

/// The gap that stands between any two letters of `run`: 0 for ordinary text.
double even_spacing(const std::vector<Placed>& run) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < run.size(); ++i) {
    const auto em = static_cast<double>(run[i].glyph->size_pt);
    if (!run[i].blank_before) gaps.push_back((run[i].start - run[i - 1].end) / em);
  }
  if (gaps.size() < 3) return 0;
  const auto low = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 5);
  std::ranges::nth_element(gaps, low);
  return *low > letter_spacing && *low < widest_spacing ? *low : 0;
}

bool breaks_between(const Placed& last, const Placed& next, double even_gap) {
  if (next.blank_before) return true;
  const auto em = static_cast<double>(next.glyph->size_pt);
  const double gap = (next.start - last.end) / em;
  const double asked = std::clamp(static_cast<double>(last.glyph->spacing) / em, 0.0, widest_spacing);
  const double usual = std::max(asked, even_gap);
  return gap - usual > std::max(blank_gap, 0.6 * usual);
}

bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
bool is_ascii_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }

/// Letters of other sizes are small capitals; digits have one size.
void compare_setting(Part& part, const Placed& placed) {
  const Glyph& glyph = *placed.glyph;
  if (glyph.text.size() != 1) return;
  const bool digit = is_ascii_digit(glyph.text[0]);
  if (!digit && !is_ascii_letter(glyph.text[0])) return;
  Setting& known = digit ? part.digits : part.letters;
  Setting setting{glyph.font, static_cast<double>(glyph.size_pt), placed.across};
  if (known.size <= 0) known = setting;
  if (!digit) setting.size = known.size;
  part.word.mixed_type |= is_other_hand(known, setting);
}

void append(Part& part, const Placed& placed) {
  const Glyph& glyph = *placed.glyph;
  compare_setting(part, placed);
  LayerWord& word = part.word;
  if (word.text.empty() && word.unmapped == 0) {
    word.rect = box_of(placed);
    word.font = glyph.font;
    word.first_order = glyph.order;
    word.size_pt = static_cast<double>(glyph.size_pt);
    word.colour = glyph.colour;
    word.visibility = glyph.visibility;
    word.along_x = glyph.along_x;
    word.along_y = glyph.along_y;
    part.start = placed.start;
    part.across = placed.across;
  }
  word.rect = united(word.rect, box_of(placed));
  word.text += glyph.text;
  if (glyph.text.empty()) {
    word.text += U'\uFFFD';
    ++word.unmapped;
  }
  word.check_in_picture |= glyph.check_in_picture;
  word.first_order = std::min(word.first_order, glyph.order);
  word.last_order = std::max(word.last_order, glyph.order);
  part.end = std::max(part.end, placed.end);
}

void split_run(const std::vector<Placed>& run, bool blank_after, std::vector<Part>& parts) {
  if (run.empty()) return;
  const double even_gap = even_spacing(run);
  Part part;
  part.blank_before = run.front().blank_before;
  part.end = run.front().end;
  append(part, run.front());
  for (std::size_t i = 1; i < run.size(); ++i) {
    if (breaks_between(run[i - 1], run[i], even_gap)) {
      part.blank_after = true;
      parts.push_back(std::move(part));
      part = {};
      part.blank_before = true;
      part.end = run[i].end;
    }
    append(part, run[i]);
  }
  part.blank_after = blank_after;
  parts.push_back(std::move(part));
}

std::vector<Part> parts_in_painting_order(const std::vector<Glyph>& glyphs) {
  std::vector<Part> parts;
  std::vector<Placed> run;
  bool blank = false;
  for (const Glyph& glyph : glyphs) {
    if (is_blank(glyph)) {
      blank = true;
      continue;
    }
    Placed placed = place(glyph);
    if (!run.empty() && !continues(run.back(), placed)) {
      split_run(run, blank, parts);
      run.clear();
      blank = false;
    }
    placed.blank_before = blank && !run.empty();
    blank = false;
    run.push_back(placed);
  }
  split_run(run, blank, parts);
  return parts;
}

bool is_painted_twice(const Part& a, const Part& b) {
  return a.word.text == b.word.text && overlap(a.word.rect, b.word.rect) > 0.75;
}

bool touches(const Part& left, const Part& right) {
  const double em = std::max(left.word.size_pt, right.word.size_pt);
  const double gap = right.start - left.end;
  return !left.blank_after && !right.blank_before && left.word.visibility == right.word.visibility &&
         std::abs(left.across - right.across) < 0.12 * em &&
         similar_size(left.word.size_pt, right.word.size_pt) && gap > -0.15 * em && gap < touching_gap * em;
}

void join(Part& left, const Part& right) {
  left.word.text += right.word.text;
  left.word.rect = united(left.word.rect, right.word.rect);
  left.word.first_order = std::min(left.word.first_order, right.word.first_order);
  left.word.last_order = std::max(left.word.last_order, right.word.last_order);
  left.word.unmapped += right.word.unmapped;
  left.word.check_in_picture |= right.word.check_in_picture;
  left.word.mixed_type |= right.word.mixed_type || is_other_hand(left.digits, right.digits);
  if (left.digits.size <= 0) left.digits = right.digits;
  left.end = std::max(left.end, right.end);
  left.blank_after = right.blank_after;
}

using Line = std::vector<Part>;

/// Parts that stand on one line, sorted along it.
std::vector<Line> lines_of(std::vector<Part> parts) {
  const auto direction = [](const Part& part) {
    return std::lround(std::atan2(part.word.along_y, part.word.along_x) * 60);
  };
  std::ranges::stable_sort(parts, [&](const Part& a, const Part& b) {
    const auto da = direction(a);
    const auto db = direction(b);
    return da != db ? da < db : a.across < b.across;
  });
  std::vector<Line> lines;
  for (Part& part : parts) {
    const bool same_line = !lines.empty() && direction(lines.back().back()) == direction(part) &&
                           part.across - lines.back().back().across < 0.12 * part.word.size_pt;
    if (!same_line) lines.emplace_back();
    lines.back().push_back(std::move(part));
  }
  for (Line& line : lines) {
    std::ranges::stable_sort(line, {}, &Part::start);
  }
  return lines;
}

Line without_doubles(Line line) {
  Line kept;
  for (Part& part : line) {
    bool doubled = false;
    for (auto other = kept.rbegin(); other != kept.rend() && other - kept.rbegin() < 4; ++other) {
      if (!is_painted_twice(*other, part)) continue;
      doubled = true;
      // Of two copies the one that a person sees counts, and of two that may be seen the upper one.
      if (other->word.visibility != Visibility::visible ||
          (part.word.visibility == Visibility::visible && part.word.last_order > other->word.last_order))
        *other = part;
      break;
    }
    if (!doubled) kept.push_back(std::move(part));
  }
  return kept;
}

Line joined_where_touching(Line line) {
  Line joined;
  for (Part& part : line) {
    if (!joined.empty() && touches(joined.back(), part)) {
      join(joined.back(), part);
    } else {
      joined.push_back(std::move(part));
    }
  }
  return joined;
}

bool is_single_letter(const Part& part) {
  return part.word.text.size() == 1 && u_isalnum(static_cast<UChar32>(part.word.text[0])) != 0;
}

/// How many parts from `first` on are single characters at one even distance; 0 or at least 4.
std::size_t spaced_letters(const Line& line, std::size_t first) {
  if (!is_single_letter(line[first])) return 0;
  double narrowest = 1e9;
  double widest = 0;
  std::size_t last = first;
  while (last + 1 < line.size() && is_single_letter(line[last + 1])) {
    // From middle to middle, because an I and an M have the same pitch but other gaps.
    const double pitch = (line[last + 1].start + line[last + 1].end - line[last].start - line[last].end) / 2;
    const double em = line[first].word.size_pt;
    if (line[last + 1].start - line[last].end > widest_spacing * em) break;
    if (std::max(widest, pitch) > 1.8 * std::min(narrowest, pitch)) break;
    narrowest = std::min(narrowest, pitch);
    widest = std::max(widest, pitch);
    ++last;
  }
  const std::size_t count = last - first + 1;
  return count >= 4 ? count : 0;
}

Line with_spaced_letters_joined(Line line) {
  Line joined;
  for (std::size_t i = 0; i < line.size();) {
    const std::size_t count = spaced_letters(line, i);
    Part part = std::move(line[i]);
    for (std::size_t k = 1; k < count; ++k) join(part, line[i + k]);
    i += std::max<std::size_t>(count, 1);
    joined.push_back(std::move(part));
  }
  return joined;
}

// Many fonts name one glyph hyphen and soft hyphen, and producers write either into their ToUnicode.
constexpr char32_t soft_hyphen = 0xAD;

bool breaks_word(const std::u32string& letters, std::size_t at) {
  return at > 0 && at + 1 < letters.size() && u_isalpha(static_cast<UChar32>(letters[at - 1])) != 0 &&
         u_islower(static_cast<UChar32>(letters[at + 1])) != 0;
}

bool is_right_to_left(char32_t c) {
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

}  // namespace

std::vector<LayerWord> make_words(const std::vector<Glyph>& glyphs) {
  std::vector<LayerWord> words;
  for (Line& line : lines_of(parts_in_painting_order(glyphs))) {
    Line whole = with_spaced_letters_joined(joined_where_touching(without_doubles(std::move(line))));
    for (Part& part : whole) words.push_back(std::move(part.word));
  }
  return words;
}

std::string normalised_text(const std::u32string& text) {
  // Pages paint right-to-left scripts from the left as well; ligatures are taken apart after turning them.
  std::u32string ordered = text;
  const auto backwards = std::ranges::count_if(ordered, is_right_to_left);
  if (backwards * 2 > static_cast<std::ptrdiff_t>(ordered.size())) std::ranges::reverse(ordered);
  const auto letters = with_plain_letters(ordered);
  std::u32string plain;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const char32_t c = letters[i];
    if (c == soft_hyphen && !breaks_word(letters, i))
      plain += U'-';
    else if (c != soft_hyphen && c != 0xFEFF)
      plain += c;
  }
  return squeeze(without_controls(to_nfc(to_utf8(plain))));
}

}  // namespace domicile::read
