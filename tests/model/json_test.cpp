#include "model/json.hpp"

#include <boost/test/unit_test.hpp>

using namespace domicile;

namespace {

const Box somewhere{0.1, 0.2, 0.123456789, 0.4};

void fill(Finding& finding) {
  finding.confidence = 0.123456789;
  finding.page = 2;
  finding.box = somewhere;
  finding.evidence = {{"label 'Bill date' to the left", 1.23456}, {"far below", -0.5}};
  finding.source = WordSource::ocr;
  finding.legibility = 0.87654321;
}

/// A reading in which nothing has its default.
Reading full_reading() {
  Reading reading;
  reading.file = "bill \"1\".pdf";
  reading.sha256 = "abc";
  reading.media_type = "application/pdf";
  reading.pages = 3;
  reading.source = "mixed";
  reading.locale = "de-AT";
  reading.quality = {0.987654, {"blurred", "skewed"}};
  reading.kind = {"utility_bill", "gas", 0.912345678, {{"the word Gas", 2.5}}};
  fill(reading.issuer.emplace());
  reading.issuer->value = "Stadtwerke";
  fill(reading.name.emplace());
  reading.name->value = reading.name->text = "Zoë & Jan Groß";
  reading.name->all = {"Zoë Groß", "Jan Groß"};
  fill(reading.address.emplace());
  reading.address->value = "Gasse 1, 1010 Wien";
  reading.address->lines = {"Gasse 1", "1010 Wien"};
  reading.address->components = {"1", "Gasse", "Top 5", "Hof", "PF 1", "Mitte", "Wien", "W", "1010", "AT"};
  reading.address->is_service_address = true;
  fill(reading.issue_date.emplace());
  reading.issue_date->value = *parse_iso_date("2026-11-03");
  reading.issue_date->text = "03/11/2026";
  reading.issue_date->label = "Datum";
  reading.issue_date->role = "bill_date";
  reading.issue_date->order = "D/M/Y";
  reading.issue_date->other_value = *parse_iso_date("2026-03-11");
  reading.issue_date->order_settled = false;
  reading.other_dates = {{"due_date", *parse_iso_date("2026-11-24"), "24.11.", 1, somewhere}};
  reading.other_addresses = {{"issuer", {"Ring 2", "1010 Wien"}, 1, somewhere}};
  reading.integrity = {{"hidden_text", IntegrityFinding::Severity::critical, "hidden", 1, somewhere},
                       {"suspicious_producer", IntegrityFinding::Severity::warning, "editor", 0, {}}};
  reading.runners_up = {{"name", "Jan", 0.0123456, 1, somewhere, {{"no label", -1.5}}}};
  reading.problems = {{ErrorCode::took_too_long, "page 3", "It took too long.", "Send less."}};
  reading.several_documents = true;
  reading.timings = {1.5, 2.5, 3.5, 4.5, 5.5, 17.5};
  return reading;
}

std::string complete(const Reading& reading) { return to_json(reading, {.complete = true}); }

}  // namespace

BOOST_AUTO_TEST_CASE(a_reading_that_was_written_complete_is_read_back_to_the_same_value) {
  for (const auto& reading : {full_reading(), Reading{}}) {
    const auto text = complete(reading);
    const auto back = parse_reading(text, "test");
    BOOST_TEST_REQUIRE(back.has_value());
    BOOST_TEST(complete(*back) == text);
  }
  const auto back = parse_reading(complete(full_reading()), "test");
  BOOST_TEST(back->name->confidence == 0.123456789);
  BOOST_TEST(back->name->legibility == 0.87654321);
  BOOST_TEST((back->address->components == full_reading().address->components));
  BOOST_TEST((back->problems[0].code == ErrorCode::took_too_long));
  BOOST_TEST(back->several_documents);
}

BOOST_AUTO_TEST_CASE(a_reading_is_read_out_of_a_screening) {
  Screening screening;
  screening.reading = full_reading();
  screening.as_of = *parse_iso_date("2026-11-22");
  const auto back = parse_reading(to_json(screening, {.complete = true}), "test");
  BOOST_TEST_REQUIRE(back.has_value());
  BOOST_TEST(complete(*back) == complete(full_reading()));
}

BOOST_AUTO_TEST_CASE(what_is_no_complete_reading_is_refused) {
  const auto whole = complete(full_reading());
  for (const auto& text : {std::string("{}"), std::string("null"), std::string("no JSON"),
                           to_json(full_reading()), whole.substr(0, whole.size() / 2)}) {
    const auto back = parse_reading(text, "scr_1");
    BOOST_TEST_REQUIRE(!back.has_value());
    BOOST_TEST(back.error().where == "scr_1");
  }
}
