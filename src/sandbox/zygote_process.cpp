#include "sandbox/zygote_process.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <set>
#include <utility>

#include "sandbox/channel.hpp"
#include "sandbox/child.hpp"
#include "sandbox/huge_pages.hpp"
#include "sandbox/walls.hpp"
#include "sandbox/wire.hpp"

extern char** environ;

namespace domicile::sandbox {
namespace {

constexpr std::size_t max_order_text_bytes = 4096;

// One document is not worth moving the models; many are.
constexpr int forks_before_packing = 6;

// The zygote's state between orders.
struct Household {
  const ChildMain& child_main;
  Descriptor control;
  pid_t program;
  Walls walls{};
  Layers layers{};
  Descriptor memory_statistics{};  // these two are opened before the file tree goes away
  Descriptor memory_map{};
  std::int64_t reserved_heap_bytes = 0;
  int forks = 0;
  int forks_until_packing = forks_before_packing;
  std::set<std::string> unavailable_models{};
};

// Secrets live in environments. The strings themselves lie on the stack and are inherited, so they are wiped
// there; the few that libraries need are copied out before.
void wipe_environment() {
  constexpr std::array kept_names{"TESSDATA_PREFIX", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "HOME",
                                  "XDG_CACHE_HOME"};
  std::vector<std::pair<std::string, std::string>> kept;
  for (const char* name : kept_names) {
    if (const char* value = std::getenv(name)) kept.emplace_back(name, value);
  }
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    ::explicit_bzero(*entry, std::strlen(*entry));
  }
  ::clearenv();
  for (const auto& [name, value] : kept) ::setenv(name.c_str(), value.c_str(), 1);
}

// A library's threads do not survive a fork and leave locks behind, so OpenMP must never start any. Its
// environment variable is read when the library is loaded, long before this; its function works at any time.
void forbid_library_threads() {
  ::setenv("OMP_THREAD_LIMIT", "1", 1);
  if (void* found = ::dlsym(RTLD_DEFAULT, "omp_set_max_active_levels")) {
    reinterpret_cast<void (*)(int)>(found)(0);
  }
}

void leave_the_program(const Descriptor& control) {
  ::setsid();
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT}) ::signal(signal, SIG_IGN);
  for (const int signal : {SIGCHLD, SIGABRT, SIGSEGV, SIGBUS, SIGSYS, SIGXCPU}) ::signal(signal, SIG_DFL);
  sigset_t none{};
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nothing, standard);
  const auto own = static_cast<unsigned>(control.get());
  if (own > 3) ::close_range(3, own - 1, 0);
  ::close_range(own + 1, ~0U, 0);
}

std::int64_t address_space_bytes(const Descriptor& statistics) {
  std::array<char, 128> text{};
  if (::pread(statistics.get(), text.data(), text.size() - 1, 0) <= 0) return 0;
  return std::strtoll(text.data(), nullptr, 10) * ::sysconf(_SC_PAGESIZE);
}

// A child of the program, not of the zygote: the program waits for it, and its end takes the child along.
pid_t fork_for_program() {
  return static_cast<pid_t>(::syscall(SYS_clone, CLONE_PARENT | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
}

std::string encode_layers(const Layers& layers) {
  WireWriter writer;
  writer.put_count(layers.size());
  for (const auto& layer : layers) {
    writer.put(static_cast<std::uint8_t>(layer.kind));
    writer.put(static_cast<std::uint8_t>(layer.in_force));
    writer.put_text(layer.detail);
  }
  return writer.take();
}

// Which layers this kernel grants is found by a child that puts them up and does nothing else.
Layers tried_layers(const Household& household) {
  auto pipe = make_socket_pair(SOCK_SEQPACKET);
  if (!pipe) return {};
  const pid_t zygote = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    const int answer = pipe->second.get();
    const Inside inside{Limits{}, address_space_bytes(household.memory_statistics), {answer}};
    const auto bytes = encode_layers(close_walls(household.walls, inside, put_up(household.walls, zygote)));
    (void)send_parcel(answer, bytes);
    ::_exit(0);
  }
  pipe->second.reset();
  const auto answer = receive_parcel(pipe->first.get());
  if (child > 0) ::waitpid(child, nullptr, 0);
  return answer ? decode_layers(answer->bytes) : Layers{};
}

void prepare_for_many(Household& household) {
  try {
    if (household.child_main.prepare) household.child_main.prepare();
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch)
    // Children then load for themselves what could not be loaded here.
  }
  household.reserved_heap_bytes = lay_out_heap_for_children();
}

// A process id, or the negative error number where there is none.
std::string encode_child(pid_t child) {
  WireWriter answer;
  answer.put(static_cast<std::int32_t>(child));
  return answer.take();
}

std::string opened(Household& household, std::vector<Descriptor> descriptors) {
  if (descriptors.size() != 1) return encode_child(-EINVAL);
  if (++household.forks == 2) prepare_for_many(household);
  const auto address_space = address_space_bytes(household.memory_statistics) - household.reserved_heap_bytes;
  const pid_t child = fork_for_program();
  if (child == 0) {
    live(household.child_main, household.walls,
         Birth{std::move(descriptors[0]), household.program, address_space, household.layers,
               household.unavailable_models});
  }
  auto answer = encode_child(child > 0 ? child : -errno);
  --household.forks_until_packing;
  return answer;
}

std::string warmed(Household& household, WireReader& reader) {
  const auto model = std::string(reader.take_text(max_order_text_bytes));
  Result<void> done;
  try {
    if (household.child_main.warm) done = household.child_main.warm(model);
  } catch (const std::exception&) {
    done = fail(ErrorCode::rules_invalid, model, "The model can't be loaded.", "Check that it is installed.");
  }
  household.forks_until_packing = forks_before_packing;
  WireWriter answer;
  answer.put(static_cast<std::uint8_t>(done.has_value()));
  if (done) return answer.take();
  household.unavailable_models.insert(model);
  for (const auto* text : {&done.error().where, &done.error().message, &done.error().remedy}) {
    answer.put_text(text->substr(0, max_order_text_bytes));
  }
  return answer.take();
}

void serve_one(Household& household, Parcel parcel) {
  WireReader reader(parcel.bytes);
  const auto order = static_cast<Order>(reader.take<char>());
  const auto answer =
      order == Order::open ? opened(household, std::move(parcel.descriptors)) : warmed(household, reader);
  (void)send_parcel(household.control.get(), answer);
  if (household.forks_until_packing == 0) pack_into_huge_pages(household.memory_map);
}

}  // namespace

std::string encode_open() {
  WireWriter writer;
  writer.put(static_cast<char>(Order::open));
  return writer.take();
}

std::string encode_warm(const std::string& model) {
  WireWriter writer;
  writer.put(static_cast<char>(Order::warm));
  writer.put_text(model.substr(0, max_order_text_bytes));
  return writer.take();
}

pid_t decode_child(std::string_view bytes) {
  WireReader reader(bytes);
  const auto child = reader.take<std::int32_t>();
  return reader.good_and_used_up() ? child : -EPROTO;
}

Result<void> decode_warmed(std::string_view bytes) {
  WireReader reader(bytes);
  if (reader.take<std::uint8_t>() == 1) return {};
  const std::string where(reader.take_text(max_order_text_bytes));
  const std::string message(reader.take_text(max_order_text_bytes));
  const std::string remedy(reader.take_text(max_order_text_bytes));
  return fail(ErrorCode::rules_invalid, where, message, remedy);
}

Layers decode_layers(std::string_view bytes) {
  WireReader reader(bytes);
  Layers layers;
  const auto count = reader.take_count(64, 6);
  for (std::size_t i = 0; i < count; ++i) {
    const auto kind = static_cast<LayerKind>(reader.take<std::uint8_t>());
    const bool holds = reader.take<std::uint8_t>() == 1;
    layers.push_back({kind, holds, std::string(reader.take_text(max_order_text_bytes))});
  }
  return layers;
}

void keep_zygotes(const ChildMain& child_main, Descriptor line, pid_t program) {
  leave_the_program(line);
  wipe_environment();
  while (auto parcel = receive_parcel(line.get())) {
    if (parcel->descriptors.size() != 1) continue;
    const pid_t zygote = fork_for_program();
    if (zygote == 0) {
      line.reset();
      serve_orders(child_main, std::move(parcel->descriptors[0]), program);
    }
    (void)send_parcel(line.get(), encode_child(zygote > 0 ? zygote : -errno));
  }
  ::_exit(0);
}

void serve_orders(const ChildMain& child_main, Descriptor control, pid_t program) {
  leave_the_program(control);
  wipe_environment();
  forbid_library_threads();
  Household household{.child_main = child_main, .control = std::move(control), .program = program};
  household.memory_statistics = Descriptor(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
  household.memory_map = open_own_memory_map();
  try {
    household.walls = make_walls(child_main.child_may_read, child_main.zygote_may_read);
    household.layers = tried_layers(household);
    (void)send_parcel(household.control.get(), encode_layers(household.layers));
    while (auto parcel = receive_parcel(household.control.get())) serve_one(household, std::move(*parcel));
  } catch (const std::exception&) {
    ::_exit(1);
  }
  ::_exit(0);
}

}  // namespace domicile::sandbox
