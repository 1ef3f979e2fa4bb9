// Reads or screens documents over and over in one process, and prints what that costs and whether memory,
// descriptors and processes stay as many:
//   many_documents best|off read|screen COUNT DOCUMENT…
// A document is screened with the account.json of its folder, on its own day of issue.
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

[[noreturn]] void give_up(const std::string& message) {
  fmt::print(stderr, "many_documents: {}\n", message);
  std::exit(2);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    give_up(fmt::format(
        "{} can't be opened. Name documents that can be read, for `screen` each in a folder of its "
        "own with its account.json.",
        path.string()));
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

// A document, and how it is screened.
struct Case {
  Attachment document;
  Account account;
  ScreenRequest request;
};

Case with_account(Attachment document, const Screener& screener) {
  const auto path = std::filesystem::path(document.file).parent_path() / "account.json";
  auto account = parse_account(content_of(path), path.string());
  if (!account) give_up(to_string(account.error()));
  const auto reading = screener.read(document, {});
  const auto day = reading.issue_date ? reading.issue_date->value : Date{};
  return {std::move(document), std::move(*account), {.as_of = day}};
}

std::vector<Case> load(int count, char** names, bool screened, const Screener& screener) {
  std::vector<Case> cases;
  for (int i = 0; i < count; ++i) {
    Attachment document{names[i], content_of(names[i])};
    cases.push_back(screened ? with_account(std::move(document), screener)
                             : Case{std::move(document), {}, {}});
  }
  return cases;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 4 ? argv[1] : "", what = argc > 4 ? argv[2] : "";
  const int count = argc > 4 ? std::atoi(argv[3]) : 0;
  if ((mode != "best" && mode != "off") || (what != "read" && what != "screen") || count <= 0) {
    fmt::print(stderr, "many_documents best|off read|screen COUNT DOCUMENT…\n");
    return 2;
  }
  const auto screener = Screener::create({.data_directory = DOMICILE_SOURCE_DIR,
                                          .sandbox = mode == "off" ? SandboxMode::off : SandboxMode::best});
  if (!screener) {
    fmt::print(stderr, "{}\n", to_string(screener.error()));
    return 3;
  }
  const bool screened = what == "screen";
  const auto cases = load(argc - 4, argv + 4, screened, **screener);
  // Whether it came to its best end: accepted, or a date found.
  const auto run_one = [&](int i) {
    const auto& one = cases[static_cast<std::size_t>(i) % cases.size()];
    if (!screened) return (*screener)->read(one.document, {}).issue_date.has_value();
    return (*screener)->screen(one.document, one.account, one.request).decision == Decision::accept;
  };
  for (int i = 0; i < 10; ++i) (void)run_one(i);
  const auto start = std::chrono::steady_clock::now();
  const double own_before = cpu_seconds(RUSAGE_SELF), children_before = cpu_seconds(RUSAGE_CHILDREN);
  int good = 0;
  for (int i = 0; i < count; ++i) {
    good += static_cast<int>(run_one(i));
    if ((i + 1) % std::max(1, count / 10) == 0) print_state(i + 1);
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  const double cpu = cpu_seconds(RUSAGE_SELF) - own_before + cpu_seconds(RUSAGE_CHILDREN) - children_before;
  fmt::print("{} documents, {} {}: {:.2f} ms wall and {:.2f} ms CPU each\n", count, good,
             screened ? "accepted" : "with a date", wall.count() * 1000 / count, cpu * 1000 / count);
  return 0;
}
