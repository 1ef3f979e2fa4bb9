#pragma once
// The databases on which the store's tests run: SQLite in a file of its own, and a PostgreSQL server that the
// tests start on a private socket.

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/store.hpp"

namespace domicile::tests {

/// A folder that is gone after the test.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

/// A fresh empty database; its URL for those who want a second connection.
struct FreshStore {
  std::string name;  ///< "SQLite" or "PostgreSQL", for messages
  std::string url;
  std::unique_ptr<store::Store> store;
};

/// One of each kind.
[[nodiscard]] std::vector<FreshStore> fresh_stores();

/// The server of this test program, started when first asked for. Its URL without a database:
/// "postgresql:///%s?host=…".
[[nodiscard]] std::string fresh_postgres_url();

}  // namespace domicile::tests
