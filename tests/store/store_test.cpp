#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <set>
#include <thread>

#include "store/migrations.hpp"
#include "store/sealed.hpp"
#include "store/stores.hpp"

using namespace domicile;
using namespace domicile::store;
using domicile::tests::fresh_stores;
using domicile::tests::Scratch;

namespace {

const Moment noon = *parse_moment("2026-11-22T12:00:00.000Z");

Account account(const std::string& id, const std::string& name = "Eleanor Whitfield") {
  auto made = parse_account(
      fmt::format(R"({{"id": "{}", "name": "{}", "address": {{"line1": "1 Elm St", "city": "Columbus",
                                         "postcode": "43206", "country": "US"}}}})",
                  id, name),
      "test");
  BOOST_TEST_REQUIRE(made.has_value());
  return *made;
}

KeptScreening screening(const std::string& id, const std::string& decision = "review", Moment at = noon) {
  KeptScreening made;
  made.id = id;
  made.created_at = at;
  made.finished_at = at;
  made.account_id = "A-1";
  made.as_of = *parse_iso_date("2026-11-22");
  made.decision = decision;
  made.policy = "default";
  made.request = R"({"locale": "en-US"})";
  made.versions = "{}";
  made.answer = R"({"name": "Zoë 名"})";
  made.reasons = {"name_differs", "low_confidence"};
  return made;
}

Kept kept(Store& store, const KeptScreening& screening, const std::vector<KeptAttachment>& attachments = {},
          const std::optional<IdempotencyKey>& key = {}, const std::vector<Delivery>& deliveries = {}) {
  auto done = store.screenings.keep(screening, attachments, key, deliveries, "test");
  BOOST_TEST_REQUIRE(done.has_value(), (done ? std::string() : to_string(done.error())));
  return *done;
}

template <class T>
T good(Result<T> result) {
  BOOST_TEST_REQUIRE(result.has_value());
  return std::move(*result);
}

std::vector<std::string> ids(const ScreeningsPage& page) {
  std::vector<std::string> list;
  for (const auto& item : page.items) list.push_back(item.id);
  return list;
}

}  // namespace

BOOST_AUTO_TEST_CASE(moments_are_written_so_that_they_sort_and_read_back) {
  BOOST_TEST(to_text(noon) == "2026-11-22T12:00:00.000Z");
  BOOST_TEST(to_text(noon + std::chrono::milliseconds(42)) == "2026-11-22T12:00:00.042Z");
  for (const char* wrong : {"", "2026-11-22", "2026-11-22T12:00:00Z", "2026-02-30T12:00:00.000Z",
                            "2026-11-22T24:00:00.000Z", "2026-11-22T12:00:0a.000Z"}) {
    BOOST_TEST(!parse_moment(wrong).has_value(), wrong);
  }
}

BOOST_AUTO_TEST_CASE(passwords_stay_out_of_messages) {
  BOOST_TEST(without_password("postgresql://anna:xyz@db/kyc") == "postgresql://anna:…@db/kyc");
  BOOST_TEST(without_password("postgresql://anna@db/kyc") == "postgresql://anna@db/kyc");
  BOOST_TEST(without_password("/var/lib/a.db") == "/var/lib/a.db");
}

BOOST_AUTO_TEST_CASE(a_store_that_is_not_there_is_store_unreachable_and_names_itself) {
  for (const char* url : {"sqlite:/proc/none/store.db", "postgresql://a:secret@127.0.0.1:1/none"}) {
    const auto opened = Store::open(url);
    BOOST_TEST_REQUIRE(!opened.has_value());
    BOOST_TEST((opened.error().code == ErrorCode::store_unreachable));
    BOOST_TEST(to_string(opened.error()).find("none") != std::string::npos);
    BOOST_TEST(to_string(opened.error()).find("secret") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(tables_of_a_newer_program_are_not_touched) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      store.reset();
      auto database = connect(url);
      BOOST_TEST_REQUIRE(database.has_value());
      BOOST_TEST((*database)->run("INSERT INTO migrations (number) VALUES (999)").has_value());
      const auto opened = Store::open(url);
      BOOST_TEST_REQUIRE(!opened.has_value());
      BOOST_TEST(opened.error().message.find("newer") != std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(several_programs_that_start_at_once_migrate_once) {
  const Scratch folder;
  for (const auto& url : {"sqlite:" + (folder.path() / "s.db").string(), tests::fresh_postgres_url()}) {
    std::vector<std::jthread> programs;
    std::atomic<int> opened = 0;
    for (int i = 0; i < 4; ++i) {
      programs.emplace_back([&] { opened += Store::open(url).has_value() ? 1 : 0; });
    }
    programs.clear();
    BOOST_TEST(opened == 4, url);
  }
}

BOOST_AUTO_TEST_CASE(an_sqlite_store_is_readable_by_its_owner_only) {
  const Scratch folder;
  const auto path = folder.path() / "inner" / "store.db";
  BOOST_TEST(Store::open(path.string()).has_value());
  using std::filesystem::perms;
  const auto rights = std::filesystem::status(path).permissions();
  BOOST_TEST(((rights & (perms::group_all | perms::others_all)) == perms::none));
}

BOOST_AUTO_TEST_CASE(what_another_program_writes_and_closes_is_seen_by_every_open_connection) {
  const Scratch folder;
  const auto path = (folder.path() / "store.db").string();
  const auto store = good(Store::open(path));
  BOOST_TEST(store->accounts.put({account("A-1"), account("A-2")}, noon, "test").has_value());
  const auto second = connect(path);
  BOOST_TEST_REQUIRE(second.has_value());
  // Whoever closes the last connection removes the log: the other program must see that it is not the last
  // one.
  const auto other = fmt::format(
      "python3 -c \"import sqlite3; c = sqlite3.connect('{}'); "
      "c.execute(\\\"DELETE FROM accounts WHERE id = 'A-1'\\\"); c.commit(); c.close()\"",
      path);
  for (int i = 0; i < 2; ++i) BOOST_TEST(std::system(other.c_str()) == 0);
  BOOST_TEST(good(store->accounts.count()) == 1);
  BOOST_TEST(good((*second)->run("SELECT id FROM accounts")).size() == 1u);
  BOOST_TEST(store->accounts.put({account("A-3")}, noon, "test").has_value());
  BOOST_TEST(good(good(Store::open(path))->accounts.count()) == 2);
}

BOOST_AUTO_TEST_CASE(accounts_are_kept_replaced_listed_and_removed) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      auto& accounts = store->accounts;
      BOOST_TEST(accounts.put({account("A-2"), account("A-1"), account("B-1")}, noon, "test").has_value());
      BOOST_TEST(accounts.put({account("A-1", "Zoë O'Neil 名")}, noon, "test").has_value());
      BOOST_TEST(good(accounts.count()) == 3);
      BOOST_TEST(good(accounts.find("A-1"))->name == "Zoë O'Neil 名");
      BOOST_TEST(!good(accounts.find("A-9")).has_value());
      BOOST_TEST(good(accounts.list("A-1", 1)).front().id == "A-2");
      BOOST_TEST(good(accounts.remove("A-1", noon, "test")));
      BOOST_TEST(!good(accounts.remove("A-1", noon, "test")));
      BOOST_TEST(good(accounts.count()) == 2);
    }
  }
}

BOOST_AUTO_TEST_CASE(records_are_put_all_or_none) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      auto without_id = account("A-2");
      without_id.id.clear();
      const auto put = store->accounts.put({account("A-1"), without_id}, noon, "test");
      BOOST_TEST_REQUIRE(!put.has_value());
      BOOST_TEST((put.error().code == ErrorCode::account_invalid));
      BOOST_TEST(good(store->accounts.count()) == 0);
    }
  }
}

BOOST_AUTO_TEST_CASE(a_screening_comes_back_as_it_was_kept) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      const std::string bytes("\0\xff%PDF\\x'", 9);
      kept(*store, screening("scr_1"),
           {{1, "aa", R"({"x": 1})", bytes, true, noon}, {2, "bb", "{}", {}, false, {}}});
      const auto found = good(store->screenings.find("scr_1"));
      BOOST_TEST_REQUIRE(found.has_value());
      BOOST_TEST(found->answer == R"({"name": "Zoë 名"})");
      BOOST_TEST((found->created_at == noon));
      BOOST_TEST(found->decision == "review");
      BOOST_TEST(found->review_decision == "");
      const auto attachments = good(store->screenings.attachments("scr_1", true));
      BOOST_TEST_REQUIRE(attachments.size() == 2u);
      BOOST_TEST((attachments[0].document == bytes));
      BOOST_TEST(attachments[0].sealed);
      BOOST_TEST(!attachments[1].document.has_value());
      BOOST_TEST(!good(store->screenings.attachments("scr_1", false))[0].document.has_value());
      BOOST_TEST(!good(store->screenings.find("scr_2")).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(screenings_are_found_by_every_filter) {
  using Ids = std::vector<std::string>;
  const auto day = *parse_iso_date("2026-11-22");
  struct Case {
    const char* what;
    Filter filter;
    Ids expected;
  };
  const std::vector<Case> cases{
      {"everything, the newest first", {}, {"scr_3", "scr_2", "scr_1"}},
      {"the oldest first", {.oldest_first = true}, {"scr_1", "scr_2", "scr_3"}},
      {"decision", {.decision = "accept"}, {"scr_1"}},
      {"reason", {.reason = "name_differs"}, {"scr_3", "scr_2"}},
      {"account", {.account_id = "A-7"}, {"scr_3"}},
      {"from", {.from = day}, {"scr_3", "scr_2"}},
      {"to", {.to = plus_days(day, -1)}, {"scr_1"}},
      {"waiting", {.waiting = true}, {"scr_3"}},
      {"several at once",
       {.decision = "review", .reason = "name_differs", .account_id = "A-1", .from = day},
       {"scr_2"}},
      {"a quote is no SQL", {.account_id = "' OR '1'='1"}, {}},
  };
  for (auto& [name, url, store] : fresh_stores()) {
    auto first = screening("scr_1", "accept", noon - std::chrono::days(1));
    first.reasons.clear();
    auto third = screening("scr_3");
    third.account_id = "A-7";
    kept(*store, first);
    kept(*store, screening("scr_2"));
    kept(*store, third);
    BOOST_TEST(good(store->screenings.review("scr_2", {noon, "key_1", "accept", "seen"}, {})));
    for (const auto& [what, filter, expected] : cases) {
      BOOST_TEST_CONTEXT(name << ": " << what) {
        BOOST_TEST(ids(good(store->screenings.list(filter, "", 10))) == expected,
                   boost::test_tools::per_element());
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(pages_follow_each_other_without_gap_or_repetition) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      for (int i = 0; i < 7; ++i) kept(*store, screening(fmt::format("scr_{}", i)));
      std::vector<std::string> seen;
      std::string cursor;
      for (int pages = 0; pages < 5; ++pages) {
        const auto page = good(store->screenings.list({}, cursor, 3));
        for (const auto& id : ids(page)) seen.push_back(id);
        if (pages == 0) kept(*store, screening("scr_new"));  // what is added meanwhile moves nothing
        if (!page.next) break;
        cursor = *page.next;
      }
      const std::vector<std::string> expected{"scr_6", "scr_5", "scr_4", "scr_3", "scr_2", "scr_1", "scr_0"};
      BOOST_TEST(seen == expected, boost::test_tools::per_element());
    }
  }
}

BOOST_AUTO_TEST_CASE(one_idempotency_key_keeps_one_screening) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      const IdempotencyKey key{"key_1", "order-7", "hash"};
      BOOST_TEST(!kept(*store, screening("scr_1"), {}, key).was_there);
      const auto second = kept(*store, screening("scr_2"), {}, IdempotencyKey{"key_1", "order-7", "other"});
      BOOST_TEST(second.was_there);
      BOOST_TEST(second.id == "scr_1");
      BOOST_TEST(second.request_hash == "hash");
      BOOST_TEST(!kept(*store, screening("scr_3"), {}, IdempotencyKey{"key_2", "order-7", "hash"}).was_there);
      BOOST_TEST(good(store->screenings.list({}, "", 10)).items.size() == 2u);
      BOOST_TEST(good(store->screenings.find_key("key_1", "order-7"))->id == "scr_1");
      BOOST_TEST(!good(store->screenings.find_key("key_1", "order-8")).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(many_at_once_under_one_key_keep_one_screening) {
  for (auto& [name, url, store] : fresh_stores()) {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 6; ++i) {
      clients.emplace_back([&store, i] {
        (void)store->screenings.keep(screening(fmt::format("scr_{}", i)), {}, IdempotencyKey{"a", "k", "h"},
                                     {}, "test");
      });
    }
    clients.clear();
    BOOST_TEST(good(store->screenings.list({}, "", 10)).items.size() == 1u, name);
  }
}

BOOST_AUTO_TEST_CASE(a_queued_screening_is_taken_once_and_taken_again_when_its_lease_ran_out) {
  using std::chrono::minutes;
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      auto queued = screening("scr_1", "");
      queued.status = "queued";
      kept(*store, queued, {{1, "aa", {}, "bytes", false, {}}});
      BOOST_TEST(good(store->queue.length()) == 1);
      const auto first = good(store->queue.take("w1", noon, noon + minutes(5)));
      BOOST_TEST_REQUIRE(first.has_value());
      BOOST_TEST(first->screening_id == "scr_1");
      BOOST_TEST(!good(store->queue.take("w2", noon + minutes(1), noon + minutes(6))).has_value());
      BOOST_TEST(good(store->queue.take("w2", noon + minutes(6), noon + minutes(11)))->attempts == 2);
      auto finished = screening("scr_1", "accept");
      BOOST_TEST(good(store->screenings.finish(finished, {{1, "aa", "{}", {}, false, {}}}, {}, "w2")));
      BOOST_TEST(!good(store->screenings.finish(finished, {}, {}, "w1")));
      BOOST_TEST(good(store->queue.length()) == 0);
      const auto found = good(store->screenings.find("scr_1"));
      BOOST_TEST(found->status == "done");
      BOOST_TEST(found->decision == "accept");
      BOOST_TEST(!good(store->screenings.attachments("scr_1", true))[0].document.has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(workers_share_the_queue_without_doing_anything_twice) {
  for (auto& [name, url, store] : fresh_stores()) {
    for (int i = 0; i < 20; ++i) {
      auto queued = screening(fmt::format("scr_{}", i), "");
      queued.status = "queued";
      kept(*store, queued);
    }
    std::mutex mutex;
    std::multiset<std::string> taken;
    std::vector<std::jthread> workers;
    for (int i = 0; i < 4; ++i) {
      workers.emplace_back([&] {
        while (const auto job = store->queue.take("w", noon, noon + std::chrono::hours(1))) {
          if (!*job) break;
          const std::lock_guard lock(mutex);
          taken.insert((*job)->screening_id);
        }
      });
    }
    workers.clear();
    BOOST_TEST(taken.size() == 20u, name);
    BOOST_TEST(std::set<std::string>(taken.begin(), taken.end()).size() == 20u, name);
  }
}

BOOST_AUTO_TEST_CASE(a_person_decides_what_is_done_and_only_that) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      kept(*store, screening("scr_1"));
      auto queued = screening("scr_2", "");
      queued.status = "queued";
      kept(*store, queued);
      const std::vector<Delivery> told{{"whk_1", "https://x", "screening.reviewed", "{}", noon}};
      BOOST_TEST(good(store->screenings.review("scr_1", {noon, "key_1", "reject", "O'Neil's"}, told)));
      BOOST_TEST(good(store->screenings.review("scr_1", {noon, "key_2", "accept", ""}, {})));
      BOOST_TEST(!good(store->screenings.review("scr_2", {noon, "key_1", "accept", ""}, {})));
      BOOST_TEST(!good(store->screenings.review("scr_9", {noon, "key_1", "accept", ""}, {})));
      BOOST_TEST(good(store->deliveries.list(10)).front().event == "screening.reviewed");
      const auto reviews = good(store->screenings.reviews("scr_1"));
      BOOST_TEST_REQUIRE(reviews.size() == 2u);
      BOOST_TEST(reviews[0].note == "O'Neil's");
      BOOST_TEST(good(store->screenings.find("scr_1"))->review_decision == "accept");
    }
  }
}

BOOST_AUTO_TEST_CASE(erasing_an_account_leaves_nothing_of_it_but_the_note_that_it_was_done) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(store->accounts.put({account("A-1"), account("A-7")}, noon, "test").has_value());
      kept(*store, screening("scr_1"), {{1, "aa", "{}", "bytes", false, noon}}, IdempotencyKey{"a", "k", "h"},
           {{"whk_1", "https://x", "screening.done", "{}", noon}});
      BOOST_TEST(good(store->screenings.review("scr_1", {noon, "key_1", "accept", ""}, {})));
      auto other = screening("scr_2");
      other.account_id = "A-7";
      kept(*store, other);
      const auto erased = good(store->accounts.erase("A-1", noon, "key_1"));
      BOOST_TEST(erased.accounts == 1);
      BOOST_TEST(erased.screenings == 1);
      BOOST_TEST(erased.documents == 1);
      BOOST_TEST(!good(store->accounts.find("A-1")).has_value());
      BOOST_TEST(!good(store->screenings.find("scr_1")).has_value());
      BOOST_TEST(good(store->screenings.find("scr_2")).has_value());
      BOOST_TEST(good(store->screenings.attachments("scr_1", true)).empty());
      BOOST_TEST(good(store->deliveries.list(10)).empty());
      BOOST_TEST(!good(store->screenings.find_key("a", "k")).has_value());
      const auto trail = good(store->audit.list("A-1", 10));
      BOOST_TEST_REQUIRE(!trail.empty());
      BOOST_TEST(trail[0].action == "account.erase");
      BOOST_TEST(trail[0].actor == "key_1");
    }
  }
}

BOOST_AUTO_TEST_CASE(what_was_erased_stands_in_no_file_of_sqlite_while_the_store_is_open) {
  const Scratch folder;
  const auto store = good(Store::open((folder.path() / "s.db").string()));
  const auto stands = [&](const std::string& text) {
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      if (bytes.find(text) != std::string::npos) return true;
    }
    return false;
  };
  auto old = screening("scr_1", "review", noon - std::chrono::days(40));
  old.answer = R"({"name": "Ottoline Quarrendon"})";
  BOOST_TEST(store->accounts.put({account("A-2", "Peregrine Amblecote")}, noon, "test").has_value());
  kept(*store, old, {{1, "aa", "{}", "%PDF-Quarrendon", false, noon - std::chrono::days(1)}});
  BOOST_TEST(stands("Amblecote"));
  BOOST_TEST(good(store->accounts.erase("A-2", noon, "test")).accounts == 1);
  BOOST_TEST(!stands("Amblecote"));
  BOOST_TEST(good(store->screenings.purge(noon, std::nullopt, "test")).documents == 1);
  BOOST_TEST(!stands("%PDF-Quarrendon"));
  BOOST_TEST(good(store->screenings.purge(noon, noon, "test")).screenings == 1);
  BOOST_TEST(!stands("Quarrendon"));
}

BOOST_AUTO_TEST_CASE(documents_go_when_their_days_are_over_and_screenings_when_asked) {
  using std::chrono::days;
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      kept(*store, screening("scr_1", "review", noon - days(40)),
           {{1, "aa", "{}", "bytes", false, noon - days(10)}});
      kept(*store, screening("scr_2"), {{1, "bb", "{}", "bytes", false, noon + days(30)}});
      auto erased = good(store->screenings.purge(noon, std::nullopt, "test"));
      BOOST_TEST(erased.documents == 1);
      BOOST_TEST(erased.screenings == 0);
      BOOST_TEST(!good(store->screenings.attachments("scr_1", true))[0].document.has_value());
      BOOST_TEST(good(store->screenings.attachments("scr_2", true))[0].document.has_value());
      erased = good(store->screenings.purge(noon, noon - days(30), "test"));
      BOOST_TEST(erased.screenings == 1);
      BOOST_TEST(good(store->screenings.list({}, "", 10)).items.size() == 1u);
    }
  }
}

BOOST_AUTO_TEST_CASE(the_audit_can_be_added_to_and_nothing_else) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      kept(*store, screening("scr_1"));
      auto database = connect(url);
      BOOST_TEST_REQUIRE(database.has_value());
      BOOST_TEST(!(*database)->run("UPDATE audit SET actor = 'nobody'").has_value());
      BOOST_TEST(!(*database)->run("DELETE FROM audit").has_value());
      BOOST_TEST(good(store->audit.list(std::nullopt, 10)).size() == 1u);
    }
  }
}

BOOST_AUTO_TEST_CASE(keys_are_known_by_their_secret_which_is_kept_nowhere) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(!good(store->keys.any()));
      const auto made = good(store->keys.add("backend", {Scope::screen, Scope::read}, noon, "test"));
      BOOST_TEST(made.secret.size() == 68u);
      const auto found = good(store->keys.find(made.secret));
      BOOST_TEST_REQUIRE(found.has_value());
      BOOST_TEST(found->may(Scope::screen));
      BOOST_TEST(!found->may(Scope::admin));
      BOOST_TEST(!good(store->keys.find(made.secret + "0")).has_value());
      auto database = connect(url);
      const auto rows = good((*database)->run("SELECT id, label, hash, scopes FROM api_keys"));
      for (const auto& cell : rows.front().cells) BOOST_TEST(cell->find(made.secret) == std::string::npos);
      BOOST_TEST(good(store->keys.any()));
      BOOST_TEST(good(store->keys.revoke(made.key.id, noon, "test")));
      BOOST_TEST(!good(store->keys.revoke(made.key.id, noon, "test")));
      BOOST_TEST(!good(store->keys.find(made.secret)).has_value());
      BOOST_TEST(!good(store->keys.any()));
    }
  }
}

BOOST_AUTO_TEST_CASE(deliveries_are_due_until_they_are_delivered_or_given_up) {
  using std::chrono::minutes;
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      kept(*store, screening("scr_1"), {}, {}, {{"whk_1", "https://x", "screening.done", "{}", noon}});
      const auto first = good(store->deliveries.take_due("https://x", noon, noon + minutes(1)));
      BOOST_TEST_REQUIRE(first.has_value());
      BOOST_TEST(first->attempts == 1);
      BOOST_TEST(!good(store->deliveries.take_due("https://x", noon, noon + minutes(1))).has_value());
      BOOST_TEST(store->deliveries.note_attempt("whk_1", false, "503", noon + minutes(2)).has_value());
      BOOST_TEST(
          !good(store->deliveries.take_due("https://x", noon + minutes(1), noon + minutes(3))).has_value());
      BOOST_TEST(
          good(store->deliveries.take_due("https://x", noon + minutes(2), noon + minutes(3)))->attempts == 2);
      BOOST_TEST(store->deliveries.note_attempt("whk_1", true, "200", std::nullopt).has_value());
      BOOST_TEST(
          !good(store->deliveries.take_due("https://x", noon + minutes(9), noon + minutes(10))).has_value());
      BOOST_TEST(good(store->deliveries.list(10))[0].status == "delivered");
    }
  }
}

BOOST_AUTO_TEST_CASE(each_webhook_has_a_line_of_its_own_so_that_a_dead_one_holds_no_other_up) {
  for (auto& [name, url, store] : fresh_stores()) {
    kept(*store, screening("scr_1"), {}, {},
         {{"whk_1", "https://dead", "screening.done", "{}", noon},
          {"whk_2", "https://alive", "screening.done", "{}", noon}});
    BOOST_TEST(good(store->deliveries.take_due("https://alive", noon, noon))->id == "whk_2", name);
    BOOST_TEST(!good(store->deliveries.take_due("https://other", noon, noon)).has_value(), name);
  }
}

BOOST_AUTO_TEST_CASE(a_page_of_a_list_has_the_reasons_of_each_screening) {
  for (auto& [name, url, store] : fresh_stores()) {
    BOOST_TEST_CONTEXT(name) {
      constexpr int many = 120;
      for (int i = 0; i < many; ++i) {
        auto made = screening(fmt::format("scr_{}", i));
        made.reasons = {"low_confidence", fmt::format("reason_{}", i)};
        if (i == 7) made.reasons.clear();
        kept(*store, made);
      }
      const auto page = good(store->screenings.list({.oldest_first = true}, "", many));
      BOOST_TEST_REQUIRE(page.items.size() == std::size_t{many});
      for (std::size_t i = 0; i < page.items.size(); ++i) {
        const auto expected = i == 7
                                  ? std::vector<std::string>()
                                  : std::vector{std::string("low_confidence"), fmt::format("reason_{}", i)};
        BOOST_TEST(page.items[i].reasons == expected);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_sealed_document_opens_with_its_key_under_its_own_name_and_not_otherwise) {
  const Scratch folder;
  const auto file = (folder.path() / "key").string(), other_file = (folder.path() / "other").string();
  BOOST_TEST(Seal::make_key_file(file).has_value());
  BOOST_TEST(!Seal::make_key_file(file).has_value());
  BOOST_TEST(Seal::make_key_file(other_file).has_value());
  const auto seal = good(Seal::load(file)), other = good(Seal::load(other_file));
  const auto sealed = seal.close("a bill", "scr_1/1");
  BOOST_TEST(sealed.find("bill") == std::string::npos);
  BOOST_TEST(good(seal.open(sealed, "scr_1/1")) == "a bill");
  BOOST_TEST(!seal.open(sealed, "scr_2/1").has_value());
  BOOST_TEST(!other.open(sealed, "scr_1/1").has_value());
  BOOST_TEST(!seal.open(sealed.substr(1), "scr_1/1").has_value());
  BOOST_TEST(!seal.open("", "scr_1/1").has_value());
  std::filesystem::permissions(file, std::filesystem::perms::group_read, std::filesystem::perm_options::add);
  BOOST_TEST(Seal::load(file).error().message.find("others") != std::string::npos);
  std::ofstream(other_file) << "not a key\n";
  BOOST_TEST(!Seal::load(other_file).has_value());
  BOOST_TEST(!Seal::load((folder.path() / "none").string()).has_value());
}
