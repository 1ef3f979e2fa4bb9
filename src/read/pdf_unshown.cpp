#include "read/pdf_unshown.hpp"

#include <poppler/Annot.h>
#include <poppler/Catalog.h>
#include <poppler/OptionalContent.h>
#include <poppler/Page.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "base/text.hpp"
#include "read/pdf_document.hpp"
#include "read/pdf_paths.hpp"
#include "read/pdf_trust.hpp"
#include "read/pdf_words.hpp"

namespace domicile::read {
namespace {

constexpr std::size_t longest_text = 2000;  // characters of one value
constexpr int most_annotations = 500;

std::u32string from_utf16(std::string_view bytes) {
  std::u32string points;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    points.push_back(static_cast<unsigned char>(bytes[i]) * 256U + static_cast<unsigned char>(bytes[i + 1]));
  }
  return points;
}

/// Letters and digits only, so that hyphens, blanks and ligatures make no difference.
std::u32string letters_of(const std::u32string& text) {
  std::u32string letters = to_utf32(normalised_text(text));
  std::erase_if(letters, [](char32_t c) { return u_isalnum(static_cast<UChar32>(c)) == 0; });
  return letters;
}

/// `text` in one line from where `first` stands, `width_pt` points apart.
std::vector<Glyph> spread(const std::u32string& text, Glyph first, double width_pt, Visibility visibility) {
  std::vector<Glyph> glyphs;
  first.visibility = visibility;
  first.check_in_picture = false;
  first.dx = first.along_x * width_pt;
  first.dy = first.along_y * width_pt;
  for (const char32_t c : text.substr(0, longest_text)) {
    first.text = std::u32string(1, c);
    glyphs.push_back(first);
    first.x += first.dx;
    first.y += first.dy;
  }
  return glyphs;
}

using PlacedGlyph = std::tuple<long, long, std::u32string>;

PlacedGlyph placed(const Glyph& glyph) {
  return {std::lround(glyph.x * 100), std::lround(glyph.y * 100), glyph.text};
}

/// What `all` has and `shown` has not.
void add_unshown(std::vector<Glyph> all, const std::multiset<PlacedGlyph>& shown, Visibility visibility,
                 std::vector<Glyph>& unshown) {
  std::multiset<PlacedGlyph> left = shown;
  for (Glyph& glyph : all) {
    if (const auto same = left.find(placed(glyph)); same != left.end()) {
      left.erase(same);
      continue;
    }
    glyph.visibility = visibility;
    unshown.push_back(std::move(glyph));
  }
}

std::vector<LayerWord> covered_words(const PageContent& content) {
  std::vector<LayerWord> words = make_words(content.glyphs);
  (void)judge_layer(content, words);
  std::erase_if(words, [](const LayerWord& word) { return word.visibility != Visibility::covered; });
  return words;
}

/// Words of `shown` that something covers in `other`, a further state of the page, and only there.
void add_covered(const PageContent& other, const PageContent& shown, Visibility visibility,
                 std::vector<Glyph>& unshown) {
  const auto covered_now = covered_words(shown);
  for (const LayerWord& word : covered_words(other)) {
    const bool already = std::ranges::any_of(covered_now, [&](const LayerWord& known) {
      return known.text == word.text && known.rect.x0 == word.rect.x0 && known.rect.y0 == word.rect.y0;
    });
    if (already) continue;
    Glyph first;
    first.x = word.rect.x0;
    first.y = word.rect.y1;
    first.up_y = word.rect.y0 - word.rect.y1;
    first.size_pt = static_cast<float>(word.size_pt);
    const double width = (word.rect.x1 - word.rect.x0) / static_cast<double>(word.text.size());
    std::ranges::move(spread(word.text, first, width, visibility), std::back_inserter(unshown));
  }
}

/// Switches layers over as long as it lives.
class SwitchedLayers {
 public:
  SwitchedLayers(OCGs& layers, OptionalContentGroup::State from) : from_(from) {
    for (const auto& [ref, layer] : layers.getOCGs()) {
      if (layer->getState() == from) switched_.push_back(layer.get());
    }
    for (auto* layer : switched_) {
      layer->setState(from == OptionalContentGroup::Off ? OptionalContentGroup::On
                                                        : OptionalContentGroup::Off);
    }
  }
  ~SwitchedLayers() {
    for (auto* layer : switched_) layer->setState(from_);
  }
  SwitchedLayers(const SwitchedLayers&) = delete;
  SwitchedLayers& operator=(const SwitchedLayers&) = delete;

  [[nodiscard]] bool any() const { return !switched_.empty(); }

 private:
  OptionalContentGroup::State from_;
  std::vector<OptionalContentGroup*> switched_;
};

/// Shows hidden annotations as long as it lives.
class ShownAnnotations {
 public:
  explicit ShownAnnotations(Annots& annotations) {
    for (Annot* annotation : annotations.getAnnots()) {
      const unsigned flags = annotation->getFlags();
      if ((flags & (Annot::flagHidden | Annot::flagNoView)) == 0 || hidden_.size() >= most_annotations)
        continue;
      hidden_.emplace_back(annotation, flags);
      annotation->setFlags(flags & ~static_cast<unsigned>(Annot::flagHidden | Annot::flagNoView));
    }
  }
  ~ShownAnnotations() {
    for (const auto& [annotation, flags] : hidden_) annotation->setFlags(flags);
  }
  ShownAnnotations(const ShownAnnotations&) = delete;
  ShownAnnotations& operator=(const ShownAnnotations&) = delete;

  [[nodiscard]] bool any() const { return !hidden_.empty(); }

 private:
  std::vector<std::pair<Annot*, unsigned>> hidden_;
};

/// The value of a text field, its own or its parent's.
std::u32string value_of(const Object& annotation) {
  if (!annotation.dictLookup("Subtype").isName("Widget")) return {};
  Object field = annotation.copy();
  for (int depth = 0; depth < 4 && field.isDict(); ++depth) {
    const Object value = field.dictLookup("V");
    if (value.isString()) return code_points_of(value.getString());
    field = field.dictLookup("Parent");
  }
  return {};
}

Rect rect_on_page(const Object& annotation, const std::array<double, 6>& to_page) {
  const Object corners = annotation.dictLookup("Rect");
  Rect rect{1e9, 1e9, -1e9, -1e9};
  if (!corners.isArray() || corners.arrayGetLength() != 4) return {};
  std::array<double, 4> numbers{};
  for (int i = 0; i < 4; ++i)
    numbers[static_cast<std::size_t>(i)] = corners.arrayGet(i).getNumWithDefaultValue(0);
  for (const double x : {numbers[0], numbers[2]}) {
    for (const double y : {numbers[1], numbers[3]}) {
      include(rect, x * to_page[0] + y * to_page[2] + to_page[4],
              x * to_page[1] + y * to_page[3] + to_page[5]);
    }
  }
  return rect;
}

bool shows_letters(const std::vector<Glyph>& shown, const Rect& rect) {
  return std::ranges::any_of(shown, [&](const Glyph& glyph) {
    return glyph.visibility == Visibility::visible && !letters_of(glyph.text).empty() &&
           rect.holds(glyph.x + glyph.dx / 2, glyph.y + glyph.up_y * 0.3);
  });
}

/// The lines of a field's value, set into its rectangle as if it were drawn.
std::vector<Glyph> set_in(const Rect& rect, const std::u32string& text) {
  constexpr double size = 10;
  constexpr double letter = 5;
  Glyph first;
  first.x = rect.x0;
  first.y = rect.y0 + size;
  first.up_y = -size;
  first.size_pt = size;
  std::vector<Glyph> glyphs;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(U"\r\n", from), text.size());
    std::ranges::move(spread(text.substr(from, end - from), first, letter, Visibility::not_drawn),
                      std::back_inserter(glyphs));
    first.y += 1.3 * size;
    from = end + 1;
  }
  return glyphs;
}

/// Values of fields in whose rectangles nothing is to be read: a program takes them, a person does not see
/// them.
void add_values_not_drawn(::Page& page, int rotation, const std::vector<Glyph>& shown,
                          std::vector<Glyph>& unshown) {
  const Object annotations = page.getAnnotsObject();
  if (!annotations.isArray()) return;
  std::array<double, 6> to_page{};
  page.getDefaultCTM(to_page.data(), 72, 72, rotation, false, true);
  for (int i = 0; i < std::min(annotations.arrayGetLength(), most_annotations); ++i) {
    const Object annotation = annotations.arrayGet(i);
    if (!annotation.isDict()) continue;
    const std::u32string value = value_of(annotation).substr(0, longest_text);
    if (letters_of(value).empty()) continue;
    const Rect rect = rect_on_page(annotation, to_page);
    if (!shows_letters(shown, rect)) std::ranges::move(set_in(rect, value), std::back_inserter(unshown));
  }
}

}  // namespace

std::u32string code_points_of(const GooString* text) {
  if (text == nullptr) return {};
  const std::string bytes = text->toStr().substr(0, 2 * longest_text);
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(std::string_view(bytes).substr(2));
  if (is_utf8(bytes)) return to_utf32(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes);
  std::u32string points;
  for (const char c : bytes) points.push_back(static_cast<unsigned char>(c));
  return points;
}

std::vector<Glyph> said_instead(std::span<const Glyph> painted, const std::u32string& text) {
  std::u32string shown;
  for (const Glyph& glyph : painted) {
    if (glyph.text.empty()) return {};
    shown += glyph.text;
  }
  const std::u32string said = letters_of(text);
  if (painted.empty() || said.empty() || said == letters_of(shown)) return {};
  const Glyph& first = painted.front();
  const Glyph& last = painted.back();
  const double length = std::hypot(last.x + last.dx - first.x, last.y + last.dy - first.y);
  const double narrowest = 0.3 * static_cast<double>(first.size_pt);
  return spread(text, first, std::max(length / static_cast<double>(text.size()), narrowest),
                Visibility::said_instead);
}

std::vector<Glyph> unshown_glyphs(PDFDoc& document, PageRecorder& recorder, const Limits& limits, int page,
                                  int quarter_turns, const PageContent& shown) {
  std::vector<Glyph> unshown;
  std::multiset<PlacedGlyph> known;
  const auto compare_again = [&](Visibility visibility) {
    if (known.empty()) {
      for (const Glyph& glyph : shown.glyphs) known.insert(placed(glyph));
    }
    PageContent again = record_page(document, recorder, limits, page, quarter_turns);
    add_covered(again, shown, visibility, unshown);
    add_unshown(std::move(again.glyphs), known, visibility, unshown);
  };
  if (OCGs* layers = document.getOptContentConfig(); layers != nullptr && layers->hasOCGs()) {
    // Content may also be tied to a layer's being off.
    for (const auto from : {OptionalContentGroup::Off, OptionalContentGroup::On}) {
      const SwitchedLayers switched(*layers, from);
      if (switched.any()) compare_again(Visibility::layer_off);
    }
  }
  ::Page* found = document.getPage(page);
  if (found == nullptr) return unshown;
  if (Annots* annotations = found->getAnnots(); annotations != nullptr) {
    const ShownAnnotations showing(*annotations);
    if (showing.any()) compare_again(Visibility::not_drawn);
  }
  add_values_not_drawn(*found, ((quarter_turns % 4) + 4) % 4 * 90, shown.glyphs, unshown);
  return unshown;
}

}  // namespace domicile::read
