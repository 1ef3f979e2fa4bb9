#include <boost/test/unit_test.hpp>

#include <atomic>
#include <stdexcept>

#include "base/in_parallel.hpp"

using namespace domicile;

BOOST_AUTO_TEST_CASE(results_come_in_order_however_many_threads_work) {
  for (const int jobs : {0, 1, 2, 7}) {
    std::vector<std::size_t> squares;
    const auto handed_over = in_parallel(
        {.count = 50, .jobs = jobs, .stopped = {}},
        [](std::size_t index) {
          if (index % 3 == 0) std::this_thread::yield();
          return index * index;
        },
        [&](std::size_t index, std::size_t square) {
          BOOST_TEST(index == squares.size());
          squares.push_back(square);
        });
    BOOST_TEST(handed_over == 50U);
    BOOST_TEST(squares.back() == 49U * 49U);
  }
}

BOOST_AUTO_TEST_CASE(nothing_is_begun_after_a_stop_and_what_was_begun_is_handed_over) {
  std::atomic<bool> stop = false;
  std::atomic<std::size_t> worked = 0;
  std::size_t last = 0;
  const auto handed_over = in_parallel(
      {.count = 1000, .jobs = 3, .stopped = [&] { return stop.load(); }},
      [&](std::size_t index) {
        ++worked;
        if (index == 5) stop = true;
        return index;
      },
      [&](std::size_t index, std::size_t) { last = index; });
  BOOST_TEST(handed_over == worked.load());
  BOOST_TEST(handed_over >= 6U);
  BOOST_TEST(handed_over < 1000U);
  BOOST_TEST(last + 1 == handed_over);
}

BOOST_AUTO_TEST_CASE(what_is_thrown_reaches_the_caller) {
  const auto throws_at_two = [](std::size_t index) {
    if (index == 2) throw std::runtime_error("two");
    return index;
  };
  std::size_t done = 0;
  BOOST_CHECK_THROW(in_parallel({.count = 9, .jobs = 2, .stopped = {}}, throws_at_two,
                                [&](std::size_t, std::size_t) { ++done; }),
                    std::runtime_error);
  BOOST_TEST(done == 2U);
  BOOST_CHECK_THROW(in_parallel(
                        {.count = 9, .jobs = 2, .stopped = {}}, [](std::size_t index) { return index; },
                        [](std::size_t, std::size_t) { throw std::logic_error("done"); }),
                    std::logic_error);
}

BOOST_AUTO_TEST_CASE(no_work_is_no_result) {
  const auto none = in_parallel(
      {.count = 0, .jobs = 4, .stopped = {}}, [](std::size_t index) { return index; },
      [](std::size_t, std::size_t) { BOOST_ERROR("nothing was asked for"); });
  BOOST_TEST(none == 0U);
}
