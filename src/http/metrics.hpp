#pragma once
// Counters in Prometheus' text format. They hold no ids and no personal data.

#include <array>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace domicile::http {

class Metrics {
 public:
  void count_request(const std::string& route, int status, std::chrono::microseconds took);

  /// `decisions` are the screenings of each decision; `gauges` lines of the moment, such as
  /// {"domicile_queue_length", 3}.
  [[nodiscard]] std::string text(const std::map<std::string, long long>& decisions,
                                 const std::map<std::string, double>& gauges) const;

 private:
  static constexpr std::array bounds_ms{1, 5, 10, 50, 100, 500, 1000, 5000, 20000};
  struct Times {
    std::array<long long, bounds_ms.size() + 1> buckets{};
    double seconds = 0;
    long long count = 0;
  };

  mutable std::mutex mutex_;
  std::map<std::pair<std::string, int>, long long> requests_;
  std::map<std::string, Times> times_;
};

}  // namespace domicile::http
