#include "sandbox/channel.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace domicile::sandbox {
namespace {

constexpr std::size_t max_parcel_bytes = std::size_t{64} * 1024;
constexpr std::size_t max_parcel_descriptors = 4;
constexpr std::size_t receive_step_bytes = 1 << 20;

std::unexpected<Error> out_of(const char* what) {
  return fail(ErrorCode::sandbox_unavailable, "",
              std::string(what) + " can't be had: " + std::strerror(errno) + ".",
              "Allow the process more open files and memory.");
}

int milliseconds_until(std::optional<Clock::time_point> deadline) {
  if (!deadline) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now()).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1'000'000'000));
}

ChannelResult<void> wait_for(int socket, short events, std::optional<Clock::time_point> deadline) {
  while (true) {
    pollfd waited{socket, events, 0};
    const int ready = ::poll(&waited, 1, milliseconds_until(deadline));
    if (ready > 0) return {};
    if (ready == 0) return std::unexpected(ChannelFault::timed_out);
    if (errno != EINTR) return std::unexpected(ChannelFault::closed);
  }
}

ChannelResult<void> send_all(int socket, const char* bytes, std::size_t size,
                             std::optional<Clock::time_point> deadline) {
  while (size > 0) {
    const auto sent = ::send(socket, bytes, size, MSG_NOSIGNAL | (deadline ? MSG_DONTWAIT : 0));
    if (sent >= 0) {
      bytes += sent;
      size -= static_cast<std::size_t>(sent);
    } else if (errno == EAGAIN) {
      if (auto ready = wait_for(socket, POLLOUT, deadline); !ready) return ready;
    } else if (errno != EINTR) {
      return std::unexpected(ChannelFault::closed);
    }
  }
  return {};
}

ChannelResult<void> receive_all(int socket, char* bytes, std::size_t size,
                                std::optional<Clock::time_point> deadline) {
  while (size > 0) {
    if (deadline && Clock::now() >= *deadline) return std::unexpected(ChannelFault::timed_out);
    const auto received = ::recv(socket, bytes, size, deadline ? MSG_DONTWAIT : 0);
    if (received > 0) {
      bytes += received;
      size -= static_cast<std::size_t>(received);
    } else if (received < 0 && errno == EAGAIN) {
      if (auto ready = wait_for(socket, POLLIN, deadline); !ready) return ready;
    } else if (received == 0 || errno != EINTR) {
      return std::unexpected(ChannelFault::closed);
    }
  }
  return {};
}

template <class Bytes>
ChannelResult<Bytes> receive_bytes(int socket, std::size_t size, std::optional<Clock::time_point> deadline) {
  Bytes bytes;
  while (bytes.size() < size) {
    const auto start = bytes.size();
    bytes.resize(std::min(size, start + std::max(receive_step_bytes, start)));
    auto received =
        receive_all(socket, reinterpret_cast<char*>(bytes.data()) + start, bytes.size() - start, deadline);
    if (!received) return std::unexpected(received.error());
  }
  return bytes;
}

}  // namespace

Result<std::pair<Descriptor, Descriptor>> make_socket_pair(int type) {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0) return out_of("A socket");
  return std::pair{Descriptor(ends[0]), Descriptor(ends[1])};
}

Result<Descriptor> make_sealed_memory(std::string_view bytes) {
  Descriptor memory(::memfd_create("attachment", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory) return out_of("Memory for the attachment");
  for (std::size_t done = 0; done < bytes.size();) {
    const auto written =
        ::pwrite(memory.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (written < 0 && errno != EINTR) return out_of("Memory for the attachment");
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  constexpr int seals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
  if (::fcntl(memory.get(), F_ADD_SEALS, seals) != 0) return out_of("A seal for the attachment");
  return memory;
}

ChannelResult<void> send_frame(int socket, const Frame& frame, std::optional<Clock::time_point> deadline) {
  auto front = encode_header({frame.kind, frame.head.size(), frame.tail.size()}) + frame.head;
  if (auto sent = send_all(socket, front.data(), front.size(), deadline); !sent) return sent;
  return send_all(socket, reinterpret_cast<const char*>(frame.tail.data()), frame.tail.size(), deadline);
}

ChannelResult<Frame> receive_frame(int socket, std::int64_t max_bytes,
                                   std::optional<Clock::time_point> deadline) {
  std::array<char, frame_header_bytes> header_bytes{};
  if (auto got = receive_all(socket, header_bytes.data(), header_bytes.size(), deadline); !got) {
    return std::unexpected(got.error());
  }
  const auto header = decode_header({header_bytes.data(), header_bytes.size()}, max_bytes);
  if (!header) return std::unexpected(ChannelFault::nonsense);
  auto head = receive_bytes<std::string>(socket, header->head_bytes, deadline);
  if (!head) return std::unexpected(head.error());
  auto tail = receive_bytes<std::vector<std::uint8_t>>(socket, header->tail_bytes, deadline);
  if (!tail) return std::unexpected(tail.error());
  return Frame{header->kind, std::move(*head), std::move(*tail)};
}

bool send_parcel(int socket, std::string_view bytes, std::span<const int> descriptors) {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * max_parcel_descriptors)> control{};
  iovec data{const_cast<char*>(bytes.data()), bytes.size()};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  if (!descriptors.empty()) {
    message.msg_control = control.data();
    message.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* rights = CMSG_FIRSTHDR(&message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
  }
  ssize_t sent = 0;
  do {
    sent = ::sendmsg(socket, &message, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  return std::cmp_equal(sent, bytes.size());
}

std::optional<Parcel> receive_parcel(int socket) {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int) * max_parcel_descriptors)> control{};
  Parcel parcel;
  parcel.bytes.resize(max_parcel_bytes);
  iovec data{parcel.bytes.data(), parcel.bytes.size()};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  ssize_t received = 0;
  do {
    received = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  } while (received < 0 && errno == EINTR);
  if (received <= 0) return std::nullopt;
  parcel.bytes.resize(static_cast<std::size_t>(received));
  for (cmsghdr* part = CMSG_FIRSTHDR(&message); part != nullptr; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    const auto count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
      int fd = -1;
      std::memcpy(&fd, CMSG_DATA(part) + i * sizeof(int), sizeof fd);
      parcel.descriptors.emplace_back(fd);
    }
  }
  return parcel;
}

}  // namespace domicile::sandbox
