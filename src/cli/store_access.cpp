#include "cli/store_access.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;

std::string from_environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

fs::path users_data_folder() {
  if (const auto folder = from_environment("XDG_DATA_HOME"); !folder.empty())
    return fs::path(folder) / "domicile";
  const auto home = from_environment("HOME");
  return (home.empty() ? fs::path(".") : fs::path(home) / ".local" / "share") / "domicile";
}

// An id is what could be no file: who writes a path means a file.
bool looks_like_a_file(const std::string& argument) {
  return argument.find('/') != std::string::npos || argument.ends_with(".json") || argument == "-";
}

bool is_made(const std::string& url) {
  std::error_code error;
  return store::is_postgres(url) || fs::exists(url.starts_with("sqlite:") ? url.substr(7) : url, error);
}

}  // namespace

void add_store_option(CLI::App& command, std::string& store) {
  command.add_option("--store", store,
                     "sqlite:FILE or postgresql://… (default: $DOMICILE_STORE, or a file of your own)");
}

std::string store_url(const std::string& asked) {
  if (!asked.empty()) return asked;
  if (auto set = from_environment("DOMICILE_STORE"); !set.empty()) return set;
  return "sqlite:" + (users_data_folder() / "store.db").string();
}

Result<std::unique_ptr<store::Store>> open_store(const std::string& asked) {
  return store::Store::open(store_url(asked));
}

store::Moment now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Result<Account> AccountSource::load(const std::string& argument, const std::string& named) {
  std::error_code error;
  const auto first = argument.find_first_not_of(" \t\r\n");
  const bool inline_record = first != std::string::npos && argument[first] == '{';
  if (inline_record || looks_like_a_file(argument) || fs::exists(argument, error))
    return load_account(argument, named);
  return from_store(argument, named);
}

Result<Account> AccountSource::from_store(const std::string& id, const std::string& named) {
  const std::lock_guard lock(mutex_);
  const auto remedy =
      named + " takes a JSON file, an inline JSON object, or the id of a record in the store.";
  const auto url = store_url(store_asked_);
  if (!store_ && store_asked_.empty() && !is_made(url)) {
    return fail(ErrorCode::file_not_readable, id, "there is no such file, and no store with such a record.",
                remedy);
  }
  if (!store_) {
    auto opened = store::Store::open(url);
    if (!opened) return std::unexpected(opened.error());
    store_ = std::move(*opened);
  }
  auto found = store_->accounts.find(id);
  if (!found) return std::unexpected(found.error());
  if (!*found)
    return fail(ErrorCode::file_not_readable, id, "there is no such file and no such record in the store.",
                remedy);
  return std::move(**found);
}

}  // namespace domicile::cli
