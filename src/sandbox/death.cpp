#include "sandbox/death.hpp"

#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "sandbox/child.hpp"

namespace domicile::sandbox {
namespace {

constexpr const char* ask_a_person = "Send the document to a person.";

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

Error crashed(std::string message) {
  return {ErrorCode::reader_crashed, "", std::move(message), ask_a_person};
}

Error over_cpu(const Limits& limits) {
  return {ErrorCode::took_too_long, "",
          fmt::format("Reading it takes more than {} s of processor time (max_cpu_seconds).",
                      limits.max_cpu_seconds),
          "Raise max_cpu_seconds if such a document is genuine."};
}

Error over_wall_clock(const Limits& limits) {
  return {ErrorCode::took_too_long, "",
          fmt::format("Reading it takes longer than {} s (max_wall_seconds).", limits.max_wall_seconds),
          "Raise max_wall_seconds if such a document is genuine."};
}

Error error_of_signal(int signal, const Death& death, const Limits& limits) {
  const bool out_of_time = death.cpu_seconds >= limits.max_cpu_seconds;
  if (signal == SIGXCPU || (signal == SIGKILL && out_of_time)) return over_cpu(limits);
  if (signal == SIGSYS) {
    return crashed(
        "The reader of this document asked the system for something that the sandbox forbids, and was "
        "stopped.");
  }
  if (signal == SIGKILL)
    return crashed("The reader of this document was killed from outside, perhaps for want of memory.");
  return crashed(fmt::format("The reader of this document crashed ({}).", ::strsignal(signal)));
}

}  // namespace

Death bury(pid_t child) {
  // The child leads a session of its own; before it does, it is killed by its own number.
  ::kill(-child, SIGKILL);
  ::kill(child, SIGKILL);
  Death death;
  rusage usage{};
  pid_t waited = 0;
  do {
    waited = ::wait4(child, &death.wait_status, 0, &usage);
  } while (waited < 0 && errno == EINTR);
  death.known = waited == child;
  death.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  return death;
}

Error error_of(Ending ending, const Death& death, const Limits& limits) {
  if (ending == Ending::timed_out) return over_wall_clock(limits);
  if (ending == Ending::nonsense)
    return crashed("The reader of this document gave an answer that makes no sense.");
  if (death.known && WIFSIGNALED(death.wait_status)) {
    return error_of_signal(WTERMSIG(death.wait_status), death, limits);
  }
  if (death.known && WIFEXITED(death.wait_status) && WEXITSTATUS(death.wait_status) == status_without_walls) {
    return {ErrorCode::sandbox_unavailable, "", "A reader could not lock itself in and read nothing.",
            "Run `domicile doctor`."};
  }
  return crashed("The reader of this document ended before it answered.");
}

}  // namespace domicile::sandbox
