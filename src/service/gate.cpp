#include "service/gate.hpp"

namespace domicile::service {

Result<Gate::Turn> Gate::enter() {
  std::unique_lock lock(mutex_);
  const auto refused = [] {
    return fail(ErrorCode::overloaded, "", "more documents are sent than can be read at once.",
                "Try again after the time in Retry-After.");
  };
  if (running_ >= limits_.at_once) {
    if (waiting_ >= limits_.waiting) return refused();
    ++waiting_;
    const bool free = left_.wait_for(lock, limits_.patience, [&] { return running_ < limits_.at_once; });
    --waiting_;
    if (!free) return refused();
  }
  ++running_;
  return Turn(this);
}

void Gate::leave() {
  {
    const std::lock_guard lock(mutex_);
    --running_;
  }
  left_.notify_one();
}

int Gate::running() const {
  const std::lock_guard lock(mutex_);
  return running_;
}

int Gate::waiting() const {
  const std::lock_guard lock(mutex_);
  return waiting_;
}

}  // namespace domicile::service
