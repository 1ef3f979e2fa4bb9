// PO boxes, flats, floors, entrances and blocks: the parts of an address that a word announces.

#include "match/address_house_number.hpp"
#include "match/address_labels.hpp"

namespace domicile::match {
namespace {

class UnitLabeller {
 public:
  explicit UnitLabeller(LabelSheet& sheet)
      : sheet_(sheet), rules_(sheet.rules()), house_first_(rules_.house_number_first) {}

  void label() {
    for (const auto& segment : sheet_.segments()) {
      for (std::size_t at = segment.begin; at < segment.end; ++at) {
        if (sheet_.is_free(at)) at = label_unit_at(at, segment);
      }
    }
  }

 private:
  const std::vector<Piece>& pieces() const { return sheet_.pieces(); }
  bool free_at(std::size_t at, std::size_t end) const { return sheet_.free_before(at, end); }
  bool has(std::size_t at, WordKind kind, std::size_t& count) const { return sheet_.has(at, kind, count); }

  bool is_unit_value(std::size_t at, std::size_t end) const {
    if (!free_at(at, end)) return false;
    const Piece& piece = pieces()[at];
    if (piece.has_digit) return piece.folded.size() <= 5;
    return is_letter(piece) || piece.folded.size() <= 2 || is_roman(piece.folded);
  }

  // A value and what is joined to it: "4B", "2/1", "12-34", "3º B".
  std::size_t unit_value_end(std::size_t at, std::size_t end, bool joins) const {
    std::size_t to = at + 1;
    while (joins && free_at(to, end) && (pieces()[to].mark == '/' || pieces()[to].mark == '-') &&
           is_unit_value(to, end))
      ++to;
    std::size_t count = 0;
    while (free_at(to, end) && has(to, WordKind::position, count)) to += count;
    const bool lone_letter = free_at(to, end) && is_letter(pieces()[to]) && !pieces()[to].has_digit &&
                             pieces()[to].gap == ' ' &&
                             (to + 1 == end || !free_at(to + 1, end) || sheet_.has_unit_word(to + 1, count));
    return lone_letter && pieces()[at].has_digit ? to + 1 : to;
  }

  // Labels a unit that begins at `at`; returns the last piece looked at.
  std::size_t label_unit_at(std::size_t at, const Segment& segment) {
    std::size_t count = 0;
    if (has(at, WordKind::number_word, count) && count > 1) return at + count - 1;  // "č.p." is no "p."
    if (pieces()[at].mark == '#' && pieces()[at].has_digit && (house_first_ || at == segment.begin)) {
      // "# 28 - 8839 Maple Ridge Crescent": a dash parts the unit from the house.
      const bool house_behind_dash = rules_.dash == rules::JoinedNumbers::unit_house && at == segment.begin;
      const std::size_t end = unit_value_end(at, segment.end, !house_behind_dash);
      sheet_.put(Label::unit, at, end);
      return end - 1;
    }
    if (is_glued_unit(at, segment)) {
      sheet_.put(Label::unit, at, at + 1);
      return at;
    }
    if (!sheet_.has_unit_word(at, count)) return at;
    if (is_part_of_street(at, count, segment)) return at;
    const bool tiny = count == 1 && is_letter(pieces()[at]);
    const std::size_t value = sheet_.past_number_words(at + count, segment.end);
    const bool announced = !tiny || pieces()[at].closed_by_dot ||
                           (value < segment.end && pieces()[value].gap == ':') || at > segment.begin;
    const bool floor_after_number = label_floor_behind_number(at, count, segment);
    if (floor_after_number) return at + count - 1;
    if (announced && is_unit_value(value, segment.end) && !starts_a_street(value, segment)) {
      const bool joins =
          rules_.slash != rules::JoinedNumbers::unit_house || !sheet_.has_street_word(value, segment.end);
      const std::size_t end = unit_value_end(value, segment.end, joins);
      sheet_.put(Label::unit, at, end);
      return end - 1;
    }
    const bool floor = has(at, WordKind::floor, count);
    std::size_t floor_end = at + count;
    for (std::size_t words = 0; free_at(floor_end, segment.end) && has(floor_end, WordKind::position, words);)
      floor_end += words;
    const bool fills_segment = at == segment.begin && floor_end == segment.end;
    const bool follows_number =
        at > segment.begin && (pieces()[at - 1].has_digit || sheet_.label(at - 1) == Label::unit);
    if (!floor || tiny || !(fills_segment || follows_number)) return at + count - 1;
    sheet_.put(Label::unit, at, floor_end);
    return floor_end - 1;
  }

  // "U5 12 Smith St", "Flat2": a word for a unit and its number in one.
  bool is_glued_unit(std::size_t at, const Segment& segment) const {
    const auto& text = pieces()[at].folded;
    const auto digit = text.find_first_of("0123456789");
    if (!house_first_ || at != segment.begin || digit == 0 || digit == std::string::npos) return false;
    if (text.find_first_not_of("0123456789", digit) != std::string::npos) return false;
    if (at + 1 >= segment.end || !looks_like_house_number(pieces()[at + 1])) return false;
    const auto letters = text.substr(0, digit);
    const auto word = take_apart(letters);
    const auto hit = sheet_.words().find(word.pieces, 0);
    return AddressWords::sense(hit, WordKind::unit, sheet_.languages()) != nullptr;
  }

  // "Tower Road", "Block Lane": the word is the street's name.
  bool is_part_of_street(std::size_t at, std::size_t count, const Segment& segment) const {
    const std::size_t next = at + count;
    std::size_t words = 0;
    if (next < segment.end && has(next, WordKind::street_after, words) && !pieces()[next].has_digit)
      return true;
    // "18B ch. du Moulin"
    const bool behind_suffix = at == segment.begin + 2 && is_suffix_word(pieces()[segment.begin + 1].folded);
    const bool behind_house = house_first_ && (at == segment.begin + 1 || behind_suffix) &&
                              looks_like_house_number(pieces()[segment.begin]);
    // "Plaza Principal 3", "Calle Bajo 14": a street's word wants a name.
    const bool names_street =
        at > segment.begin && has(at, WordKind::named_floor, words) && pieces()[at - 1].gap != ',' &&
        has(segment.begin, WordKind::street_before, words) && segment.begin + words == at;
    if (names_street) return true;
    return has(at, WordKind::street_before, words) && (at == segment.begin || behind_house) &&
           next < segment.end && !pieces()[next].has_digit && pieces()[next].folded.size() > 1;
  }

  // "Flat 14 High Street" has flat 14; "Court 14 High Street" the value of no unit.
  bool starts_a_street(std::size_t value, const Segment& segment) const {
    const Piece& piece = pieces()[value];
    std::size_t count = 0;
    const bool letter_word = !piece.has_digit && value + 1 < segment.end &&
                             has(value, WordKind::direction, count) &&
                             sheet_.has_street_word(value + 1, segment.end);
    return letter_word;
  }

  // "3rd floor", "2. OG", "3 étage": the value stands before its word.
  bool label_floor_behind_number(std::size_t at, std::size_t count, const Segment& segment) {
    std::size_t words = 0;
    if (has(at, WordKind::named_floor, words) && words == count) return false;
    const bool floor = has(at, WordKind::floor, words);
    if (!floor && !has(at, WordKind::unit, words) && !has(at, WordKind::entrance, words)) return false;
    if (at == segment.begin || !sheet_.is_free(at - 1)) return false;
    const Piece& number = pieces()[at - 1];
    const bool ordinal = number.has_digit && !number.digits && !looks_like_house_number(number);
    const bool sign = number.has_digit && number.end - number.begin > number.folded.size();  // "3º"
    const bool spelt = !number.has_digit && sheet_.words().ordinal(number.folded).has_value();
    const bool marked = ordinal || sign || spelt || number.closed_by_dot || is_roman(number.folded);
    // "4/B. fszt. 2": the letter is the house's.
    if (number.mark == '/' && is_letter(number) && !is_roman(number.folded)) return false;
    const bool alone = at - 1 == segment.begin || pieces()[at - 2].has_digit;
    if (!marked && !(number.has_digit && alone)) return false;
    // "tér 35. fszt. 3": the stop closes the house number, the floor has its own.
    const bool closes_house = number.closed_by_dot && !ordinal && !sign && !is_roman(number.folded) &&
                              at - 1 > segment.begin && !pieces()[at - 2].has_digit;
    const bool value_follows =
        at + count < segment.end && pieces()[at + count].has_digit && (!marked || closes_house);
    if (value_follows) return false;
    // "12 bte B": the letter is the box's.
    const bool letter_follows =
        !floor && !marked && free_at(at + count, segment.end) && is_letter(pieces()[at + count]);
    if (letter_follows) return false;
    std::size_t end = at + count;
    while (free_at(end, segment.end) && has(end, WordKind::position, words)) end += words;
    sheet_.put(Label::unit, at - 1, end);
    return true;
  }

  LabelSheet& sheet_;
  const rules::CountryRules& rules_;
  bool house_first_;
};

}  // namespace

bool label_po_box(LabelSheet& sheet) {
  const auto& pieces = sheet.pieces();
  bool found = false;
  for (const auto& segment : sheet.segments()) {
    const Segment part = sheet.free_part(segment);
    for (std::size_t at = part.begin; at < part.end; ++at) {
      std::size_t count = 0, words = 0;
      if (!sheet.has(at, WordKind::po_box, count)) continue;
      std::size_t end = at + count;
      std::size_t numbers = 0;
      while (end < part.end &&
             (pieces[end].has_digit || (numbers == 0 && sheet.has(end, WordKind::number_word, words)))) {
        numbers += pieces[end].has_digit ? 1 : 0;
        ++end;
      }
      const bool short_form = count == 1 && pieces[at].folded.size() <= 3;
      if (numbers == 0 || (short_form && at != part.begin)) continue;
      sheet.put(Label::po_box, at, end);
      found = true;
      break;
    }
  }
  return found;
}

void label_units(LabelSheet& sheet) { UnitLabeller(sheet).label(); }

}  // namespace domicile::match
