#include "cli/cases.hpp"

#include <fmt/format.h>

#define CSV_IO_NO_THREAD  // the zygote must be forked off a program of one thread
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored \
    "-Wstringop-truncation"  // it cuts file names in its messages, which we don't show
#include <libfccp/csv.h>
#pragma GCC diagnostic pop

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string_view>

#include "base/sha256.hpp"
#include "base/text.hpp"

namespace domicile::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* keys_known = "Known are file, account, as_of and id.";

/// One line before it is judged: what it holds under each key.
struct Row {
  int line = 0;
  std::string file, account, as_of, id;
};

class Collector {
 public:
  Collector(std::string where, fs::path folder) : where_(std::move(where)), folder_(std::move(folder)) {}

  void add(const Row& row) {
    Case made{row.line, row.id, resolved(row.file), row.account, std::nullopt};
    if (row.file.empty()) return mistake(row.line, "'file' is missing.", "Name the document.");
    if (row.account.empty()) {
      return mistake(row.line, "'account' is missing.", "Name a JSON file, or write the JSON object itself.");
    }
    if (made.account.front() != '{') made.account = resolved(made.account);
    if (!row.as_of.empty()) {
      made.as_of = parse_iso_date(row.as_of);
      if (!made.as_of) {
        return mistake(row.line, "'as_of' is no day.", "Write it as YYYY-MM-DD, such as 2026-11-22.");
      }
    }
    found_.cases.push_back(std::move(made));
  }

  void mistake(int line, std::string message, std::string remedy) {
    found_.mistakes.push_back(
        {ErrorCode::wrong_usage, fmt::format("{}:{}", where_, line), std::move(message), std::move(remedy)});
  }

  Cases take() {
    if (found_.cases.empty() && found_.mistakes.empty()) mistake(1, "there is no case in it.", keys_known);
    return std::move(found_);
  }

 private:
  std::string resolved(const std::string& path) const {
    std::error_code error;
    const auto beside = folder_ / path;
    return fs::exists(beside, error) ? beside.string() : path;
  }

  std::string where_;
  fs::path folder_;
  Cases found_;
};

std::string* cell_of(Row& row, std::string_view key) {
  if (key == "file") return &row.file;
  if (key == "account") return &row.account;
  if (key == "as_of" || key == "as-of") return &row.as_of;
  if (key == "id") return &row.id;
  return nullptr;
}

void read_object(const Json& object, int line, Collector& collector) {
  Row row{line, {}, {}, {}, {}};
  for (const auto& [key, value] : object.items()) {
    auto* cell = cell_of(row, key);
    if (cell == nullptr) return collector.mistake(line, fmt::format("unknown key '{}'.", key), keys_known);
    if (value.is_null()) continue;
    if (cell == &row.account && value.is_object()) {
      *cell = value.dump();
    } else if (value.is_string()) {
      *cell = value.get<std::string>();
    } else {
      return collector.mistake(line, fmt::format("'{}' is no text.", key), "");
    }
  }
  collector.add(row);
}

void read_jsonl(const std::string& text, Collector& collector) {
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (squeeze(line).empty()) continue;
    const auto object = Json::parse(line, nullptr, false);
    if (object.is_object()) {
      read_object(object, number, collector);
    } else {
      collector.mistake(number, "this line is no JSON object.", "JSONL holds one whole object a line.");
    }
  }
}

using CsvReader = io::CSVReader<5, io::trim_chars<' ', '\t'>, io::double_quote_escape<',', '"'>,
                                io::throw_on_overflow, io::empty_line_comment>;

std::string text_of(const char* cell) { return cell == nullptr ? std::string() : std::string(cell); }

// A row of the wrong shape spoils itself only.
bool read_row(CsvReader& reader, Collector& collector) {
  const char *file = nullptr, *account = nullptr, *as_of = nullptr, *day = nullptr, *id = nullptr;
  try {
    if (!reader.read_row(file, account, as_of, day, id)) return false;
  } catch (const io::error::base&) {
    collector.mistake(static_cast<int>(reader.get_file_line()),
                      "this row has not the columns of the first line, or a quote is left open.",
                      "Cells with a comma stand in quotes; quotes in them are doubled.");
    return true;
  }
  collector.add({static_cast<int>(reader.get_file_line()), text_of(file), text_of(account),
                 text_of(as_of != nullptr ? as_of : day), text_of(id)});
  return true;
}

void read_csv(const std::string& text, const std::string& where, Collector& collector) {
  try {
    CsvReader reader(where, text.data(), text.data() + text.size());
    reader.read_header(io::ignore_missing_column, "file", "account", "as_of", "as-of", "id");
    if (!reader.has_column("file") || !reader.has_column("account")) {
      return collector.mistake(1, "the first line names no column 'file' or no column 'account'.",
                               keys_known);
    }
    while (read_row(reader, collector)) {
    }
  } catch (const io::error::base&) {
    collector.mistake(1, "the first line does not name the columns.", keys_known);
  }
}

}  // namespace

Cases parse_cases(const std::string& text, const std::string& where, const fs::path& folder) {
  Collector collector(where, folder);
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text[first] == '{') {
    read_jsonl(text, collector);
  } else if (first != std::string::npos) {
    read_csv(text, where, collector);
  }
  return collector.take();
}

std::string fingerprint(const Case& one) {
  constexpr std::size_t digits = 16;
  const auto day = one.as_of ? to_iso(*one.as_of) : std::string();
  return sha256_hex(Json::array({one.file, one.account, day, one.id}).dump()).substr(0, digits);
}

}  // namespace domicile::cli
