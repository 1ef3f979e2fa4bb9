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

#include "sandbox/child.hpp"
#include "sandbox/zygote_process.hpp"

namespace domicile::sandbox {
namespace {

std::unexpected<Error> unavailable(std::string message) {
  return fail(ErrorCode::sandbox_unavailable, "", std::move(message),
              "Run `domicile doctor`, then start again.");
}

// One document needs no second child.
constexpr int documents_before_spares = 1;

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
  drop_spare();
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
  if (auto answer = ask_once(order, descriptors)) return answer;
  end_zygote();
  return start_zygote() ? ask_once(order, descriptors) : std::nullopt;
}

std::optional<Parcel> Nursery::ask_once(std::string_view order, std::span<const int> descriptors) {
  hear_first_word();
  if (!send_parcel(control_.get(), order, descriptors)) return std::nullopt;
  return receive_parcel(control_.get());
}

Result<ChildHandle> Nursery::order_child() {
  auto line = make_socket_pair(SOCK_STREAM);
  if (!line) return std::unexpected(line.error());
  const auto answer = ask(encode_open(), std::array{line->second.get()});
  if (!answer) return unavailable("The zygote is gone, and no reader can be started.");
  const pid_t child = decode_child(answer->bytes);
  if (child <= 0) return unavailable(fmt::format("No reader can be started: {}.", std::strerror(-child)));
  return ChildHandle{child, std::move(line->first)};
}

void Nursery::order_spare() {
  auto line = make_socket_pair(SOCK_STREAM);
  if (!line || !send_parcel(control_.get(), encode_open(), std::array{line->second.get()})) return;
  spare_line_ = std::move(line->first);
}

std::optional<ChildHandle> Nursery::take_spare() {
  if (!spare_line_) return std::nullopt;
  const auto answer = receive_parcel(control_.get());
  auto line = std::exchange(spare_line_, Descriptor{});
  const pid_t child = answer ? decode_child(answer->bytes) : 0;
  if (child <= 0) return std::nullopt;
  return ChildHandle{child, std::move(line)};
}

void Nursery::drop_spare() {
  if (auto spare = take_spare()) end_process(spare->process);
}

Result<ChildHandle> Nursery::fork_child(const Descriptor& attachment, const Limits& limits) {
  const std::scoped_lock lock(mutex_);
  const auto task = encode_task(limits);
  const auto takes_task = [&](const ChildHandle& child) {
    return send_parcel(child.socket.get(), task, std::array{attachment.get()});
  };
  auto child = take_spare();
  // Somebody may have killed it meanwhile.
  if (child && !takes_task(*child)) {
    end_process(child->process);
    child.reset();
  }
  if (!child) {
    auto ordered = order_child();
    if (!ordered) return ordered;
    (void)takes_task(*ordered);  // a child that is gone by now is told of by its first answer
    child = std::move(*ordered);
  }
  if (++given_ > documents_before_spares) order_spare();
  return std::move(*child);
}

Result<void> Nursery::warm(const std::string& model) {
  const std::scoped_lock lock(mutex_);
  drop_spare();  // it was born without the model
  const auto answer = ask(encode_warm(model));
  if (!answer) return unavailable("The zygote is gone, and no model can be loaded.");
  return decode_warmed(answer->bytes);
}

}  // namespace domicile::sandbox
