// PO box, units, house number, street, building and district: the part of an address that people write
// freely.

#include <algorithm>
#include <array>

#include "match/address_labels.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t longest_house_number = 7;

bool is_roman(std::string_view folded) {
  return !folded.empty() && folded.size() <= 4 && folded.find_first_not_of("ivx") == std::string_view::npos;
}

// "l77", "O5", "1l2": a number in which OCR saw a letter.
bool looks_like_misread_number(std::string_view text) {
  if (text.size() < 2 || text.size() > 5) return false;
  int digits = 0, letters = 0;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !std::string_view("oilszb").contains(c)) return false;
    digits += digit;
    letters += !digit;
  }
  return letters >= 1 && letters <= 2 && digits >= letters;
}

// "12", "12a", "12bis", but neither "5th" nor a long account number.
bool looks_like_house_number(const Piece& piece) {
  const auto& text = piece.folded;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (looks_like_misread_number(text)) return true;
  if (digits == 0 || digits > 6 || text.size() > longest_house_number) return false;
  const auto ending = std::string_view(text).substr(digits);
  if (ending.size() >= 2) {
    for (const std::string_view ordinal : {"st", "nd", "rd", "th", "eme", "er", "ere"}) {
      if (ending == ordinal) return false;
    }
  }
  return ending.size() <= 3 && ending.find_first_of("0123456789") == std::string_view::npos;
}

bool is_letter(const Piece& piece) {
  return piece.folded.size() == 1 ||
         (piece.folded.size() == 2 && static_cast<unsigned char>(piece.folded[0]) >= 0xC0);
}

bool is_suffix_word(std::string_view folded) {
  return folded == "bis" || folded == "ter" || folded == "quater" || folded == "quinquies";
}

struct Group {
  std::size_t begin = 0;  // with number words
  std::size_t number = 0;
  std::size_t end = 0;
  bool marked = false;  // a number word or '#' stands before it
};

class StreetLabeller {
 public:
  explicit StreetLabeller(LabelSheet& sheet) : sheet_(sheet) {
    house_first_ = sheet.form() != nullptr && sheet.form()->rules->house_number_first;
    if (sheet.form() != nullptr) {
      slash_ = sheet.form()->rules->slash;
      dash_ = sheet.form()->rules->dash;
    }
  }

  void label() {
    label_districts_by_word();
    label_po_box();
    label_units();
    const auto anchor = choose_street();
    if (anchor) label_anchor(*anchor);
    label_rest(anchor);
  }

 private:
  [[nodiscard]] const std::vector<Piece>& pieces() const { return sheet_.pieces(); }
  [[nodiscard]] const std::vector<Segment>& segments() const { return sheet_.segments(); }
  [[nodiscard]] bool free_at(std::size_t at, std::size_t end) const { return at < end && sheet_.is_free(at); }

  bool has(std::size_t at, WordKind kind, std::size_t& count) const {
    return sheet_.sense(at, kind, count) != nullptr;
  }

  // "Col. Centro", "Moda Mah.": a district that says so.
  void label_districts_by_word() {
    for (const auto& segment : segments()) {
      const Segment part = sheet_.free_part(segment);
      std::size_t count = 0;
      if (part.begin >= part.end) continue;
      for (std::size_t at = part.begin + 1; at < part.end; ++at) {
        if (!has(at, WordKind::district_after, count) || pieces()[at - 1].has_digit) continue;
        sheet_.put(Label::district, part.begin, at + count);
        break;
      }
      label_numbered_district(part);
      const bool leads = sheet_.is_free(part.begin) && has(part.begin, WordKind::district_before, count);
      if (!leads || part.begin + count >= part.end || &segment == &segments().front()) continue;
      if (std::any_of(pieces().begin() + static_cast<std::ptrdiff_t>(part.begin),
                      pieces().begin() + static_cast<std::ptrdiff_t>(part.end),
                      [](const Piece& piece) { return piece.has_digit && piece.folded.size() > 2; })) {
        continue;
      }
      sheet_.put(Label::dropped, part.begin, part.begin + count);
      sheet_.put(Label::district, part.begin + count, part.end);
    }
  }

  // "5a Avenida 12-34 Zona 1"
  void label_numbered_district(const Segment& part) {
    if (part.end < part.begin + 4) return;
    std::size_t count = 0;
    const std::size_t at = part.end - 2;
    if (!pieces()[at - 1].has_digit || !pieces()[part.end - 1].digits) return;
    if (!has(at, WordKind::district_before, count) || count != 1) return;
    sheet_.put(Label::dropped, at, at + 1);
    sheet_.put(Label::district, at + 1, part.end);
  }

  void label_po_box() {
    for (const auto& segment : segments()) {
      const Segment part = sheet_.free_part(segment);
      for (std::size_t at = part.begin; at < part.end; ++at) {
        std::size_t count = 0;
        if (!has(at, WordKind::po_box, count)) continue;
        std::size_t end = at + count;
        std::size_t numbers = 0;
        while (end < part.end &&
               (pieces()[end].has_digit || (numbers == 0 && is_number_word(end, part.end)))) {
          numbers += pieces()[end].has_digit ? 1 : 0;
          ++end;
        }
        const bool short_form = count == 1 && pieces()[at].folded.size() <= 3;
        if (numbers == 0 || (short_form && at != part.begin)) continue;
        sheet_.put(Label::po_box, at, end);
        po_box_found_ = true;
        break;
      }
    }
  }

  bool is_number_word(std::size_t at, std::size_t end) const {
    std::size_t count = 0;
    return at < end && has(at, WordKind::number_word, count);
  }

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
                             (to + 1 == end || !free_at(to + 1, end) || unit_word(to + 1, count));
    return lone_letter && pieces()[at].has_digit ? to + 1 : to;
  }

  bool unit_word(std::size_t at, std::size_t& count) const {
    for (const auto kind : {WordKind::unit, WordKind::floor, WordKind::entrance, WordKind::block}) {
      if (has(at, kind, count)) return true;
    }
    return false;
  }

  // "No", "nr" between a unit word and its value.
  std::size_t skip_number_words(std::size_t at, std::size_t end) const {
    std::size_t count = 0;
    while (at < end && has(at, WordKind::number_word, count) && at + count < end) at += count;
    return at;
  }

  void label_units() {
    for (const auto& segment : segments()) {
      for (std::size_t at = segment.begin; at < segment.end; ++at) {
        if (sheet_.is_free(at)) at = label_unit_at(at, segment);
      }
    }
  }

  // Labels a unit that begins at `at`; returns the last piece looked at.
  std::size_t label_unit_at(std::size_t at, const Segment& segment) {
    std::size_t count = 0;
    if (has(at, WordKind::number_word, count) && count > 1) return at + count - 1;  // "č.p." is no "p."
    if (pieces()[at].mark == '#' && pieces()[at].has_digit && (house_first_ || at == segment.begin)) {
      // "# 28 - 8839 Maple Ridge Crescent": a dash parts the unit from the house.
      const bool house_behind_dash = dash_ == rules::JoinedNumbers::unit_house && at == segment.begin;
      const std::size_t end = unit_value_end(at, segment.end, !house_behind_dash);
      sheet_.put(Label::unit, at, end);
      return end - 1;
    }
    if (is_glued_unit(at, segment)) {
      sheet_.put(Label::unit, at, at + 1);
      return at;
    }
    if (!unit_word(at, count)) return at;
    if (is_part_of_street(at, count, segment)) return at;
    const bool tiny = count == 1 && is_letter(pieces()[at]);
    const std::size_t value = skip_number_words(at + count, segment.end);
    const bool announced = !tiny || pieces()[at].closed_by_dot ||
                           (value < segment.end && pieces()[value].gap == ':') || at > segment.begin;
    const bool floor_after_number = label_floor_behind_number(at, count, segment);
    if (floor_after_number) return at + count - 1;
    if (announced && is_unit_value(value, segment.end) && !starts_a_street(value, segment)) {
      const bool joins =
          slash_ != rules::JoinedNumbers::unit_house || !sheet_.has_street_word(value, segment.end);
      const std::size_t end = unit_value_end(value, segment.end, joins);
      sheet_.put(Label::unit, at, end);
      return end - 1;
    }
    const bool floor = has(at, WordKind::floor, count);
    const bool follows_number =
        at > segment.begin && (pieces()[at - 1].has_digit || sheet_.label(at - 1) == Label::unit);
    if (floor && !tiny && (segment.end - segment.begin == count || follows_number))
      sheet_.put(Label::unit, at, at + count);
    return at + count - 1;
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
    return letters == "u" || AddressWords::sense(hit, WordKind::unit, sheet_.languages()) != nullptr;
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
    const bool floor = has(at, WordKind::floor, words);
    if (!floor && !has(at, WordKind::unit, words) && !has(at, WordKind::entrance, words)) return false;
    if (at == segment.begin || !sheet_.is_free(at - 1)) return false;
    const Piece& number = pieces()[at - 1];
    const bool ordinal = number.has_digit && !number.digits && !looks_like_house_number(number);
    const bool sign = number.end - number.begin > number.folded.size();  // "3º"
    const bool spelt = !number.has_digit && sheet_.words().ordinal(number.folded).has_value();
    const bool marked = ordinal || sign || spelt || number.closed_by_dot || is_roman(number.folded);
    // "4/B. fszt. 2": the letter is the house's.
    if (number.mark == '/' && is_letter(number) && !is_roman(number.folded)) return false;
    const bool alone =
        at - 1 == segment.begin || !pieces()[at - 2].has_digit ? at - 1 == segment.begin : true;
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

  // "st. th": the ground floor on the right, though "st." may also begin a street's name.
  bool says_only_which_flat(const Segment& part) const {
    bool position = false;
    for (std::size_t at = part.begin; at < part.end;) {
      std::size_t count = 0;
      const bool here = has(at, WordKind::position, count);
      if (!here && !has(at, WordKind::floor, count)) return false;
      position |= here;
      at += count;
    }
    return position;
  }

  // The segment that holds the street: a street word counts most, then a number, then to be the first.
  std::optional<std::size_t> choose_street() const {
    std::optional<std::size_t> best;
    double best_value = 0;
    for (std::size_t i = 0; i < segments().size(); ++i) {
      const Segment part = widest_free_part(segments()[i]);
      if (part.begin >= part.end || says_only_which_flat(part)) continue;
      bool letters = false, number = false, building = false;
      double word = 0;
      for (std::size_t at = part.begin; at < part.end; ++at) {
        std::size_t count = 0;
        letters = letters || !pieces()[at].has_digit;
        number = number || looks_like_house_number(pieces()[at]);
        building = building || has(at, WordKind::building, count);
        word = std::max(word, sheet_.street_word(at, part.begin, part.end));
      }
      if (!letters) continue;
      double value = 2.0 * word + (number ? 1.0 : 0) + 0.3 - (building && word < 0.7 && !number ? 0.2 : 0);
      std::size_t count = 0;
      if (has(part.begin, WordKind::near_word, count)) value -= 1.5;
      if (number_segment_beside(i)) value += 0.6;
      value -= 0.02 * static_cast<double>(i);
      if (value > best_value) {
        best_value = value;
        best = i;
      }
    }
    return best;
  }

  bool is_number_segment(std::size_t index) const {
    if (index >= segments().size()) return false;
    const Segment part = sheet_.free_part(segments()[index]);
    if (part.begin >= part.end) return false;
    const std::size_t at = skip_number_words(part.begin, part.end);
    std::size_t count = 0;
    if (has(part.begin, WordKind::none_word, count)) return true;
    const std::size_t longest = follows_spaced_dash(at + 1, part) ? 6 : 3;  // "183 - 2.º Esq."
    return at < part.end && looks_like_house_number(pieces()[at]) && part.end - at <= longest &&
           !sheet_.has_street_word(part.begin, part.end);
  }

  bool follows_spaced_dash(std::size_t at, const Segment& part) const {
    return at < part.end && pieces()[at].gap == '-' && pieces()[at].begin >= pieces()[at - 1].end + 3;
  }

  // "3e Avenue", "5th Street": the ordinal is the street's name.
  bool is_ordinal_street(const Segment& part) const {
    std::size_t words = 0;
    const Piece& first = pieces()[part.begin];
    return part.begin + 1 < part.end && first.has_digit && !first.digits &&
           sheet_.words().ordinal(first.folded).has_value() &&
           sheet_.street_word(part.begin + 1, part.begin, part.end) > 0 &&
           (has(part.begin + 1, WordKind::street_after, words) ||
            has(part.begin + 1, WordKind::street_before, words));
  }

  bool number_segment_beside(std::size_t index) const {
    return is_number_segment(index + 1) || (index > 0 && is_number_segment(index - 1));
  }

  Segment widest_free_part(const Segment& segment) const {
    Segment best{segment.begin, segment.begin, false};
    for (std::size_t at = segment.begin; at < segment.end;) {
      if (!sheet_.is_free(at)) {
        ++at;
        continue;
      }
      std::size_t end = at;
      while (end < segment.end && sheet_.is_free(end)) ++end;
      if (end - at > best.end - best.begin) best = {at, end, false};
      at = end;
    }
    return best;
  }

  std::vector<Group> groups(const Segment& part) const {
    std::vector<Group> found;
    for (std::size_t at = part.begin; at < part.end; ++at) {
      if (!sheet_.is_free(at)) continue;
      Group group{at, at, at, false};
      if (const std::size_t value = skip_number_words(at, part.end); value > at && free_at(value, part.end)) {
        const bool can_be = looks_like_house_number(pieces()[value]) ||
                            (pieces()[value].has_digit && pieces()[value].folded.size() <= 6);
        if (!can_be) continue;
        group = {at, value, value, true};
      } else if (!looks_like_house_number(pieces()[at])) {
        continue;
      }
      group.marked = group.marked || pieces()[group.number].mark == '#';
      group.end = number_end(group.number, part);
      found.push_back(group);
      at = group.end - 1;
    }
    return found;
  }

  // "12-14", "12/3/4", "12 bis", "12 a", "12 1/2".
  std::size_t number_end(std::size_t at, const Segment& part) const {
    std::size_t end = at + 1;
    const auto joined = [&](std::size_t next) {
      const Piece& piece = pieces()[next];
      // "5 - 7.º Esq.": the second number counts floors.
      const bool ordinal =
          next + 1 < part.end && is_letter(pieces()[next + 1]) && pieces()[next + 1].gap != ' ';
      std::size_t count = 0;
      const bool floor = next + 1 < part.end && has(next + 1, WordKind::position, count);  // "24 - 3 Esq."
      const bool dash =
          piece.gap == '-' && piece.digits && !ordinal && !(floor && follows_spaced_dash(next, part));
      const bool mark = piece.mark == '-' || piece.mark == '/' || dash;
      return mark && (looks_like_house_number(piece) || is_letter(piece) || is_roman(piece.folded));
    };
    while (free_at(end, part.end) && joined(end)) ++end;
    if (!free_at(end, part.end)) return end;
    if (is_suffix_word(pieces()[end].folded)) return end + 1;
    if (end + 1 < part.end && pieces()[end].folded == "1" && pieces()[end + 1].mark == '/') return end + 2;
    return takes_letter(end, at, part) ? end + 1 : end;
  }

  // Whether the lone letter at `at` belongs to the number: "12 a", not "12 N Main St" nor "5 A 12".
  bool takes_letter(std::size_t at, std::size_t number, const Segment& part) const {
    const Piece& piece = pieces()[at];
    if (!is_letter(piece) || piece.has_digit || piece.gap != ' ' || !pieces()[at - 1].digits) return false;
    const bool last = at + 1 >= part.end || !sheet_.is_free(at + 1);
    if (!last && pieces()[at + 1].mark == '\'') return false;  // "12 O'Connell Street"
    std::size_t count = 0;
    if (last && !house_first_) return true;
    if (number == part.begin) {
      const bool direction = has(at, WordKind::direction, count);
      return !last && !direction && !piece.closed_by_dot && !has(at, WordKind::street_before, count) &&
             !pieces()[at + 1].has_digit && !has(at + 1, WordKind::street_after, count);
    }
    return last;
  }

  void label_anchor(std::size_t index) {
    const Segment part = widest_free_part(segments()[index]);
    const auto found = groups(part);
    const Group* number =
        is_ordinal_street(part) && number_segment_beside(index) ? nullptr : choose_number(found, part);
    // "Blk 186 Toa Payoh Lorong 5": behind the block's number the last one is the street's.
    const bool behind_unit =
        house_first_ && part.begin > segments()[index].begin && sheet_.label(part.begin - 1) == Label::unit;
    if (number != nullptr && behind_unit && number->begin > part.begin && number->end == part.end)
      number = nullptr;
    // "Strada Provinciale 12, 21"
    if (number != nullptr && number->end == part.end && names_numbered_road(*number, part) &&
        is_number_segment(index + 1))
      number = nullptr;
    // "No. 12-3, Jalan SS 2/75"
    std::size_t words = 0;
    const bool marked_before = index > 0 && is_number_segment(index - 1) &&
                               is_number_word(sheet_.free_part(segments()[index - 1]).begin, pieces().size());
    if (number != nullptr && marked_before && has(part.begin, WordKind::street_before, words))
      number = nullptr;
    if (number == nullptr) {
      if (po_box_found_ && !sheet_.has_street_word(part.begin, part.end)) {
        return sheet_.put(Label::district, part.begin, part.end);
      }
      take_street(part.begin, part.end);
      if (is_number_segment(index + 1)) {
        label_number_segment(index + 1);
      } else if (index > 0 && is_number_segment(index - 1)) {
        label_number_segment(index - 1);
      }
      return;
    }
    put_number(*number);
    if (number->begin == part.begin) {
      const std::size_t street_end = ends_in_unit(number->end, part.end) ? part.end - 1 : part.end;
      sheet_.put(Label::unit, street_end, part.end);
      take_street(number->end, street_end);
    } else {
      take_street(part.begin, number->begin);
      label_tail(number->end, part.end);
    }
  }

  // "1182 Maplewood Ave 4B"; "Avenue 4B" and "County Road 17A" are names.
  bool ends_in_unit(std::size_t begin, std::size_t end) const {
    if (!house_first_ || end < begin + 3) return false;
    const Piece& last = pieces()[end - 1];
    std::size_t count = 0;
    return last.has_digit && !last.digits && last.gap == ' ' && looks_like_house_number(last) &&
           has(end - 2, WordKind::street_after, count) && !has(end - 2, WordKind::numbered_road, count) &&
           !has(end - 3, WordKind::numbered_road, count);
  }

  void take_street(std::size_t begin, std::size_t end) {
    std::size_t count = 0;
    for (std::size_t at = begin; at < end; ++at) {
      if (has(at, WordKind::none_word, count) && at > begin) {
        sheet_.put(Label::dropped, at, end);
        end = at;
      }
    }
    sheet_.put(Label::street, begin, end);
  }

  bool name_continues(std::size_t at, std::size_t end) const {
    if (!free_at(at, end)) return false;
    const Piece& piece = pieces()[at];
    std::size_t count = 0;
    if (piece.has_digit || is_letter(piece) || is_roman(piece.folded)) return false;
    return !has(at, WordKind::position, count) && !unit_word(at, count);
  }

  // "Strada Provinciale 12 21": the first number is the road's.
  bool names_numbered_road(const Group& group, const Segment& part) const {
    for (std::size_t at = part.begin; at < group.begin; ++at) {
      std::size_t count = 0;
      if (has(at, WordKind::numbered_road, count) && at + count == group.begin) return true;
    }
    return false;
  }

  const Group* choose_number(const std::vector<Group>& found, const Segment& part) const {
    for (const auto& group : found) {
      if (group.marked && group.begin > part.begin) return &group;
    }
    if (found.empty()) return nullptr;
    const bool leads = found.front().begin == part.begin && free_at(found.front().end, part.end);
    const bool leads_name = leads && name_continues(found.front().end, part.end);
    if (house_first_ && leads) return &found.front();
    for (const auto& group : found) {
      if (group.begin == part.begin || name_continues(group.end, part.end)) continue;
      if (&group != &found.back() && names_numbered_road(group, part)) continue;
      // "Highway 61": the number is the street's name.
      std::size_t count = 0;
      const bool names_road =
          house_first_ && group.begin == part.begin + 1 && has(part.begin, WordKind::street_before, count);
      if (!names_road) return &group;
    }
    return leads_name ? &found.front() : nullptr;
  }

  void label_number_segment(std::size_t index) {
    const Segment part = sheet_.free_part(segments()[index]);
    std::size_t count = 0;
    if (has(part.begin, WordKind::none_word, count)) return sheet_.put(Label::dropped, part.begin, part.end);
    const auto found = groups(part);
    if (found.empty()) return;
    put_number(found.front());
    label_tail(found.front().end, part.end);
  }

  // Splits "12/3" and "12-3" where the country means two things by it.
  void put_number(const Group& group) {
    number_found_ = true;
    sheet_.put(Label::dropped, group.begin, group.number);
    for (std::size_t at = group.number + 1; at < group.end; ++at) {
      const auto meaning = pieces()[at].mark == '/' ? slash_
                           : pieces()[at].mark == '-' || pieces()[at].gap == '-'
                               ? dash_
                               : rules::JoinedNumbers::one_number;
      const bool numbers = pieces()[at].has_digit || meaning == rules::JoinedNumbers::house_unit;
      if (meaning == rules::JoinedNumbers::house_unit && numbers) {
        sheet_.put(Label::number, group.number, at);
        return sheet_.put(Label::unit, at, group.end);
      }
      if (meaning == rules::JoinedNumbers::unit_house && numbers) {
        sheet_.put(Label::unit, group.number, at);
        return sheet_.put(Label::number, at, group.end);
      }
    }
    sheet_.put(Label::number, group.number, group.end);
  }

  // What follows a house number behind the street's name: a unit, unless it is long enough for a district.
  void label_tail(std::size_t begin, std::size_t end) {
    bool name = false;
    for (std::size_t at = begin; at < end; ++at) {
      std::size_t count = 0;
      if (!free_at(at, end)) continue;
      const bool known = unit_word(at, count) || has(at, WordKind::position, count);
      name = name || (!known && !pieces()[at].has_digit && pieces()[at].folded.size() > 3 &&
                      !is_roman(pieces()[at].folded));
    }
    sheet_.put(name ? Label::district : Label::unit, begin, end);
  }

  bool has_digits(const Segment& part) const {
    return std::any_of(pieces().begin() + static_cast<std::ptrdiff_t>(part.begin),
                       pieces().begin() + static_cast<std::ptrdiff_t>(part.end),
                       [](const Piece& piece) { return piece.has_digit; });
  }

  bool looks_like_unit(const Segment& part) const {
    bool digit = false, word = false;
    for (std::size_t at = part.begin; at < part.end; ++at) {
      std::size_t count = 0;
      const bool value =
          pieces()[at].has_digit ? pieces()[at].folded.size() <= 5 : pieces()[at].folded.size() <= 2;
      digit = digit || pieces()[at].has_digit;
      const bool known = has(at, WordKind::position, count) || unit_word(at, count);
      word = word || known;  // "st. th": ground floor, to the right
      if (!value && !known) return false;
    }
    return digit || word || part.end - part.begin == 1;
  }

  // Behind the street or on its line; before it only numbers, where the street has its own: "2/1, 45 High
  // Street".
  bool stands_for_unit(std::size_t index, std::size_t street, bool touches_unit, const Segment& part) const {
    const bool behind = index >= street || touches_unit;
    return behind || (house_first_ && number_found_ && has_digits(part));
  }

  void label_rest(std::optional<std::size_t> anchor) {
    const std::size_t street = anchor.value_or(0);
    for (std::size_t i = 0; i < segments().size(); ++i) {
      for (;;) {
        const Segment part = sheet_.free_part(segments()[i]);
        if (part.begin >= part.end) break;
        std::size_t count = 0;
        const bool touches_unit =
            part.begin > segments()[i].begin && sheet_.label(part.begin - 1) == Label::unit;
        if (has(part.begin, WordKind::near_word, count)) {
          sheet_.put(Label::dropped, part.begin, part.end);
        } else if (looks_like_unit(part) && stands_for_unit(i, street, touches_unit, part)) {
          sheet_.put(Label::unit, part.begin, part.end);
        } else if (i > street || !anchor) {
          sheet_.put(
              has(part.begin, WordKind::building, count) || !anchor ? Label::building : Label::district,
              part.begin, part.end);
        } else {
          sheet_.put(Label::building, part.begin, part.end);
        }
      }
    }
  }

  LabelSheet& sheet_;
  bool house_first_ = false;
  bool po_box_found_ = false;
  bool number_found_ = false;
  rules::JoinedNumbers slash_ = rules::JoinedNumbers::one_number;
  rules::JoinedNumbers dash_ = rules::JoinedNumbers::range;
};

}  // namespace

void label_street(LabelSheet& sheet) { StreetLabeller(sheet).label(); }

}  // namespace domicile::match
