#pragma once
// The program's line to its zygote.

#include <sys/types.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "sandbox/channel.hpp"
#include "sandbox/descriptor.hpp"
#include "sandbox/layers.hpp"
#include "sandbox/zygote.hpp"

namespace domicile::sandbox {

/// A child that lives, seen from the program.
struct ChildHandle {
  pid_t process = 0;
  Descriptor socket;
};

/// Orders to the zygote, one at a time, from any thread.
class Nursery {
 public:
  /// Forks the zygote; it prepares itself while the program goes on.
  [[nodiscard]] static Result<std::unique_ptr<Nursery>> start(const ChildMain& child_main);
  ~Nursery();
  Nursery(const Nursery&) = delete;
  Nursery& operator=(const Nursery&) = delete;

  /// A child for these bytes. Fails with sandbox_unavailable where the zygote is gone or can't fork.
  [[nodiscard]] Result<ChildHandle> fork_child(const Descriptor& attachment, const Limits& limits);
  [[nodiscard]] Result<void> warm(const std::string& model);

  /// Waits for the zygote's first word. Empty where the zygote died before.
  [[nodiscard]] const Layers& layers();

 private:
  Nursery(pid_t zygote, Descriptor control);
  [[nodiscard]] std::optional<Parcel> ask(std::string_view order, std::span<const int> descriptors = {});
  void hear_first_word();

  pid_t zygote_;
  Descriptor control_;
  std::mutex mutex_;
  std::optional<Layers> layers_;
};

}  // namespace domicile::sandbox
