#include "sandbox/huge_pages.hpp"

#include <fcntl.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <string>

namespace domicile::sandbox {
namespace {

constexpr std::uintptr_t huge_page_bytes = 2 << 20;
constexpr int reserved_heap_bytes = 64 << 20;
// In the kernel since 6.1; older headers do not name it, older kernels refuse it.
constexpr int collapse_advice = 25;

std::uintptr_t aligned_up(std::uintptr_t address) {
  return (address + huge_page_bytes - 1) / huge_page_bytes * huge_page_bytes;
}

std::string content_of(const Descriptor& file) {
  std::string content;
  std::array<char, std::size_t{16} * 1024> part{};
  if (::lseek(file.get(), 0, SEEK_SET) != 0) return content;
  for (ssize_t got = 0; (got = ::read(file.get(), part.data(), part.size())) > 0;) {
    content.append(part.data(), static_cast<std::size_t>(got));
  }
  return content;
}

// "7f00-7f80 rw-p 00000000 00:00 0   [heap]": private, writable, and of no file.
bool is_packable(const std::string& line, std::uintptr_t& start, std::uintptr_t& end) {
  std::array<char, 5> rights{};
  unsigned long from = 0, to = 0, inode = 0;
  if (std::sscanf(line.c_str(), "%lx-%lx %4s %*x %*s %lu", &from, &to, rights.data(), &inode) != 4)
    return false;
  start = aligned_up(from);
  end = to / huge_page_bytes * huge_page_bytes;
  return inode == 0 && std::string(rights.data()) == "rw-p" && start < end &&
         line.find("[stack]") == std::string::npos;
}

}  // namespace

Descriptor open_own_memory_map() { return Descriptor(::open("/proc/self/maps", O_RDONLY | O_CLOEXEC)); }

void pack_into_huge_pages(const Descriptor& own_memory_map) {
  std::istringstream lines(content_of(own_memory_map));
  std::uintptr_t start = 0, end = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!is_packable(line, start, end)) continue;
    auto* memory = reinterpret_cast<void*>(start);  // NOLINT(performance-no-int-to-ptr): /proc tells numbers
    ::madvise(memory, end - start, MADV_HUGEPAGE);
    ::madvise(memory, end - start, collapse_advice);
  }
}

std::int64_t lay_out_heap_for_children() {
  // Set by hand, both also stop growing and shrinking by themselves.
  ::mallopt(M_MMAP_THRESHOLD, 32 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
  ::malloc_trim(0);
  auto* const old_end = static_cast<char*>(::sbrk(0));
  ::mallopt(M_TOP_PAD, reserved_heap_bytes);
  // Larger than what is free at the top, so that the heap must grow, by the padding.
  constexpr std::size_t enough_to_grow = 16 << 20;
  void* volatile grown = std::malloc(enough_to_grow);
  std::free(grown);
  ::mallopt(M_TOP_PAD, 1 << 20);
  auto* const new_end = static_cast<char*>(::sbrk(0));
  const auto old_address = reinterpret_cast<std::uintptr_t>(old_end);
  auto* const start = old_end + (aligned_up(old_address) - old_address);
  if (new_end > start) ::madvise(start, static_cast<std::size_t>(new_end - start), MADV_HUGEPAGE);
  return new_end - old_end;
}

}  // namespace domicile::sandbox
