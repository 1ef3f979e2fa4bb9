#include "sandbox/namespaces.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "sandbox/descriptor.hpp"

namespace domicile::sandbox {
namespace {

namespace fs = std::filesystem;

std::string reason() { return std::strerror(errno); }

bool write_file(const char* path, const std::string& content) {
  const Descriptor file(::open(path, O_WRONLY | O_CLOEXEC));
  return file && ::write(file.get(), content.data(), content.size()) == static_cast<ssize_t>(content.size());
}

Layer enter_user_namespace() {
  const auto uid = ::geteuid();
  const auto gid = ::getegid();
  if (::unshare(CLONE_NEWUSER) != 0) return {LayerKind::user_namespace, false, reason()};
  const bool mapped = write_file("/proc/self/setgroups", "deny") &&
                      write_file("/proc/self/uid_map", fmt::format("{0} {0} 1", uid)) &&
                      write_file("/proc/self/gid_map", fmt::format("{0} {0} 1", gid));
  return {LayerKind::user_namespace, mapped, mapped ? "" : "the user can't be mapped: " + reason()};
}

Layer enter_network_namespace() {
  const bool entered = ::unshare(CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) == 0;
  return {LayerKind::network_namespace, entered, entered ? "" : reason()};
}

// The flags that a mount has already: inside a user namespace a remount may add to them and not take away.
unsigned long locked_flags(const fs::path& path) {
  struct statvfs status{};
  if (::statvfs(path.c_str(), &status) != 0) return 0;
  unsigned long flags = 0;
  if (status.f_flag & ST_NOSUID) flags |= MS_NOSUID;
  if (status.f_flag & ST_NODEV) flags |= MS_NODEV;
  if (status.f_flag & ST_NOEXEC) flags |= MS_NOEXEC;
  if (status.f_flag & ST_NOATIME) flags |= MS_NOATIME;
  if (status.f_flag & ST_RELATIME) flags |= MS_RELATIME;
  if (status.f_flag & ST_NODIRATIME) flags |= MS_NODIRATIME;
  return flags;
}

// A path that will be shown in the new tree, held open because the new tree may be hung over it.
struct Shown {
  fs::path path;
  bool is_directory = false;
  Descriptor held;
};

std::vector<Shown> held_open(const std::vector<std::string>& paths) {
  std::vector<Shown> shown;
  for (const auto& path : paths) {
    Descriptor held(::open(path.c_str(), O_PATH | O_CLOEXEC));
    std::error_code ignored;
    if (held) shown.push_back({path, fs::is_directory(path, ignored), std::move(held)});
  }
  return shown;
}

bool show_read_only(const fs::path& root, const Shown& shown) {
  std::error_code ignored;
  const auto place = root / shown.path.relative_path();
  fs::create_directories(shown.is_directory ? place : place.parent_path(), ignored);
  if (!shown.is_directory) {
    const Descriptor file(::open(place.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0400));
  }
  const auto source = fmt::format("/proc/self/fd/{}", shown.held.get());
  if (::mount(source.c_str(), place.c_str(), nullptr, MS_BIND | MS_REC, nullptr) != 0) return false;
  const auto flags =
      locked_flags(place) | MS_BIND | MS_REMOUNT | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC;
  return ::mount(nullptr, place.c_str(), nullptr, flags, nullptr) == 0;
}

bool become_root(const fs::path& root) {
  return ::chdir(root.c_str()) == 0 && ::syscall(SYS_pivot_root, ".", ".") == 0 &&
         ::umount2(".", MNT_DETACH) == 0 && ::chdir("/") == 0;
}

Layer enter_empty_root(const std::vector<std::string>& readable_paths) {
  const auto because = [&](const std::string& step) {
    return Layer{LayerKind::empty_root, false, step + ": " + reason()};
  };
  // Any directory will do to hang the new tree on: nobody else sees this mount, and it ends with the zygote.
  const fs::path root = "/tmp";
  if (::unshare(CLONE_NEWNS) != 0) return because("no file tree of its own");
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
    return because("the tree stays shared");
  const auto all_shown = held_open(readable_paths);
  if (::mount("tmpfs", root.c_str(), "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=1m,mode=0555") != 0) {
    return because("no empty tree");
  }
  for (const auto& shown : all_shown) {
    if (!show_read_only(root, shown)) return because(shown.path);
  }
  if (!become_root(root)) return because("the tree can't be changed");
  if (::mount(nullptr, "/", nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC,
              nullptr) != 0) {
    return because("the tree stays writable");
  }
  return {LayerKind::empty_root, true, ""};
}

}  // namespace

Layers enter_namespaces(const std::vector<std::string>& readable_paths) {
  Layers layers;
  layers.push_back(enter_user_namespace());
  layers.push_back(enter_network_namespace());
  layers.push_back(enter_empty_root(readable_paths));
  return layers;
}

}  // namespace domicile::sandbox
