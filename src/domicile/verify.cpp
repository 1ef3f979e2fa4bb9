#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "domicile/reading_plan.hpp"
#include "layout/document.hpp"

namespace domicile {
namespace {

constexpr double margin_x = 0.012;
constexpr double margin_y = 0.006;
// Share of letters and digits that OCR of a clean rendering may get wrong before the layer is said to differ.
constexpr double tolerated_share = 0.34;
// One digit of so many may be read wrongly.
constexpr std::size_t digits_for_one_mistake = 8;

std::string letters_of(const std::string& text) {
  std::string letters;
  for (const auto& token : fold_tokens(text)) letters += token;
  return letters;
}

std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

// How far `claimed` is from the nearest stretch of `seen`, as a share of its length. What stands beside it in
// the same region does not count.
double distance_share(const std::string& claimed, const std::string& seen) {
  if (claimed.empty()) return 0;
  if (seen.find(claimed) != std::string::npos) return 0;
  std::size_t best = claimed.size();
  for (std::size_t at = 0; at == 0 || at + claimed.size() / 2 <= seen.size(); ++at) {
    best = std::min(best, edit_distance(claimed, seen.substr(at, claimed.size() + 2)));
  }
  return static_cast<double>(best) / static_cast<double>(claimed.size());
}

std::string digits_of(const std::string& letters) {
  std::string digits;
  std::ranges::copy_if(letters, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

// Letters that OCR confuses don't matter; another house number, postcode or day does.
bool differs(const std::string& claimed, const std::string& seen) {
  if (distance_share(claimed, seen) > tolerated_share) return true;
  const auto digits = digits_of(claimed);
  const auto wrong = distance_share(digits, digits_of(seen)) * static_cast<double>(digits.size());
  return wrong > static_cast<double>(digits.size() / digits_for_one_mistake);
}

// Latin letters in a Greek document are read best as Latin.
std::string model_for(const std::vector<std::string>& lines, const std::string& model) {
  const bool other_script = std::ranges::any_of(lines, [](const std::string& line) {
    return std::ranges::any_of(to_utf32(line), [](char32_t c) { return c >= 0x370; });
  });
  return other_script ? model : "Latin";
}

// Where the picture shows something else, the field is no longer trusted: it neither accepts nor rejects.
void verify(PageReader& reader, Reading& reading, Finding& found, const std::string& field,
            const std::vector<std::string>& lines, const std::string& model) {
  if (found.source != WordSource::text_layer || found.page == 0) return;
  const Box region{std::max(0.0, found.box.x0 - margin_x), std::max(0.0, found.box.y0 - margin_y),
                   std::min(1.0, found.box.x1 + margin_x), std::min(1.0, found.box.y1 + margin_y)};
  auto page = reader.words({.page = found.page,
                            .region = region,
                            .source = WordsRequest::Source::ocr,
                            .models = {model_for(lines, model)}});
  if (!page) return;
  std::string seen;
  for (const auto& line : layout::arrange({*page}).lines) seen += letters_of(line.text);
  const bool different =
      std::ranges::any_of(lines, [&](const auto& line) { return differs(letters_of(line), seen); });
  if (!different) return;
  found.legibility = 0;
  reading.integrity.push_back(
      {"text_layer_differs", IntegrityFinding::Severity::critical,
       fmt::format("The file's text gives another {} than the picture of the page.", field), found.page,
       found.box});
}

}  // namespace

void verify_against_picture(PageReader& reader, Reading& reading, const std::string& model) {
  if (reading.name) verify(reader, reading, *reading.name, "name", {reading.name->text}, model);
  if (reading.address) verify(reader, reading, *reading.address, "address", reading.address->lines, model);
  if (reading.issue_date) {
    verify(reader, reading, *reading.issue_date, "date of issue", {reading.issue_date->text}, model);
  }
}

}  // namespace domicile
