#pragma once
// The life of one child: behind the walls, open the document, answer until the program hangs up.

#include <set>
#include <string>

#include "base/limits.hpp"
#include "sandbox/descriptor.hpp"
#include "sandbox/layers.hpp"
#include "sandbox/walls.hpp"
#include "sandbox/zygote.hpp"

namespace domicile::sandbox {

/// A child that could not lock itself in leaves with this status, before it has read a byte.
inline constexpr int status_without_walls = 120;

/// What a child is born with, before it has a document.
struct Birth {
  Descriptor socket;  ///< from and to the program: first the task, then frames
  pid_t program = 0;
  std::int64_t address_space = 0;  ///< what the zygote maps already
  Layers required;                 ///< layers that held when the zygote tried them; each must hold again
  std::set<std::string> unavailable_models;  ///< asking for these again is useless
};

/// The program's first message to a child, with the sealed attachment's descriptor beside it: its limits.
[[nodiscard]] std::string encode_task(const Limits& limits);

/// Never returns. Puts up the walls that need no document, waits for its task, closes the walls and answers.
/// Exits with 0 when the program closes its end of the socket.
[[noreturn]] void live(const ChildMain& child_main, const Walls& walls, Birth birth);

}  // namespace domicile::sandbox
