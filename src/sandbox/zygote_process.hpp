#pragma once
// The zygote's own side: a process of one thread that waits for orders and forks children.

#include <sys/types.h>

#include <string>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "sandbox/descriptor.hpp"
#include "sandbox/layers.hpp"
#include "sandbox/zygote.hpp"

namespace domicile::sandbox {

/// First byte of a parcel to the zygote. `open` carries the descriptor of the child's socket and is answered
/// by the child's process id; the child waits on its socket for its task. `warm` carries a model's name and
/// is answered by an empty parcel or an error.
enum class Order : char { open = 'O', warm = 'W' };

[[nodiscard]] std::string encode_open();
[[nodiscard]] std::string encode_warm(const std::string& model);
[[nodiscard]] pid_t decode_child(std::string_view bytes);
[[nodiscard]] Result<void> decode_warmed(std::string_view bytes);
[[nodiscard]] Layers decode_layers(std::string_view bytes);

/// Never returns: the keeper's life. It is forked while the program has one thread, does nothing with
/// documents, and forks a zygote for each parcel on `line`, which carries the zygote's end of its control
/// socket; the answer is the zygote's process id. So a zygote that was killed can be replaced when the
/// program has long had threads and could not fork any more. Ends when the program's end of `line` closes.
[[noreturn]] void keep_zygotes(const ChildMain& child_main, Descriptor line, pid_t program);

/// Never returns: locks the zygote in, reports its layers as the first parcel, serves orders, and ends when
/// the program's end of `control` closes.
[[noreturn]] void serve_orders(const ChildMain& child_main, Descriptor control, pid_t program);

}  // namespace domicile::sandbox
