#pragma once
// The walls around a child, each of which holds by itself, and which of them this kernel grants.

#include <string>
#include <string_view>
#include <vector>

namespace domicile::sandbox {

/// How much the kernel must grant before a stranger's bytes are read.
enum class Isolation {
  strict,  ///< every layer, or nothing is read
  best,    ///< every layer that the kernel grants; the missing ones are named
};

/// The layers, in the order in which they are named.
enum class LayerKind {
  resource_limits,    ///< rlimits: memory, CPU, file size, descriptors, no core dump
  parent_death,       ///< the child is killed when the program ends
  not_dumpable,       ///< no other process of the user may look into the child
  user_namespace,     ///< a user of its own, without rights outside
  network_namespace,  ///< a network without any interface
  empty_root,         ///< a file tree that holds fonts and their configuration, read-only
  no_capabilities,    ///< no right of root is left
  no_new_privileges,  ///< nothing that is executed can give rights back
  landlock,           ///< the kernel lets it open fonts and their configuration, and nothing else
  system_calls,       ///< seccomp: a call that decoding does not need kills the child
};

/// One layer: what it is called in messages and whether it holds.
struct Layer {
  LayerKind kind{};
  bool in_force = false;
  std::string detail;  ///< why not, or what it stands at ("ABI 7"); may be empty
};

using Layers = std::vector<Layer>;

/// "network_namespace".
[[nodiscard]] std::string_view name_of(LayerKind kind);

/// Names of the layers that are not in force, in their order. Empty: the child is fully walled.
[[nodiscard]] std::vector<std::string> missing_layers(const Layers& layers);

/// True where layer `kind` is listed and holds.
[[nodiscard]] bool in_force(const Layers& layers, LayerKind kind);

}  // namespace domicile::sandbox
