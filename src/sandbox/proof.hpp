#pragma once
// For `domicile doctor`: shows that the walls hold by running against them.

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "sandbox/layers.hpp"

namespace domicile::sandbox {

/// One attempt of a child at something it must not do.
struct Proof {
  std::string attempt;   ///< "open a file outside the fonts"
  bool refused = false;  ///< true: the sandbox held
  std::string how;       ///< "killed by the system call filter", "Permission denied"
};

/// Starts one child for each forbidden act (open and write files, connect by TCP and UDP, fork, execute,
/// trace a process, take more memory and CPU than `limits`) and reports what became of it. Costs the CPU
/// limit of one child, which is lowered to one second. Call it while the program has one thread. Everything
/// refused is health; one `refused == false` is a hole that its text names.
[[nodiscard]] std::vector<Proof> prove(const Limits& limits);

/// What this kernel grants here, found by putting up the walls around a child that then ends.
/// Empty where not even a child could be started. Call it while the program has one thread.
[[nodiscard]] Layers layers_in_force();

}  // namespace domicile::sandbox
