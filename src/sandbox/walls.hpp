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

/// Locks this process in, for good, as far as it can be done before its document is known: session, identity,
/// capabilities, file rules. `program` is the process whose end is the child's end. Gives every layer and
/// whether it holds; does not stop at one that is refused.
[[nodiscard]] Layers put_up(const Walls& walls, pid_t program);

/// What a child keeps when the last walls close around it.
struct Inside {
  Limits limits;
  std::int64_t address_space = 0;  ///< what the process maps already; its memory limit comes on top
  std::vector<int> descriptors;    ///< every other one is closed
};

/// The layers that `put_up` gave, and those that end it: resource limits, descriptors, system calls.
[[nodiscard]] Layers close_walls(const Walls& walls, const Inside& inside, Layers put_up);

}  // namespace domicile::sandbox
