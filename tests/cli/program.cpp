#include "cli/program.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace domicile::tests {
namespace {

namespace fs = std::filesystem;

std::string quoted(const std::string& text) {
  std::string shell = "'";
  for (const char c : text) shell += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return shell + "'";
}

}  // namespace

Scratch::Scratch() {
  auto name = (fs::temp_directory_path() / "domicile-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for temporary files");
  folder_ = name;
}

Scratch::~Scratch() {
  std::error_code error;
  fs::remove_all(folder_, error);
}

std::string Scratch::file(const std::string& name, const std::string& bytes) const {
  const auto path = folder_ / name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path.string();
}

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Run run(const std::vector<std::string>& arguments, const std::string& input) {
  const Scratch scratch;
  const auto in = scratch.file("in", input);
  std::string command = quoted(DOMICILE_PROGRAM);
  for (const auto& argument : arguments) command += " " + quoted(argument);
  command += fmt::format(" <{} >{} 2>{}", quoted(in), quoted(scratch / "out"), quoted(scratch / "err"));
  const int ended = std::system(command.c_str());
  return {WIFEXITED(ended) ? WEXITSTATUS(ended) : -1, bytes_of(scratch / "out"), bytes_of(scratch / "err")};
}

}  // namespace domicile::tests
