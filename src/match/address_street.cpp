// House number, street, building and district: the part of an address that people write freely.

#include <algorithm>

#include "match/address_house_number.hpp"
#include "match/address_labels.hpp"

namespace domicile::match {
namespace {

class StreetLabeller {
 public:
  explicit StreetLabeller(LabelSheet& sheet)
      : sheet_(sheet), rules_(sheet.rules()), house_first_(rules_.house_number_first) {}

  void label() {
    label_districts_by_word();
    po_box_found_ = label_po_box(sheet_);
    label_units(sheet_);
    const auto anchor = choose_street();
    if (anchor) label_anchor(*anchor);
    label_rest(anchor);
  }

 private:
  [[nodiscard]] const std::vector<Piece>& pieces() const { return sheet_.pieces(); }
  [[nodiscard]] const std::vector<Segment>& segments() const { return sheet_.segments(); }
  bool free_at(std::size_t at, std::size_t end) const { return sheet_.free_before(at, end); }
  bool has(std::size_t at, WordKind kind, std::size_t& count) const { return sheet_.has(at, kind, count); }

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
    const bool named = house_first_ && std::ranges::none_of(segments(), [&](const Segment& segment) {
                         return has_digits(sheet_.free_part(segment));
                       });
    for (std::size_t i = 0; i < segments().size(); ++i) {
      const Segment part = widest_free_part(segments()[i]);
      if (part.begin >= part.end || says_only_which_flat(part) || is_whole_number(part)) continue;
      bool letters = false, number = false, building = false, house_too = false;
      double word = 0;
      for (std::size_t at = part.begin; at < part.end; ++at) {
        std::size_t count = 0;
        letters = letters || !pieces()[at].has_digit;
        number = number || looks_like_house_number(pieces()[at]);
        const bool house = has(at, WordKind::building, count);
        building = building || house;
        const double strength = sheet_.street_word(at, part.begin, part.end);
        if (strength > word) {
          word = strength;
          house_too = house;
        }
      }
      if (!letters) continue;
      double value = 2.0 * word + (number ? 1.0 : 0) + 0.3 - (building && word < 0.7 && !number ? 0.4 : 0);
      // "4 Protea Court, 263 Kerk Street": a court is a house where a plainer street stands beside it.
      if (house_too) value -= 0.7;
      std::size_t count = 0;
      if (has(part.begin, WordKind::near_word, count)) value -= 1.5;
      if (number_segment_beside(i)) value += 0.6;
      // A house that has only a name is written before its street: "Castle View, Granges Road".
      value += (named ? 0.02 : -0.02) * static_cast<double>(i);
      if (value > best_value) {
        best_value = value;
        best = i;
      }
    }
    return best;
  }

  // "A-12/3"
  bool is_whole_number(const Segment& part) const {
    const auto numbers = house_numbers(sheet_, part);
    return numbers.size() == 1 && numbers.front().begin == part.begin && numbers.front().end == part.end;
  }

  bool is_number_segment(std::size_t index) const {
    if (index >= segments().size()) return false;
    const Segment part = sheet_.free_part(segments()[index]);
    if (part.begin >= part.end) return false;
    if (is_whole_number(part)) return true;
    const std::size_t at = sheet_.past_number_words(part.begin, part.end);
    std::size_t count = 0;
    if (has(part.begin, WordKind::none_word, count)) return true;
    const std::size_t longest = follows_spaced_dash(sheet_, at + 1, part.end) ? 6 : 3;  // "183 - 2.º Esq."
    return at < part.end && looks_like_house_number(pieces()[at]) && part.end - at <= longest &&
           !sheet_.has_street_word(part.begin, part.end);
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

  // The segment that holds the number of the street in segment `index`.
  std::optional<std::size_t> number_segment_beside(std::size_t index) const {
    if (is_number_segment(index + 1)) return index + 1;
    if (index > 0 && is_number_segment(index - 1)) return index - 1;
    return number_behind_aside(index);
  }

  // "RUE DE L'EGLISE (YVO) 14"
  std::optional<std::size_t> number_behind_aside(std::size_t index) const {
    if (index + 2 >= segments().size()) return std::nullopt;
    const Segment aside = sheet_.free_part(segments()[index + 1]);
    const bool one_line = !segments()[index + 1].starts_line && !segments()[index + 2].starts_line;
    if (!one_line || aside.begin >= aside.end || has_digits(aside)) return std::nullopt;
    return is_number_segment(index + 2) ? std::optional(index + 2) : std::nullopt;
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

  void label_anchor(std::size_t index) {
    const Segment part = widest_free_part(segments()[index]);
    const auto found = house_numbers(sheet_, part);
    const HouseNumber* number =
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
    const bool marked_before =
        index > 0 && is_number_segment(index - 1) &&
        has(sheet_.free_part(segments()[index - 1]).begin, WordKind::number_word, words);
    if (number != nullptr && marked_before && has(part.begin, WordKind::street_before, words))
      number = nullptr;
    if (number == nullptr) {
      if (po_box_found_ && !sheet_.has_street_word(part.begin, part.end)) {
        return sheet_.put(Label::district, part.begin, part.end);
      }
      take_street(part.begin, part.end);
      if (const auto beside = number_segment_beside(index)) label_number_segment(*beside);
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

  // "S/N" says nothing; "POL 18 PARC 77" behind it does.
  void drop_none_word(std::size_t at, std::size_t count, std::size_t end) {
    sheet_.put(Label::dropped, at, at + count);
    label_tail(at + count, end);
  }

  void take_street(std::size_t begin, std::size_t end) {
    std::size_t count = 0;
    for (std::size_t at = begin; at < end; ++at) {
      if (has(at, WordKind::none_word, count) && at > begin) {
        drop_none_word(at, count, end);
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
    return !has(at, WordKind::position, count) && !sheet_.has_unit_word(at, count);
  }

  // "Strada Provinciale 12 21": the first number is the road's.
  bool names_numbered_road(const HouseNumber& number, const Segment& part) const {
    for (std::size_t at = part.begin; at < number.begin; ++at) {
      std::size_t count = 0;
      if (has(at, WordKind::numbered_road, count) && at + count == number.begin) return true;
    }
    return false;
  }

  const HouseNumber* choose_number(const std::vector<HouseNumber>& found, const Segment& part) const {
    for (const auto& number : found) {
      if (number.marked && number.begin > part.begin) return &number;
    }
    if (found.empty()) return nullptr;
    const bool leads = found.front().begin == part.begin && free_at(found.front().end, part.end);
    const bool leads_name = leads && name_continues(found.front().end, part.end);
    if (house_first_ && leads) return &found.front();
    for (const auto& number : found) {
      if (number.begin == part.begin || name_continues(number.end, part.end)) continue;
      if (&number != &found.back() && names_numbered_road(number, part)) continue;
      // "Highway 61": the number is the street's name.
      std::size_t count = 0;
      const bool names_road =
          house_first_ && number.begin == part.begin + 1 && has(part.begin, WordKind::street_before, count);
      if (!names_road) return &number;
    }
    return leads_name ? &found.front() : nullptr;
  }

  void label_number_segment(std::size_t index) {
    const Segment part = sheet_.free_part(segments()[index]);
    std::size_t count = 0;
    if (has(part.begin, WordKind::none_word, count)) return drop_none_word(part.begin, count, part.end);
    const auto found = house_numbers(sheet_, part);
    if (found.empty()) return;
    put_number(found.front());
    label_tail(found.front().end, part.end);
  }

  // Splits "12/3" and "12-3" where the country means two things by it.
  void put_number(const HouseNumber& number) {
    number_found_ = true;
    sheet_.put(Label::dropped, number.begin, number.value);
    for (std::size_t at = number.value + 1; at < number.end; ++at) {
      const auto meaning = pieces()[at].mark == '/' ? rules_.slash
                           : pieces()[at].mark == '-' || pieces()[at].gap == '-'
                               ? rules_.dash
                               : rules::JoinedNumbers::one_number;
      const bool numbers = pieces()[at].has_digit || meaning == rules::JoinedNumbers::house_unit;
      if (meaning == rules::JoinedNumbers::house_unit && numbers) {
        sheet_.put(Label::number, number.value, at);
        return sheet_.put(Label::unit, at, number.end);
      }
      if (meaning == rules::JoinedNumbers::unit_house && numbers) {
        sheet_.put(Label::unit, number.value, at);
        return sheet_.put(Label::number, at, number.end);
      }
    }
    sheet_.put(Label::number, number.value, number.end);
  }

  // What follows a house number behind the street's name: a unit, unless it is long enough for a district.
  void label_tail(std::size_t begin, std::size_t end) {
    bool name = false;
    for (std::size_t at = begin; at < end; ++at) {
      std::size_t count = 0;
      if (!free_at(at, end)) continue;
      const bool known = sheet_.has_unit_word(at, count) || has(at, WordKind::position, count);
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
      const bool known = has(at, WordKind::position, count) || sheet_.has_unit_word(at, count);
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
  const rules::CountryRules& rules_;
  bool house_first_ = false;
  bool po_box_found_ = false;
  bool number_found_ = false;
};

}  // namespace

void label_street(LabelSheet& sheet) { StreetLabeller(sheet).label(); }

}  // namespace domicile::match
