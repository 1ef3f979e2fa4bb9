#include "cli/account_import.hpp"

// GCC warns of the library's own copy of a file name, which it ends itself.
#pragma GCC diagnostic ignored "-Wstringop-truncation"
#define CSV_IO_NO_THREAD
#include <fmt/format.h>
#include <libfccp/csv.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.hpp"

namespace domicile::cli {
namespace {

using Json = nlohmann::ordered_json;
using CsvReader = io::CSVReader<9, io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>,
                                io::throw_on_overflow, io::empty_line_comment>;

std::string line_name(const std::string& path, long long line) { return fmt::format("{}:{}", path, line); }

Result<void> take(const std::string& json, const std::string& where, const AccountSink& sink) {
  auto account = parse_account(json, where);
  if (!account) {
    sink.mistake(account.error());
  } else if (account->id.empty()) {
    sink.mistake({ErrorCode::account_invalid, where, "'id' is missing.", "A record that is kept needs one."});
  } else {
    return sink.record(std::move(*account));
  }
  return {};
}

Result<void> read_jsonl(const std::string& path, const AccountSink& sink) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  for (long long number = 1; std::getline(file, line); ++number) {
    if (squeeze(line).empty()) continue;
    if (auto taken = take(line, line_name(path, number), sink); !taken) return taken;
  }
  return {};
}

struct CsvRow {
  const char *id = nullptr, *name = nullptr, *other_names = nullptr, *line1 = nullptr, *line2 = nullptr,
             *city = nullptr, *region = nullptr, *postcode = nullptr, *country = nullptr;
};

std::string json_of(const CsvRow& row) {
  Json record;
  const auto put = [](Json& object, const char* key, const char* value) {
    if (value != nullptr && *value != '\0') object[key] = value;
  };
  put(record, "id", row.id);
  put(record, "name", row.name);
  std::istringstream others(row.other_names == nullptr ? "" : row.other_names);
  for (std::string name; std::getline(others, name, ';');) record["other_names"].push_back(name);
  auto& address = record["address"] = Json::object();
  put(address, "line1", row.line1);
  put(address, "line2", row.line2);
  put(address, "city", row.city);
  put(address, "region", row.region);
  put(address, "postcode", row.postcode);
  put(address, "country", row.country);
  return record.dump(-1, ' ', false, Json::error_handler_t::replace);
}

// A row of the wrong shape spoils itself only.
Result<bool> read_row(CsvReader& reader, const std::string& path, const AccountSink& sink) {
  CsvRow row;
  try {
    if (!reader.read_row(row.id, row.name, row.other_names, row.line1, row.line2, row.city, row.region,
                         row.postcode, row.country)) {
      return false;
    }
  } catch (const io::error::base&) {
    sink.mistake({ErrorCode::account_invalid, line_name(path, reader.get_file_line()),
                  "this row has another number of columns than the heading, or a quote that does not end.",
                  ""});
    return true;
  }
  auto taken = take(json_of(row), line_name(path, reader.get_file_line()), sink);
  if (!taken) return std::unexpected(taken.error());
  return true;
}

Result<void> read_csv(const std::string& path, const AccountSink& sink) {
  try {
    CsvReader reader(path);
    reader.read_header(io::ignore_missing_column, "id", "name", "other_names", "line1", "line2", "city",
                       "region", "postcode", "country");
    for (const char* needed : {"id", "name", "line1"}) {
      if (reader.has_column(needed)) continue;
      return fail(ErrorCode::wrong_usage, path + ":1",
                  fmt::format("the heading lacks the column '{}'.", needed),
                  "Known: id, name, other_names, line1, line2, city, region, postcode, country.");
    }
    while (true) {
      auto more = read_row(reader, path, sink);
      if (!more) return std::unexpected(more.error());
      if (!*more) return {};
    }
  } catch (const io::error::base& error) {
    return fail(ErrorCode::wrong_usage, path + ":1", "the heading has an unknown column, one twice, or none.",
                "Known: id, name, other_names, line1, line2, city, region, postcode, country.");
  }
}

}  // namespace

Result<void> read_accounts(const std::string& path, const AccountSink& sink) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error) || !std::ifstream(path)) {
    return fail(ErrorCode::file_not_readable, path, "the file is missing or may not be read.");
  }
  return path.ends_with(".jsonl") || path.ends_with(".ndjson") ? read_jsonl(path, sink)
                                                               : read_csv(path, sink);
}

std::size_t lines_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return static_cast<std::size_t>(
      std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n'));
}

}  // namespace domicile::cli
