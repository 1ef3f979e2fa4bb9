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

void end_process(pid_t process) {
  ::kill(process, SIGKILL);
  while (::waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
  }
}

}  // namespace

Nursery::Nursery(pid_t keeper, Descriptor keeper_line)
    : keeper_(keeper), keeper_line_(std::move(keeper_line)) {}

Result<std::unique_ptr<Nursery>> Nursery::start(const ChildMain& child_main) {
  auto line = make_socket_pair(SOCK_SEQPACKET);
  if (!line) return std::unexpected(line.error());
  const pid_t program = ::getpid();
  const pid_t keeper = ::fork();
  if (keeper < 0) return unavailable(fmt::format("The zygote can't be started: {}.", std::strerror(errno)));
  if (keeper == 0) {
    line->first.reset();
    keep_zygotes(child_main, std::move(line->second), program);
  }
  line->second.reset();
  std::unique_ptr<Nursery> nursery(new Nursery(keeper, std::move(line->first)));
  if (!nursery->start_zygote()) return unavailable("The zygote can't be started.");
  return nursery;
}

Nursery::~Nursery() {
  end_zygote();
  end_process(keeper_);
}

bool Nursery::start_zygote() {
  auto line = make_socket_pair(SOCK_SEQPACKET);
  if (!line || !send_parcel(keeper_line_.get(), "Z", std::array{line->second.get()})) return false;
  line->second.reset();
  const auto answer = receive_parcel(keeper_line_.get());
  zygote_ = answer ? decode_child(answer->bytes) : 0;
  if (zygote_ <= 0) return false;
  control_ = std::move(line->first);
  heard_ = false;
  return true;
}

void Nursery::end_zygote() {
  if (zygote_ > 0) end_process(zygote_);
  zygote_ = 0;
  control_.reset();
}

void Nursery::hear_first_word() {
  if (heard_) return;
  heard_ = true;
  const auto word = receive_parcel(control_.get());
  if (!layers_) layers_ = word ? decode_layers(word->bytes) : Layers{};
}

pid_t Nursery::process() {
  const std::scoped_lock lock(mutex_);
  return zygote_;
}

const Layers& Nursery::layers() {
  const std::scoped_lock lock(mutex_);
  hear_first_word();
  return *layers_;
}

std::optional<Parcel> Nursery::ask(std::string_view order, std::span<const int> descriptors) {
  const std::scoped_lock lock(mutex_);
  if (auto answer = ask_once(order, descriptors)) return answer;
  end_zygote();
  return start_zygote() ? ask_once(order, descriptors) : std::nullopt;
}

std::optional<Parcel> Nursery::ask_once(std::string_view order, std::span<const int> descriptors) {
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
