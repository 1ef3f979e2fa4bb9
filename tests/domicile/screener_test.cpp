#include "domicile/screener.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>

#include "match/match.hpp"
#include "model/json.hpp"
#include "sandbox/layers.hpp"
#include "screen/policy.hpp"
#include "small_bill.hpp"

using namespace domicile;
using namespace domicile::tests;

namespace {

const Screener& screener(SandboxMode mode) {
  const auto make = [](SandboxMode sandbox) {
    auto made = Screener::create({.data_directory = DOMICILE_SOURCE_DIR, .sandbox = sandbox});
    if (!made) BOOST_FAIL(to_string(made.error()));
    return std::move(*made);
  };
  static const auto best = make(SandboxMode::best);
  static const auto off = make(SandboxMode::off);
  return mode == SandboxMode::off ? *off : *best;
}

ScreenRequest on_day(const char* iso) { return {.as_of = *parse_iso_date(iso)}; }

Screening screened(const std::string& pdf, SandboxMode mode = SandboxMode::best,
                   const char* day = "2026-11-22") {
  return screener(mode).screen({"bill.pdf", pdf}, *parse_account(bill_account, "account"), on_day(day));
}

bool has_reason(const Screening& screening, std::string_view code) {
  return std::ranges::any_of(screening.reasons, [&](const Reason& reason) { return reason.code == code; });
}

std::string without_timings(Screening screening) {
  screening.reading.timings = {};
  return to_json(screening, {.indented = true, .verbose = true});
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_bill_of_the_accounts_holder_is_accepted) {
  const auto screening = screened(small_bill());
  BOOST_TEST((screening.decision == Decision::accept), to_json(screening));
  BOOST_TEST(to_iso(screening.reading.issue_date.value().value) == bill_issued);
  BOOST_TEST(screening.reading.name.value().value == "ELEANOR J WHITFIELD");
}

BOOST_AUTO_TEST_CASE(a_bill_of_someone_else_is_never_accepted) {
  for (const char* holder : {"TOBIAS GRANGER", "EDWARD WHITFIELD", "", "Account holder"}) {
    const auto screening = screened(small_bill(holder));
    BOOST_TEST((screening.decision != Decision::accept), holder);
    BOOST_TEST(!screening.reasons.empty(), holder);
  }
}

BOOST_AUTO_TEST_CASE(the_sandbox_changes_nothing_in_what_is_read) {
  const std::vector<std::string> documents{small_bill(), small_bill("TOBIAS GRANGER"),
                                           small_bill().substr(0, 400), "", "This is no document."};
  for (const auto& document : documents) {
    BOOST_TEST(without_timings(screened(document, SandboxMode::best)) ==
               without_timings(screened(document, SandboxMode::off)));
  }
}

BOOST_AUTO_TEST_CASE(the_same_document_gives_the_same_screening_again) {
  BOOST_TEST(without_timings(screened(small_bill())) == without_timings(screened(small_bill())));
}

BOOST_AUTO_TEST_CASE(what_can_not_be_read_is_a_reading_with_its_problem) {
  struct Case {
    std::string bytes;
    ErrorCode code;
  };
  for (const auto& [bytes, code] : std::vector<Case>{{"", ErrorCode::empty_document},
                                                     {"text", ErrorCode::unsupported_media_type},
                                                     {"%PDF-1.7\nbroken", ErrorCode::corrupt_document}}) {
    const auto reading = screener(SandboxMode::best).read({"document", bytes}, {});
    BOOST_TEST_CONTEXT(describe(code).name) {
      BOOST_REQUIRE(reading.problems.size() == 1U);
      BOOST_TEST((reading.problems[0].code == code), to_string(reading.problems[0]));
      BOOST_TEST(!reading.name);
      BOOST_TEST(reading.sha256.size() == 64U);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_policy_of_the_request_decides) {
  screen::Policy no_bills;
  no_bills.accepted = {{"bank_statement", {"checking"}}};
  auto request = on_day("2026-11-22");
  request.policy = &no_bills;
  const auto account = *parse_account(bill_account, "account");
  const auto screening = screener(SandboxMode::best).screen({"bill.pdf", small_bill()}, account, request);
  BOOST_TEST((screening.decision != Decision::accept));
  BOOST_TEST(has_reason(screening, "kind_not_accepted"), to_json(screening));
}

BOOST_AUTO_TEST_CASE(a_limit_of_the_request_goes_before_the_policys) {
  auto request = on_day("2026-11-22");
  request.max_age_days = 18;
  const auto account = *parse_account(bill_account, "account");
  const auto screening = screener(SandboxMode::best).screen({"bill.pdf", small_bill()}, account, request);
  BOOST_TEST((screening.decision == Decision::reject), to_json(screening));
  BOOST_TEST(has_reason(screening, "issue_date_too_old"));
}

BOOST_AUTO_TEST_CASE(a_picture_has_the_pages_own_proportions) {
  const auto picture = screener(SandboxMode::best).picture({"bill.pdf", small_bill()}, 1, 72, true);
  BOOST_REQUIRE(picture.has_value());
  BOOST_TEST(picture->width == 600);
  BOOST_TEST(picture->height == 800);
  BOOST_TEST(!screener(SandboxMode::best).picture({"bill.pdf", small_bill()}, 2, 72, true).has_value());
}

BOOST_AUTO_TEST_CASE(rules_that_are_not_there_are_named) {
  const auto made = Screener::create({.data_directory = "/nonexistent", .sandbox = SandboxMode::off});
  BOOST_REQUIRE(!made);
  BOOST_TEST((made.error().code == ErrorCode::rules_invalid));
}

BOOST_AUTO_TEST_CASE(the_sandbox_says_its_layers_and_none_where_it_is_off) {
  BOOST_TEST(!screener(SandboxMode::best).sandbox_layers().empty());
  BOOST_TEST(screener(SandboxMode::off).sandbox_layers().empty());
}

// tools/bench/many_documents does the same over ten thousand.
BOOST_AUTO_TEST_CASE(memory_stays_flat_over_hundreds_of_documents) {
  const auto resident_pages = [] {
    std::ifstream statistics("/proc/self/statm");
    long size = 0, resident = 0;
    statistics >> size >> resident;
    return resident;
  };
  const auto read_many = [](int count) {
    for (int i = 0; i < count; ++i) (void)screener(SandboxMode::best).read({"bill.pdf", small_bill()}, {});
  };
  read_many(100);
  const long before = resident_pages();
  read_many(300);
  const long bytes_each = (resident_pages() - before) * 4096 / 300;
  BOOST_TEST(bytes_each < 4096);
}
