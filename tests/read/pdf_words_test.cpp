#include "read/pdf_words.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

using namespace domicile;
using namespace domicile::read;

namespace {

/// Characters of 10 pt, each 5 pt wide, from (`x`, `y`) on with `gap` between them; '_' paints nothing.
std::vector<Glyph> set(const std::u32string& text, double x, double y, double gap = 0) {
  std::vector<Glyph> glyphs;
  for (const char32_t c : text) {
    if (c != U'_') {
      Glyph glyph;
      glyph.text = std::u32string(1, c);
      glyph.x = x;
      glyph.y = y;
      glyph.dx = 5;
      glyph.up_y = -10;
      glyph.size_pt = 10;
      glyphs.push_back(glyph);
    }
    x += 5 + gap;
  }
  return glyphs;
}

std::vector<Glyph> operator+(std::vector<Glyph> a, const std::vector<Glyph>& b) {
  a.insert(a.end(), b.begin(), b.end());
  for (std::size_t i = 0; i < a.size(); ++i) a[i].order = static_cast<int>(i);
  return a;
}

std::string words_of(const std::vector<Glyph>& glyphs) {
  std::vector<LayerWord> words = make_words(glyphs);
  std::ranges::stable_sort(words, [](const LayerWord& a, const LayerWord& b) {
    return a.rect.y0 != b.rect.y0 ? a.rect.y0 < b.rect.y0 : a.rect.x0 < b.rect.x0;
  });
  std::string joined;
  for (const LayerWord& word : words) joined += (joined.empty() ? "" : "|") + normalised_text(word.text);
  return joined;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pdf_words)

BOOST_AUTO_TEST_CASE(words_end_where_a_reader_sees_a_gap) {
  struct Case {
    std::vector<Glyph> glyphs;
    std::string words;
    std::string why;
  };
  const std::vector<Case> cases{
      {set(U"12 High Street", 50, 50), "12|High|Street", "at blanks"},
      {set(U"12", 50, 50) + set(U"High", 62, 50), "12|High", "at a gap of 0.2 em without a blank"},
      {set(U"Hi", 50, 50) + set(U"gh", 60.4, 50), "High", "not at a kerning of 0.04 em"},
      {set(U"High", 50, 50) + set(U"Road", 50, 62), "High|Road", "at the end of a line"},
      {set(U"Road", 50, 62) + set(U"High", 50, 50), "High|Road", "whatever is painted first"},
      {set(U"COLUMBUS", 50, 50, 3), "COLUMBUS", "not between spaced letters"},
      {set(U"COLUMBUS__OHIO", 50, 50, 3), "COLUMBUS|OHIO", "between two words of spaced letters"},
      {set(U"C O L U M B U S", 50, 50), "COLUMBUS", "not between letters spaced by blanks"},
      {set(U"A B", 50, 50), "A|B", "between two single letters"},
      {set(U"99", 50, 50) + set(U"50", 400, 50), "99|50", "between columns"},
  };
  for (const Case& c : cases) BOOST_TEST(words_of(c.glyphs) == c.words, c.why << ": " << words_of(c.glyphs));
}

BOOST_AUTO_TEST_CASE(letters_painted_one_by_one_in_any_order_make_a_word) {
  std::vector<Glyph> glyphs = set(U"Whitfield", 50, 50);
  std::ranges::reverse(glyphs);
  BOOST_TEST(words_of(glyphs) == "Whitfield");
}

BOOST_AUTO_TEST_CASE(text_painted_twice_to_look_bold_comes_once) {
  BOOST_TEST(words_of(set(U"Total due", 50, 50) + set(U"Total due", 50.3, 50)) == "Total|due");
}

BOOST_AUTO_TEST_CASE(different_words_over_each_other_are_not_mixed) {
  const std::string words = words_of(set(U"Whitfield", 50, 50) + set(U"Ostermann", 51, 50));
  BOOST_TEST(words.find("Whitfield") != std::string::npos, words);
  BOOST_TEST(words.find("Ostermann") != std::string::npos, words);
}

BOOST_AUTO_TEST_CASE(hidden_and_visible_parts_of_a_line_are_different_words) {
  std::vector<Glyph> glyphs = set(U"12High", 50, 50);
  for (std::size_t i = 2; i < glyphs.size(); ++i) glyphs[i].visibility = Visibility::transparent;
  BOOST_TEST(words_of(glyphs) == "12|High");
}

BOOST_AUTO_TEST_CASE(text_is_normalised) {
  struct Case {
    std::u32string raw;
    std::string text;
  };
  const std::vector<Case> cases{
      {U"o\uFB03ce", "office"},                       // a ligature
      {U"e\u0301t\u00E9", "\u00E9t\u00E9"},           // decomposed and composed
      {U"Rech\u00ADnung", "Rechnung"},                // a soft hyphen
      {U"31\u00AD08\u00AD2026", "31-08-2026"},         // and one that fonts paint for the hyphen
      {U"Lopez\u00ADGarcia", "Lopez-Garcia"},
      {U"A\u200BB\u202EC", "ABC"},                    // zero width and direction marks
      {U"\uFEE3\uFE8E\uFEDF", "\u0644\u0627\u0645"},  // Arabic shapes, painted from the left
      {U"\u2F00\u756A\u753A", "\u4E00\u756A\u753A"},  // radicals that a font shares with ideographs: Kangxi
      {U"\u2ED8\u8449", "\u9752\u8449"},              // and of the supplement, which NFKC leaves alone
      {U"m\u00B2", "m\u00B2"},                        // a superscript stays
      {U"\uFF11\uFF12", "\uFF11\uFF12"},              // full-width digits stay
      {U"\u0007\u0001", ""},
  };
  for (const Case& c : cases) BOOST_TEST(normalised_text(c.raw) == c.text);
}

BOOST_AUTO_TEST_CASE(digits_of_another_hand_are_noticed) {
  struct Case {
    std::u32string text;
    std::size_t changed;
    void (*change)(Glyph&);
    bool mixed;
    std::string why;
  };
  const auto nothing = [](Glyph&) {};
  const auto other_font = [](Glyph& glyph) { glyph.font = 7; };
  const auto larger = [](Glyph& glyph) { glyph.size_pt = 11; };
  const auto lower = [](Glyph& glyph) { glyph.y += 1; };
  const auto raised_small = [](Glyph& glyph) {
    glyph.y -= 1.5;
    glyph.size_pt = 7;
    glyph.font = 7;
  };
  const std::vector<Case> cases{
      {U"03/11/2026", 3, nothing, false, "all alike"},
      {U"03/11/2026", 3, other_font, true, "a digit of another typeface"},
      {U"03/11/2026", 3, larger, true, "a larger digit"},
      {U"03/11/2026", 3, lower, true, "a digit below the line"},
      {U"03/11/2026", 2, other_font, false, "a stroke says nothing"},
      {U"115.32", 5, raised_small, false, "cents may be small and raised"},
      {U"Whitfield", 3, other_font, true, "a letter of another typeface"},
      {U"Whitfield", 0, larger, false, "a capital before small capitals"},
      {U"Dvo\u0159\u00E1k", 3, other_font, false, "an accented letter that the typeface does not have"},
      {U"No4", 2, other_font, false, "digits beside letters"},
  };
  for (const Case& c : cases) {
    std::vector<Glyph> glyphs = set(c.text, 50, 50);
    for (Glyph& glyph : glyphs) glyph.font = 1;
    c.change(glyphs[c.changed]);
    const std::vector<LayerWord> words = make_words(glyphs);
    BOOST_REQUIRE_MESSAGE(words.size() == 1, c.why);
    BOOST_TEST(words[0].mixed_type == c.mixed, c.why);
  }
}

BOOST_AUTO_TEST_CASE(characters_without_meaning_are_counted) {
  std::vector<Glyph> glyphs = set(U"abc", 50, 50);
  glyphs[1].text.clear();
  const std::vector<LayerWord> words = make_words(glyphs);
  BOOST_REQUIRE(words.size() == 1);
  BOOST_TEST(words[0].unmapped == 1);
  BOOST_TEST(normalised_text(words[0].text) == "a\uFFFDc");
}

BOOST_AUTO_TEST_SUITE_END()
