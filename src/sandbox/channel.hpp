#pragma once
// Frames over a connected socket, with an end in time, and descriptors handed from process to process.

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "sandbox/descriptor.hpp"
#include "sandbox/protocol.hpp"

namespace domicile::sandbox {

using Clock = std::chrono::steady_clock;

/// Both ends of a socket, closed on exec. `type` is SOCK_STREAM or SOCK_SEQPACKET.
/// Fails with sandbox_unavailable where the process is out of descriptors.
[[nodiscard]] Result<std::pair<Descriptor, Descriptor>> make_socket_pair(int type);

/// A memory file that holds `bytes` and can never change again, at offset 0.
[[nodiscard]] Result<Descriptor> make_sealed_memory(std::string_view bytes);

/// Why a frame did not come or go.
enum class ChannelFault {
  closed,     ///< the other side is gone, perhaps in the middle of a frame
  timed_out,  ///< `deadline` passed
  nonsense,   ///< what came is no frame, or one over the limit
};
template <class T>
using ChannelResult = std::expected<T, ChannelFault>;

/// Sends a whole frame before `deadline`; without one it waits as long as it takes.
[[nodiscard]] ChannelResult<void> send_frame(int socket, const Frame& frame,
                                             std::optional<Clock::time_point> deadline = {});

/// Receives a whole frame of at most `max_bytes` before `deadline`. Memory grows with what arrives, not with
/// what the header promises.
[[nodiscard]] ChannelResult<Frame> receive_frame(int socket, std::int64_t max_bytes,
                                                 std::optional<Clock::time_point> deadline = {});

/// One message with descriptors: over a SOCK_SEQPACKET socket, or as the first of a SOCK_STREAM. At most 64
/// KiB and four descriptors.
struct Parcel {
  std::string bytes;
  std::vector<Descriptor> descriptors;
};
[[nodiscard]] bool send_parcel(int socket, std::string_view bytes, std::span<const int> descriptors = {});

/// Waits for the next parcel; nothing where the other side is gone.
[[nodiscard]] std::optional<Parcel> receive_parcel(int socket);

}  // namespace domicile::sandbox
