#include "store/stores.hpp"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace domicile::tests {
namespace {

namespace fs = std::filesystem;

fs::path server_programs() {
  std::vector<fs::path> versions;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql"))
    versions.push_back(entry.path() / "bin");
  if (versions.empty()) throw std::runtime_error("PostgreSQL is not installed: run tools/setup");
  return *std::ranges::max_element(versions);
}

void shell(const std::string& command) {
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
}

// PostgreSQL refuses to run as root; Debian's package brings a user for it.
class Server {
 public:
  Server() {
    as_ = geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --clear-groups --reset-env " : "";
    if (!as_.empty()) shell(fmt::format("chown postgres {}", folder_.path().string()));
    shell(fmt::format(
        "cd / && {}{}/initdb -D {}/data -A trust -U domicile --no-sync -E UTF8 --locale=C >/dev/null", as_,
        bin_, folder_.path().string()));
    shell(fmt::format(
        "cd / && {}{}/pg_ctl -D {}/data -w -l {}/log -o \"-k {} -c listen_addresses='' -c fsync=off\" "
        "start >/dev/null",
        as_, bin_, folder_.path().string(), folder_.path().string(), folder_.path().string()));
  }
  ~Server() {
    (void)std::system(fmt::format("cd / && {}{}/pg_ctl -D {}/data -m immediate stop >/dev/null", as_, bin_,
                                  folder_.path().string())
                          .c_str());
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::string fresh_url() {
    const auto name = fmt::format("d{}", ++databases_);
    shell(fmt::format("{}/createdb -h {} -U domicile {}", bin_, folder_.path().string(), name));
    return fmt::format("postgresql:///{}?host={}&user=domicile", name, folder_.path().string());
  }

 private:
  Scratch folder_;
  std::string bin_ = server_programs().string();
  std::string as_;
  int databases_ = 0;
};

FreshStore opened(std::string name, const std::string& url) {
  auto store = store::Store::open(url);
  if (!store) throw std::runtime_error(to_string(store.error()));
  return {std::move(name), url, std::move(*store)};
}

}  // namespace

Scratch::Scratch() {
  auto name = (fs::temp_directory_path() / "domicile-store-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for temporary files");
  folder_ = name;
}

Scratch::~Scratch() {
  std::error_code error;
  fs::remove_all(folder_, error);
}

std::string fresh_postgres_url() {
  static Server server;
  return server.fresh_url();
}

std::vector<FreshStore> fresh_stores() {
  static const Scratch folder;
  static int number = 0;
  std::vector<FreshStore> stores;
  stores.push_back(opened("SQLite", fmt::format("sqlite:{}/{}.db", folder.path().string(), ++number)));
  stores.push_back(opened("PostgreSQL", fresh_postgres_url()));
  return stores;
}

}  // namespace domicile::tests
