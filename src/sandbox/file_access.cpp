#include "sandbox/file_access.hpp"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>

namespace domicile::sandbox {
namespace {

// The kernel's struct as of version 6; headers of older systems know its first field only, and a kernel takes
// as much of it as it knows while the rest is zero.
struct RulesetAttributes {
  std::uint64_t handled_access_fs = 0;
  std::uint64_t handled_access_net = 0;
  std::uint64_t scoped = 0;
};

// Bits by the version in which the kernel learned them.
std::uint64_t file_bits(int version) {
  int known_bits = 13;
  if (version >= 2) known_bits = 14;  // moving between directories
  if (version >= 3) known_bits = 15;  // truncating
  if (version >= 5) known_bits = 16;  // ioctl on devices
  return (std::uint64_t{1} << known_bits) - 1;
}

RulesetAttributes attributes(int version) {
  constexpr std::uint64_t bind_and_connect_tcp = 3;
  constexpr std::uint64_t abstract_sockets_and_signals = 3;
  return {file_bits(version), version >= 4 ? bind_and_connect_tcp : 0,
          version >= 6 ? abstract_sockets_and_signals : 0};
}

std::size_t attributes_size(int version) {
  if (version < 4) return sizeof(std::uint64_t);
  return version < 6 ? 2 * sizeof(std::uint64_t) : sizeof(RulesetAttributes);
}

bool let_read(const Descriptor& rules, const std::string& path) {
  const Descriptor place(::open(path.c_str(), O_PATH | O_CLOEXEC));
  struct stat status{};
  if (!place || ::fstat(place.get(), &status) != 0) return true;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
  if (S_ISDIR(status.st_mode)) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  rule.parent_fd = place.get();
  return ::syscall(SYS_landlock_add_rule, rules.get(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

}  // namespace

int landlock_version() {
  const auto version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return static_cast<int>(std::max(0L, version));
}

Descriptor make_file_rules(const std::vector<std::string>& paths) {
  const int version = landlock_version();
  if (version == 0) return {};
  const auto wanted = attributes(version);
  Descriptor rules(
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &wanted, attributes_size(version), 0)));
  const bool complete =
      rules && std::ranges::all_of(paths, [&](const std::string& path) { return let_read(rules, path); });
  return complete ? std::move(rules) : Descriptor{};
}

bool apply_file_rules(const Descriptor& rules) {
  return rules && ::syscall(SYS_landlock_restrict_self, rules.get(), 0) == 0;
}

}  // namespace domicile::sandbox
