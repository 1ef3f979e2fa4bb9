#include "sandbox/child.hpp"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "sandbox/channel.hpp"
#include "sandbox/protocol.hpp"
#include "sandbox/wire.hpp"

namespace domicile::sandbox {
namespace {

// The limits as they travel.
std::array<std::int64_t*, 4> big_numbers(Limits& limits) {
  return {&limits.max_bytes, &limits.max_pixels, &limits.max_memory_bytes, &limits.max_answer_bytes};
}

std::array<int*, 5> small_numbers(Limits& limits) {
  return {&limits.max_pages, &limits.max_pages_read, &limits.max_cpu_seconds, &limits.max_wall_seconds,
          &limits.max_words};
}

// Made before memory is short, and reached from a signal handler.
std::string* out_of_memory_frame = nullptr;
int answer_socket = -1;

Error out_of_memory(const Limits& limits) {
  return {ErrorCode::too_large, "",
          fmt::format("Reading it takes more than {} MiB of memory (max_memory_bytes).",
                      limits.max_memory_bytes >> 20),
          "Raise max_memory_bytes if such a document is genuine."};
}

[[noreturn]] void say_out_of_memory() {
  for (std::size_t done = 0; done < out_of_memory_frame->size();) {
    const auto written =
        ::write(answer_socket, out_of_memory_frame->data() + done, out_of_memory_frame->size() - done);
    if (written <= 0 && errno != EINTR) break;
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  ::_exit(0);
}

// Decoders in C abort, or run into a null pointer, when malloc gives nothing; its error number is still
// there.
void on_death(int signal) {
  if (errno == ENOMEM) say_out_of_memory();
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

void on_exit() {
  if (errno == ENOMEM) say_out_of_memory();
}

void prepare_last_words(int socket, const Limits& limits) {
  static std::array<char, std::size_t{64} * 1024> stack_for_overflows;
  const auto frame = encode_last_words(out_of_memory(limits));
  out_of_memory_frame = new std::string(encode_header({frame.kind, frame.head.size(), 0}) + frame.head);
  answer_socket = socket;
  const stack_t stack{stack_for_overflows.data(), 0, stack_for_overflows.size()};
  ::sigaltstack(&stack, nullptr);
  struct sigaction action{};
  action.sa_handler = on_death;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGABRT, SIGSEGV, SIGBUS}) ::sigaction(signal, &action, nullptr);
  std::atexit(on_exit);
}

std::string bytes_of(const Descriptor& memory) {
  struct stat status{};
  std::string bytes;
  if (::fstat(memory.get(), &status) == 0) bytes.resize(static_cast<std::size_t>(status.st_size));
  for (std::size_t done = 0; done < bytes.size();) {
    const auto got =
        ::pread(memory.get(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got <= 0 && errno != EINTR) break;
    if (got > 0) done += static_cast<std::size_t>(got);
  }
  return bytes;
}

template <class Value>
Answer as_answer(Result<Value> result) {
  if (!result) return std::move(result.error());
  return std::move(*result);
}

Answer answer_of(PageReader& reader, const Request& request) {
  if (const auto* words = std::get_if<WordsRequest>(&request)) return as_answer(reader.words(*words));
  if (const auto* picture = std::get_if<PictureRequest>(&request)) return as_answer(reader.picture(*picture));
  return as_answer(reader.overview());
}

bool is_walled(const Layers& required, const Layers& layers) {
  return std::ranges::all_of(
      required, [&](const Layer& layer) { return !layer.in_force || in_force(layers, layer.kind); });
}

// A child's document and what may be spent on it.
struct Task {
  Descriptor memory;  // the attachment, sealed
  Limits limits;
};

std::optional<Task> decode_task(Parcel parcel) {
  WireReader reader(parcel.bytes);
  Task task;
  for (auto* number : big_numbers(task.limits)) *number = reader.take<std::int64_t>();
  for (auto* number : small_numbers(task.limits)) *number = reader.take<std::int32_t>();
  if (!reader.good_and_used_up() || parcel.descriptors.size() != 1) return std::nullopt;
  task.memory = std::move(parcel.descriptors[0]);
  return task;
}

Result<std::unique_ptr<PageReader>> opened(const ChildMain& child_main, Task& task) {
  auto bytes = bytes_of(task.memory);
  task.memory.reset();
  return child_main.open(std::move(bytes), task.limits);
}

// The model without which the last call could not do its best, if the zygote may still load it.
std::string model_to_ask_for(const ChildMain& child_main, const Birth& birth) {
  auto model = child_main.missing_model ? child_main.missing_model() : std::string{};
  return birth.unavailable_models.contains(model) ? std::string{} : model;
}

// Answers requests until the program hangs up or a frame of it makes no sense.
void answer_requests(const ChildMain& child_main, const Birth& birth, Task& task) {
  auto reader = opened(child_main, task);
  while (true) {
    const auto frame = receive_frame(birth.socket.get(), task.limits.max_answer_bytes);
    if (!frame) return;
    const auto request = decode_request(*frame);
    if (!request) return;
    errno = 0;
    Answer answer = reader ? answer_of(**reader, *request) : Answer(reader.error());
    if (auto model = model_to_ask_for(child_main, birth); !model.empty())
      answer = ModelNeeded{std::move(model)};
    if (!send_frame(birth.socket.get(), encode_answer(std::move(answer)))) return;
  }
}

}  // namespace

std::string encode_task(const Limits& limits) {
  auto values = limits;
  WireWriter writer;
  for (const auto* number : big_numbers(values)) writer.put(*number);
  for (const auto* number : small_numbers(values)) writer.put(static_cast<std::int32_t>(*number));
  return writer.take();
}

void live(const ChildMain& child_main, const Walls& walls, Birth birth) {
  auto layers = put_up(walls, birth.program);
  auto parcel = receive_parcel(birth.socket.get());
  auto task = parcel ? decode_task(std::move(*parcel)) : std::nullopt;
  if (!task) ::_exit(0);
  prepare_last_words(birth.socket.get(), task->limits);
  const Inside inside{task->limits, birth.address_space, {birth.socket.get(), task->memory.get()}};
  if (!is_walled(birth.required, close_walls(walls, inside, std::move(layers))))
    ::_exit(status_without_walls);
  try {
    answer_requests(child_main, birth, *task);
  } catch (const std::bad_alloc&) {
    say_out_of_memory();
  } catch (const std::exception&) {
    const Error error{ErrorCode::reader_crashed, "", "A decoder gave up in the middle of this document.",
                      "Send the document to a person."};
    (void)send_frame(birth.socket.get(), encode_last_words(error));
  }
  // No destructor of a library runs: they have nothing to save, and some of them take long or crash.
  ::_exit(0);
}

}  // namespace domicile::sandbox
