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

/// First byte of a parcel to the zygote. `open` carries limits and two descriptors (socket, attachment) and
/// is answered by the child's process id; `warm` carries a model's name and is answered by an empty parcel or
/// an error.
enum class Order : char { open = 'O', warm = 'W' };

[[nodiscard]] std::string encode_open(const Limits& limits);
[[nodiscard]] std::string encode_warm(const std::string& model);
[[nodiscard]] pid_t decode_child(std::string_view bytes);
[[nodiscard]] Result<void> decode_warmed(std::string_view bytes);
[[nodiscard]] Layers decode_layers(std::string_view bytes);

/// Never returns: locks the zygote in, reports its layers as the first parcel, serves orders, and ends when
/// the program's end of `control` closes.
[[noreturn]] void serve_orders(const ChildMain& child_main, Descriptor control, pid_t program);

}  // namespace domicile::sandbox
