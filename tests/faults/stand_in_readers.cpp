#include "faults/stand_in_readers.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <stdexcept>
#include <thread>
#include <vector>

#include "sandbox/channel.hpp"
#include "sandbox/protocol.hpp"
#include "sandbox/wire.hpp"

namespace domicile::sandbox::testing {
namespace {

std::string loaded_model;
std::string wanted_model;

// The child's socket is its only descriptor beyond the standard three once the document is read.
int answer_socket() {
  for (int fd = 3; fd < 64; ++fd) {
    if (::fcntl(fd, F_GETFD) >= 0) return fd;
  }
  return -1;
}

void answer_raw(const std::string& bytes) { (void)::write(answer_socket(), bytes.data(), bytes.size()); }

void hang() { std::this_thread::sleep_for(std::chrono::hours(1)); }

void answer_half() {
  const auto frame = encode_answer(honest_page(1));
  auto bytes = encode_header({frame.kind, frame.head.size(), 0}) + frame.head;
  answer_raw(bytes.substr(0, bytes.size() / 2));
  ::_exit(0);
}

void promise_without_end() {
  answer_raw(encode_header({FrameKind::page, std::uint64_t{1} << 60, 0}));
  hang();
}

void flood() {
  const std::string noise(1 << 16, '\xff');
  while (::write(answer_socket(), noise.data(), noise.size()) > 0) {
  }
}

void take_memory_in_c() {
  std::vector<void*> taken;
  while (void* memory = std::malloc(1 << 24)) taken.push_back(std::memset(memory, 1, 1 << 24));
  std::abort();
}

void take_memory_and_use_null() {
  auto* memory = static_cast<volatile char*>(std::malloc(std::size_t{1} << 45));
  memory[0] = 1;
}

int overflow_the_stack(int depth) {
  volatile char here[4096];
  here[depth % 4096] = 1;
  return depth < 0 ? 0 : overflow_the_stack(depth + 1) + here[0];
}

void burn() {
  volatile unsigned turns = 0;
  while (true) {
    const unsigned next = turns + 1;
    turns = next;
  }
}

void run_threads() {
  std::thread thread([] {});
  thread.join();
}

void want_a_model() { wanted_model = loaded_model == "Greek" ? "" : "Greek"; }

const std::map<std::string, std::function<void()>>& deeds() {
  static const std::map<std::string, std::function<void()>> all{
      {"honest", [] {}},
      {"crash", [] { std::raise(SIGSEGV); }},
      {"abort", [] { std::abort(); }},
      {"leave", [] { ::_exit(3); }},
      {"exit", [] { std::exit(1); }},
      {"hang", hang},
      {"burn", burn},
      {"half", answer_half},
      {"promise", promise_without_end},
      {"flood", flood},
      {"garbage", [] { answer_raw(std::string(4096, '\x7e')); }},
      {"leak in c++", [] { std::vector<char>(std::size_t{1} << 40).at(5) = 1; }},
      {"leak in c", take_memory_in_c},
      {"leak and use null", take_memory_and_use_null},
      {"overflow the stack", [] { (void)overflow_the_stack(0); }},
      {"throw", [] { throw std::runtime_error("a library threw"); }},
      {"close",
       [] {
         ::close(answer_socket());
         hang();
       }},
      {"socket", [] { (void)::socket(AF_INET, SOCK_STREAM, 0); }},
      {"fork", [] { (void)::fork(); }},
      {"execute", [] { (void)::execl("/bin/true", "true", nullptr); }},
      {"kill parent", [] { (void)::kill(::getppid(), SIGKILL); }},
      {"run memory",
       [] {
         if (::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
             MAP_FAILED) {
           ::_exit(9);
         }
       }},
      {"threads", run_threads},
      {"want a model", want_a_model},
      {"want a model that is not there", [] { wanted_model = "Klingon"; }},
  };
  return all;
}

class StandIn : public PageReader {
 public:
  explicit StandIn(std::string deed) : deed_(std::move(deed)) {}

  Result<Overview> overview() override {
    Overview overview{"application/pdf", 2, "Producer", "", "en", {true, true}, {}};
    return overview;
  }
  Result<Page> words(const WordsRequest& request) override {
    if (const auto found = deeds().find(deed_); found != deeds().end()) found->second();
    if (request.page > 2) return fail(ErrorCode::corrupt_document, "page 3", "There is no such page.");
    return honest_page(request.page);
  }
  Result<Picture> picture(const PictureRequest& request) override {
    Picture picture{request.dpi, 2, 1, {}};
    picture.samples.assign(static_cast<std::size_t>(request.dpi) * 2, 7);
    return picture;
  }

 private:
  std::string deed_;
};

// What a stranger's process can look at from inside, as the text of one word.
class Onlooker : public PageReader {
 public:
  explicit Onlooker(std::string what) : what_(std::move(what)) {}
  Result<Overview> overview() override { return Overview{}; }
  Result<Page> words(const WordsRequest&) override {
    Page page;
    page.words.push_back({seen(), {}, 1, {}, {}, -1, 0});
    return page;
  }
  Result<Picture> picture(const PictureRequest&) override { return Picture{}; }

 private:
  [[nodiscard]] std::string seen() const {
    if (what_ == "look: descriptors") {
      int count = 0;
      for (int fd = 0; fd < 64; ++fd) count += ::fcntl(fd, F_GETFD) >= 0;
      return std::to_string(count);
    }
    if (what_ == "look: environment")
      return std::getenv("DOMICILE_TEST_SECRET") == nullptr ? "empty" : "secret";
    const int fd = ::open(what_.substr(6).c_str(), O_RDONLY | O_CLOEXEC);
    return fd >= 0 ? "opened" : std::strerror(errno);
  }
  std::string what_;
};

}  // namespace

Page honest_page(int number) {
  Page page;
  page.number = number;
  page.width_pt = 595;
  page.height_pt = 842;
  page.regions_read = {whole_page};
  page.quality = {0.5, {"blurred"}};
  for (int i = 0; i < 300; ++i) {
    const int row = i / 20, column = i % 20;
    const double x = column / 20.0, y = row / 20.0;
    page.words.push_back({"Straße" + std::to_string(i),
                          {x, y, x + 0.03, y + 0.01},
                          0.5,
                          WordSource::ocr,
                          Visibility::covered,
                          i % 3,
                          9.5});
  }
  return page;
}

ChildMain stand_ins() {
  ChildMain child_main;
  child_main.open = [](std::string text, const Limits&) -> Result<std::unique_ptr<PageReader>> {
    if (text == "refuse") return fail(ErrorCode::encrypted_document, "", "It needs a password.");
    if (text.starts_with("look: ")) return std::make_unique<Onlooker>(std::move(text));
    return std::make_unique<StandIn>(std::move(text));
  };
  child_main.warm = [](const std::string& model) -> Result<void> {
    if (model == "Klingon") return fail(ErrorCode::rules_invalid, "Klingon", "There is no such model.");
    loaded_model = model;
    return {};
  };
  child_main.missing_model = [] { return std::exchange(wanted_model, {}); };
  child_main.child_may_read = font_paths();
  return child_main;
}

}  // namespace domicile::sandbox::testing
