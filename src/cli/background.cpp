#include "cli/background.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "service/webhook_sender.hpp"

namespace domicile::cli {
namespace {

using namespace std::chrono_literals;

// Sleeps, but not past the end.
void rest(const std::stop_token& stopped, std::chrono::milliseconds time) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  never.wait_for(lock, stopped, time, [] { return false; });
}

// Again and again while there is work; else a pause, longer after trouble.
void repeat(const std::stop_token& stopped, std::chrono::milliseconds pause,
            const std::function<void(const Error&)>& trouble, const std::function<Result<bool>()>& step) {
  while (!stopped.stop_requested()) {
    const auto done = step();
    if (!done) trouble(done.error());
    if (!done)
      rest(stopped, 5s);
    else if (!*done)
      rest(stopped, pause);
  }
}

}  // namespace

Background::Background(service::Service& service, int workers,
                       const std::function<void(const Error&)>& trouble) {
  for (int i = 0; i < workers; ++i) {
    threads_.emplace_back([&service, trouble, i](const std::stop_token& stopped) {
      const auto name = fmt::format("worker {}/{}", getpid(), i);
      repeat(stopped, 200ms, trouble, [&] { return service.work_once(name); });
    });
  }
  // One that does not answer costs ten seconds an attempt: the others go on meanwhile.
  for (const auto& webhook : service.settings().webhooks) {
    threads_.emplace_back([&service, &webhook, trouble](const std::stop_token& stopped) {
      repeat(stopped, 500ms, trouble, [&] { return service::send_one(service, webhook); });
    });
  }
  threads_.emplace_back([&service, trouble](const std::stop_token& stopped) {
    repeat(stopped, 10min, trouble, [&]() -> Result<bool> {
      auto purged = service.store().screenings.purge(service.now(), std::nullopt, "retention");
      if (!purged) return std::unexpected(purged.error());
      return false;
    });
  });
}

}  // namespace domicile::cli
