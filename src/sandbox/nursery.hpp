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

/// Orders to the zygote, one at a time, from any thread. A zygote that was killed (for want of memory, by an
/// operator) is replaced by the next order; models that it had loaded are loaded again when a child asks for
/// them.
class Nursery {
 public:
  /// Forks the keeper and through it the zygote, which prepares itself while the program goes on.
  [[nodiscard]] static Result<std::unique_ptr<Nursery>> start(const ChildMain& child_main);
  ~Nursery();
  Nursery(const Nursery&) = delete;
  Nursery& operator=(const Nursery&) = delete;

  /// A child that has taken these bytes. While it reads, the zygote forks a spare one for the next call.
  /// Fails with sandbox_unavailable where no zygote can be had or it can't fork.
  [[nodiscard]] Result<ChildHandle> fork_child(const Descriptor& attachment, const Limits& limits);
  [[nodiscard]] Result<void> warm(const std::string& model);

  /// The zygote's process id.
  [[nodiscard]] pid_t process();

  /// Waits for the zygote's first word. Empty where the zygote died before.
  [[nodiscard]] const Layers& layers();

 private:
  Nursery(pid_t keeper, Descriptor keeper_line);
  [[nodiscard]] Result<ChildHandle> order_child();
  void order_spare();
  [[nodiscard]] std::optional<ChildHandle> take_spare();
  void drop_spare();
  [[nodiscard]] std::optional<Parcel> ask(std::string_view order, std::span<const int> descriptors = {});
  [[nodiscard]] std::optional<Parcel> ask_once(std::string_view order, std::span<const int> descriptors);
  [[nodiscard]] bool start_zygote();
  void end_zygote();
  void hear_first_word();

  pid_t keeper_;
  Descriptor keeper_line_;
  pid_t zygote_ = 0;
  Descriptor control_;
  std::mutex mutex_;
  Descriptor spare_line_;         ///< of a child that was ordered and whose process id has not been taken yet
  int given_ = 0;                 ///< children given out
  bool heard_ = false;            ///< the first word of this zygote has been taken
  std::optional<Layers> layers_;  ///< of the first zygote: the kernel grants the next ones the same
};

}  // namespace domicile::sandbox
