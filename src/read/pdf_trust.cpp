#include "read/pdf_trust.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <string_view>

namespace domicile::read {
namespace {

constexpr double large_picture_share = 0.25;  // of the page, from which a picture counts as a scan
constexpr float same_colour = 0.10F;     // largest difference of a part that the eye does not see as text
constexpr float hardly_another = 0.12F;  // the same, parts weighed as the eye does
constexpr float least_contrast = 1.7F;   // of light to dark (WCAG); print should have 4.5
constexpr float no_other_hue = 0.3F;  // red and green differ by less: the eye tells such print by light alone
constexpr double narrowest_letter = 0.1;  // of the em, on average over a word

Rect page_rect(const PageContent& content) { return {0, 0, content.width_pt, content.height_pt}; }

double shared_area(const Rect& a, const Rect& b) {
  return Rect{std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)}.area();
}

/// Which cells of a coarse grid over the page are covered by pictures; strips of one scan add up.
class PictureCover {
 public:
  explicit PictureCover(const PageContent& content)
      : cell_width_(content.width_pt / side), cell_height_(content.height_pt / side) {
    for (const Painted& painted : content.painted) {
      if (painted.kind == Painted::Kind::image && painted.pixels_x * painted.pixels_y > 400)
        cover(painted.rect);
    }
  }

  [[nodiscard]] double share() const {
    return static_cast<double>(std::ranges::count(cells_, true)) / static_cast<double>(side * side);
  }

  [[nodiscard]] bool holds(double x, double y) const {
    const int column = static_cast<int>(x / cell_width_);
    const int row = static_cast<int>(y / cell_height_);
    return column >= 0 && column < side && row >= 0 && row < side && cells_[cell(row, column)];
  }

 private:
  static std::size_t cell(int row, int column) { return static_cast<std::size_t>(row) * side + column; }

  void cover(const Rect& rect) {
    for (int row = 0; row < side; ++row) {
      const double y = (row + 0.5) * cell_height_;
      if (y < rect.y0 || y > rect.y1) continue;
      for (int column = 0; column < side; ++column) {
        const double x = (column + 0.5) * cell_width_;
        if (x >= rect.x0 && x <= rect.x1) cells_[cell(row, column)] = true;
      }
    }
  }

  static constexpr int side = 40;
  double cell_width_;
  double cell_height_;
  std::array<bool, static_cast<std::size_t>(side* side)> cells_{};
};

/// What can lie behind or over words, in painting order.
struct Areas {
  std::vector<Painted> large;
  std::vector<Painted> bars;  ///< too thin to cover a word alone
  bool complete = true;       ///< false where the page paints more than is looked at
};

Areas areas_of(const PageContent& content) {
  constexpr std::size_t enough = 4000;
  Areas areas;
  for (const Painted& painted : content.painted) {
    const double thickness = std::min(painted.rect.x1 - painted.rect.x0, painted.rect.y1 - painted.rect.y0);
    auto& list = thickness < 3 ? areas.bars : areas.large;
    if (list.size() < enough)
      list.push_back(painted);
    else
      areas.complete = false;
  }
  return areas;
}

struct Point {
  double x, y;
};

std::array<Point, 3> samples_of(const LayerWord& word) {
  const double x0 = word.rect.x0;
  const double y0 = word.rect.y0;
  const double width = word.rect.x1 - x0;
  const double height = word.rect.y1 - y0;
  const bool across = width >= height;
  const auto at = [&](double share) {
    return across ? Point{x0 + width * share, y0 + height * 0.5}
                  : Point{x0 + width * 0.5, y0 + height * share};
  };
  return {at(0.15), at(0.5), at(0.85)};
}

float difference(const Colour& a, const Colour& b) {
  return std::max({std::abs(a.red - b.red), std::abs(a.green - b.green), std::abs(a.blue - b.blue)});
}

float luminance(const Colour& colour) {
  const auto linear = [](float part) {
    return part <= 0.04045F ? part / 12.92F : std::pow((part + 0.055F) / 1.055F, 2.4F);
  };
  return 0.2126F * linear(colour.red) + 0.7152F * linear(colour.green) + 0.0722F * linear(colour.blue);
}

/// Pale grey or yellow on white.
bool is_faint(const Colour& a, const Colour& b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return (light + 0.05F) / (dark + 0.05F) < least_contrast &&
         std::max(std::abs(a.red - b.red), std::abs(a.green - b.green)) < no_other_hue;
}

bool looks_the_same(const Colour& a, const Colour& b) {
  const float red = a.red - b.red, green = a.green - b.green, blue = a.blue - b.blue;
  return difference(a, b) < same_colour ||
         std::sqrt(0.299F * red * red + 0.587F * green * green + 0.114F * blue * blue) < hardly_another ||
         is_faint(a, b);
}

/// What was last painted at a point before `order`: paper, a known colour, or something only a picture tells.
Colour behind(const std::vector<Painted>& areas, const Point& point, int order) {
  for (const auto& area : std::views::reverse(areas)) {
    if (area.order >= order || !area.rect.holds(point.x, point.y)) continue;
    if (area.kind == Painted::Kind::fill && area.opaque) return area.colour;
    return {0, 0, 0, false};
  }
  return {1, 1, 1, true};
}

const Painted* laid_over(const std::vector<Painted>& areas, const Point& point, int order) {
  for (auto area = areas.rbegin(); area != areas.rend() && area->order > order; ++area) {
    if (area->opaque && area->rect.holds(point.x, point.y)) return &*area;
  }
  return nullptr;
}

bool may_be_laid_over(const std::vector<Painted>& areas, const Point& point, int order) {
  return std::ranges::any_of(areas, [&](const Painted& area) {
    return area.order > order && !area.opaque && area.rect.holds(point.x, point.y);
  });
}

/// Many thin bars side by side, painted after `word`: one is a line through it or under it.
bool may_be_barred(const std::vector<Painted>& bars, const LayerWord& word) {
  double barred = 0;
  for (auto bar = bars.rbegin(); bar != bars.rend() && bar->order > word.last_order; ++bar)
    barred += shared_area(bar->rect, word.rect);
  return barred > 0.4 * word.rect.area();
}

void settle_cover(LayerWord& word, const Areas& painted, const PageContent& content, bool& under_scan) {
  const std::vector<Painted>& areas = painted.large;
  word.check_in_picture |= !painted.complete || may_be_barred(painted.bars, word);
  int covered = 0;
  for (const Point& point : samples_of(word)) {
    const Painted* over = laid_over(areas, point, word.last_order);
    if (over == nullptr) {
      word.check_in_picture |= may_be_laid_over(areas, point, word.last_order);
      continue;
    }
    ++covered;
    under_scan |= over->kind == Painted::Kind::image && shared_area(over->rect, page_rect(content)) >
                                                            large_picture_share * page_rect(content).area();
  }
  if (covered >= 2) word.visibility = Visibility::covered;
}

void settle_colour(LayerWord& word, const std::vector<Painted>& areas) {
  if (!word.colour.known) return;
  int same = 0;
  for (const Point& point : samples_of(word)) {
    const Colour ground = behind(areas, point, word.first_order);
    if (!ground.known) {
      // Dark print on a picture is the rule; light print may be a headline on a dark one, or hidden on a
      // light one.
      word.check_in_picture |= std::min({word.colour.red, word.colour.green, word.colour.blue}) > 0.6F;
    } else if (looks_the_same(ground, word.colour)) {
      ++same;
    }
  }
  if (same >= 2) word.visibility = Visibility::background_colour;
}

/// Letters squeezed to strokes, whatever their height.
bool is_squeezed(const LayerWord& word) {
  const double length = std::abs((word.rect.x1 - word.rect.x0) * word.along_x) +
                        std::abs((word.rect.y1 - word.rect.y0) * word.along_y);
  return word.text.size() >= 2 &&
         length < narrowest_letter * word.size_pt * static_cast<double>(word.text.size());
}

struct LetterCounts {
  int characters = 0;
  int unmapped = 0;  ///< no meaning, private use, control codes, in words of at least three
  int latin_words = 0;
  int likely_words = 0;
  int sign_words = 0;  ///< three or more different signs and no letter: "$%&'(", letters under a wrong code
};

bool is_unmapped(char32_t c) {
  const int type = u_charType(static_cast<UChar32>(c));
  return c == 0xFFFD || type == U_PRIVATE_USE_CHAR || type == U_CONTROL_CHAR || type == U_UNASSIGNED;
}

bool is_latin_vowel(char32_t c) {
  constexpr std::u32string_view vowels = U"aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿąęěėēāăőűůıœīūōṣ";
  return vowels.find(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)))) != std::u32string_view::npos;
}

/// A word of letters as languages write them: a vowel, no capital after a small letter, no sign inside.
bool is_likely_word(std::u32string_view word) {
  bool vowel = false;
  bool small = false;
  for (const char32_t c : word) {
    if (u_isalpha(static_cast<UChar32>(c)) == 0) return false;
    vowel |= is_latin_vowel(c);
    if (small && u_isupper(static_cast<UChar32>(c)) != 0) return false;
    small |= u_islower(static_cast<UChar32>(c)) != 0;
  }
  return vowel;
}

bool is_made_of_signs(std::u32string_view word) {
  std::u32string signs;
  for (const char32_t c : word) {
    if (u_isalpha(static_cast<UChar32>(c)) != 0) return false;
    if (u_ispunct(static_cast<UChar32>(c)) != 0 && signs.find(c) == std::u32string::npos) signs += c;
  }
  return signs.size() >= 3 && signs.size() * 2 > word.size();
}

bool is_outer_sign(char32_t c) { return u_isalnum(static_cast<UChar32>(c)) == 0; }

void count_word(const LayerWord& word, LetterCounts& counts) {
  counts.characters += static_cast<int>(word.text.size());
  const auto unmapped = std::ranges::count_if(word.text, is_unmapped);
  if (word.text.size() >= 3) counts.unmapped += static_cast<int>(unmapped);
  if (is_made_of_signs(word.text)) ++counts.sign_words;
  std::u32string_view core = word.text;
  while (!core.empty() && is_outer_sign(core.front())) core.remove_prefix(1);
  while (!core.empty() && is_outer_sign(core.back())) core.remove_suffix(1);
  const auto letters =
      std::ranges::count_if(core, [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)) != 0; });
  const bool latin = std::ranges::all_of(core, [](char32_t c) { return c < 0x250; });
  if (!latin || core.size() < 4 || letters * 2 < static_cast<std::ptrdiff_t>(core.size())) return;
  ++counts.latin_words;
  if (is_likely_word(core)) ++counts.likely_words;
}

bool is_nonsense(const std::vector<LayerWord>& words) {
  LetterCounts counts;
  for (const LayerWord& word : words) {
    if (word.visibility == Visibility::visible) count_word(word, counts);
  }
  // A barcode font or a few dingbats have no meaning either, on a page that is read well otherwise.
  if (counts.unmapped >= 8 && counts.unmapped * 10 > counts.characters) return true;
  if (counts.unmapped >= 60 && counts.unmapped * 25 > counts.characters) return true;
  if (counts.sign_words >= 6 && counts.sign_words * 40 > static_cast<int>(words.size())) return true;
  return counts.latin_words >= 12 && counts.likely_words * 3 < counts.latin_words;
}

void find_pictures(const PageContent& content, const std::vector<LayerWord>& words, LayerVerdict& verdict) {
  const double page_area = page_rect(content).area();
  const auto visible = std::ranges::count(words, Visibility::visible, &LayerWord::visibility);
  double largest = 0;
  verdict.lone_picture = content.painted.size() == 1 &&
                         content.painted.front().kind == Painted::Kind::image && content.strokes == 0;
  for (const Painted& painted : content.painted) {
    if (painted.kind != Painted::Kind::image || painted.pixels_x * painted.pixels_y < 10'000) continue;
    const double area = shared_area(painted.rect, page_rect(content));
    if (area > largest) {
      largest = area;
      const double width_in = (painted.rect.x1 - painted.rect.x0) / 72;
      const double height_in = (painted.rect.y1 - painted.rect.y0) / 72;
      verdict.picture_dpi = std::max(painted.pixels_x / width_in, painted.pixels_y / height_in);
      verdict.colourful = painted.colourful;
    }
    const auto words_on_it = std::ranges::count_if(words, [&](const LayerWord& word) {
      return word.visibility == Visibility::visible &&
             painted.rect.holds((word.rect.x0 + word.rect.x1) / 2, (word.rect.y0 + word.rect.y1) / 2);
    });
    const bool is_background = words_on_it >= 10;
    if (!is_background && area > (visible < 60 ? 0.12 : 0.35) * page_area)
      verdict.unread_pictures.push_back(painted.rect);
  }
}

}  // namespace

LayerVerdict judge_layer(const PageContent& content, std::vector<LayerWord>& words) {
  LayerVerdict verdict;
  const Areas areas = areas_of(content);
  const PictureCover pictures(content);
  const bool has_large_picture = pictures.share() > large_picture_share;
  std::size_t layer_words = 0;
  for (LayerWord& word : words) {
    bool under_scan = false;
    if (word.visibility == Visibility::visible && is_squeezed(word)) word.visibility = Visibility::tiny;
    if (word.visibility == Visibility::visible) settle_cover(word, areas, content, under_scan);
    const bool could_stand_for_picture = word.visibility == Visibility::render_mode_3 ||
                                         word.visibility == Visibility::transparent || under_scan;
    const double x = (word.rect.x0 + word.rect.x1) / 2;
    const double y = (word.rect.y0 + word.rect.y1) / 2;
    if (could_stand_for_picture && has_large_picture && pictures.holds(x, y)) {
      word.visibility = Visibility::visible;
      word.check_in_picture = false;
      ++layer_words;
    } else if (word.visibility == Visibility::visible) {
      settle_colour(word, areas.large);
    }
  }
  const auto visible =
      static_cast<std::size_t>(std::ranges::count(words, Visibility::visible, &LayerWord::visibility));
  const std::size_t printed = visible - std::min(visible, layer_words);
  find_pictures(content, words, verdict);
  const bool painted = !content.painted.empty() || content.strokes > 0 || content.small_shapes > 0;
  if (visible == 0) {
    verdict.worth = painted ? LayerVerdict::Worth::absent : LayerVerdict::Worth::blank;
  } else if ((layer_words * 10 > visible * 3 && layer_words > 0) ||
             (pictures.share() > 0.5 && printed < 40)) {
    verdict.worth = LayerVerdict::Worth::scan;
  } else if (content.small_shapes > 150 && content.small_shapes > static_cast<int>(printed) * 8) {
    verdict.worth = LayerVerdict::Worth::absent;
    verdict.ink_without_text = true;
  } else if (is_nonsense(words)) {
    verdict.worth = LayerVerdict::Worth::nonsense;
  }
  return verdict;
}

int quarter_turns_to_upright(const PageContent& content) {
  std::array<int, 4> counts{};  // text that runs right, down, left, up
  for (const Glyph& glyph : content.glyphs) {
    if (glyph.vertical || glyph.text.empty() || glyph.text == U" ") continue;
    if (std::abs(glyph.along_x) > 0.98) ++counts[glyph.along_x > 0 ? 0 : 2];
    if (std::abs(glyph.along_y) > 0.98) ++counts[glyph.along_y > 0 ? 1 : 3];
  }
  const int all = counts[0] + counts[1] + counts[2] + counts[3];
  const auto most = static_cast<int>(std::ranges::max_element(counts) - counts.begin());
  if (all < 20 || counts[static_cast<std::size_t>(most)] * 10 < all * 6) return 0;
  return (4 - most) % 4;
}

}  // namespace domicile::read
