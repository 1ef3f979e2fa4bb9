#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <functional>

#include "model/json.hpp"
#include "rule_book.hpp"
#include "screen/policy.hpp"
#include "screen/reasons.hpp"
#include "screen/screen.hpp"

using namespace domicile;
using namespace domicile::screen;

namespace {

const match::Matcher& matcher() {
  static const match::Matcher made(tests::rule_book());
  return made;
}

Date day(const char* iso) { return *parse_iso_date(iso); }

Account account() {
  return *parse_account(
      R"({"id":"A-1","name":"Eleanor J. Whitfield","address":{"line1":"1182 Maplewood Ave","line2":"Apt 4B","city":"Columbus","region":"OH","postcode":"43206","country":"US"}})",
      "a");
}

Reading reading() {
  Reading read;
  read.pages = 1;
  read.kind = {"utility_bill", "electricity", 0.99, {}};
  auto& name = read.name.emplace();
  name.value = name.text = "ELEANOR J WHITFIELD";
  name.all = {name.value};
  name.confidence = 0.98;
  auto& address = read.address.emplace();
  address.lines = {"1182 MAPLEWOOD AVE APT 4B", "COLUMBUS OH 43206-1234"};
  address.components = matcher().parse_address(address.lines, "US");
  address.confidence = 0.97;
  auto& date = read.issue_date.emplace();
  date.value = day("2026-11-03");
  date.role = "bill_date";
  date.confidence = 0.99;
  return read;
}

Screening decide_at(const Reading& read, const char* as_of = "2026-11-22", const Policy& policy = {}) {
  return decide(read, account(), day(as_of), policy, matcher());
}

bool has_reason(const Screening& screening, std::string_view code) {
  return std::ranges::any_of(screening.reasons, [&](const Reason& reason) { return reason.code == code; });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bill_that_agrees_in_everything_is_accepted) {
  const auto screening = decide_at(reading());
  BOOST_TEST((screening.decision == Decision::accept), to_json(screening));
  BOOST_TEST(screening.reasons.empty());
  BOOST_TEST(*screening.recency.age_days == 19);
}

BOOST_AUTO_TEST_CASE(recency_passes_from_0_to_the_limit_and_not_a_day_more) {
  const std::tuple<const char*, Outcome, const char*> cases[] = {
      {"2026-11-03", Outcome::pass, ""},
      {"2026-12-03", Outcome::pass, ""},
      {"2026-12-04", Outcome::fail, "issue_date_too_old"},
      {"2026-11-02", Outcome::fail, "issue_date_in_future"}};
  for (const auto& [as_of, outcome, code] : cases) {
    const auto screening = decide_at(reading(), as_of);
    BOOST_TEST((screening.recency.outcome == outcome), as_of);
    if (outcome == Outcome::fail) {
      BOOST_TEST(has_reason(screening, code), as_of);
      BOOST_TEST((screening.decision == Decision::reject), as_of);
    }
  }
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_said_of_the_side_that_lacks_it) {
  auto read = reading();
  read.address->components.unit.clear();
  const auto without = decide_at(read);
  BOOST_TEST_REQUIRE(has_reason(without, "address_partly_matches"));
  const auto reason = std::ranges::find(without.reasons, "address_partly_matches", &Reason::code);
  BOOST_TEST(reason->message.contains("unit missing on the document: "), reason->message);
}

BOOST_AUTO_TEST_CASE(what_one_letter_sets_apart_on_a_picture_is_for_a_person_to_look_at) {
  auto read = reading();
  read.address->components.house_number = "11822";
  BOOST_TEST((decide_at(read).decision == Decision::reject));
  read.address->source = WordSource::ocr;
  BOOST_TEST((decide_at(read).decision == Decision::review));
  read.address->components.house_number = "77";
  BOOST_TEST((decide_at(read).decision == Decision::reject));
}

BOOST_AUTO_TEST_CASE(a_blank_that_was_passed_over_on_a_picture_is_for_a_person_to_look_at) {
  auto read = reading();
  auto& address = *read.address;
  address.components.house_number += "4";  // of "4B"
  address.components.unit = "B";
  BOOST_TEST((decide_at(read).decision == Decision::reject));
  address.source = WordSource::ocr;
  BOOST_TEST((decide_at(read).decision == Decision::review));
  address.components.street = "OAKDALE AVE";
  BOOST_TEST((decide_at(read).decision == Decision::reject));
}

BOOST_AUTO_TEST_CASE(a_periods_end_on_a_picture_rejects_only_where_the_issue_would_be_too_old_as_well) {
  auto read = reading();
  read.issue_date->role = "period_end";
  read.issue_date->source = WordSource::ocr;
  BOOST_TEST((decide_at(read, "2026-12-10").decision == Decision::review));
  BOOST_TEST((decide_at(read, "2027-01-20").decision == Decision::reject));
  read.issue_date->source = WordSource::text_layer;
  BOOST_TEST((decide_at(read, "2026-12-10").decision == Decision::reject));
}

BOOST_AUTO_TEST_CASE(a_date_with_two_readings_is_unsure_only_where_they_differ_in_outcome) {
  auto read = reading();
  read.issue_date->other_value = day("2026-03-11");
  read.issue_date->order_settled = false;
  auto screening = decide_at(read);
  BOOST_TEST((screening.recency.outcome == Outcome::unsure));
  BOOST_TEST(has_reason(screening, "issue_date_ambiguous"));
  BOOST_TEST((screening.decision == Decision::review));
  read.issue_date->other_value = day("2026-11-10");
  BOOST_TEST((decide_at(read).recency.outcome == Outcome::pass));
  read.issue_date->other_value = day("2026-03-11");
  read.issue_date->order_settled = true;
  BOOST_TEST((decide_at(read).recency.outcome == Outcome::pass));
}

BOOST_AUTO_TEST_CASE(a_name_and_an_address_that_both_agree_vouch_for_each_other) {
  auto read = reading();
  read.name->confidence = 0.6;
  BOOST_TEST((decide_at(read).decision == Decision::accept));
  read.name->confidence = 0.4;
  BOOST_TEST((decide_at(read).decision == Decision::review));
  read.name->confidence = 0.6;
  read.address->confidence = 0.85;  // sure enough by itself, but not to vouch
  BOOST_TEST((decide_at(read).decision == Decision::review));
  read = reading();
  read.address->confidence = 0.7;
  BOOST_TEST((decide_at(read).decision == Decision::accept));
  read.address->confidence = 0.5;
  BOOST_TEST((decide_at(read).decision == Decision::review));
  read.address->confidence = 0.7;
  read.name->value = "HAROLD WHITFIELD";
  read.name->all = {read.name->value};
  BOOST_TEST((decide_at(read).address.outcome == Outcome::unsure));
  BOOST_TEST((decide_at(read).decision != Decision::accept));
}

BOOST_AUTO_TEST_CASE(two_dates_that_both_pass_need_not_be_told_apart) {
  auto read = reading();
  read.issue_date->confidence = 0.7;
  BOOST_TEST((decide_at(read).recency.outcome == Outcome::unsure));
  read.runners_up.push_back({"issue_date", "2026-11-07", 0.25, 1, {}, {}});
  BOOST_TEST((decide_at(read).recency.outcome == Outcome::pass));
  read.runners_up.back().value = "2026-09-30";
  BOOST_TEST((decide_at(read).recency.outcome == Outcome::unsure));
  read.runners_up.back().value = "2026-11-07";
  BOOST_TEST((decide_at(read, "2026-12-05").recency.outcome == Outcome::unsure));  // one of them is too old
}

BOOST_AUTO_TEST_CASE(two_dates_that_are_both_too_old_need_not_be_told_apart) {
  auto read = reading();
  read.issue_date->confidence = 0.85;
  read.runners_up.push_back({"issue_date", "2026-10-31", 0.13, 1, {}, {}});
  BOOST_TEST((decide_at(read, "2026-12-02").decision == Decision::review));  // one of them passes
  BOOST_TEST((decide_at(read, "2026-12-20").decision == Decision::reject));
}

BOOST_AUTO_TEST_CASE(a_day_still_to_come_beside_a_periods_end_has_to_be_a_likely_one) {
  for (const double likely : {0.03, 0.1}) {
    auto read = reading();
    read.kind = {"bank_statement", "checking", 0.99, {}};
    read.issue_date->role = "period_end";
    read.issue_date->confidence = 0.9;
    read.runners_up.push_back({"issue_date", "2026-12-01", likely, 1, {}, {}});
    BOOST_TEST((decide_at(read).decision == Decision::accept) == (likely < 0.05));
  }
}

BOOST_AUTO_TEST_CASE(what_differs_is_never_accepted) {
  using Change = std::function<void(Reading&)>;
  const std::pair<const char*, Change> cases[] = {
      {"name",
       [](Reading& r) {
         r.name->value = "HAROLD WHITFIELD";
         r.name->all = {r.name->value};
       }},
      {"no name", [](Reading& r) { r.name.reset(); }},
      {"house number", [](Reading& r) { r.address->components.house_number = "1128"; }},
      {"unit", [](Reading& r) { r.address->components.unit = "Apt 4D"; }},
      {"no unit", [](Reading& r) { r.address->components.unit.clear(); }},
      {"postcode", [](Reading& r) { r.address->components.postcode = "43207"; }},
      {"street", [](Reading& r) { r.address->components.street = "Oakwood Ave"; }},
      {"no address", [](Reading& r) { r.address.reset(); }},
      {"no date", [](Reading& r) { r.issue_date.reset(); }},
      {"kind", [](Reading& r) { r.kind = {"other", "payslip", 0.99, {}}; }},
      {"mobile", [](Reading& r) { r.kind = {"other", "mobile_phone_bill", 0.99, {}}; }},
      {"unsure kind", [](Reading& r) { r.kind.confidence = 0.6; }},
      {"unsure name", [](Reading& r) { r.name->confidence = 0.4; }},
      {"poorly legible address", [](Reading& r) { r.address->legibility = 0.2; }},
      {"homoglyph",
       [](Reading& r) {
         r.name->value = "ELE\u0410NOR J WHITFIELD";
         r.name->all = {r.name->value};
       }},
      {"tampering",
       [](Reading& r) {
         r.integrity.push_back({"hidden_text", IntegrityFinding::Severity::critical, "x", 1, {}});
       }},
      {"several", [](Reading& r) { r.several_documents = true; }},
      {"crash", [](Reading& r) { r.problems.push_back({ErrorCode::reader_crashed, "", "x", ""}); }}};
  for (const auto& [what, change] : cases) {
    auto read = reading();
    change(read);
    const auto screening = decide_at(read);
    BOOST_TEST((screening.decision != Decision::accept), what);
    BOOST_TEST(!screening.reasons.empty(), what);
  }
}

BOOST_AUTO_TEST_CASE(an_uncertain_mismatch_goes_to_a_person_and_a_certain_one_is_rejected) {
  auto read = reading();
  read.name->value = "HAROLD STONE";
  read.name->all = {read.name->value};
  BOOST_TEST((decide_at(read).decision == Decision::reject));
  read.name->confidence = 0.85;
  BOOST_TEST((decide_at(read).decision == Decision::review));
  read.name->confidence = 0.98;
  read.runners_up.push_back({"name", "Eleanor J Whitfield", 0.1, 1, {}, {}});
  BOOST_TEST((decide_at(read).decision == Decision::review));
}

BOOST_AUTO_TEST_CASE(a_country_that_the_document_does_not_print_never_differs) {
  const auto account = *parse_account(
      R"({"name":"Eleanor Whitfield","address":{"line1":"336 Nelson Mandela Dr","city":"Sandton","postcode":"2196","country":"ZA"}})",
      "a");
  auto read = reading();
  read.address->lines = {"336 NELSON MANDELA DRIVE", "SANDTON 2196"};
  read.address->components = matcher().parse_address(read.address->lines, "AU");
  BOOST_TEST((decide(read, account, day("2026-11-22"), {}, matcher()).decision == Decision::accept));
  read.address->lines.emplace_back("AUSTRALIA");
  read.address->components = matcher().parse_address(read.address->lines, "AU");
  BOOST_TEST((decide(read, account, day("2026-11-22"), {}, matcher()).decision == Decision::reject));
}

BOOST_AUTO_TEST_CASE(an_address_without_its_street_or_number_is_no_certain_difference) {
  auto read = reading();
  read.address->lines = {"OAK STREET 12", "COLUMBUS OH 43206"};
  read.address->components = matcher().parse_address(read.address->lines, "US");
  read.address->components.street = "Oak Street";
  read.address->components.house_number = "12";
  BOOST_TEST((decide_at(read).decision == Decision::reject));
  read.address->components.house_number.clear();
  BOOST_TEST((decide_at(read).decision == Decision::review));
}

BOOST_AUTO_TEST_CASE(what_a_bad_picture_seems_to_show_is_never_certain) {
  Reading read;
  read.pages = 1;
  read.kind = {"other", "payslip", 1.0, {}};
  read.quality.score = 0.1;
  const auto screening = decide_at(read);
  BOOST_TEST((screening.decision == Decision::review));
  BOOST_TEST(has_reason(screening, "unreadable_document"));
  read.quality.score = 0.9;
  BOOST_TEST((decide_at(read).decision == Decision::reject));
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_gets_its_own_reason) {
  const std::pair<ErrorCode, Decision> cases[] = {{ErrorCode::encrypted_document, Decision::reject},
                                                  {ErrorCode::corrupt_document, Decision::reject},
                                                  {ErrorCode::empty_document, Decision::reject},
                                                  {ErrorCode::unsupported_media_type, Decision::reject},
                                                  {ErrorCode::too_large, Decision::review},
                                                  {ErrorCode::too_many_pages, Decision::review},
                                                  {ErrorCode::took_too_long, Decision::review},
                                                  {ErrorCode::reader_crashed, Decision::review}};
  for (const auto& [code, decision] : cases) {
    Reading read;
    read.problems.push_back({code, "", "It failed.", ""});
    const auto screening = decide_at(read);
    BOOST_TEST((screening.decision == decision), describe(code).name);
    BOOST_TEST(has_reason(screening, describe(code).name), describe(code).name);
  }
}

BOOST_AUTO_TEST_CASE(every_reason_tells_the_customer_what_to_do) {
  for (const auto& reason : all_reasons()) {
    BOOST_TEST(!reason.meaning.empty(), reason.code);
    if (reason.code != "issue_date_is_period_end") BOOST_TEST(!reason.customer.empty(), reason.code);
  }
}

BOOST_AUTO_TEST_CASE(the_shipped_policies_load_and_the_default_is_the_built_in_one) {
  const std::filesystem::path folder = std::filesystem::path(DOMICILE_SOURCE_DIR) / "policies";
  const auto shipped = load_policy(folder / "default.yaml");
  BOOST_TEST_REQUIRE(shipped.has_value());
  const Policy built_in;
  BOOST_TEST(shipped->max_age_days == built_in.max_age_days);
  BOOST_TEST((shipped->accepted == built_in.accepted));
  BOOST_TEST((shipped->checks == built_in.checks));
  BOOST_TEST(shipped->thresholds.certain == built_in.thresholds.certain);
  BOOST_TEST(load_policy(folder / "ninety-days.yaml")->max_age_days == 90);
  BOOST_TEST(!load_policy(folder / "missing.yaml").has_value());
}

BOOST_AUTO_TEST_CASE(a_policy_may_take_what_the_default_refuses) {
  auto read = reading();
  read.kind = {"other", "mobile_phone_bill", 0.99, {}};
  Policy policy;
  policy.mobile_phone_bill = true;
  BOOST_TEST((decide_at(read, "2026-11-22", policy).decision == Decision::accept));
}

BOOST_AUTO_TEST_CASE(a_policy_that_was_written_is_read_back_to_the_same_value) {
  Policy policy;
  policy.name = "a \"strict\" one\\";
  policy.max_age_days = 45;
  policy.accepted = {{"utility_bill", {"gas"}}};
  policy.max_age_days_of = {{"gas", 10}};
  policy.po_box = true;
  policy.checks = {"name", "recency"};
  policy.thresholds.certain = 0.875;
  for (const auto& written : {policy, Policy{}}) {
    const auto back = parse_policy(to_text(written), "test");
    BOOST_TEST_REQUIRE(back.has_value());
    BOOST_TEST(to_text(*back) == to_text(written));
    BOOST_TEST(back->name == written.name);
    BOOST_TEST((back->accepted == written.accepted));
    BOOST_TEST((back->checks == written.checks));
    BOOST_TEST((back->max_age_days_of == written.max_age_days_of));
    BOOST_TEST(back->thresholds.certain == written.thresholds.certain);
  }
  const auto wrong = parse_policy("policy: x\nnonsense: 1\n", "given");
  BOOST_TEST_REQUIRE(!wrong.has_value());
  BOOST_TEST(to_string(wrong.error()).find("given:2") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_a_picture_may_have_lost_of_a_name_is_for_a_person_to_look_at) {
  auto account_of_manuel = account();
  account_of_manuel.name = "Manuel Castaño";
  auto read = reading();
  read.name->value = read.name->text = "DONMANUEL CASTAÑO";
  read.name->all = {read.name->value};
  const auto decided = [&] {
    return decide(read, account_of_manuel, day("2026-11-22"), {}, matcher()).decision;
  };
  BOOST_TEST((decided() == Decision::reject));
  read.name->source = WordSource::ocr;
  BOOST_TEST((decided() == Decision::review));
}

BOOST_AUTO_TEST_CASE(a_month_that_a_picture_shows_without_its_day_decides_nothing) {
  for (const auto* as_of : {"2026-11-22", "2026-12-05", "2027-03-01"}) {
    auto read = reading();
    read.issue_date->value = day("2026-11-30");
    read.issue_date->order = "M/Y";
    read.issue_date->source = WordSource::ocr;
    const auto screening = decide_at(read, as_of);
    BOOST_TEST((screening.recency.outcome == Outcome::unsure));
    BOOST_TEST((screening.decision == Decision::review));
  }
}

BOOST_AUTO_TEST_CASE(
    a_date_behind_the_period_that_may_be_the_date_of_issue_keeps_the_periods_end_from_deciding) {
  struct Case {
    const char* kind;
    const char* role;
    const char* rival;
    double confidence;
    Decision expected;
  };
  // A bill may be issued before the period that it is for, a statement is not.
  const Case cases[] = {{"utility_bill", "period_end", "2026-11-27", 0.07, Decision::review},
                        {"utility_bill", "period_end", "2026-11-27", 0.01, Decision::accept},
                        {"utility_bill", "period_end", "2026-10-04", 0.07, Decision::review},
                        {"bank_statement", "period_end", "2026-10-04", 0.07, Decision::accept},
                        {"bank_statement", "period_end", "2026-11-27", 0.07, Decision::review},
                        {"utility_bill", "bill_date", "2026-11-27", 0.07, Decision::accept},
                        {"utility_bill", "bill_date", "2026-11-27", 0.2, Decision::review}};
  for (const auto& [kind, role, rival, confidence, expected] : cases) {
    auto read = reading();
    read.kind.value = kind;
    read.kind.subkind = std::string_view(kind) == "bank_statement" ? "checking" : "electricity";
    read.issue_date->role = role;
    read.runners_up.push_back({"issue_date", rival, confidence, 1, {}, {}});
    BOOST_TEST_CONTEXT(kind << ", " << role << ", " << rival << " at " << confidence) {
      BOOST_TEST((decide_at(read).decision == expected));
    }
  }
}
