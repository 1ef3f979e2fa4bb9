#include "http/metrics.hpp"

#include <fmt/format.h>

namespace domicile::http {

void Metrics::count_request(const std::string& route, int status, std::chrono::microseconds took) {
  const std::lock_guard lock(mutex_);
  ++requests_[{route, status}];
  auto& times = times_[route];
  std::size_t bucket = 0;
  while (bucket < bounds_ms.size() && took > std::chrono::milliseconds(bounds_ms[bucket])) ++bucket;
  ++times.buckets[bucket];
  ++times.count;
  times.seconds += std::chrono::duration<double>(took).count();
}

std::string Metrics::text(const std::map<std::string, long long>& decisions,
                          const std::map<std::string, double>& gauges) const {
  const std::lock_guard lock(mutex_);
  std::string text =
      "# HELP domicile_requests_total Requests by route and status.\n# TYPE domicile_requests_total "
      "counter\n";
  for (const auto& [key, count] : requests_) {
    text += fmt::format("domicile_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", key.first, key.second,
                        count);
  }
  text +=
      "# HELP domicile_request_seconds Time from the header's end to the answer.\n# TYPE "
      "domicile_request_seconds histogram\n";
  for (const auto& [route, times] : times_) {
    long long below = 0;
    for (std::size_t i = 0; i < bounds_ms.size(); ++i) {
      below += times.buckets[i];
      text += fmt::format("domicile_request_seconds_bucket{{route=\"{}\",le=\"{}\"}} {}\n", route,
                          bounds_ms[i] / 1000.0, below);
    }
    text += fmt::format(
        "domicile_request_seconds_bucket{{route=\"{0}\",le=\"+Inf\"}} {1}\n"
        "domicile_request_seconds_sum{{route=\"{0}\"}} {2}\ndomicile_request_seconds_count{{route=\"{0}\"}} "
        "{1}\n",
        route, times.count, times.seconds);
  }
  text +=
      "# HELP domicile_screenings_total Screenings by decision.\n# TYPE domicile_screenings_total counter\n";
  for (const auto& [decision, count] : decisions) {
    text += fmt::format("domicile_screenings_total{{decision=\"{}\"}} {}\n", decision, count);
  }
  for (const auto& [name, value] : gauges) text += fmt::format("# TYPE {0} gauge\n{0} {1}\n", name, value);
  return text;
}

}  // namespace domicile::http
