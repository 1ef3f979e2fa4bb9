// Runs a fuzz target over files and folders of files, with any compiler: how the kept inputs are run by
// ctest.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "promise.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

bool run(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return false;
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  // The name first: where the target ends the process, the last line says on what.
  std::printf("%s\n", path.filename().c_str());
  std::fflush(stdout);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t ran = 0;
  for (int i = 1; i < argc; ++i) {
    if (!fs::exists(argv[i])) return std::fprintf(stderr, "%s does not exist.\n", argv[i]), 2;
    for (const auto& path : files_of(argv[i])) {
      if (!run(path)) return std::fprintf(stderr, "%s can't be read.\n", path.c_str()), 2;
      ++ran;
    }
  }
  if (ran == 0) return std::fprintf(stderr, "No input: name files or folders.\n"), 2;
  std::printf("%zu inputs\n", ran);
  return 0;
}
