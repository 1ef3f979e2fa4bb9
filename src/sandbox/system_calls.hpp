#pragma once
// Which system calls a child may make.

#include <linux/filter.h>

#include <vector>

#include "base/error.hpp"

namespace domicile::sandbox {

/// The compiled filter: what decoding needs is allowed; what libraries try and can do without is refused with
/// an error number; everything else kills the process. Compiled once, loaded by every child.
/// Fails with sandbox_unavailable where libseccomp does not know this machine.
[[nodiscard]] Result<std::vector<sock_filter>> compile_system_call_filter();

/// Puts the filter on this process, for good. Needs no_new_privs or CAP_SYS_ADMIN. False where the kernel
/// refuses.
[[nodiscard]] bool load_system_call_filter(const std::vector<sock_filter>& filter);

}  // namespace domicile::sandbox
