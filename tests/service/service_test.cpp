#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <thread>

#include "model/json.hpp"
#include "rule_book.hpp"
#include "screen/policy.hpp"
#include "screen/screen.hpp"
#include "service/gate.hpp"
#include "service/policies.hpp"
#include "service/replay.hpp"
#include "service/ticket.hpp"
#include "service/webhook_sender.hpp"

using namespace domicile;
using namespace domicile::service;
using namespace std::chrono_literals;

namespace {

Screening screening(Decision decision, int passes = 5, bool tampered = false) {
  Screening made;
  made.decision = decision;
  Check* checks[] = {&made.document, &made.name, &made.address, &made.recency, &made.integrity};
  for (int i = 0; i < passes; ++i) checks[i]->outcome = Outcome::pass;
  if (tampered)
    made.reading.integrity.push_back({"hidden_text", IntegrityFinding::Severity::critical, "hidden", 1, {}});
  return made;
}

const match::Matcher& matcher() {
  static const match::Matcher made(tests::rule_book());
  return made;
}

Account account() {
  return *parse_account(
      R"({"id":"A-1","name":"Eleanor Whitfield","address":{"line1":"1182 Maplewood Ave","city":"Columbus",
                        "region":"OH","postcode":"43206","country":"US"}})",
      "test");
}

Reading reading() {
  Reading read;
  read.pages = 1;
  read.kind = {"utility_bill", "electricity", 0.99, {}};
  auto& name = read.name.emplace();
  name.value = name.text = "ELEANOR WHITFIELD";
  name.all = {name.value};
  name.confidence = 0.98;
  auto& address = read.address.emplace();
  address.lines = {"1182 MAPLEWOOD AVE", "COLUMBUS OH 43206"};
  address.components = matcher().parse_address(address.lines, "US");
  address.confidence = 0.97;
  auto& date = read.issue_date.emplace();
  date.value = *parse_iso_date("2026-09-22");
  date.role = "bill_date";
  date.confidence = 0.99;
  return read;
}

/// A case as the service keeps it: 61 days old, and so rejected.
std::pair<store::KeptScreening, store::KeptAttachment> kept_case() {
  store::KeptScreening kept;
  kept.id = "scr_1";
  kept.as_of = *parse_iso_date("2026-11-22");
  const screen::Policy policy;
  const auto decided = screen::decide(reading(), account(), kept.as_of, policy, matcher());
  kept.decision = std::string(to_string(decided.decision));
  kept.request =
      R"({"account": )" + to_json_line(account()) + R"(, "policy": )" + screen::to_text(policy) + "}";
  return {kept, {1, "aa", to_json(decided, {.complete = true}), {}, false, {}}};
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_best_document_of_a_ticket_decides) {
  using enum Decision;
  struct Case {
    const char* what;
    std::vector<Screening> screenings;
    Decision decision;
    std::size_t best;
  };
  const Case cases[] = {
      {"one", {screening(review, 3)}, review, 0},
      {"accept before all", {screening(reject, 4), screening(accept), screening(review, 4)}, accept, 1},
      {"review before reject", {screening(reject, 4), screening(review, 2)}, review, 1},
      {"of equals the one that proves more", {screening(review, 2), screening(review, 4)}, review, 1},
      {"of equals the first", {screening(accept), screening(accept)}, accept, 0},
      {"a forged one beside a good one is looked at",
       {screening(accept), screening(reject, 2, true)},
       review,
       0},
      {"a forged one beside a rejected one changes nothing",
       {screening(reject, 4), screening(reject, 2, true)},
       reject,
       0},
  };
  for (const auto& [what, screenings, decision, best] : cases) {
    const auto judged = judge(screenings);
    BOOST_TEST((judged.decision == decision), what);
    BOOST_TEST(judged.best == best, what);
  }
}

BOOST_AUTO_TEST_CASE(as_many_work_at_once_as_the_gate_allows_and_no_more) {
  Gate gate({.at_once = 2, .waiting = 100, .patience = 10s});
  std::atomic<int> inside = 0, most = 0, done = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 12; ++i) {
    threads.emplace_back([&] {
      const auto turn = gate.enter();
      if (!turn) return;
      most = std::max(most.load(), ++inside);
      std::this_thread::yield();
      --inside;
      ++done;
    });
  }
  threads.clear();
  BOOST_TEST(done == 12);
  BOOST_TEST(most <= 2);
  BOOST_TEST(gate.running() == 0);
}

BOOST_AUTO_TEST_CASE(who_comes_when_too_many_wait_or_waits_too_long_is_refused) {
  Gate none_waits({.at_once = 1, .waiting = 0, .patience = 10s});
  {
    const auto first = none_waits.enter();
    BOOST_TEST(first.has_value());
    const auto second = none_waits.enter();
    BOOST_TEST_REQUIRE(!second.has_value());
    BOOST_TEST((second.error().code == ErrorCode::overloaded));
  }
  BOOST_TEST(none_waits.enter().has_value());
  Gate impatient({.at_once = 1, .waiting = 1, .patience = 1ms});
  const auto first = impatient.enter();
  BOOST_TEST(!impatient.enter().has_value());
  BOOST_TEST(impatient.waiting() == 0);
}

BOOST_AUTO_TEST_CASE(a_kept_case_is_decided_again_as_it_was_or_under_another_policy) {
  const auto [kept, attachment] = kept_case();
  BOOST_TEST(kept.decision == "reject");
  const auto same = replay(kept, {attachment}, nullptr, matcher());
  BOOST_TEST_REQUIRE(same.has_value());
  BOOST_TEST(!same->changed());
  screen::Policy lenient;
  lenient.max_age_days = 90;
  const auto other = replay(kept, {attachment}, &lenient, matcher());
  BOOST_TEST_REQUIRE(other.has_value());
  BOOST_TEST(other->changed());
  BOOST_TEST((other->judged.decision == Decision::accept));
  BOOST_TEST(other->needs_second_look);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_replayed_says_so) {
  const auto [kept, attachment] = kept_case();
  auto no_request = kept;
  no_request.request = "{}";
  auto no_result = attachment;
  no_result.result.reset();
  for (const auto& result :
       {replay(no_request, {attachment}, nullptr, matcher()), replay(kept, {no_result}, nullptr, matcher()),
        replay(kept, {}, nullptr, matcher())}) {
    BOOST_TEST_REQUIRE(!result.has_value());
    BOOST_TEST(result.error().where == "scr_1");
  }
}

BOOST_AUTO_TEST_CASE(policies_are_found_by_the_name_that_they_give_themselves) {
  const auto policies = Policies::load(std::string(DOMICILE_SOURCE_DIR) + "/policies");
  BOOST_TEST_REQUIRE(policies.has_value());
  BOOST_TEST(policies->find("ninety-days")->max_age_days == 90);
  BOOST_TEST(policies->find("default")->max_age_days == 30);
  const auto none = policies->find("none");
  BOOST_TEST_REQUIRE(!none.has_value());
  BOOST_TEST(none.error().remedy.find("ninety-days") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_webhook_is_signed_as_other_programs_compute_it) {
  // printf '%s' '1764003600.{}' | openssl dgst -sha256 -hmac secret
  BOOST_TEST(signature_of("{}", "secret", 1764003600) ==
             "t=1764003600,v1=0789bc4da7f3d84913e04ea86f74e9bfcddc268e0b536c5a6a6114feef153403");
}

BOOST_AUTO_TEST_CASE(pauses_between_attempts_double_and_end) {
  BOOST_TEST(pause_after(1)->count() == 10);
  BOOST_TEST(pause_after(2)->count() == 20);
  BOOST_TEST(pause_after(14)->count() == 81920);
  BOOST_TEST(!pause_after(15).has_value());
}
