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

struct ChildTask {
  Descriptor socket;  ///< frames from and to the program
  Descriptor memory;  ///< the attachment, sealed
  Limits limits;
  Inside inside;
  Layers required;  ///< layers that held when the zygote tried them; each must hold again
  std::set<std::string> unavailable_models;  ///< asking for these again is useless
};

/// Never returns. Exits with 0 when the program closes its end of the socket.
[[noreturn]] void live(const ChildMain& child_main, const Walls& walls, ChildTask task);

}  // namespace domicile::sandbox
