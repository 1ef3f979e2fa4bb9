// docs/ says what the code says.
#include <boost/test/unit_test.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

#include "base/error.hpp"
#include "screen/reasons.hpp"

using namespace domicile;

namespace {

namespace fs = std::filesystem;
const fs::path source = DOMICILE_SOURCE_DIR;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<fs::path> documents() {
  std::vector<fs::path> found{source / "README.md", source / "CONTRIBUTING.md"};
  for (const auto& entry : fs::directory_iterator(source / "docs")) {
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_error_stands_in_its_document_with_its_statuses) {
  const auto document = text_of(source / "docs/errors.md");
  for (int code = 0; code <= static_cast<int>(ErrorCode::internal_defect); ++code) {
    const auto& error = describe(static_cast<ErrorCode>(code));
    const std::regex row(
        fmt::format(R"(\| `{}` \| [^|]+ \| {} \| {} \|)", error.name, error.exit_status, error.http_status));
    BOOST_TEST(std::regex_search(document, row), error.name);
  }
}

BOOST_AUTO_TEST_CASE(every_reason_stands_in_its_document) {
  const auto document = text_of(source / "docs/errors.md");
  for (const auto& reason : screen::all_reasons()) {
    const auto row =
        fmt::format("| `{}` | {} | {} |", reason.code, reason.meaning, reason.retryable ? "yes" : "no");
    BOOST_TEST(contains(document, row), row);
  }
}

BOOST_AUTO_TEST_CASE(every_link_between_documents_leads_somewhere) {
  const std::regex link(R"(\]\(([^)#:]+)(#[^)]*)?\))");
  int links = 0;
  for (const auto& file : documents()) {
    const auto text = text_of(file);
    for (std::sregex_iterator found(text.begin(), text.end(), link), end; found != end; ++found, ++links) {
      const auto target = file.parent_path() / (*found)[1].str();
      BOOST_TEST(fs::exists(target), file << " links to " << target);
    }
  }
  BOOST_TEST(links > 10);
}
