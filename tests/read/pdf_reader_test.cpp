#include "read/reader.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "read/outcome.hpp"
#include "read/pdf_maker.hpp"

using namespace domicile;
using namespace domicile::read;
using namespace domicile::test;

namespace domicile {
std::ostream& operator<<(std::ostream& out, Visibility visibility) {
  return out << static_cast<int>(visibility);
}
std::ostream& operator<<(std::ostream& out, ErrorCode code) { return out << describe(code).name; }
std::ostream& operator<<(std::ostream& out, WordSource source) {
  return out << (source == WordSource::ocr ? "ocr" : "text_layer");
}
}  // namespace domicile

namespace {

std::unique_ptr<PageReader> open(const std::string& pdf) {
  auto reader = make_reader(pdf, Limits{}, ReadOptions{});
  BOOST_REQUIRE_MESSAGE(reader, why(reader));
  return std::move(*reader);
}

Page layer_of(PageReader& reader, int page = 1, const Box& region = whole_page) {
  WordsRequest request;
  request.page = page;
  request.region = region;
  auto read = reader.words(request);
  BOOST_REQUIRE_MESSAGE(read, why(read));
  return std::move(*read);
}

const Word& word(const Page& page, const std::string& text) {
  const auto found = std::ranges::find(page.words, text, &Word::text);
  BOOST_REQUIRE_MESSAGE(found != page.words.end(), "no word " << text);
  return *found;
}

std::string bytes_of(const std::string& name) {
  std::ifstream file(DOMICILE_SOURCE_DIR "/tests/read/data/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Five lines that nobody would take for anything but text.
std::string honest_text() {
  std::string content;
  for (int i = 0; i < 5; ++i)
    content += line_of_text(60, 700 - 20 * i, "Your electricity bill for the month of March");
  return content;
}

/// Eight bars of 3 points from below the line at y = 500 to above it, each painted by `paint`: "re f" or "S".
std::string bars(const std::string& paint) {
  std::string content;
  for (int i = 0; i < 8; ++i) {
    const std::string y = std::to_string(494 + 3 * i);
    content += paint == "S" ? "50 " + y + " m 300 " + y + " l S " : "50 " + y + " 250 2.9 " + paint + " ";
  }
  return content;
}

std::string font_that_paints_nothing() {
  return "<</Type /Font /Subtype /Type3 /FontBBox [0 0 600 700] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar "
         "65 "
         "/LastChar 68 /Widths [600 600 600 600] /Encoding <</Differences [65 /A /B /C /D]>> "
         "/CharProcs <</A 104 0 R /B 104 0 R /C 104 0 R /D 104 0 R>> /Resources <<>> /ToUnicode 105 0 R>>";
}

std::string text_in_that_font() {
  return stream_object(
      "BT /Empty 12 Tf 60 500 Td (ABCD) Tj ET",
      "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</Font <</Empty 102 0 R>>>>");
}

std::string meaning_of_that_font() {
  return stream_object(
      "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar <41> <0046> <42> <0061> "
      "<43> <006B> <44> <0065> endbfchar endcmap");
}

/// Browsers write variable and PostScript fonts so: letters on pages of their own, upside down, and a box of
/// the few letters that were used.
std::string font_upside_down(const std::string& unit = "0.001") {
  return "<</Type /Font /Subtype /Type3 /FontBBox [6 20 600 -726] /FontMatrix [" + unit + " 0 0 -" + unit +
         " 0 0] /FirstChar "
         "65 /LastChar 68 /Widths [640 250 250 550] /Encoding <</Differences [65 /A /B /C /D]>> "
         "/CharProcs <</A 101 0 R /B 102 0 R /C 102 0 R /D 103 0 R>> /Resources <<>> /ToUnicode 104 0 R>>";
}

std::string upside_down_letter(const std::string& width) {
  return stream_object(width + " 0 6 20 " + width + " -700 d1 40 0 60 -700 re f");
}

std::string meaning_of_upside_down_letters() {
  return stream_object(
      "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar <41> <0056> <42> <0049> "
      "<43> <006C> <44> <0065> endbfchar endcmap");
}

/// Whether any pixel of `region` is dark.
bool has_ink(PageReader& reader, const Box& region) {
  PictureRequest request;
  request.region = region;
  const auto picture = reader.picture(request);
  BOOST_REQUIRE(picture);
  return std::ranges::any_of(picture->samples, [](auto sample) { return sample < 100; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pdf_reader)

BOOST_AUTO_TEST_CASE(a_digital_page_gives_its_words_with_boxes) {
  const auto reader = open(make_pdf({{honest_text() + line_of_text(60, 400, "Eleanor Whitfield", 20)}}));
  const auto overview = reader->overview();
  BOOST_REQUIRE(overview);
  BOOST_TEST(overview->media_type == "application/pdf");
  BOOST_TEST(overview->pages == 1);
  BOOST_TEST(overview->findings.empty());
  const Page page = layer_of(*reader);
  BOOST_TEST(page.source == WordSource::text_layer);
  BOOST_TEST(page.width_pt == 600);
  BOOST_TEST(page.quality.problems.empty());
  const Word& name = word(page, "Eleanor");
  BOOST_TEST(name.box.x0 == 0.1, boost::test_tools::tolerance(0.01));
  BOOST_TEST(name.box.y0 < 0.5);
  BOOST_TEST(name.box.y1 > 0.5);
  BOOST_TEST(name.height_pt == 20);
  BOOST_TEST(has_ink(*reader, name.box));
}

BOOST_AUTO_TEST_CASE(boxes_and_picture_are_upright_for_every_rotation_and_crop) {
  struct Case {
    std::string entries;
    std::string why;
  };
  const std::vector<Case> cases{
      {"/MediaBox [0 0 600 800]", "plain"},
      {"/MediaBox [0 0 600 800] /Rotate 90", "a quarter turn"},
      {"/MediaBox [0 0 600 800] /Rotate 180", "upside down"},
      {"/MediaBox [0 0 600 800] /Rotate -90", "a quarter turn back"},
      {"/MediaBox [0 0 600 800] /CropBox [40 300 500 780]", "cropped"},
      {"/MediaBox [-100 -50 700 900] /CropBox [40 300 500 780] /Rotate 270", "cropped and turned"},
  };
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.why) {
      const auto reader = open(make_pdf({{honest_text(), c.entries}}));
      const Page page = layer_of(*reader);
      const auto bills = std::ranges::count(page.words, "bill", &Word::text);
      BOOST_TEST(bills == 5);
      for (const Word& found : page.words) {
        BOOST_TEST(found.box.width() > 0);
        BOOST_TEST(has_ink(*reader, found.box), found.text);
        BOOST_TEST(found.box.x1 <= 1.001);
      }
      // Most of the text runs to the right of an upright page: words are wider than high.
      const Word& wide = word(page, "electricity");
      BOOST_TEST(wide.box.width() * page.width_pt > wide.box.height() * page.height_pt);
    }
  }
}

BOOST_AUTO_TEST_CASE(text_set_sideways_is_turned_upright) {
  std::string content;
  for (int i = 0; i < 5; ++i) {
    content +=
        "BT /F1 12 Tf 0 1 -1 0 " + std::to_string(100 + 20 * i) + " 100 Tm (Your electricity bill) Tj ET\n";
  }
  const auto reader = open(make_pdf({{content}}));
  const Page page = layer_of(*reader);
  BOOST_TEST(page.rotation_degrees == 90);
  BOOST_TEST(page.width_pt == 800);
  const Word& turned = word(page, "electricity");
  BOOST_TEST(turned.box.width() * page.width_pt > turned.box.height() * page.height_pt);
  BOOST_TEST(has_ink(*reader, turned.box));
}

BOOST_AUTO_TEST_CASE(words_that_a_person_cannot_see_are_named_as_such) {
  struct Case {
    std::string content;
    Visibility visibility;
    std::string entries = "/MediaBox [0 0 600 800]";
    std::string resources;
  };
  const std::string line = line_of_text(60, 500, "Fake");
  const std::string media = "/MediaBox [0 0 600 800]";
  const std::string half_form =
      "/ExtGState <</Clear <</ca 0.01 /CA 0.01>> /Faint <</ca 0.5>> /Half <</ca 0.3>>>>";
  const std::vector<Case> cases{
      {line, Visibility::visible},
      {"3 Tr " + line, Visibility::render_mode_3},
      {"1 1 1 rg " + line, Visibility::background_colour},
      {"0.97 0.97 0.97 rg " + line, Visibility::background_colour},
      {"0.6 g " + line, Visibility::visible},
      {"0 0 1 rg 0 450 600 100 re f 0.02 0 0.97 rg " + line, Visibility::background_colour},
      {"0 0 1 rg 0 450 600 100 re f 1 1 1 rg " + line, Visibility::visible},
      {"/Clear gs " + line, Visibility::transparent, "/MediaBox [0 0 600 800]", half_form},
      {"/Half gs 0.7 g " + line, Visibility::covered, media, half_form},
      {"/Half gs 0 g " + line, Visibility::visible, media, half_form},
      {"/Faint gs " + line, Visibility::visible, "/MediaBox [0 0 600 800]", half_form},
      {line_of_text(60, 500, "Fake", 1), Visibility::tiny},
      {"q 300 0 100 100 re W n " + line + " Q", Visibility::clipped},
      {"q 0 400 600 200 re W n " + line + " Q", Visibility::visible},
      {line_of_text(60, -300, "Fake"), Visibility::off_page},
      {line, Visibility::off_page, "/MediaBox [0 0 600 800] /CropBox [0 550 600 800]"},
      {line + "1 1 1 rg 50 490 200 40 re f", Visibility::covered},
      {line + "0 0 0 rg 50 490 200 40 re f", Visibility::covered},
      {"1 1 1 rg 50 490 200 40 re f 0 g " + line, Visibility::visible},
      {line + "1 1 1 RG 40 w 40 505 m 300 505 l S", Visibility::covered},
      {line + "q 200 0 0 40 50 490 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xFF EI Q", Visibility::covered},
      {"/OC /Off BDC " + line + " EMC", Visibility::layer_off, media, "/Properties <</Off 100 0 R>>"},
      {"/OC /Else BDC " + line + " EMC", Visibility::layer_off, media,
       "/Properties <</Else <</Type /OCMD /OCGs [101 0 R] /P /AllOff>>>>"},
      {"/Span <</ActualText (Real)>> BDC " + line_of_text(60, 500, "Fake") + " EMC", Visibility::visible},
      {"/Span <</ActualText (Fake)>> BDC " + line_of_text(60, 500, "Real") + " EMC",
       Visibility::said_instead},
      {"BT /F1 12 Tf 5 Tz 60 500 Td (Fake) Tj ET", Visibility::tiny},
      {"BT /F1 1 Tf 12 0 0 0.1 60 500 Tm (Fake) Tj ET", Visibility::tiny},
      {line_of_text(60, 500, "Fake", 2.8), Visibility::tiny},
      {"0.89 g " + line, Visibility::background_colour},
      {"1 0.89 0.89 rg " + line, Visibility::background_colour},
      {"0.8 g " + line, Visibility::background_colour},
      {"0.75 g " + line, Visibility::visible},
      {"1 1 0 rg " + line, Visibility::background_colour},
      {"0 1 1 rg " + line, Visibility::visible},
      {"0.75 g 0 450 600 100 re f 1 g " + line, Visibility::visible},
      {"/Fifth gs 0 g " + line, Visibility::covered, media, "/ExtGState <</Fifth <</ca 0.18>>>>"},
      {"/None cs 1 scn " + line, Visibility::transparent, media,
       "/ColorSpace <</None [/Separation /None /DeviceGray <</FunctionType 2 /Domain [0 1] /C0 [1] /C1 [0] "
       "/N 1>>]>>"},
      {line + "1 g 50 480 m 300 480 l 300 530 l 200 535 l 40 520 l h f", Visibility::covered},
      {line + "1 g 50 480 m 300 480 l 300 530 l 200 535 100 535 40 520 c h f 0 g", Visibility::covered},
      {line + "0 g 400 480 m 500 480 l 480 530 l h f", Visibility::visible},
      {line + "1 g " + bars("re f"), Visibility::covered},
      {line + "1 G 3 w " + bars("S"), Visibility::covered},
      {line + "0 G 1 w 50 498 m 300 498 l S", Visibility::visible},
      {"q 0 0 m 600 0 l 600 10 l 10 10 l 10 800 l 0 800 l h W n " + line + " Q", Visibility::covered},
      {"q 0 0 m 600 0 l 600 700 l 10 800 l 0 800 l h W n " + line + " Q", Visibility::visible},
      {"1 g 50 480 200 50 re f 0 g /Screen gs " + line, Visibility::covered, media,
       "/ExtGState <</Screen <</BM /Screen>>>>"},
      {"/Multiply gs " + line, Visibility::visible, media, "/ExtGState <</Multiply <</BM /Multiply>>>>"},
      {line + "/Screen gs 1 g 50 480 200 50 re f", Visibility::covered, media,
       "/ExtGState <</Screen <</BM /Screen>>>>"},
      {"0 g 1 G 6 w 2 Tr " + line, Visibility::covered},
      {"0 g 0 G 1 w 2 Tr " + line, Visibility::visible},
      {"/Empty Do", Visibility::covered, media, "/XObject <</Empty 103 0 R>>"},
  };
  const std::string layers = "/OCProperties <</OCGs [100 0 R 101 0 R] /D <</OFF [100 0 R]>>>>";
  const std::vector<std::string> layer_object{"<</Type /OCG /Name (Layer)>>", "<</Type /OCG /Name (Other)>>",
                                              font_that_paints_nothing(),     text_in_that_font(),
                                              stream_object("600 0 d0"),      meaning_of_that_font()};
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.content) {
      const auto reader =
          open(make_pdf({{honest_text() + c.content, c.entries, c.resources}}, layers, layer_object));
      BOOST_TEST(word(layer_of(*reader), "Fake").visibility == c.visibility);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_variant_of_a_letter_without_a_code_of_its_own_is_what_the_file_says_it_is) {
  const std::vector<std::string> objects{
      stream_object("BT /F1 12 Tf 60 500 Td (31) Tj /V 12 Tf /Span <</ActualText (-)>> BDC <81> Tj EMC "
                    "/F1 12 Tf (08) Tj ET",
                    "/Type /XObject /Subtype /Form /BBox [0 0 600 800] "
                    "/Resources <</Font <</F1 3 0 R /V 101 0 R>>>>"),
      "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding <</Type /Encoding /Differences "
      "[129 /uniE088]>>>>"};
  const auto reader = open(
      make_pdf({{honest_text() + "/Variant Do", "/MediaBox [0 0 600 800]", "/XObject <</Variant 100 0 R>>"}},
               "", objects));
  BOOST_TEST(word(layer_of(*reader), "31-08").visibility == Visibility::visible);
}

BOOST_AUTO_TEST_CASE(words_that_another_state_of_the_page_covers_are_hidden_there) {
  const std::string line = line_of_text(60, 500, "Fake");
  const std::string cover = "1 g 50 490 200 40 re f 0 g ";
  const std::string layers = "/OCProperties <</OCGs [100 0 R] /D <</OFF [100 0 R]>>>>";
  const std::string stamp =
      "/Annots [<</Type /Annot /Subtype /Stamp /F 36 /Rect [50 490 250 530] /AP <</N 101 0 R>>>>]";
  const std::vector<std::string> objects{
      "<</Type /OCG /Name (Layer)>>",
      stream_object("1 g 0 0 200 40 re f", "/Type /XObject /Subtype /Form /BBox [0 0 200 40]")};
  struct Case {
    std::string content;
    std::string entries;
    std::vector<Visibility> of_word;
  };
  const std::vector<Case> cases{
      {line + "/OC /Off BDC " + cover + "EMC", "", {Visibility::visible, Visibility::layer_off}},
      {"/OC /Off BDC " + cover + "EMC " + line, "", {Visibility::visible}},
      {line + cover + line + "/OC /Off BDC " + line_of_text(60, 300, "Copy") + " EMC",
       "",
       {Visibility::visible}},
      {line, stamp, {Visibility::visible, Visibility::not_drawn}},
  };
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.content) {
      const auto reader = open(make_pdf({{honest_text() + c.content, "/MediaBox [0 0 600 800] " + c.entries,
                                          "/Properties <</Off 100 0 R>>"}},
                                        layers, objects));
      std::vector<Visibility> found;
      for (const auto& word : layer_of(*reader).words) {
        if (word.text == "Fake") found.push_back(word.visibility);
      }
      BOOST_TEST((found == c.of_word));
    }
  }
}

BOOST_AUTO_TEST_CASE(text_of_annotations_and_fields_that_are_not_drawn_is_hidden) {
  const std::string rect = "/Rect [60 500 300 520] ";
  const std::string appearance = "/AP <</N 100 0 R>> ";
  struct Case {
    std::string annotation;
    bool hidden;
  };
  const std::vector<Case> cases{
      {"/Subtype /FreeText /F 2 " + appearance, true},
      {"/Subtype /FreeText /F 32 " + appearance, true},
      {"/Subtype /FreeText /F 4 " + appearance, false},
      {"/Subtype /Widget /FT /Tx /F 2 /V (Fake) " + appearance, true},
      {"/Subtype /Widget /FT /Tx /F 4 /V (Fake) " + appearance, false},
      {"/Subtype /Widget /FT /Tx /F 4 /V (Fake) /AP <</N 101 0 R>> ", true},
      {"/Subtype /Widget /FT /Tx /F 4 /Parent <</V (Fake)>> /AP <</N 101 0 R>> ", true},
      {"/Subtype /Widget /FT /Tx /F 4 /V () /AP <</N 101 0 R>> ", false},
  };
  const std::string form =
      "/Type /XObject /Subtype /Form /BBox [0 0 240 20] /Resources <</Font <</F1 3 0 R>>>>";
  const std::vector<std::string> objects{stream_object(line_of_text(2, 4, "Fake"), form),
                                         stream_object("", form)};
  for (const Case& c : cases) {
    BOOST_TEST_CONTEXT(c.annotation) {
      const auto reader = open(make_pdf(
          {{honest_text(), "/MediaBox [0 0 600 800] /Annots [<</Type /Annot " + c.annotation + rect + ">>]"}},
          "", objects));
      const Page page = layer_of(*reader);
      const auto found = std::ranges::find(page.words, "Fake", &Word::text);
      const bool hidden = found != page.words.end() && found->visibility == Visibility::not_drawn;
      BOOST_TEST(hidden == c.hidden);
      BOOST_TEST(std::ranges::count(page.words, "bill", &Word::text) == 5);
    }
  }
}

BOOST_AUTO_TEST_CASE(narrow_letters_of_an_upside_down_font_break_no_word) {
  // In a form of its own, for the font to have a name there: V I l e, once more after a gap of a third of the
  // em.
  const auto painted =
      stream_object("BT /F3 12 Tf 60 500 Td [(A) -40 (B) 30 (C) -20 (D) -330 (B) (C) (D)] TJ ET",
                    "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</Font <</F3 100 0 R>>>>");
  const auto reader = open(make_pdf(
      {{honest_text() + " /Painted Do", "/MediaBox [0 0 600 800]", "/XObject <</Painted 105 0 R>>"}}, "",
      {font_upside_down(), upside_down_letter("640"), upside_down_letter("250"), upside_down_letter("550"),
       meaning_of_upside_down_letters(), painted}));
  const Page page = layer_of(*reader);
  BOOST_TEST(word(page, "VIle").height_pt == 12, boost::test_tools::tolerance(0.01));
  BOOST_TEST(word(page, "Ile").height_pt == 12, boost::test_tools::tolerance(0.01));
  BOOST_TEST(has_ink(*reader, word(page, "VIle").box));
}

BOOST_AUTO_TEST_CASE(the_em_of_a_type_3_font_is_that_of_its_matrix_whatever_letters_it_holds) {
  const auto painted =
      stream_object("BT /F3 24.576 Tf 60 500 Td (AD) Tj ET",
                    "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</Font <</F3 100 0 R>>>>");
  const auto reader = open(make_pdf(
      {{honest_text() + " /Painted Do", "/MediaBox [0 0 600 800]", "/XObject <</Painted 105 0 R>>"}}, "",
      {font_upside_down("0.00048828125"), upside_down_letter("640"), upside_down_letter("250"),
       upside_down_letter("550"), meaning_of_upside_down_letters(), painted}));
  BOOST_TEST(word(layer_of(*reader), "Ve").height_pt == 24.576, boost::test_tools::tolerance(0.01));
}

BOOST_AUTO_TEST_CASE(words_off_the_page_keep_their_order_to_each_other) {
  const auto reader =
      open(make_pdf({{honest_text() + line_of_text(60, 900, "99 Fake") + line_of_text(60, 880, "Dayton")}}));
  const Page page = layer_of(*reader);
  BOOST_TEST((word(page, "Fake").visibility == Visibility::off_page));
  BOOST_TEST(word(page, "99").box.x1 < word(page, "Fake").box.x0);
  BOOST_TEST(word(page, "Fake").box.y1 < word(page, "Dayton").box.y0);
  BOOST_TEST(word(page, "Fake").box.height() > 0.01);
}

BOOST_AUTO_TEST_CASE(a_group_painted_with_no_opacity_hides_its_words) {
  const std::string form =
      stream_object(line_of_text(60, 500, "Fake"),
                    "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Group <</S /Transparency>> "
                    "/Resources <</Font <</F1 3 0 R>>>>");
  const auto reader = open(make_pdf({{honest_text() + "/Clear gs /Form Do", "/MediaBox [0 0 600 800]",
                                      "/ExtGState <</Clear <</ca 0>>>> /XObject <</Form 100 0 R>>"}},
                                    "", {form}));
  BOOST_TEST(word(layer_of(*reader), "Fake").visibility == Visibility::transparent);
}

BOOST_AUTO_TEST_CASE(only_the_region_asked_for_is_answered) {
  const auto reader = open(make_pdf({{honest_text() + line_of_text(60, 100, "Below")}}));
  const Page top = layer_of(*reader, 1, {0, 0, 1, 0.5});
  BOOST_TEST(std::ranges::count(top.words, "Below", &Word::text) == 0);
  BOOST_TEST(std::ranges::count(top.words, "bill", &Word::text) == 5);
}

BOOST_AUTO_TEST_CASE(fonts_of_a_document_are_told_apart) {
  const auto reader =
      open(make_pdf({{honest_text() + "BT /F2 12 Tf 60 100 Td (Courier) Tj ET"}, {honest_text()}}));
  const Page first = layer_of(*reader, 1);
  BOOST_TEST(word(first, "bill").font != word(first, "Courier").font);
  BOOST_TEST(word(first, "bill").font == word(layer_of(*reader, 2), "bill").font);
}

BOOST_AUTO_TEST_CASE(a_blank_page_gives_no_words_and_needs_no_ocr) {
  auto reader =
      make_reader(make_pdf({{""}}), Limits{}, ReadOptions{.tessdata_directory = "/nowhere", .engine = {}});
  BOOST_REQUIRE(reader);
  const Page page = layer_of(**reader);
  BOOST_TEST(page.words.empty());
  BOOST_TEST(page.source == WordSource::text_layer);
}

BOOST_AUTO_TEST_CASE(a_trusted_layer_needs_no_ocr_model) {
  auto reader = make_reader(make_pdf({{honest_text()}}), Limits{},
                            ReadOptions{.tessdata_directory = "/nowhere", .engine = {}});
  BOOST_REQUIRE(reader);
  BOOST_TEST(layer_of(**reader).words.size() == 40U);
}

BOOST_AUTO_TEST_CASE(a_picture_has_the_size_and_channels_asked_for) {
  const auto reader = open(make_pdf({{honest_text()}}));
  PictureRequest request;
  request.dpi = 72;
  request.region = {0.5, 0, 1, 0.25};
  const auto grey = reader->picture(request);
  BOOST_REQUIRE(grey);
  BOOST_TEST(grey->width == 300);
  BOOST_TEST(grey->height == 200);
  BOOST_TEST(grey->channels == 1);
  BOOST_TEST(grey->samples.size() == 300U * 200U);
  request.colour = true;
  BOOST_TEST(reader->picture(request)->samples.size() == 300U * 200U * 3U);
}

BOOST_AUTO_TEST_CASE(an_enormous_page_is_drawn_at_a_lower_resolution) {
  const auto reader = open(make_pdf({{honest_text(), "/MediaBox [0 0 1000000 1000000]"}}));
  PictureRequest request;
  request.dpi = 300;
  const auto picture = reader->picture(request);
  BOOST_REQUIRE(picture);
  BOOST_TEST(static_cast<double>(picture->width) * picture->height < 41e6);
}

BOOST_AUTO_TEST_CASE(a_page_without_width_is_refused) {
  const std::string content = "0 g 0 0 9 9 re f";
  const auto reader = open(make_pdf({{content, "/MediaBox [0 0 9000000000000000000 300]"}}));
  const auto page = reader->words(WordsRequest{});
  BOOST_REQUIRE(!page);
  BOOST_TEST(page.error().code == ErrorCode::corrupt_document);
}

BOOST_AUTO_TEST_CASE(files_that_cannot_be_read_say_why) {
  struct Case {
    std::string bytes;
    ErrorCode code;
  };
  Limits limits;
  limits.max_pages = 3;
  limits.max_bytes = 100'000;
  const std::vector<Case> cases{
      {"", ErrorCode::empty_document},
      {"%PDF-1.7\nnothing more", ErrorCode::corrupt_document},
      {make_pdf({}), ErrorCode::empty_document},
      {make_pdf(std::vector<PdfPageSpec>(4)), ErrorCode::too_many_pages},
      {bytes_of("user_password.pdf"), ErrorCode::encrypted_document},
      {"Dear customer", ErrorCode::unsupported_media_type},
      {std::string(100'001, 'x'), ErrorCode::too_large},
  };
  for (const Case& c : cases) {
    const auto reader = make_reader(c.bytes, limits, ReadOptions{});
    BOOST_REQUIRE_MESSAGE(!reader, describe(c.code).name);
    BOOST_TEST(reader.error().code == c.code);
  }
}

BOOST_AUTO_TEST_CASE(a_file_that_opens_without_a_password_is_read) {
  const auto reader = open(bytes_of("owner_password.pdf"));
  BOOST_TEST(word(layer_of(*reader), "password").visibility == Visibility::visible);
}

BOOST_AUTO_TEST_CASE(a_page_that_is_not_there_is_refused_and_the_reader_goes_on) {
  const auto reader = open(make_pdf({{honest_text()}}));
  WordsRequest request;
  for (const int page : {0, -1, 2, 1'000'000}) {
    request.page = page;
    const auto refused = reader->words(request);
    BOOST_REQUIRE(!refused);
    BOOST_TEST(refused.error().code == ErrorCode::wrong_usage);
  }
  BOOST_TEST(layer_of(*reader).words.size() == 40U);
}

BOOST_AUTO_TEST_CASE(every_cut_of_a_pdf_gives_pages_or_an_error) {
  const std::string whole = make_pdf({{honest_text()}, {honest_text()}});
  for (std::size_t size = 0; size < whole.size(); size += 37) {
    const auto reader = make_reader(whole.substr(0, size), Limits{}, ReadOptions{});
    if (!reader) {
      BOOST_TEST(!reader.error().message.empty());
      continue;
    }
    BOOST_TEST((*reader)->overview().has_value());
  }
}

BOOST_AUTO_TEST_CASE(words_below_a_bar_code_need_no_second_witness) {
  std::string bar_code;
  for (int i = 0; i < 18; ++i)  // too few to be told for one
    bar_code += std::to_string(60 + 5 * i) + " 512 " + std::to_string(1 + i % 3) + " 7 re f ";
  const auto reader =
      open(make_pdf({{honest_text() + line_of_text(60, 500, "D J & S L Papadakis") + bar_code}}));
  const auto read = reader->words({.page = 1, .source = WordsRequest::Source::whole});
  BOOST_REQUIRE_MESSAGE(read, why(read));
  for (const char* text : {"D", "J", "&", "S", "L", "Papadakis"})
    BOOST_TEST((word(*read, text).source == WordSource::text_layer), text);
  for (const Word& word : read->words) {
    const bool in_row =
        word.box.center_y() > (792.0 - 509) / 792 && word.box.center_y() < (792.0 - 498) / 792;
    BOOST_TEST((!in_row || word.source == WordSource::text_layer), word.text);
  }
}

BOOST_AUTO_TEST_SUITE_END()
