#include "sandbox/zygote.hpp"

#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <atomic>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "faults/stand_in_readers.hpp"
#include "sandbox/proof.hpp"

namespace domicile::sandbox {
namespace {

namespace data = boost::unit_test::data;

// One zygote for all cases, started before anything else has a thread.
struct House {
  House() {
    ::setenv("DOMICILE_TEST_SECRET", "hunter2", 1);
    zygote = std::move(*Zygote::start(testing::stand_ins(), Isolation::best));
  }
  std::unique_ptr<Zygote> zygote;
};

Zygote& zygote() {
  static House house;
  return *house.zygote;
}

Limits small_limits() {
  Limits limits;
  limits.max_memory_bytes = 128 << 20;
  limits.max_cpu_seconds = 1;
  limits.max_wall_seconds = 60;
  return limits;
}

Result<Page> words_of(const std::string& deed, const Limits& limits = small_limits()) {
  return zygote().open({deed, deed}, limits)->words({});
}

int open_descriptors() {
  int count = 0;
  DIR* directory = ::opendir("/proc/self/fd");
  while (::readdir(directory) != nullptr) ++count;
  ::closedir(directory);
  return count;
}

// Children of this process, dead ones included, the oldest first.
std::vector<pid_t> children() {
  std::vector<pid_t> found;
  DIR* directory = ::opendir("/proc");
  while (const auto* entry = ::readdir(directory)) {
    siginfo_t info{};
    const int process = std::atoi(entry->d_name);
    if (process > 0 && ::waitid(P_PID, static_cast<id_t>(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0)
      found.push_back(process);
  }
  ::closedir(directory);
  std::ranges::sort(found);
  return found;
}

// The zygote, its keeper, and the child that waits for the next document, which is forked while the last one
// is being read.
constexpr std::size_t household = 3;

std::vector<pid_t> children_at_rest() {
  for (int i = 0; i < 500 && children().size() != household; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return children();
}

struct Fault {
  const char* deed;
  ErrorCode code;
  const char* said;  // what the message must name
  int max_wall_seconds = 60;
};
std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.deed; }

const std::vector<Fault> faults{
    {"crash", ErrorCode::reader_crashed, "Segmentation fault"},
    {"abort", ErrorCode::reader_crashed, "Aborted"},
    {"leave", ErrorCode::reader_crashed, "ended before it answered"},
    {"exit", ErrorCode::reader_crashed, "ended before it answered"},
    {"hang", ErrorCode::took_too_long, "max_wall_seconds", 1},
    {"burn", ErrorCode::took_too_long, "max_cpu_seconds"},
    {"half", ErrorCode::reader_crashed, "ended before it answered"},
    {"promise", ErrorCode::reader_crashed, "makes no sense"},
    {"flood", ErrorCode::reader_crashed, "makes no sense"},
    {"garbage", ErrorCode::reader_crashed, "makes no sense"},
    {"leak in c++", ErrorCode::too_large, "max_memory_bytes"},
    {"leak in c", ErrorCode::too_large, "max_memory_bytes"},
    {"leak and use null", ErrorCode::too_large, "max_memory_bytes"},
    {"overflow the stack", ErrorCode::reader_crashed, "Segmentation fault"},
    {"throw", ErrorCode::reader_crashed, "decoder gave up"},
    {"close", ErrorCode::reader_crashed, ""},
    {"socket", ErrorCode::reader_crashed, "sandbox forbids"},
    {"fork", ErrorCode::reader_crashed, "sandbox forbids"},
    {"execute", ErrorCode::reader_crashed, "sandbox forbids"},
    {"kill parent", ErrorCode::reader_crashed, "sandbox forbids"},
    {"run memory", ErrorCode::reader_crashed, "ended before it answered"},
    {"refuse", ErrorCode::encrypted_document, "password"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(zygote_suite)

BOOST_AUTO_TEST_CASE(an_honest_page_comes_out_as_it_went_in) {
  const auto page = words_of("honest");
  BOOST_REQUIRE(page);
  const auto expected = testing::honest_page(1);
  BOOST_REQUIRE_EQUAL(page->words.size(), expected.words.size());
  for (std::size_t i = 0; i < expected.words.size(); ++i) {
    BOOST_TEST(page->words[i].text == expected.words[i].text);
    BOOST_TEST((page->words[i].box == expected.words[i].box));
    BOOST_TEST(page->words[i].font == expected.words[i].font);
    BOOST_TEST((page->words[i].visibility == expected.words[i].visibility));
  }
  BOOST_TEST(page->quality.problems == expected.quality.problems);
}

BOOST_AUTO_TEST_CASE(one_child_answers_many_calls) {
  const auto reader = zygote().open({"", "honest"}, small_limits());
  BOOST_TEST(reader->overview()->pages == 2);
  BOOST_TEST(reader->words({.page = 2})->number == 2);
  BOOST_TEST(reader->picture({.dpi = 100})->samples.size() == 200U);
  BOOST_TEST((reader->words({.page = 3}).error().code == ErrorCode::corrupt_document));
  BOOST_TEST(reader->words({.page = 1}).has_value());
}

BOOST_DATA_TEST_CASE(a_fault_is_an_error_code_and_the_house_goes_on, data::make(faults), fault) {
  auto limits = small_limits();
  limits.max_wall_seconds = fault.max_wall_seconds;
  const auto page = words_of(fault.deed, limits);
  BOOST_REQUIRE(!page);
  BOOST_TEST(describe(page.error().code).name == describe(fault.code).name);
  BOOST_TEST(page.error().message.find(fault.said) != std::string::npos, page.error().message);
  BOOST_TEST(words_of("honest").has_value());
}

BOOST_AUTO_TEST_CASE(a_model_that_the_zygote_lacks_is_loaded_and_the_call_repeated) {
  BOOST_TEST(words_of("want a model").has_value());
}

BOOST_AUTO_TEST_CASE(a_model_that_nobody_has_leaves_the_reader_to_do_its_best) {
  BOOST_TEST(words_of("want a model that is not there").has_value());
  BOOST_TEST((zygote().warm("Klingon").error().code == ErrorCode::rules_invalid));
}

BOOST_AUTO_TEST_CASE(a_codec_may_run_threads) { BOOST_TEST(words_of("threads").has_value()); }

BOOST_AUTO_TEST_CASE(bytes_over_the_limit_never_reach_a_child) {
  auto limits = small_limits();
  limits.max_bytes = 3;
  const auto page = words_of("honest", limits);
  BOOST_TEST((page.error().code == ErrorCode::too_large));
  BOOST_TEST(page.error().message.find("max_bytes") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_reader_that_gave_up_says_so_again_without_a_new_child) {
  const auto reader = zygote().open({"", "crash"}, small_limits());
  BOOST_TEST(reader->overview().has_value());
  BOOST_TEST(!reader->words({}).has_value());
  BOOST_TEST((reader->overview().error().code == ErrorCode::reader_crashed));
}

BOOST_AUTO_TEST_CASE(a_reader_that_ran_out_of_memory_answers_smaller_requests) {
  const auto reader = zygote().open({"", "leak in c++"}, small_limits());
  BOOST_TEST((reader->words({}).error().code == ErrorCode::too_large));
  BOOST_TEST(reader->overview().has_value());
}

BOOST_AUTO_TEST_CASE(a_child_sees_three_standard_descriptors_its_socket_and_nothing_else) {
  BOOST_TEST(words_of("look: descriptors")->words.at(0).text == "4");
}

BOOST_AUTO_TEST_CASE(a_child_has_no_environment) {
  BOOST_TEST(words_of("look: environment")->words.at(0).text == "empty");
}

BOOST_AUTO_TEST_CASE(a_child_opens_no_file_but_fonts) {
  BOOST_TEST(words_of("look: /usr/share/fonts")->words.at(0).text == "opened");
  for (const char* path :
       {"/etc/passwd", "/", "/proc/self/maps", "/proc/self/environ", "/dev/urandom", "/tmp"}) {
    BOOST_TEST(words_of(std::string("look: ") + path)->words.at(0).text != "opened", path);
  }
}

BOOST_AUTO_TEST_CASE(a_zygote_that_was_killed_is_replaced) {
  const auto honest = Zygote::start(testing::stand_ins(), Isolation::best);
  BOOST_REQUIRE(honest.has_value());
  const auto reads = [&](const char* deed) {
    return (*honest)->open({deed, deed}, small_limits())->words({}).has_value();
  };
  BOOST_TEST(reads("honest"));
  const auto living = (*honest)->open({"honest", "honest"}, small_limits());
  for (int killed = 0; killed < 3; ++killed) {
    BOOST_REQUIRE(::kill((*honest)->process(), SIGKILL) == 0);
    BOOST_TEST(reads("honest"));
    BOOST_TEST(reads("want a model") == words_of("want a model").has_value());
  }
  BOOST_TEST(living->words({}).has_value());
}

BOOST_AUTO_TEST_CASE(nothing_is_left_of_thousands_of_hostile_documents) {
  for (int i = 0; i < 3; ++i) (void)words_of("honest");
  const int descriptors_before = open_descriptors();
  BOOST_TEST(children_at_rest().size() == household);
  constexpr int rounds = 134;  // of fifteen: two thousand documents
  for (int i = 0; i < rounds; ++i) {
    for (const char* deed : {"honest", "crash", "abort", "half", "garbage", "leak in c++", "socket", "close",
                             "leave", "promise", "refuse", "throw", "flood", "fork", "want a model"}) {
      (void)words_of(deed);
    }
  }
  BOOST_TEST(open_descriptors() == descriptors_before);
  BOOST_TEST(children_at_rest().size() == household);
}

BOOST_AUTO_TEST_CASE(a_waiting_child_that_was_killed_is_replaced) {
  for (int i = 0; i < 3; ++i) (void)words_of("honest");
  BOOST_TEST(children_at_rest().size() == household);
  // Each reading takes the child that waits and leaves a new one; process ids tell nothing, they start over.
  const auto before = children_at_rest();
  (void)words_of("honest");
  const auto after = children_at_rest();
  const auto newborn = std::ranges::find_if(
      after, [&](pid_t child) { return std::ranges::find(before, child) == before.end(); });
  BOOST_REQUIRE(newborn != after.end());
  const auto waiting = *newborn;
  BOOST_REQUIRE(::kill(waiting, SIGKILL) == 0);
  siginfo_t end{};
  BOOST_REQUIRE(::waitid(P_PID, static_cast<id_t>(waiting), &end, WEXITED | WNOWAIT) == 0);
  BOOST_TEST(words_of("honest").has_value());
  BOOST_TEST(children_at_rest().size() == household);
}

BOOST_AUTO_TEST_CASE(limits_are_those_of_the_document_and_not_of_the_one_before) {
  for (int i = 0; i < 3; ++i) (void)words_of("honest");
  auto limits = small_limits();
  limits.max_cpu_seconds = 2;
  const auto burnt = words_of("burn", limits);
  BOOST_REQUIRE(!burnt.has_value());
  BOOST_TEST(burnt.error().message.find("2 s") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(many_threads_share_one_zygote) {
  std::vector<std::jthread> threads;
  std::atomic<int> good = 0;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int j = 0; j < 20; ++j)
        good += words_of((i + j) % 4 == 0 ? "crash" : "honest").has_value() == ((i + j) % 4 != 0);
    });
  }
  threads.clear();
  BOOST_TEST(good == 160);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace domicile::sandbox
