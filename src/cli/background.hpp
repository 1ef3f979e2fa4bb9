#pragma once
// What a server and a worker do beside answering: jobs of the queue, webhooks, documents whose days are over.

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "service/service.hpp"

namespace domicile::cli {

class Background {
 public:
  /// Starts `workers` threads for jobs and one for the rest. `trouble` gets errors, such as a lost store;
  /// work goes on.
  Background(service::Service& service, int workers, const std::function<void(const Error&)>& trouble);

  /// Finishes what was begun.
  ~Background() = default;

 private:
  std::vector<std::jthread> threads_;
};

}  // namespace domicile::cli
