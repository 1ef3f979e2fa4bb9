#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/text.hpp"
#include "domicile/reading_plan.hpp"
#include "domicile/seen_text.hpp"
#include "layout/document.hpp"

namespace domicile {
namespace {

constexpr const char* widest_model = "Latin";
constexpr double margin_x = 0.012;
constexpr double margin_y = 0.006;
constexpr std::array margins{1.0, 3.0, 8.0};  // in the margins above, look by look

// Latin letters in a Greek document are read best as Latin; what stands beside a date is Greek.
std::string model_for(const std::vector<std::string>& lines, const LanguageModels& models) {
  const bool latin = std::ranges::any_of(lines, [](const std::string& line) {
    return std::ranges::any_of(line, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
  });
  const bool other_script = std::ranges::any_of(lines, [](const std::string& line) {
    return std::ranges::any_of(to_utf32(line), [](char32_t c) { return c >= 0x370; });
  });
  return other_script || !latin ? models.own : models.latin;
}

Box widened(const Box& box, double by) {
  return {std::max(0.0, box.x0 - by * margin_x), std::max(0.0, box.y0 - by * margin_y),
          std::min(1.0, box.x1 + by * margin_x), std::min(1.0, box.y1 + by * margin_y)};
}

WordsRequest look_at(const Finding& found, double by, const std::string& model) {
  return {.page = found.page,
          .region = widened(found.box, by),
          .source = WordsRequest::Source::ocr,
          .models = {model},
          .look = by > 1 ? WordsRequest::Look::thorough : WordsRequest::Look::plain};
}

// Lines that the picture does not show as the file's text has them. A line is looked for again in a wider
// region: what OCR misreads in a narrow one it mostly reads with more around it, but nothing makes it read
// what does not stand there.
std::vector<std::string> not_seen(PageReader& reader, const Finding& found, std::vector<std::string> lines,
                                  bool (SeenText::*shows)(const std::string&) const,
                                  const std::string& model) {
  SeenText seen;
  for (const double by : margins) {
    auto page = reader.words(look_at(found, by, model));
    if (!page) return lines;
    seen = {};
    for (const auto& line : layout::arrange({*page}).lines) seen.add(line.text);
    std::erase_if(lines, [&](const auto& line) { return (seen.*shows)(line); });
    if (lines.empty()) return lines;
  }
  if (model == widest_model) return lines;
  // Beside letters of its own alphabet a model may miss a digit that the widest one sees.
  auto page = reader.words(look_at(found, margins.back(), widest_model));
  if (!page) return lines;
  for (const auto& read : layout::arrange({*page}).lines) {
    SeenText numbers;
    numbers.add(read.text);
    std::erase_if(lines,
                  [&](const auto& line) { return seen.shows_words(line) && numbers.shows_numbers(line); });
  }
  return lines;
}

// Where the picture shows something else, the field is no longer trusted: it neither accepts nor rejects.
void verify(PageReader& reader, Reading& reading, Finding& found, const std::string& field,
            const std::vector<std::string>& lines, const LanguageModels& models,
            bool (SeenText::*shows)(const std::string&) const = &SeenText::shows) {
  if (found.source != WordSource::text_layer || found.page == 0) return;
  if (not_seen(reader, found, lines, shows, model_for(lines, models)).empty()) return;
  found.legibility = 0;
  reading.integrity.push_back(
      {"text_layer_differs", IntegrityFinding::Severity::critical,
       fmt::format("The file's text gives another {} than the picture of the page.", field), found.page,
       found.box});
}

}  // namespace

void verify_against_picture(PageReader& reader, Reading& reading, const LanguageModels& models) {
  if (reading.name) verify(reader, reading, *reading.name, "name", {reading.name->text}, models);
  if (reading.address) verify(reader, reading, *reading.address, "address", reading.address->lines, models);
  if (reading.issue_date) {
    verify(reader, reading, *reading.issue_date, "date of issue", {reading.issue_date->text}, models,
           &SeenText::shows_date);
  }
}

}  // namespace domicile
