#include "regress/revise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace domicile::regress {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Result<void> write(const fs::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) return fail(ErrorCode::file_not_readable, file.string(), "the file can't be written.");
  return {};
}

std::string as_file(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string about(const NewFixture& fixture) {
  return "purpose: " + Json(fixture.purpose).dump() +
         "\n"
         "source: \"\"  # where it comes from; people and issuer must be invented\n"
         "licence: \"\"\n";
}

}  // namespace

Result<void> accept(const Fixture& fixture, const Verdict& verdict) {
  auto expected = fixture.expected;
  for (const auto& difference : verdict.differences) {
    if (!difference.known) expected[difference.key] = difference.got;
  }
  if (expected.contains("known_shortfall")) {
    auto left = Json::array();
    for (const auto& key : expected["known_shortfall"]) {
      if (std::ranges::find(verdict.right_by_now, key.get<std::string>()) == verdict.right_by_now.end()) {
        left.push_back(key);
      }
    }
    left.empty() ? (void)expected.erase("known_shortfall") : (void)(expected["known_shortfall"] = left);
  }
  return write(fixture.folder / "expected.json", as_file(expected));
}

Result<void> add(const NewFixture& fixture, const Screening& screening) {
  std::error_code error;
  if (fs::exists(fixture.folder, error)) {
    return fail(ErrorCode::wrong_usage, fixture.folder.string(), "this fixture is there already.",
                "Choose another name.");
  }
  fs::create_directories(fixture.folder, error);
  if (error) return fail(ErrorCode::file_not_readable, fixture.folder.string(), "the folder can't be made.");
  fs::copy_file(fixture.document, fixture.folder / ("document" + fixture.document.extension().string()),
                error);
  if (error)
    return fail(ErrorCode::file_not_readable, fixture.document.string(), "the document can't be copied.");
  for (const auto& [name, text] : {std::pair{"account.json", fixture.account_json},
                                   {"expected.json", as_file(in_short(screening))},
                                   {"about.yaml", about(fixture)}}) {
    if (const auto written = write(fixture.folder / name, text); !written) return written;
  }
  return {};
}

}  // namespace domicile::regress
