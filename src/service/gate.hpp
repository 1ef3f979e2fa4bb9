#pragma once
// How many work at once, how many may wait for their turn, and how long.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>

#include "base/error.hpp"

namespace domicile::service {

/// Made for documents, which are processor time: more at once than cores only makes everyone slower.
class Gate {
 public:
  struct Limits {
    int at_once = 1;
    int waiting = 8;  ///< who comes when so many wait already is refused at once
    std::chrono::milliseconds patience{20'000};
  };

  explicit Gate(const Limits& limits) : limits_(limits) {}

  /// A turn, for as long as it lives. The gate must outlive it.
  class Turn {
   public:
    explicit Turn(Gate* gate) : gate_(gate) {}
    ~Turn() {
      if (gate_ != nullptr) gate_->leave();
    }
    Turn(Turn&& other) noexcept : gate_(std::exchange(other.gate_, nullptr)) {}
    Turn& operator=(Turn&&) = delete;

   private:
    Gate* gate_;
  };

  /// Waits for a turn. Fails with overloaded where too many wait, or patience ran out.
  [[nodiscard]] Result<Turn> enter();

  [[nodiscard]] int running() const;
  [[nodiscard]] int waiting() const;

 private:
  void leave();

  Limits limits_;
  mutable std::mutex mutex_;
  std::condition_variable left_;
  int running_ = 0;
  int waiting_ = 0;
};

}  // namespace domicile::service
