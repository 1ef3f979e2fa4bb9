// Reads documents over and over in one process, and prints what that costs and whether memory, descriptors
// and processes stay as many:
//   many_documents best|off COUNT DOCUMENT…
// Times are of this process and, where there is a sandbox, of its children: compare the two modes on a quiet
// machine.

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "domicile/screener.hpp"

namespace {

using namespace domicile;

double cpu_seconds(int who) {
  rusage usage{};
  ::getrusage(who, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_mib(const std::string& process) {
  std::ifstream statistics("/proc/" + process + "/statm");
  long size = 0, resident = 0;
  statistics >> size >> resident;
  return static_cast<double>(resident) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / (1 << 20);
}

// Of the main thread: between two documents that is the keeper and the zygote.
std::vector<std::string> children() {
  std::ifstream list(fmt::format("/proc/self/task/{}/children", ::getpid()));
  return {std::istream_iterator<std::string>(list), {}};
}

std::ptrdiff_t open_descriptors() {
  const std::filesystem::directory_iterator descriptors("/proc/self/fd");
  return std::ranges::distance(descriptors) - 1;  // that of the listing itself
}

void print_state(int documents) {
  double zygote = 0;
  const auto processes = children();
  for (const auto& process : processes) zygote = std::max(zygote, resident_mib(process));
  fmt::print("{:6} documents: program {:.1f} MiB, zygote {:.1f} MiB, {} descriptors, {} children\n",
             documents, resident_mib("self"), zygote, open_descriptors(), processes.size());
  std::fflush(stdout);  // a long run is watched
}

std::vector<Attachment> load(int count, char** names) {
  std::vector<Attachment> documents;
  for (int i = 0; i < count; ++i) {
    std::ifstream file(names[i], std::ios::binary);
    if (!file) {
      fmt::print(stderr, "many_documents: {} can't be opened. Name a document that can be read.\n", names[i]);
      std::exit(2);
    }
    documents.push_back({names[i], {std::istreambuf_iterator<char>(file), {}}});
  }
  return documents;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 3 ? argv[1] : "";
  const int count = argc > 3 ? std::atoi(argv[2]) : 0;
  if ((mode != "best" && mode != "off") || count <= 0) {
    fmt::print(stderr, "many_documents best|off COUNT DOCUMENT…\n");
    return 2;
  }
  const auto screener = Screener::create({.data_directory = DOMICILE_SOURCE_DIR,
                                          .sandbox = mode == "off" ? SandboxMode::off : SandboxMode::best});
  if (!screener) {
    fmt::print(stderr, "{}\n", to_string(screener.error()));
    return 3;
  }
  const auto documents = load(argc - 3, argv + 3);
  const auto read_one = [&](int i) {
    return (*screener)->read(documents[static_cast<std::size_t>(i) % documents.size()], {});
  };
  for (int i = 0; i < 10; ++i) (void)read_one(i);
  const auto start = std::chrono::steady_clock::now();
  const double own_before = cpu_seconds(RUSAGE_SELF), children_before = cpu_seconds(RUSAGE_CHILDREN);
  int dated = 0;
  for (int i = 0; i < count; ++i) {
    dated += read_one(i).issue_date.has_value();
    if ((i + 1) % std::max(1, count / 10) == 0) print_state(i + 1);
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const double cpu = cpu_seconds(RUSAGE_SELF) - own_before + cpu_seconds(RUSAGE_CHILDREN) - children_before;
  fmt::print("{} documents, {} with a date: {:.2f} ms wall and {:.2f} ms CPU each\n", count, dated,
             wall.count() * 1000 / count, cpu * 1000 / count);
  return 0;
}
