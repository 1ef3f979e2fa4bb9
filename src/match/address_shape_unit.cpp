#include "match/address_shape_unit.hpp"

#include <algorithm>
#include <array>

namespace domicile::match {
namespace {

constexpr std::size_t most_pieces_of_unit = 8;
constexpr double by_first_part = 0.8;
constexpr double house_behind_unit = 0.6;

bool is_unit_word(const AddressLine& line, const PhraseMap<WordSense>::Hit& hit) {
  static constexpr std::array kinds{WordKind::unit, WordKind::floor, WordKind::entrance, WordKind::block,
                                    WordKind::position};
  return std::ranges::any_of(kinds, [&](WordKind kind) { return line.sense(hit, kind) != nullptr; });
}

// "4b", "205", "a": what a unit's word is followed by.
bool is_unit_value(const Piece& piece) { return piece.folded.size() <= (piece.has_digit ? 5 : 2); }

double score_of_first(const AddressLine& line, std::size_t end) {
  std::size_t covered = 0;
  double words = 0;
  for (std::size_t at = 0; at < end;) {
    const Piece& piece = line.pieces()[at];
    const auto hit = line.find(at);
    if (is_unit_word(line, hit)) {
      const bool short_form = hit.count == 1 && piece.folded.size() <= 1;
      words += short_form ? 0.3 : 1;
      covered += hit.count;
      at += hit.count;
      continue;
    }
    const bool value = is_unit_value(piece);
    covered += value ? 1 : 0;
    if (piece.mark == '#' && value) words += 1;
    ++at;
  }
  if (words == 0) return 0;
  const double share = static_cast<double>(covered) / static_cast<double>(end);
  return share >= 1 ? std::min(0.95, 0.55 + 0.3 * words) : 0.2 * share;
}

// "Apt 9 An Cuan": a unit, and the name of the house without a comma.
bool names_house_behind_unit(const AddressLine& line) {
  constexpr std::size_t unit = 2, longest_name = 3;
  const auto& pieces = line.pieces();
  if (pieces.size() <= unit || pieces.size() > unit + longest_name) return false;
  const auto hit = line.find(0);
  if (hit.count != 1 || line.sense(hit, WordKind::unit) == nullptr || !pieces[1].has_digit ||
      score_of_first(line, unit) < by_first_part)
    return false;
  return std::ranges::all_of(pieces.begin() + unit, pieces.end(),
                             [](const Piece& piece) { return piece.upper && !piece.has_digit; });
}

}  // namespace

double judge_unit(const AddressLine& line) {
  const auto& pieces = line.pieces();
  if (pieces.size() > most_pieces_of_unit) return 0;
  const double whole = score_of_first(line, pieces.size());
  std::size_t first = 1;
  while (first < pieces.size() && !starts_segment(pieces[first])) ++first;
  const bool led_by_unit = first < pieces.size() && first > 1 && score_of_first(line, first) >= by_first_part;
  if (names_house_behind_unit(line)) return std::max(whole, house_behind_unit);
  return led_by_unit ? std::max(whole, by_first_part) : whole;
}

}  // namespace domicile::match
