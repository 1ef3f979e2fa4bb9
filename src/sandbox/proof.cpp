#include "sandbox/proof.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <memory>
#include <utility>

#include "sandbox/zygote.hpp"

namespace domicile::sandbox {
namespace {

// What an attempt came to inside the child: 0 where it was done, else the error number. A kill speaks for
// itself.
using Attempt = std::function<int()>;

int outcome(bool done) { return done ? 0 : errno; }

int connect_to_loopback(int type) {
  const int socket = ::socket(AF_INET, type, 0);
  if (socket < 0) return errno;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(53);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool sent = ::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  // A closed port refuses the connection although the network was there to be used.
  return sent || errno == ECONNREFUSED ? 0 : errno;
}

int take_memory(std::int64_t bytes) {
  const auto size = static_cast<std::size_t>(bytes);
  return outcome(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
                 MAP_FAILED);
}

[[noreturn]] int burn_cpu() {
  volatile unsigned turns = 0;
  while (true) turns = turns + 1;
}

struct NamedAttempt {
  const char* name;
  Attempt attempt;
};

std::vector<NamedAttempt> attempts(const Limits& limits) {
  return {
      {"open a file outside the fonts",
       [] { return outcome(::open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0); }},
      {"list the root directory",
       [] { return outcome(::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0); }},
      {"write a file",
       [] { return outcome(::open("/tmp/written", O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0); }},
      {"connect by TCP", [] { return connect_to_loopback(SOCK_STREAM); }},
      {"send by UDP", [] { return connect_to_loopback(SOCK_DGRAM); }},
      {"fork", [] { return outcome(::fork() >= 0); }},
      {"execute a program", [] { return outcome(::execl("/bin/true", "true", nullptr) == 0); }},
      {"trace its parent",
       [] { return outcome(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0); }},
      {"signal its parent", [] { return outcome(::kill(::getppid(), 0) == 0); }},
      {"take more memory than max_memory_bytes",
       [bytes = limits.max_memory_bytes] { return take_memory(bytes + (1 << 20)); }},
      {"burn more processor time than max_cpu_seconds", [] { return burn_cpu(); }},
  };
}

// A reader whose document is the number of an attempt.
class Trespasser : public PageReader {
 public:
  Trespasser(std::size_t number, const Limits& limits) : attempt_(attempts(limits).at(number)) {}

  Result<Overview> overview() override {
    Overview overview;
    const int error_number = attempt_.attempt();
    overview.producer = error_number == 0 ? "" : std::strerror(error_number);
    return overview;
  }
  Result<Page> words(const WordsRequest&) override { return Page{}; }
  Result<Picture> picture(const PictureRequest&) override { return Picture{}; }

 private:
  NamedAttempt attempt_;
};

ChildMain trespassers() {
  ChildMain child_main;
  child_main.open = [](const std::string& number,
                       const Limits& limits) -> Result<std::unique_ptr<PageReader>> {
    return std::make_unique<Trespasser>(std::stoul(number), limits);
  };
  child_main.child_may_read = font_paths();
  return child_main;
}

Proof proof_of(Zygote& zygote, std::size_t number, const char* name, const Limits& limits) {
  const auto overview = zygote.open({name, std::to_string(number)}, limits)->overview();
  if (!overview)
    return {name, overview.error().code != ErrorCode::sandbox_unavailable, overview.error().message};
  return {name, !overview->producer.empty(), overview->producer.empty() ? "it was done" : overview->producer};
}

}  // namespace

std::vector<Proof> prove(const Limits& limits) {
  auto short_limits = limits;
  short_limits.max_cpu_seconds = 1;
  auto zygote = Zygote::start(trespassers(), Isolation::best);
  if (!zygote) return {{"start a locked-down reader", false, zygote.error().message}};
  std::vector<Proof> proofs;
  const auto all = attempts(limits);
  proofs.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    proofs.push_back(proof_of(**zygote, i, all[i].name, short_limits));
  }
  return proofs;
}

Layers layers_in_force() {
  auto zygote = Zygote::start(trespassers(), Isolation::best);
  return zygote ? (*zygote)->layers() : Layers{};
}

}  // namespace domicile::sandbox
