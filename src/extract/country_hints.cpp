#include "extract/country_hints.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "extract/block_lines.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t longest_town_line_words = 14;
constexpr int hint_pages = 3;
constexpr int enough_town_lines = 2;
constexpr double weight_of_absence = -3.5;
constexpr double nearly_as_good = 0.8;
constexpr double town_line = 0.5, known_region = 0.8;
constexpr double weight_of_region = 0.5;

bool is_bare_number(const std::string& text) {
  return text.find_first_of("0123456789") != std::string::npos &&
         text.find_first_not_of("0123456789.,'- ") == std::string::npos;
}

// "AC 220417   318,442   323,254": a row of readings, whatever a meter's number looks like.
bool in_row_of_numbers(const layout::Document& document, std::size_t index) {
  const auto right_of = [&](std::size_t at) {
    return at == layout::no_line ? at : document.neighbours[at].right;
  };
  const auto is_number = [&](std::size_t at) {
    return at != layout::no_line && is_bare_number(document.lines[at].text);
  };
  const auto first = right_of(index);
  return is_number(first) && is_number(right_of(first));
}

}  // namespace

std::vector<CountryHint> country_hints(const layout::Document& document,
                                       const std::vector<std::string>& countries,
                                       const match::AddressShapes& shapes) {
  std::map<std::string, double> weights;
  std::set<std::string> possible;
  int town_lines = 0;
  // "Maharashtra" below "Pune - 411001"
  const auto names_region = [&](std::size_t at, const std::string& country) {
    return at != layout::no_line &&
           shapes.classify_line(document.lines[at].text, country).region >= known_region;
  };
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto& line = document.lines[i];
    if (line.page > hint_pages || line.words.size() > longest_town_line_words) continue;
    const auto anywhere = shapes.classify_line(line.text, {});
    if (std::max(anywhere.postcode_city, anywhere.whole_address) < 0.3) continue;
    if (in_money_table(document, i)) continue;  // "GIRO CAJERO REDBANC 04418   60.000"
    if (in_row_of_numbers(document, i)) continue;
    double top = 0;
    std::vector<double> scores;
    for (const auto& country : countries) {
      const auto shape = shapes.classify_line(line.text, country);
      scores.push_back(std::max(shape.postcode_city, shape.whole_address));
      if (scores.back() >= town_line && names_region(document.neighbours[i].below, country))
        scores.back() += weight_of_region;
      top = std::max(top, scores.back());
    }
    if (top < town_line) continue;
    ++town_lines;
    const auto sharing = std::ranges::count_if(scores, [&](double score) { return score > top - 0.1; });
    for (std::size_t k = 0; k < countries.size(); ++k) {
      if (scores[k] >= nearly_as_good * top) possible.insert(countries[k]);
      if (scores[k] > top - 0.1) weights[countries[k]] += top / static_cast<double>(sharing * sharing);
    }
  }
  std::vector<CountryHint> hints;
  hints.reserve(weights.size());
  for (const auto& [country, weight] : weights)
    hints.push_back({country, std::min(2.5, weight), "postcodes and towns"});
  // A country to which none of the town lines can belong is not the document's.
  for (const auto& country : countries) {
    if (town_lines >= enough_town_lines && !possible.contains(country))
      hints.push_back({country, weight_of_absence, "no postcode or town of the country"});
  }
  return hints;
}

}  // namespace domicile::extract
