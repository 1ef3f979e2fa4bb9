#include "sandbox/walls.hpp"

#include <fmt/core.h>
#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "sandbox/file_access.hpp"
#include "sandbox/namespaces.hpp"

namespace domicile::sandbox {
namespace {

Layer layer(LayerKind kind, bool good, std::string detail = {}) {
  if (!good && detail.empty()) detail = std::strerror(errno);
  return {kind, good, std::move(detail)};
}

bool limit(int resource, std::int64_t soft, std::int64_t hard) {
  rlimit present{};
  const auto kind = static_cast<__rlimit_resource_t>(resource);
  if (::getrlimit(kind, &present) != 0) return false;
  const auto most = std::min<rlim_t>(present.rlim_max, static_cast<rlim_t>(hard));
  const rlimit wanted{std::min<rlim_t>(most, static_cast<rlim_t>(soft)), most};
  return ::setrlimit(kind, &wanted) == 0;
}

Layer limit_resources(const Limits& limits, std::int64_t address_space) {
  constexpr int descriptors = 64;
  const auto memory = address_space + limits.max_memory_bytes;
  const bool good =
      limit(RLIMIT_AS, memory, memory) &&
      // The soft limit ends it with SIGXCPU, which says why; the hard one follows a second later.
      limit(RLIMIT_CPU, limits.max_cpu_seconds, limits.max_cpu_seconds + 1) && limit(RLIMIT_FSIZE, 0, 0) &&
      limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, descriptors, descriptors);
  return layer(LayerKind::resource_limits, good);
}

void close_others(std::vector<int> kept) {
  std::ranges::sort(kept);
  unsigned next = STDERR_FILENO + 1;
  for (const int fd : kept) {
    const auto number = static_cast<unsigned>(fd);
    if (number > next) ::close_range(next, number - 1, 0);
    next = std::max(next, number + 1);
  }
  ::close_range(next, ~0U, 0);
}

bool become_nobody() {
  constexpr uid_t nobody = 65534;
  return ::setgroups(0, nullptr) == 0 && ::setresgid(nobody, nobody, nobody) == 0 &&
         ::setresuid(nobody, nobody, nobody) == 0;
}

bool drop_capabilities() {
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  std::array<__user_cap_data_struct, 2> none{};
  return ::syscall(SYS_capset, &header, none.data()) == 0;
}

// Root outside a user namespace owns the system's files even without capabilities.
Layer give_up_rights(const Walls& walls) {
  const bool is_root = ::geteuid() == 0 && !in_force(walls.entered, LayerKind::user_namespace);
  const bool renamed = !is_root || become_nobody();
  return layer(LayerKind::no_capabilities, drop_capabilities() && renamed);
}

// Must follow every change of identity, which would take the signal off again.
Layer end_with(pid_t program) {
  const bool asked = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
  return layer(LayerKind::parent_death, asked && ::getppid() == program);
}

}  // namespace

Walls make_walls(const std::vector<std::string>& child_may_read,
                 const std::vector<std::string>& zygote_may_read) {
  Walls walls;
  auto shown = child_may_read;
  shown.insert(shown.end(), zygote_may_read.begin(), zygote_may_read.end());
  walls.entered = enter_namespaces(shown);
  walls.file_rules = make_file_rules(child_may_read);
  if (auto filter = compile_system_call_filter()) {
    walls.filter = std::move(*filter);
  } else {
    walls.refusal = filter.error().message;
  }
  return walls;
}

Layers put_up(const Walls& walls, pid_t program) {
  ::setsid();
  Layers layers = walls.entered;
  layers.push_back(give_up_rights(walls));
  layers.push_back(layer(LayerKind::not_dumpable, ::prctl(PR_SET_DUMPABLE, 0) == 0));
  layers.push_back(end_with(program));
  layers.push_back(layer(LayerKind::no_new_privileges, ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0));
  const int version = landlock_version();
  const bool files = apply_file_rules(walls.file_rules);
  layers.push_back({LayerKind::landlock, files, fmt::format("ABI {}", version)});
  return layers;
}

Layers close_walls(const Walls& walls, const Inside& inside, Layers put_up) {
  put_up.push_back(limit_resources(inside.limits, inside.address_space));
  close_others(inside.descriptors);
  const bool filtered = !walls.filter.empty() && load_system_call_filter(walls.filter);
  put_up.push_back({LayerKind::system_calls, filtered, filtered ? "" : walls.refusal});
  std::ranges::stable_sort(put_up, {}, &Layer::kind);
  return put_up;
}

}  // namespace domicile::sandbox
