// What a person sees and what the file says are two things: no such document is accepted.
#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <initializer_list>

#include "domicile/screener.hpp"
#include "model/json.hpp"
#include "small_bill.hpp"

using namespace domicile;
using namespace domicile::test;
using namespace domicile::tests;

namespace {

struct Line {
  double x, y;
  std::string text;
};

std::string all(std::initializer_list<std::string> parts) {
  std::string content;
  for (const auto& part : parts) content += part;
  return content;
}

std::string typed(const std::vector<Line>& lines, double size = 12) {
  std::string content;
  for (const auto& line : lines) content += line_of_text(line.x, line.y, line.text, size) + "\n";
  return content;
}

const std::string issuer =
    typed({{50, 750, "Northfield Power & Light"}, {50, 735, "www.northfieldpower.com"}});
const std::string holder = typed({{50, 630, "ELEANOR J WHITFIELD"},
                                  {50, 615, "1182 MAPLEWOOD AVE APT 4B"},
                                  {50, 600, "COLUMBUS OH 43206-1234"}});
const std::string day = typed({{350, 690, "Bill date"}, {450, 690, "November 3, 2026"}});
const std::string heading = typed({{50, 690, "Electricity bill"}});
const std::string usage = typed({{50, 540, "Your electricity usage"},
                                 {50, 525, "Meter reading 2345 kWh"},
                                 {50, 510, "Energy charge 471 kWh"},
                                 {350, 510, "$48.52"}});
const std::string total = typed({{50, 480, "Total amount due"},
                                 {350, 480, "$79.62"},
                                 {350, 675, "Due date"},
                                 {450, 675, "November 24, 2026"},
                                 {350, 660, "Account number"},
                                 {450, 660, "338 673 458"}});

/// Helvetica whose codes from A1 on show `glyphs` and say `meanings` (UTF-16 in hexadecimal).
std::vector<std::string> lying_font(const std::vector<std::string>& glyphs,
                                    const std::vector<std::string>& meanings) {
  std::string differences, map;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    differences += "/" + glyphs[i] + " ";
    char code[8];
    std::snprintf(code, sizeof code, "<%02zX> ", 0xA1 + i);
    map += code + ("<" + meanings[i] + "> ");
  }
  return {
      "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding <</BaseEncoding /WinAnsiEncoding "
      "/Differences [161 " +
          differences + "]>> /ToUnicode 101 0 R>>",
      stream_object("begincmap 1 begincodespacerange <00> <FF> endcodespacerange " +
                    std::to_string(glyphs.size()) + " beginbfchar " + map + "endbfchar endcmap")};
}

/// Helvetica that shows every letter and means by each a character that nobody has given a meaning.
std::vector<std::string> meaningless_font() {
  return {
      "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 101 0 R>>",
      stream_object("begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <21> <7E> "
                    "<E021> endbfrange endcmap")};
}

/// And one that means the same by all of them: a blank, a full stop.
std::vector<std::string> font_of_one_meaning(const std::string& meaning) {
  std::string map;
  for (int code = 0x21; code < 0x7F; ++code) {
    char entry[16];
    std::snprintf(entry, sizeof entry, "<%02X> ", static_cast<unsigned>(code));
    map += entry + ("<" + meaning + "> ");
  }
  auto font = meaningless_font();
  font[1] = stream_object("begincmap 1 begincodespacerange <00> <FF> endcodespacerange 94 beginbfchar " +
                          map + "endbfchar endcmap");
  return font;
}

std::string in_font_of_form(std::vector<std::string>& objects, const std::string& content) {
  std::string of_form = content;
  for (auto at = of_form.find("/F1"); at != std::string::npos; at = of_form.find("/F1", at))
    of_form.replace(at, 3, "/L0");
  objects.resize(std::max<std::size_t>(objects.size(), 2));
  objects.push_back(stream_object(of_form,
                                  "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources <</Font "
                                  "<</L0 100 0 R>>>>"));
  return "/Lie Do ";
}

Screening screened_file(const std::string& pdf) {
  static const auto screener = [] {
    auto made = Screener::create({.data_directory = DOMICILE_SOURCE_DIR, .sandbox = SandboxMode::off});
    if (!made) BOOST_FAIL(to_string(made.error()));
    return std::move(*made);
  }();
  return screener->screen({"bill.pdf", pdf}, *parse_account(bill_account, "account"),
                          {.as_of = *parse_iso_date("2026-11-22")});
}

Screening screened(const std::string& content, const std::vector<std::string>& objects = {}) {
  const std::string resources = objects.size() > 2 ? "/XObject <</Lie 102 0 R>>" : "";
  return screened_file(make_pdf({{content, "/MediaBox [0 0 600 800]", resources}}, "", objects));
}

void never_accepts(const std::string& what, const std::string& content,
                   const std::vector<std::string>& objects = {}) {
  const auto screening = screened(content, objects);
  BOOST_TEST((screening.decision != Decision::accept), what << ": " << to_json(screening));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lies)

BOOST_AUTO_TEST_CASE(the_bill_that_the_lies_are_made_of_is_accepted) {
  const auto screening = screened(all({issuer, heading, holder, day, usage, total}));
  BOOST_TEST((screening.decision == Decision::accept), to_json(screening));
}

BOOST_AUTO_TEST_CASE(light_print_on_a_coloured_band_is_seen) {
  const std::string head = "q 0.05 0.53 0.81 rg 0 672 600 54 re f 1 g 1 G 2 Tr 1.2 w " +
                           typed({{50, 706, "NORTHFIELD POWER"}, {50, 688, "ELECTRICITY BILL"}}, 22) + "Q ";
  const std::string dark_day = "q 0.1 0.35 0.2 rg 346 652 50 14 re f 1 g 1 G 2 Tr 0.4 w " +
                               typed({{350, 656, "Bill date"}}, 9) + "Q " +
                               typed({{350, 640, "November 3, 2026"}});
  const auto screening = screened(all({issuer, head, holder, dark_day, usage}));
  BOOST_TEST((screening.decision == Decision::accept), to_json(screening));
}

BOOST_AUTO_TEST_CASE(print_too_faint_for_a_person_proves_nothing) {
  for (const char* colour : {"0.9 g ", "0.85 g ", "0.8 g ", "1 1 0 rg ", "1 0.85 0.7 rg "})
    never_accepts(colour, all({issuer, heading, day, usage, total, "q ", colour, holder, "Q"}));
}

BOOST_AUTO_TEST_CASE(a_letter_that_the_font_maps_elsewhere_proves_nothing) {
  auto font = lying_font({"R", "Y", "six"}, {"0050", "0049", "0038"});
  const std::string name = "ELEANOR J WHITFIELD", street = "1182 MAPLEWOOD AVE APT 4B",
                    town = "COLUMBUS OH 43206-1234";
  struct Case {
    std::string name, street, town;
  };
  for (const Case& c :
       {Case{"ELEANOR J WH\xA2TFIELD", street, town}, Case{name, "1182 MA\xA1LEWOOD AVE APT 4B", town},
        Case{name,
             "11\xA3"
             "2 MAPLEWOOD AVE APT 4B",
             town}}) {
    auto objects = font;
    const auto lie =
        in_font_of_form(objects, typed({{50, 630, c.name}, {50, 615, c.street}, {50, 600, c.town}}));
    never_accepts(c.name + c.street, all({issuer, heading, day, usage, total, lie}), objects);
  }
}

BOOST_AUTO_TEST_CASE(a_label_that_the_page_does_not_show_dates_nothing) {
  const std::string old_day = typed({{450, 690, "January 3, 2025"}, {450, 640, "November 3, 2026"}});
  auto objects = lying_font({"B", "i", "l", "l", "D", "u", "e"},
                            {"0044", "0075", "0065", "0020", "0042", "0069", "006C006C"});
  const auto lie =
      in_font_of_form(objects, typed({{350, 690, "\xA1\xA2\xA3\xA4 date"}, {350, 640, "\xA5\xA6\xA7 date"}}));
  const auto screening = screened(all({issuer, heading, holder, usage, old_day, lie}), objects);
  BOOST_REQUIRE(screening.reading.issue_date.has_value());
  BOOST_TEST(to_iso(screening.reading.issue_date->value) == "2026-11-03", "the lie is believed at first");
  BOOST_TEST((screening.decision != Decision::accept), to_json(screening));
}

BOOST_AUTO_TEST_CASE(words_that_the_page_does_not_show_make_no_bill) {
  auto objects =
      lying_font({"F", "u", "r", "n", "i", "t", "u", "r", "e", "s"},
                 {"0045", "006C0065", "0063", "0074", "0072", "0069", "0063", "0069", "00740079", "0020"});
  const auto lie =
      in_font_of_form(objects, typed({{50, 690, "\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9 bill"},
                                      {50, 540, "Your \xA1\xA2\xA3\xA4\xA5\xA6\xA7\xA8\xA9 usage"}}));
  never_accepts("kind", all({issuer, holder, day, total, lie}), objects);
}

BOOST_AUTO_TEST_CASE(a_holder_whom_the_text_passes_over_is_the_holder_all_the_same) {
  const std::string other =
      typed({{50, 630, "TOBIAS GRANGER"}, {50, 615, "907 CEDAR STREET"}, {50, 600, "DAYTON OH 45402"}});
  const std::string at_the_foot = typed({{50, 90, "ELEANOR J WHITFIELD"},
                                         {50, 75, "1182 MAPLEWOOD AVE APT 4B"},
                                         {50, 60, "COLUMBUS OH 43206-1234"}});
  for (auto objects : {meaningless_font(), font_of_one_meaning("0020"), font_of_one_meaning("002E"),
                       font_of_one_meaning("200B")}) {
    const auto seen = in_font_of_form(objects, other);
    never_accepts("passed over " + objects[1], all({issuer, heading, day, usage, total, seen, at_the_foot}),
                  objects);
  }
  auto objects = font_of_one_meaning("0078");
  const auto seen = in_font_of_form(objects, other);
  never_accepts("letters that all mean x", all({issuer, heading, day, usage, total, seen, at_the_foot}),
                objects);
  const auto stroked = "q 0.3 w 1 Tr " + other + " Q ";
  never_accepts("two holders", all({issuer, heading, day, usage, total, stroked, at_the_foot}));
}

BOOST_AUTO_TEST_CASE(a_senders_address_above_a_holder_at_the_foot_is_no_lie) {
  const std::string sender = typed({{50, 765, "NORTHFIELD POWER AND"},
                                    {50, 750, "LIGHT COMPANY"},
                                    {50, 735, "500 HARBOR BLVD"},
                                    {50, 720, "COLUMBUS OH 43215"}});
  const std::string at_the_foot = typed({{50, 105, "Payment coupon for:"},
                                         {50, 90, "ELEANOR J WHITFIELD"},
                                         {50, 75, "1182 MAPLEWOOD AVE APT 4B"},
                                         {50, 60, "COLUMBUS OH 43206-1234"}});
  const std::string city = typed({{50, 765, "CITY OF SHIAWASSEE BEND"},
                                  {50, 750, "Department of Public Utilities Water and Sewer"},
                                  {50, 735, "301 W MAIN ST OWOSSO MI 48867-2919"}});
  for (const auto& head : {sender, city}) {
    const auto screening = screened(all({head, heading, day, usage, total, at_the_foot}));
    BOOST_TEST(screening.reading.integrity.empty(), to_json(screening));
  }
}

// Three lines of letters, each letter of squares that no eye takes for a font's.
std::string drawn_in_squares() {
  std::string content = "q 0 g ";
  constexpr unsigned shapes[] = {0x7A5E3, 0x1F9A7, 0x6D2B5, 0x39F4D, 0x5B6E9, 0x72D3A, 0x4F93E};
  for (int line = 0; line < 3; ++line) {
    for (int letter = 0; letter < 16; ++letter) {
      const unsigned shape = shapes[(line * 16 + letter) % 7];
      for (int bit = 0; bit < 20; ++bit) {
        if ((shape >> bit & 1) == 0) continue;
        content += std::to_string(50 + letter * 9 + bit % 4 * 2) + " " +
                   std::to_string(600 + (2 - line) * 15 + bit / 4 * 2) + " 2 2 re ";
      }
    }
  }
  return content + "f Q ";
}

BOOST_AUTO_TEST_CASE(print_above_the_holder_that_nobody_can_read_leaves_the_document_to_a_person) {
  const std::string at_the_foot = typed({{50, 90, "ELEANOR J WHITFIELD"},
                                         {50, 75, "1182 MAPLEWOOD AVE APT 4B"},
                                         {50, 60, "COLUMBUS OH 43206-1234"}});
  const auto without = screened(all({issuer, heading, day, usage, total, at_the_foot}));
  BOOST_TEST((without.decision == Decision::accept), to_json(without));
  never_accepts("squares above", all({issuer, heading, day, usage, total, drawn_in_squares(), at_the_foot}));
}

BOOST_AUTO_TEST_CASE(a_holder_added_to_a_finished_file_proves_nothing_and_a_stamp_beside_is_told) {
  struct Case {
    std::string before, added;
    bool accepted;
  };
  const std::string rest = all({issuer, heading, day, usage, total});
  for (const Case& c :
       {Case{rest, holder, false}, Case{rest + holder, typed({{400, 100, "Duplicate"}}), true}}) {
    const auto pdf =
        with_update(make_pdf({{c.before}}), content_object(0), stream_object(c.before + c.added));
    const auto screening = screened_file(pdf);
    BOOST_TEST((screening.decision == Decision::accept) == c.accepted, to_json(screening));
    BOOST_REQUIRE(!screening.reading.integrity.empty());
    BOOST_TEST(screening.reading.integrity.front().code == "edited_after_issue");
  }
}

BOOST_AUTO_TEST_CASE(a_cover_with_a_name_does_not_make_the_bill_behind_it_that_persons) {
  const std::string other =
      typed({{50, 630, "TOBIAS GRANGER"}, {50, 615, "907 CEDAR STREET"}, {50, 600, "DAYTON OH 45402"}});
  const auto screening =
      screened_file(make_pdf({{holder}, {all({issuer, heading, other, day, usage, total})}}));
  BOOST_TEST((screening.decision != Decision::accept), to_json(screening));
  const std::string by_labels = typed({{50, 650, "Customer"},
                                       {50, 635, "Tobias Granger"},
                                       {50, 620, "Service address"},
                                       {50, 605, "907 Cedar Street"},
                                       {50, 590, "Dayton OH 45402"}});
  const auto supplied =
      screened_file(make_pdf({{holder}, {all({issuer, heading, by_labels, day, usage, total})}}));
  BOOST_TEST((supplied.decision != Decision::accept), to_json(supplied));
  // The cover names the address of the bill behind it too.
  const std::string branch =
      typed({{50, 300, "Branch office"}, {50, 285, "907 CEDAR STREET"}, {50, 270, "DAYTON OH 45402"}});
  const auto announced =
      screened_file(make_pdf({{holder + branch}, {all({issuer, heading, other, day, usage, total})}}));
  BOOST_TEST((announced.decision != Decision::accept), to_json(announced));
}

BOOST_AUTO_TEST_CASE(a_form_field_that_each_program_draws_its_own_way_proves_no_holder) {
  struct Case {
    std::string what, field, before;
    bool anew, accepted;
  };
  const std::string widget =
      "<</Type /Annot /Subtype /Widget /T (name) /Rect [45 595 300 645] /DA (/F1 12 Tf 0 g) ";
  const std::string text = widget + "/FT /Tx /V (ELEANOR J WHITFIELD) ", drawn = "/AP <</N 101 0 R>>>>";
  const std::string small = "<</Type /Annot /Subtype /Widget /FT /Tx /T (x) /V (x) /Rect [0 0 1 1]>>";
  const std::string script = "<</Type /Annot /Subtype /Link /Rect [0 0 1 1] /A <</S /JavaScript /JS (1)>>>>";
  for (const Case& c : {Case{"drawn once", text + drawn, "", false, true},
                        {"drawn anew", text + drawn, "", true, false},
                        {"behind another that is not drawn", text + drawn, small, true, false},
                        {"behind a script", text + drawn, script, true, false},
                        {"not drawn at all", text + ">>", "", true, false},
                        {"an empty appearance", text + "/AP <<>>>>", "", false, false},
                        {"its value a stream", widget + "/FT /Tx /V 102 0 R " + drawn, "", true, false},
                        {"its kind two levels above",
                         widget + "/Parent <</Parent <</FT /Tx /V (E)>>>> " + drawn, "", true, false}}) {
    const std::string form =
        "/AcroForm <</Fields [100 0 R] " + std::string(c.anew ? "/NeedAppearances true" : "") + ">>";
    const auto screening = screened_file(
        make_pdf({{all({issuer, heading, holder, day, usage, total}),
                   "/MediaBox [0 0 600 800] /Annots [" + c.before + " 100 0 R]"}},
                 form,
                 {c.field, stream_object("", "/Type /XObject /Subtype /Form /BBox [0 0 255 50]"),
                  stream_object("ELEANOR J WHITFIELD")}));
    BOOST_TEST((screening.decision == Decision::accept) == c.accepted, c.what << ": " << to_json(screening));
  }
}

BOOST_AUTO_TEST_CASE(a_page_with_two_contents_of_which_programs_take_one_or_the_other_proves_nothing) {
  const auto screening = screened_file(make_pdf(
      {{all({issuer, heading, holder, day, usage, total}), "/MediaBox [0 0 600 800] /Contents 100 0 R"}}, "",
      {stream_object(all({issuer, heading, day, usage, total}))}));
  BOOST_TEST((screening.decision != Decision::accept), to_json(screening));
}

BOOST_AUTO_TEST_SUITE_END()
