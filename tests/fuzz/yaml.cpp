// YAML as companies write it (policies) and as contributors write it (locales/, parsers/). The first byte
// says which.

#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "promise.hpp"
#include "rules/load_addresses.hpp"
#include "rules/load_language.hpp"
#include "rules/load_names.hpp"
#include "screen/policy.hpp"

using namespace domicile;
using fuzz::promise;

namespace {

/// A file in memory that has a path, for what reads files only.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : descriptor_(memfd_create("yaml", MFD_CLOEXEC)) {
    promise(descriptor_ >= 0 && write(descriptor_, bytes.data(), bytes.size()) == std::ssize(bytes));
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  [[nodiscard]] std::filesystem::path path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

void read_policy(std::string_view text) {
  const auto policy = screen::parse_policy(std::string(text), "policy");
  if (!policy) return promise(!policy.error().message.empty());
  const auto written = screen::to_text(*policy);
  const auto again = screen::parse_policy(written, "policy");
  promise(again.has_value() && screen::to_text(*again) == written);
}

void check(const rules::Mistakes& mistakes) {
  for (const auto& mistake : mistakes) promise(!mistake.message.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto text = fuzz::as_text(data + 1, size - 1);
  if (data[0] == 'p') return read_policy(text), 0;
  const MemoryFile file(text);
  rules::Mistakes mistakes;
  switch (data[0]) {
    case 'a':
      (void)rules::load_addresses(file.path(), "locales/de/addresses.yaml", mistakes);
      break;
    case 'c':
      (void)rules::load_country(file.path(), "locales/countries/DE.yaml", mistakes);
      break;
    case 'l':
      (void)rules::load_language(file.path(), "locales/de/language.yaml", "de", mistakes);
      break;
    case 'n':
      (void)rules::load_names(file.path(), "locales/de/names.yaml", mistakes);
      break;
    default:
      (void)rules::load_region(file.path(), "locales/de/DE.yaml", "DE", mistakes);
  }
  check(mistakes);
  return 0;
}
