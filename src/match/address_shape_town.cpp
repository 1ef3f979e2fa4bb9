#include "match/address_shape_town.hpp"

#include <algorithm>

namespace domicile::match {
namespace {

// "Praha 1", "PARIS 09" and "Dublin D02" carry a short number behind the name.
bool is_number_of_town(const Piece& piece, bool behind_name, bool last) {
  return behind_name && piece.folded.size() <= 2 && last;
}

// "Mar del Plata" has a word of vocabulary, "Total amount" has nothing else.
double worth_of_vocabulary(const AddressLine& line, PieceRange name) {
  for (std::size_t i = name.begin; i < name.end; ++i) {
    if (!line.is_vocabulary(line.pieces()[i].folded)) return 0.7;
  }
  return 0.35;
}

// How much pieces look like a town's name.
double plausible_town(const AddressLine& line, PieceRange name) {
  constexpr std::size_t longest_name = 6;
  if (name.begin >= name.end || name.end - name.begin > longest_name) return 0;
  const auto& pieces = line.pieces();
  const double per_word = worth_of_vocabulary(line, name);
  double value = 1;
  bool letters = false;
  for (std::size_t i = name.begin; i < name.end; ++i) {
    const Piece& piece = pieces[i];
    if (piece.mark == '.' && i > name.begin && pieces[i - 1].has_digit) return 0;
    if (piece.gap == ':' || piece.gap == '@' || piece.gap == '=') return 0;
    if (piece.has_digit) {
      if (!is_number_of_town(piece, letters, i + 1 == name.end)) return 0;
      continue;
    }
    letters = letters || piece.folded.size() >= 2;
    if (line.is_vocabulary(piece.folded)) value *= per_word;
    const bool small_word = piece.folded.size() <= 4 && i > name.begin;
    if (!piece.upper && !small_word) value *= 0.4;
  }
  return letters ? value : 0;
}

bool is_city_of(const PhraseMap<CitySense>::Hit& hit, CountryIndex country) {
  return std::ranges::any_of(hit.values, [&](const CitySense& sense) { return sense.country == country; });
}

// True where all of it is a known town: "New Delhi" is no "New" in Delhi.
bool covers_city(const AddressLine& line, PieceRange name, CountryIndex country) {
  const auto hit = line.places().city_at(line.pieces(), name.begin);
  return hit.count > 0 && name.begin + hit.count == name.end && is_city_of(hit, country);
}

bool begins_with_city(const AddressLine& line, PieceRange name, CountryIndex country) {
  return name.begin < name.end && is_city_of(line.places().city_at(line.pieces(), name.begin), country);
}

// Where a region stands at the end of `part`: "Columbus, OH" → index of OH; the end of it where none does.
// What is a city too is that, but for one behind a town: "5960 Río Segundo - Córdoba".
std::size_t without_region(const AddressLine& line, PieceRange part, CountryIndex country, bool& found,
                           bool behind_town = false) {
  for (std::size_t i = part.begin; i < part.end; ++i) {
    const auto hit = line.places().region_at(line.pieces(), i);
    if (hit.count == 0 || i + hit.count != part.end) continue;
    if (!behind_town && covers_city(line, part, country)) continue;
    const bool region = std::ranges::any_of(hit.values, [&](const RegionSense& sense) {
      return sense.country == country && (sense.is_code == 0 || line.pieces()[i].upper);
    });
    if (!region) continue;
    found = true;
    return i;
  }
  return part.end;
}

std::size_t segment_end(const AddressLine& line, std::size_t from) {
  const auto& pieces = line.pieces();
  std::size_t end = from;
  while (end < pieces.size() && (end == from || !starts_segment(pieces[end]))) ++end;
  return end;
}

std::size_t segment_begin(const AddressLine& line, std::size_t end) {
  const auto& pieces = line.pieces();
  std::size_t begin = end;
  while (begin > 0) {
    --begin;
    if (starts_segment(pieces[begin]) || pieces[begin].gap == ':') break;
  }
  return begin;
}

// "г. Казань": the word for a town before its name.
bool is_place_word(const AddressLine& line, std::size_t at) {
  const auto hit = line.find(at);
  return hit.count == 1 && line.country_is_known() && line.sense(hit, WordKind::place_word) != nullptr;
}

// How many pieces at `at` are a place of the country, and whether that is a town.
struct PlaceHit {
  std::size_t count = 0;
  bool town = false;
};

PlaceHit place_at(const AddressLine& line, std::size_t at, CountryIndex country) {
  const auto& pieces = line.pieces();
  PlaceHit place;
  if (const auto hit = line.places().city_at(pieces, at); is_city_of(hit, country)) place = {hit.count, true};
  const auto region = line.places().region_at(pieces, at);
  const bool own = std::ranges::any_of(region.values, [&](const RegionSense& sense) {
    return sense.country == country && (sense.is_code == 0 || pieces[at].upper);
  });
  if (own && region.count > place.count) place = {region.count, false};
  const auto named = line.places().country_at(pieces, at, false);
  if (named.count > place.count && named.code == line.places().code_of(country)) place = {named.count, false};
  return place;
}

}  // namespace

TownAlone judge_town_alone(const AddressLine& line, CountryIndex country) {
  constexpr double nothing_else = 0.9, behind_others = 0.6;
  constexpr std::size_t longest = 12;
  const auto& pieces = line.pieces();
  if (pieces.empty() || pieces.size() > longest) return {};
  // From its end back to the first piece that is no place: "…, Providencia, Santiago, Chile".
  for (std::size_t begin = 0; begin < pieces.size(); ++begin) {
    if (begin > 0 && !starts_segment(pieces[begin]) && pieces[begin].gap != '-' && pieces[begin].gap != '/')
      continue;
    bool town = false, upper = true;
    std::size_t at = begin;
    while (at < pieces.size()) {
      if (town && is_number_of_town(pieces[at], true, at + 1 == pieces.size()) && pieces[at].digits) {
        ++at;  // "Kingston 8"
        continue;
      }
      const auto place = place_at(line, at, country);
      if (place.count == 0) break;
      upper &= pieces[at].upper;
      town |= place.town;
      at += place.count;
    }
    if (at < pieces.size() || !town || !upper) continue;
    return {begin == 0 ? nothing_else : behind_others, begin};
  }
  return {};
}

Town town_after(const AddressLine& line, std::size_t from, CountryIndex country) {
  const auto& pieces = line.pieces();
  Town town{{from, segment_end(line, from)}};
  if (from >= pieces.size() || pieces[from].gap == '\n') return town;
  auto& name = town.name;
  // Moscow is a region too: "г. Москва" is no place word before a region.
  if (name.begin + 1 < name.end && is_place_word(line, name.begin)) ++name.begin;
  if (name.end < pieces.size())
    (void)without_region(line, {name.end, segment_end(line, name.end)}, country, town.region, true);
  const std::size_t name_end = town.region ? name.end : without_region(line, name, country, town.region);
  if (name_end > name.begin) name.end = name_end;
  town.plausible = plausible_town(line, name);
  town.known = begins_with_city(line, name, country);
  return town;
}

Town town_before(const AddressLine& line, std::size_t until, CountryIndex country) {
  Town town{{until, until}};
  if (until == 0) return town;
  const std::size_t end = line.means(until - 1, WordKind::postcode_word) ? until - 1 : until;
  if (end == 0) return town;
  auto& name = town.name;
  name.end = without_region(line, {segment_begin(line, end), end}, country, town.region);
  name.begin = segment_begin(line, name.end);
  town.plausible = plausible_town(line, name);
  // Without commas the street runs into the town: the last words may still be one.
  for (std::size_t begin = name.begin + 1; town.plausible == 0 && begin < name.end; ++begin) {
    town.plausible = 0.7 * plausible_town(line, {begin, name.end});
    if (town.plausible > 0) name.begin = begin;
  }
  town.known = begins_with_city(line, name, country);
  return town;
}

}  // namespace domicile::match
