#pragma once
// Everything that stands around a child. Made once in the zygote, put up by each child around itself.

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "sandbox/descriptor.hpp"
#include "sandbox/layers.hpp"
#include "sandbox/system_calls.hpp"

namespace domicile::sandbox {

/// What a child needs to lock itself in: prepared once because compiling filters and opening directories
/// costs more than the rest of a child's life with a small document.
struct Walls {
  Layers entered;                   ///< namespaces that the zygote lives in already
  std::vector<sock_filter> filter;  ///< empty where libseccomp refuses
  Descriptor file_rules;            ///< empty where there is no Landlock
  std::string refusal;              ///< why a part could not be made
};

/// Enters namespaces and makes filter and file rules. Call it in the zygote, which has one thread.
[[nodiscard]] Walls make_walls(const std::vector<std::string>& child_may_read,
                               const std::vector<std::string>& zygote_may_read);

/// What a child keeps while it goes behind the walls.
struct Inside {
  std::vector<int> descriptors;    ///< every other one is closed
  pid_t program = 0;               ///< whose end is the child's end
  std::int64_t address_space = 0;  ///< what the process maps already; its memory limit comes on top
};

/// Locks this process in, for good: resource limits, session, identity, capabilities, file rules, system
/// calls. Gives every layer and whether it holds; does not stop at one that is refused.
[[nodiscard]] Layers put_up(const Walls& walls, const Limits& limits, const Inside& inside);

}  // namespace domicile::sandbox
