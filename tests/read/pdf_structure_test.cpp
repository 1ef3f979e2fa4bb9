#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "read/findings.hpp"
#include "read/pdf_maker.hpp"
#include "read/pdf_revisions.hpp"

using namespace domicile;
using namespace domicile::read;
using namespace domicile::test;

namespace {

const std::string issued =
    line_of_text(60, 700, "Bill for Eleanor Whitfield") + line_of_text(60, 600, "12 High Street");

/// `content` as the new content of the first page, saved as an update.
std::string edited(const std::string& content) {
  return with_update(make_pdf({{issued}, {issued}}), content_object(0), stream_object(content));
}

/// `pdf` with its first further object as its information dictionary.
std::string with_information(std::string pdf) {
  const std::string root = "/Root 1 0 R";
  return pdf.insert(pdf.rfind(root), "/Info 100 0 R ");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pdf_structure)

BOOST_AUTO_TEST_CASE(a_file_written_in_one_piece_has_no_finding) {
  BOOST_TEST(findings_of(make_pdf({{issued}})).empty());
  BOOST_TEST(earlier_states(make_pdf({{issued}})).empty());
}

BOOST_AUTO_TEST_CASE(a_replaced_word_is_critical_and_found_in_place) {
  const auto findings = findings_of(
      edited(line_of_text(60, 700, "Bill for Eleanor Whitfield") + line_of_text(60, 600, "99 Fake Street")));
  BOOST_REQUIRE(findings.size() == 1);
  BOOST_TEST(findings[0].code == "edited_after_issue");
  BOOST_TEST((findings[0].severity == IntegrityFinding::Severity::critical));
  BOOST_TEST(findings[0].page == 1);
  BOOST_TEST(findings[0].box.y0 > 0.2);
  BOOST_TEST(findings[0].box.y1 < 0.3);
}

BOOST_AUTO_TEST_CASE(an_added_line_is_a_warning) {
  const auto findings = findings_of(edited(issued + line_of_text(60, 100, "Duplicate")));
  BOOST_REQUIRE(findings.size() == 1);
  BOOST_TEST((findings[0].severity == IntegrityFinding::Severity::warning));
}

BOOST_AUTO_TEST_CASE(a_word_that_is_painted_over_later_counts_as_gone) {
  const auto findings =
      findings_of(edited(issued + "1 g 50 590 200 30 re f 0 g " + line_of_text(60, 600, "99 Fake Street")));
  BOOST_REQUIRE(findings.size() == 1);
  BOOST_TEST((findings[0].severity == IntegrityFinding::Severity::critical));
}

BOOST_AUTO_TEST_CASE(updates_that_show_nothing_new_are_no_finding) {
  const std::string pdf = make_pdf({{issued}});
  BOOST_TEST(findings_of(with_update(pdf, 150, "<</Producer (Archive)>>")).empty());
  BOOST_TEST(findings_of(with_update(pdf, content_object(0), stream_object(issued + " "))).empty());
}

BOOST_AUTO_TEST_CASE(the_state_that_was_signed_is_the_one_to_compare_with) {
  const std::string before = "%PDF-1.7\n" + std::string(300, ' ') + "/ByteRange [0 100 200 ";
  const std::string size = std::to_string(before.size() + 30 - 200);
  std::string signed_file = before + size + "]";
  signed_file.resize(before.size() + 25, ' ');
  signed_file += "%%EOF";
  const auto states = earlier_states(signed_file + std::string(100, ' ') + "startxref");
  BOOST_REQUIRE(states.size() == 1U);
  BOOST_TEST(states[0].signed_then);
  BOOST_TEST(states[0].size == signed_file.size());
  BOOST_TEST(earlier_states(signed_file).empty());
}

BOOST_AUTO_TEST_CASE(planted_marks_of_states_that_never_were_hide_no_edit) {
  const std::string content =
      line_of_text(60, 700, "Bill for Eleanor Whitfield") + line_of_text(60, 600, "99 Fake Street");
  for (const char* planted : {"<</ByteRange [0 100 200 300]>>", "(%%EOF)", "(%%EOF) % startxref"}) {
    const auto pdf = make_pdf({{issued}}, "", {planted});
    const auto findings = findings_of(with_update(pdf, content_object(0), stream_object(content)));
    BOOST_REQUIRE_MESSAGE(findings.size() == 1, planted);
    BOOST_TEST((findings[0].severity == IntegrityFinding::Severity::critical), planted);
  }
}

BOOST_AUTO_TEST_CASE(nonsense_in_a_byte_range_is_no_state) {
  for (const char* range : {"", "[", "[a b c d]", "[0 1 2]", "[0 1 99999999999999999999 9]", "[0 0 0 0]",
                            "[0 1 18446744073709551615 5]"}) {
    const std::string bytes = std::string(300, ' ') + "/ByteRange " + range;
    BOOST_TEST(earlier_states(bytes + std::string(100, ' ') + "startxref").empty(), range);
  }
}

BOOST_AUTO_TEST_CASE(content_that_acts_by_itself_is_named) {
  struct Case {
    std::string catalog;
    std::string entries;
    bool active;
  };
  const std::string media = "/MediaBox [0 0 600 800] ";
  const std::vector<Case> cases{
      {"/OpenAction <</S /JavaScript /JS (app.alert\\(1\\))>>", media, true},
      {"/OpenAction <</S /Launch /F (calc.exe)>>", media, true},
      {"/AA <</WC <</S /JavaScript /JS (1)>>>>", media, true},
      {"/Names <</EmbeddedFiles <</Names [(a) <</F (invoice.exe)>>]>>>>", media, true},
      {"", media + "/Annots [<</Subtype /Link /Rect [0 0 9 9] /A <</S /Launch /F (x)>>>>]", true},
      {"/OpenAction [10 0 R /Fit]", media, false},
      {"/Names <</EmbeddedFiles <</Names [(a) <</F (factur-x.xml)>>]>>>>", media, false},
      {"", media + "/Annots [<</Subtype /Link /Rect [0 0 9 9] /A <</S /URI /URI (https://example.org)>>>>]",
       false},
  };
  for (const Case& c : cases) {
    const auto findings = findings_of(make_pdf({{issued, c.entries}}, c.catalog));
    const bool found = std::ranges::count(findings, "active_content", &IntegrityFinding::code) > 0;
    BOOST_TEST(found == c.active, c.catalog << c.entries);
  }
}

BOOST_AUTO_TEST_CASE(a_file_saved_before_it_was_made_contradicts_itself) {
  struct Case {
    std::string dates;
    bool contradicts;
  };
  const std::vector<Case> cases{
      {"/CreationDate (D:20261103090000Z) /ModDate (D:20261103090000Z)", false},
      {"/CreationDate (D:20261103090000Z) /ModDate (D:20261203090000Z)", false},
      {"/CreationDate (D:20261103090000Z) /ModDate (D:20261103010000+09'00')", false},
      {"/CreationDate (D:20261103090000Z) /ModDate (D:20261003090000Z)", true},
      {"/CreationDate (D:20261103090000Z)", false},
      {"/CreationDate (yesterday) /ModDate (D:20261003090000Z)", false},
  };
  for (const Case& c : cases) {
    const std::string pdf = with_information(make_pdf({{issued}}, "", {"<<" + c.dates + ">>"}));
    const auto findings = findings_of(pdf);
    BOOST_TEST(std::ranges::count(findings, "contradicting_dates", &IntegrityFinding::code) ==
                   (c.contradicts ? 1 : 0),
               c.dates);
  }
}

BOOST_AUTO_TEST_CASE(a_field_whose_value_is_not_drawn_is_hidden_text) {
  const std::string field =
      "/MediaBox [0 0 600 800] /Annots [<</Subtype /Widget /FT /Tx /T (a) /V (99 Fake Road) "
      "/Rect [60 500 300 520]>>]";
  const auto findings = findings_of(make_pdf({{issued, field}}));
  BOOST_TEST(std::ranges::count(findings, "hidden_text", &IntegrityFinding::code) == 1);
}

BOOST_AUTO_TEST_CASE(a_form_that_may_be_shown_in_place_of_the_pages_is_hidden_text) {
  const auto findings = findings_of(make_pdf({{issued}}, "/AcroForm <</Fields [] /XFA (<xdp/>)>>"));
  BOOST_REQUIRE(findings.size() == 1);
  BOOST_TEST(findings[0].code == "hidden_text");
  BOOST_TEST((findings[0].severity == IntegrityFinding::Severity::critical));
  BOOST_TEST(findings_of(make_pdf({{issued}}, "/AcroForm <</Fields []>>")).empty());
}

BOOST_AUTO_TEST_SUITE_END()
