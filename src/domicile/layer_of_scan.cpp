#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>
#include <vector>

#include "domicile/reading_plan.hpp"
#include "domicile/seen_text.hpp"
#include "layout/document.hpp"

namespace domicile {
namespace {

constexpr double beside = 0.02, around = 0.006;  // a layer's boxes are seldom exact
constexpr int fewest_lines = 6, most_lines = 40;
constexpr std::size_t most_words_of_a_place = 100;
constexpr double good_share = 0.7;
constexpr std::size_t fewest_letters = 6;
constexpr double level_degrees = 1;

// What the layer says of a line's place.
SeenText said_at(const Page& layer, const Box& box, std::size_t& letters) {
  Page there;
  there.number = layer.number;
  there.width_pt = layer.width_pt;
  there.height_pt = layer.height_pt;
  std::ranges::copy_if(layer.words, std::back_inserter(there.words), [&](const Word& word) {
    const double x = word.box.center_x(), y = word.box.center_y();
    return x >= box.x0 - beside && x <= box.x1 + beside && y >= box.y0 - around && y <= box.y1 + around;
  });
  if (there.words.size() > most_words_of_a_place) there.words.clear();
  SeenText said;
  for (const auto& line : layout::arrange({there}).lines) {
    said.add(line.text);
    letters += line.text.size();
  }
  return said;
}

bool is_good_layer(const Page& layer, const std::vector<layout::Line>& lines) {
  int compared = 0, same = 0;
  for (const auto& line : lines) {
    if (line.text.size() < fewest_letters) continue;
    if (compared == most_lines) break;
    std::size_t letters = 0;
    const auto said = said_at(layer, line.box, letters);
    ++compared;
    same += letters > 0 && said.shows(line.text);
  }
  return compared >= fewest_lines && same > good_share * compared;
}

}  // namespace

std::optional<IntegrityFinding> layer_of_scan_differs(PageReader& reader, const Page& seen,
                                                      const Reading& reading) {
  const bool is_level = std::abs(std::remainder(seen.rotation_degrees, 360)) < level_degrees;
  if (seen.source != WordSource::ocr || !is_level) return std::nullopt;
  WordsRequest request{.page = seen.number};
  request.source = WordsRequest::Source::text_layer;
  const auto layer = reader.words(request);
  if (!layer || layer->words.empty()) return std::nullopt;
  const auto contradicts = [&](const auto& field, const std::string& text, bool is_date = false) {
    if (!field || field->page != seen.number || field->source != WordSource::ocr) return false;
    std::size_t letters = 0;
    const auto said = said_at(*layer, field->box, letters);
    return letters >= fewest_letters && !(is_date ? said.shows_date(text) : said.shows(text));
  };
  const bool of_name = contradicts(reading.name, reading.name ? reading.name->value : "");
  const bool of_address = contradicts(reading.address, reading.address ? reading.address->lines.front() : "");
  const bool of_date =
      contradicts(reading.issue_date, reading.issue_date ? reading.issue_date->text : "", true);
  if (!of_name && !of_address && !of_date) return std::nullopt;
  if (!is_good_layer(*layer, layout::arrange({seen}).lines)) return std::nullopt;
  const Box& box = of_name ? reading.name->box : of_address ? reading.address->box : reading.issue_date->box;
  return IntegrityFinding{
      "text_layer_differs", IntegrityFinding::Severity::critical,
      fmt::format(
          "The picture of the page shows another {} than the text that was recognised in it when it was "
          "scanned.",
          of_name      ? "name"
          : of_address ? "address"
                       : "date of issue"),
      seen.number, box};
}

}  // namespace domicile
