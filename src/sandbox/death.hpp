#pragma once
// How a child ended, and what that says about its document.

#include <sys/types.h>

#include "base/error.hpp"
#include "base/limits.hpp"

namespace domicile::sandbox {

/// What the program saw of a child that no longer answers.
enum class Ending {
  hung_up,    ///< its socket closed before the answer was whole
  timed_out,  ///< the wall clock ran out; the program killed it
  nonsense,   ///< its answer broke the protocol; the program killed it
};

/// What the kernel says of a dead child.
struct Death {
  int wait_status = 0;  ///< as waitpid gives it
  double cpu_seconds = 0;
  bool known = false;  ///< false where somebody else took the status
};

/// Kills the child with all of its session and takes its status, so that nothing of it is left.
[[nodiscard]] Death bury(pid_t child);

/// The error of a document whose child ended so: took_too_long, too_large, sandbox_unavailable or
/// reader_crashed. The message names the limit and the knob that raises it.
[[nodiscard]] Error error_of(Ending ending, const Death& death, const Limits& limits);

}  // namespace domicile::sandbox
