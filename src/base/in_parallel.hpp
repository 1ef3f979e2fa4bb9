#pragma once
// Work spread over threads, its results handed over one at a time and in order.

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace domicile {

/// How work is spread.
struct Spread {
  std::size_t count = 0;          ///< indices 0..count-1
  int jobs = 1;                   ///< threads; fewer than 1 is 1
  std::function<bool()> stopped;  ///< asked before each index; true: nothing more is begun. May be empty
};

/// Calls `work(index)` on up to `jobs` threads at once, and `done(index, result)` on the calling thread,
/// index by index. Where `stopped` says so, what was begun is finished and handed over, and nothing else is
/// begun. What `work` or `done` throws reaches the caller after every thread has ended. Gives the number of
/// results handed over: always 0..n-1 without a gap.
///
///     in_parallel({.count = 3, .jobs = 2}, [](std::size_t i) { return i * i; },
///                 [&](std::size_t, std::size_t square) { squares.push_back(square); });   // 0, 1, 4
template <class Work, class Done>
std::size_t in_parallel(const Spread& spread, Work&& work, Done&& done) {
  using Result = std::invoke_result_t<Work&, std::size_t>;
  struct Ended {
    std::optional<Result> result;
    std::exception_ptr thrown;
  };
  std::mutex mutex;
  std::condition_variable changed;
  std::map<std::size_t, Ended> waiting;
  std::size_t begun = 0;
  int running = spread.jobs < 1 ? 1 : spread.jobs;
  bool give_up = false;

  const auto next = [&]() -> std::optional<std::size_t> {
    const std::scoped_lock lock(mutex);
    const bool stop = give_up || begun == spread.count || (spread.stopped && spread.stopped());
    return stop ? std::nullopt : std::optional(begun++);
  };
  const auto work_on = [&](std::size_t index) {
    try {
      return Ended{work(index), nullptr};
    } catch (...) {
      return Ended{std::nullopt, std::current_exception()};
    }
  };
  const auto run = [&] {
    while (const auto index = next()) {
      auto ended = work_on(*index);
      const std::scoped_lock lock(mutex);
      waiting.emplace(*index, std::move(ended));
      changed.notify_one();
    }
    const std::scoped_lock lock(mutex);
    --running;
    changed.notify_one();
  };

  std::exception_ptr thrown;
  std::size_t handed_over = 0;
  {
    std::vector<std::jthread> threads;
    for (int left = running; left > 0; --left) threads.emplace_back(run);
    while (!thrown) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return running == 0 || waiting.contains(handed_over); });
      auto node = waiting.extract(handed_over);
      lock.unlock();
      if (node.empty()) break;
      thrown = node.mapped().thrown;
      if (thrown) break;
      try {
        done(handed_over, std::move(*node.mapped().result));
        ++handed_over;
      } catch (...) {
        thrown = std::current_exception();
      }
    }
    const std::scoped_lock lock(mutex);
    give_up = true;
  }
  if (thrown) std::rethrow_exception(thrown);
  return handed_over;
}

}  // namespace domicile
