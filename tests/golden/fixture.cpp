#include "golden/fixture.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "base/text.hpp"
#include "model/json.hpp"

namespace domicile::golden {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string folded(const std::string& text) { return join(fold_tokens(text), ""); }

using Lines = std::vector<std::string>;

/// All lines as one folded text, without a last line that is a country's name: where lines break does not
/// count.
std::string address_text(Lines lines, const match::Matcher& matcher) {
  constexpr double certain = 0.9;
  if (lines.size() > 1 && matcher.classify_line(lines.back()).country >= certain) lines.pop_back();
  return folded(join(lines, " "));
}

bool all_given(const json& wanted, const json& given) {
  return std::ranges::all_of(wanted,
                             [&](const json& code) { return std::ranges::find(given, code) != given.end(); });
}

bool agree(const std::string& key, const json& wanted, const json& got, const match::Matcher& matcher) {
  if (key == "reasons") return all_given(wanted, got);
  if (wanted.is_null() || got.is_null()) return wanted == got;
  if (key == "name") return folded(wanted) == folded(got);
  if (key == "address_lines") {
    return address_text(wanted.get<Lines>(), matcher) == address_text(got.get<Lines>(), matcher);
  }
  return wanted == got;
}

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

/// The screening under the keys of expected.json.
json in_short(const Screening& screening) {
  const auto& reading = screening.reading;
  json reasons = json::array();
  for (const auto& reason : screening.reasons) reasons.push_back(reason.code);
  return {{"decision", to_string(screening.decision)},
          {"reasons", reasons},
          {"kind", reading.kind.value},
          {"subkind", text_or_null(reading.kind.subkind)},
          {"name", reading.name ? json(reading.name->value) : json()},
          {"address_lines", reading.address ? json(reading.address->lines) : json()},
          {"issue_date", reading.issue_date ? json(to_iso(reading.issue_date->value)) : json()}};
}

Fixture load(const fs::path& folder) {
  Fixture fixture{folder.parent_path().filename(),
                  folder.filename(),
                  folder,
                  {},
                  json::parse(read_bytes(folder / "expected.json"))};
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().stem() == "document") fixture.document = entry.path();
  }
  if (fixture.document.empty()) throw std::runtime_error(folder.string() + " holds no document");
  return fixture;
}

}  // namespace

std::string read_bytes(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + " can't be read");
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<Fixture> find_fixtures() {
  std::vector<fs::path> folders;
  for (const auto& locale : fs::directory_iterator(fs::path(DOMICILE_SOURCE_DIR) / "fixtures")) {
    if (!locale.is_directory()) continue;
    for (const auto& folder : fs::directory_iterator(locale)) {
      if (folder.is_directory()) folders.push_back(folder);
    }
  }
  std::ranges::sort(folders);
  std::vector<Fixture> fixtures;
  std::ranges::transform(folders, std::back_inserter(fixtures), load);
  return fixtures;
}

std::vector<Difference> differences(const json& expected, const Screening& screening,
                                    const match::Matcher& matcher) {
  const auto got = in_short(screening);
  std::vector<Difference> found;
  for (const auto& [key, value] : got.items()) {
    if (expected.contains(key) && !agree(key, expected[key], value, matcher)) {
      found.push_back({key, expected[key].dump(), value.dump()});
    }
  }
  return found;
}

bool is_known_shortfall(const Fixture& fixture, const std::string& key) {
  const auto& known = fixture.expected.value("known_shortfall", json::array());
  return std::ranges::find(known, json(key)) != known.end();
}

}  // namespace domicile::golden
