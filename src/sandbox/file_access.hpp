#pragma once
// Landlock: which files a process may open, held by the kernel below every other right.

#include <string>
#include <vector>

#include "sandbox/descriptor.hpp"

namespace domicile::sandbox {

/// The version of Landlock that this kernel speaks; 0 where it has none or keeps it off.
[[nodiscard]] int landlock_version();

/// Rules that let a process read `paths` and what lies below them, and nothing else: no writing, no
/// executing, no TCP, no abstract socket of others, no signal to others (each as far as the kernel's version
/// knows it). Paths that do not exist are passed over. An empty Descriptor where the kernel refuses.
[[nodiscard]] Descriptor make_file_rules(const std::vector<std::string>& paths);

/// Puts the rules on this process, for good. Needs no_new_privs. False where the kernel refuses.
[[nodiscard]] bool apply_file_rules(const Descriptor& rules);

}  // namespace domicile::sandbox
