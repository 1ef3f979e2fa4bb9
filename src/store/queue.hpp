#pragma once
// Screenings that wait for a worker. A job is leased: where its worker dies, the lease runs out and another
// takes it.

#include <optional>
#include <string>

#include "store/moment.hpp"
#include "store/pool.hpp"

namespace domicile::store {

struct Job {
  std::string screening_id;
  int attempts = 1;  ///< this one included
};

class Queue {
 public:
  explicit Queue(Pool& pool) : pool_(pool) {}

  /// Takes the oldest job that nobody holds at `now`; nullopt where there is none.
  [[nodiscard]] Result<std::optional<Job>> take(const std::string& worker, Moment now, Moment lease_until);

  /// Jobs that wait or run.
  [[nodiscard]] Result<std::int64_t> length() const;

 private:
  Pool& pool_;
};

}  // namespace domicile::store
