#include "regress/fixture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "base/text.hpp"

namespace domicile::regress {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* expected_name = "expected.json";
constexpr const char* how_it_is_written = "docs/fixtures.md shows how it is written.";

Result<std::string> bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    return fail(ErrorCode::file_not_readable, file.string(), "the file is missing or may not be read.",
                "A fixture has document.*, account.json and expected.json.");
  }
  return std::string{std::istreambuf_iterator<char>(stream), {}};
}

Result<fs::path> document_in(const fs::path& folder) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().stem() == "document") return entry.path();
  }
  return fail(ErrorCode::file_not_readable, folder.string(), "there is no document.* in it.",
              "A fixture has document.*, account.json and expected.json.");
}

std::optional<std::string> mistake_in(const Json& expected) {
  if (!expected.is_object()) return "this is no JSON object.";
  for (const auto& [key, value] : expected.items()) {
    if (std::ranges::find(expected_keys(), key) == expected_keys().end()) {
      return fmt::format("unknown key '{}'. Known are {}.", key, join(expected_keys(), ", "));
    }
  }
  static const std::set<Json> decisions{"accept", "review", "reject"};
  if (!decisions.contains(expected.value("decision", Json()))) {
    return "'decision' is none of accept, review and reject.";
  }
  for (const char* list : {"reasons", "address_lines", "known_shortfall"}) {
    const auto value = expected.value(list, Json::array());
    const bool texts = std::ranges::all_of(value, [](const Json& item) { return item.is_string(); });
    if (!value.is_null() && (!value.is_array() || !texts)) {
      return fmt::format("'{}' is no list of texts.", list);
    }
  }
  return std::nullopt;
}

Result<Json> load_expected(const fs::path& file) {
  const auto text = bytes_of(file);
  if (!text) return std::unexpected(text.error());
  auto expected = Json::parse(*text, nullptr, false);
  if (const auto mistake = mistake_in(expected)) {
    return fail(ErrorCode::wrong_usage, file.string(), *mistake, how_it_is_written);
  }
  return expected;
}

}  // namespace

const std::vector<std::string>& expected_keys() {
  static const std::vector<std::string> keys{"as_of",         "decision",   "reasons",
                                             "kind",          "subkind",    "name",
                                             "address_lines", "issue_date", "known_shortfall"};
  return keys;
}

Result<Fixture> load_fixture(const fs::path& folder) {
  const auto whole = fs::absolute(folder).lexically_normal();
  const auto named = whole.has_filename() ? whole : whole.parent_path();
  auto expected = load_expected(folder / expected_name);
  if (!expected) return std::unexpected(expected.error());
  const auto day = expected->value("as_of", Json());
  const auto as_of = day.is_string() ? parse_iso_date(day.get<std::string>()) : std::nullopt;
  if (!as_of) {
    return fail(ErrorCode::wrong_usage, (folder / expected_name).string(), "'as_of' is no day.",
                "Write it as YYYY-MM-DD.");
  }
  auto document = document_in(folder);
  if (!document) return std::unexpected(document.error());
  const auto account_file = folder / "account.json";
  const auto account_text = bytes_of(account_file);
  if (!account_text) return std::unexpected(account_text.error());
  auto account = parse_account(*account_text, account_file.string());
  if (!account) return std::unexpected(account.error());
  return Fixture{(named.parent_path().filename() / named.filename()).string(),
                 folder,
                 std::move(*document),
                 std::move(*account),
                 *as_of,
                 std::move(*expected)};
}

Result<std::vector<Fixture>> find_fixtures(const fs::path& root) {
  std::error_code error;
  std::vector<fs::path> folders;
  for (auto entry = fs::recursive_directory_iterator(root, error);
       entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->path().filename() == expected_name) folders.push_back(entry->path().parent_path());
  }
  if (folders.empty()) {
    return fail(ErrorCode::file_not_readable, root.string(),
                "there is no fixture here: no folder has an expected.json.",
                "docs/fixtures.md says how one is made.");
  }
  std::ranges::sort(folders);
  std::vector<Fixture> fixtures;
  for (const auto& folder : folders) {
    auto fixture = load_fixture(folder);
    if (!fixture) return std::unexpected(fixture.error());
    fixtures.push_back(std::move(*fixture));
  }
  return fixtures;
}

Result<Attachment> load_document(const Fixture& fixture) {
  auto bytes = bytes_of(fixture.document);
  if (!bytes) return std::unexpected(bytes.error());
  return Attachment{fixture.document.string(), std::move(*bytes)};
}

}  // namespace domicile::regress
