#pragma once
// A user, a network and a file tree of its own, entered once by the zygote and inherited by every child.

#include <string>
#include <vector>

#include "sandbox/layers.hpp"

namespace domicile::sandbox {

/// Leaves the host's user, network, IPC and file tree as far as the kernel lets an unprivileged process.
/// Afterwards only `readable_paths` exist, read-only, where the empty root could be made. Call it in a
/// process of one thread. Gives the layers user_namespace, network_namespace and empty_root with what became
/// of each.
[[nodiscard]] Layers enter_namespaces(const std::vector<std::string>& readable_paths);

}  // namespace domicile::sandbox
