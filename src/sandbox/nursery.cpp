#include "sandbox/nursery.hpp"

#include <fmt/core.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "sandbox/zygote_process.hpp"

namespace domicile::sandbox {
namespace {

std::unexpected<Error> unavailable(std::string message) {
  return fail(ErrorCode::sandbox_unavailable, "", std::move(message),
              "Run `domicile doctor`, then start again.");
}

}  // namespace

Nursery::Nursery(pid_t zygote, Descriptor control) : zygote_(zygote), control_(std::move(control)) {}

Result<std::unique_ptr<Nursery>> Nursery::start(const ChildMain& child_main) {
  auto line = make_socket_pair(SOCK_SEQPACKET);
  if (!line) return std::unexpected(line.error());
  const pid_t program = ::getpid();
  const pid_t zygote = ::fork();
  if (zygote < 0) return unavailable(fmt::format("The zygote can't be started: {}.", std::strerror(errno)));
  if (zygote == 0) {
    line->first.reset();
    serve_orders(child_main, std::move(line->second), program);
  }
  return std::unique_ptr<Nursery>(new Nursery(zygote, std::move(line->first)));
}

Nursery::~Nursery() {
  ::kill(zygote_, SIGKILL);
  while (::waitpid(zygote_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

void Nursery::hear_first_word() {
  if (layers_) return;
  const auto word = receive_parcel(control_.get());
  layers_ = word ? decode_layers(word->bytes) : Layers{};
}

const Layers& Nursery::layers() {
  const std::scoped_lock lock(mutex_);
  hear_first_word();
  return *layers_;
}

std::optional<Parcel> Nursery::ask(std::string_view order, std::span<const int> descriptors) {
  const std::scoped_lock lock(mutex_);
  hear_first_word();
  if (!send_parcel(control_.get(), order, descriptors)) return std::nullopt;
  return receive_parcel(control_.get());
}

Result<ChildHandle> Nursery::fork_child(const Descriptor& attachment, const Limits& limits) {
  auto line = make_socket_pair(SOCK_STREAM);
  if (!line) return std::unexpected(line.error());
  const auto answer = ask(encode_open(limits), std::array{line->second.get(), attachment.get()});
  if (!answer) return unavailable("The zygote is gone, and no reader can be started.");
  const pid_t child = decode_child(answer->bytes);
  if (child <= 0) return unavailable(fmt::format("No reader can be started: {}.", std::strerror(-child)));
  return ChildHandle{child, std::move(line->first)};
}

Result<void> Nursery::warm(const std::string& model) {
  const auto answer = ask(encode_warm(model));
  if (!answer) return unavailable("The zygote is gone, and no model can be loaded.");
  return decode_warmed(answer->bytes);
}

}  // namespace domicile::sandbox
