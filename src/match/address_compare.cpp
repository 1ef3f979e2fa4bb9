#include "match/address_compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "match/address_compare_places.hpp"
#include "match/address_compare_street.hpp"
#include "match/address_look_alikes.hpp"
#include "match/address_numbers.hpp"
#include "match/address_shape_street.hpp"
#include "match/address_street_name.hpp"

namespace domicile::match {
namespace {

// How much a part says about being the same place; the rest of the score.
constexpr double house_weight = 0.26, street_weight = 0.24, postcode_weight = 0.2, unit_weight = 0.14,
                 city_weight = 0.1, region_weight = 0.03, country_weight = 0.03;
constexpr double lowest_same = 0.9, highest_partly = 0.89, lowest_partly = 0.5, highest_different = 0.45;

class Comparer {
 public:
  Comparer(const AddressTables& tables, const AddressComponents& a, const AddressComponents& b,
           double confidence)
      : tables_(tables),
        country_(tables, a.country.empty() ? b.country : a.country),
        languages_(country_.languages),
        fine_(country_.rules != nullptr && country_.rules->postcode_names_street),
        a_(a),
        b_(b),
        confidence_(confidence) {}

  Comparison compare() {
    compare_postcodes();
    compare_house_numbers();
    compare_streets();
    compare_boxes();
    compare_unit_parts();
    compare_cities();
    compare_districts();
    compare_regions();
    compare_countries();
    decide();
    return std::move(result_);
  }

 private:
  void part(const char* name, PartOutcome outcome, double weight) {
    result_.parts.push_back({name, outcome});
    const double worth = outcome == PartOutcome::same      ? 1
                         : outcome == PartOutcome::similar ? 0.7
                         : outcome == PartOutcome::missing ? 0.5
                                                           : 0;
    score_ += weight * worth;
    weight_ += weight;
  }

  void say(std::string difference) { result_.differences.push_back(std::move(difference)); }
  void make_partly() { partly_ = true; }
  void make_different() { different_ = true; }

  // Tells where a part is missing. False where both sides have it; parts that neither side has are passed
  // over.
  bool settle_missing(const char* name, std::string_view a, std::string_view b, double weight,
                      bool matters = true) {
    if (!a.empty() && !b.empty()) return false;
    if (a.empty() && b.empty()) return true;
    part(name, PartOutcome::missing, weight);
    if (!matters) return true;
    make_partly();
    std::string_view shown = name;
    if (shown == "house_number") shown = "house number";
    say(b.empty() ? fmt::format("{} missing on the document: {}", shown, a)
                  : fmt::format("{} missing in the record: {}", shown, b));
    return true;
  }

  void compare_postcodes() {
    if (settle_missing("postcode", a_.postcode, b_.postcode, postcode_weight)) return;
    const auto outcome = match::compare_postcodes(country_, a_.postcode, b_.postcode, confidence_);
    part("postcode", outcome, postcode_weight);
    same_postcode_ = outcome == PartOutcome::same;
    if (outcome == PartOutcome::same) return;
    if (outcome == PartOutcome::similar) {
      make_partly();
      say(fmt::format("postcode is unsure: {} and {}", a_.postcode, b_.postcode));
    } else {
      make_different();
      say(fmt::format("postcode differs: {} and {}", a_.postcode, b_.postcode));
    }
  }

  void compare_house_numbers() {
    const bool no_number = a_.house_number.empty() && b_.house_number.empty();
    if (no_number) return compare_named_houses();
    if (settle_missing("house_number", a_.house_number, b_.house_number, house_weight)) return;
    switch (compare_numbers(a_.house_number, b_.house_number, confidence_)) {
      case NumberSameness::same:
        part("house_number", PartOutcome::same, house_weight);
        break;
      case NumberSameness::overlapping:
        part("house_number", PartOutcome::similar, house_weight);
        make_partly();
        say(fmt::format("house number agrees only in part: {} and {}", a_.house_number, b_.house_number));
        break;
      case NumberSameness::confusable:
        part("house_number", PartOutcome::similar, house_weight);
        make_partly();
        say(fmt::format("house number is unsure: {} and {}", a_.house_number, b_.house_number));
        break;
      case NumberSameness::different:
        settle_different_numbers();
        break;
    }
    compare_buildings(false);
  }

  // "12/3" may be house 12, flat 3, "12 B" door B, and "41 D 2tr" lost a comma: then only the notation
  // differs. "41 D 2 tr" is the same words, wherever the house ends.
  void settle_different_numbers() {
    const auto whole = [&](const AddressComponents& parts) {
      auto tokens = number_tokens(parts.house_number);
      for (const auto& value : unit_values(parts.unit, tables_.words, languages_)) {
        for (auto& token : number_tokens(value.value)) tokens.push_back(std::move(token));
      }
      for (auto& token : tokens) token = without_roman(token);
      return tokens;
    };
    if (!(a_.unit.empty() && b_.unit.empty()) && whole(a_) == whole(b_)) {
      notation_only_ = true;
      // So is "34D 12" for "34 D 12": numbers end where letters begin.
      if (number_tokens(written(a_)) == number_tokens(written(b_)) && !has_stroke(a_) && !has_stroke(b_))
        return part("house_number", PartOutcome::same, house_weight);
      part("house_number", PartOutcome::similar, house_weight);
      make_partly();
      return say(
          fmt::format("house number and unit are written differently: {} and {}", written(a_), written(b_)));
    }
    const auto one = number_tokens(a_.house_number), other = number_tokens(b_.house_number);
    const auto joined = [](const AddressComponents& parts, const std::vector<std::string>& tokens,
                           const std::vector<std::string>& single) {
      return parts.house_number.find('/') != std::string::npos && tokens.size() == 2 && single.size() == 1 &&
             std::ranges::find(tokens, single[0]) != tokens.end();
    };
    const bool letters = std::ranges::any_of(one, [](const auto& t) { return t[0] > '9'; }) ||
                         std::ranges::any_of(other, [](const auto& t) { return t[0] > '9'; });
    if (!letters && (joined(a_, one, other) || joined(b_, other, one))) {
      part("house_number", PartOutcome::similar, house_weight);
      make_partly();
      return say(
          fmt::format("house number agrees only in part: {} and {}", a_.house_number, b_.house_number));
    }
    part("house_number", PartOutcome::different, house_weight);
    make_different();
    say(fmt::format("house number differs: {} and {}", a_.house_number, b_.house_number));
  }

  static bool has_stroke(const AddressComponents& parts) {
    return written(parts).find_first_of("/-") != std::string::npos;
  }

  static std::string written(const AddressComponents& parts) {
    return parts.unit.empty() ? parts.house_number : parts.house_number + " " + parts.unit;
  }

  // A block's number is the house's own, where nothing else names the house; a flat's is not.
  bool same_block() const {
    const auto one = unit_values(a_.unit, tables_.words, languages_),
               other = unit_values(b_.unit, tables_.words, languages_);
    const bool block = std::ranges::any_of(one, [](const UnitValue& value) {
      return value.place == 'b' && value.value.find_first_of("0123456789") != std::string::npos;
    });
    return block && a_.building.empty() && b_.building.empty() &&
           compare_units(one, other, confidence_) == UnitSameness::same;
  }

  // "1147 COUNTY RD 18" that was taken for a district: the same words and numbers on both sides.
  bool number_stands_elsewhere() const {
    const auto place = fold_tokens(a_.street + " " + a_.district);
    const bool numbered = std::ranges::any_of(
        place, [](const std::string& word) { return word.find_first_of("0123456789") != std::string::npos; });
    return numbered && place == fold_tokens(b_.street + " " + b_.district) &&
           fold_tokens(a_.unit) == fold_tokens(b_.unit);
  }

  // "Le Mas del Bosc" is a house or a hamlet and no street.
  bool same_place_without_street() const {
    if (a_.street.empty() || a_.postcode.empty() || phrase_key(a_.street) != phrase_key(b_.street))
      return false;
    const AddressLine line(tables_, a_.street, a_.country.empty() ? b_.country : a_.country);
    for (std::size_t at = 0; at < line.pieces().size(); ++at)
      if (street_word_at(line, at, {0, line.pieces().size()}).strength > 0) return false;
    return true;
  }

  void compare_named_houses() {
    if (!a_.po_box.empty() || !b_.po_box.empty()) return;
    if (!a_.building.empty() && !b_.building.empty()) return compare_buildings(true);
    if (same_block()) return;  // "Blk 503" is the house
    if (number_stands_elsewhere() || same_place_without_street()) return;
    make_partly();
    if (a_.building.empty() && b_.building.empty()) {
      say("neither side has a house number");
    } else {
      say(b_.building.empty() ? fmt::format("building missing on the document: {}", a_.building)
                              : fmt::format("building missing in the record: {}", b_.building));
    }
  }

  void compare_buildings(bool stands_for_number) {
    if (a_.building.empty() || b_.building.empty()) {
      // A name may be left out where the street has a number; "12/F" is a floor.
      const auto& only = a_.building.empty() ? b_.building : a_.building;
      if (only.find_first_of("0123456789") == std::string::npos || stands_as_unit()) return;
      // "4 Protea Court" before the street is a building, and behind it was taken for a district.
      const auto& other = a_.building.empty() ? a_.district : b_.district;
      if (phrase_key(only) == phrase_key(other)) return;
      make_partly();
      return say(fmt::format("building missing {}: {}",
                             b_.building.empty() ? "on the document" : "in the record", only));
    }
    const auto sameness = compare_words(name_words(a_.building, tables_, languages_),
                                        name_words(b_.building, tables_, languages_));
    if (sameness == NameSameness::same) return;
    if (sameness == NameSameness::different && stands_for_number) {
      make_different();
    } else {
      make_partly();
    }
    say(fmt::format("building differs: {} and {}", a_.building, b_.building));
  }

  void compare_boxes() {
    if (a_.po_box.empty() && b_.po_box.empty()) return;
    if (a_.po_box.empty() != b_.po_box.empty()) {
      const bool box_against_street = (a_.po_box.empty() ? b_ : a_).street.empty();
      if (!box_against_street) return make_partly(), say("a PO box stands on one side only");
      make_different();
      return say("a PO box is no street address");
    }
    const auto digits = [](const std::string& text) {
      std::string number;
      for (const auto& piece : take_apart(text).pieces) {
        if (piece.has_digit) number += piece.folded;
      }
      return number;
    };
    if (digits(a_.po_box) == digits(b_.po_box)) return;
    make_different();
    say(fmt::format("PO box differs: {} and {}", a_.po_box, b_.po_box));
  }

  void compare_streets() {
    if (a_.street.empty() && b_.street.empty()) {
      // "Rose Cottage" and "lieu-dit La Croix Blanche" stand in no street.
      const bool named = !a_.building.empty() && !b_.building.empty();
      if (a_.po_box.empty() && b_.po_box.empty() && !named) {
        make_partly();
        say("neither side has a street");
      }
      return;
    }
    if (a_.street.empty() != b_.street.empty() && (!a_.po_box.empty() || !b_.po_box.empty())) {
      return part("street", PartOutcome::missing, street_weight);
    }
    if (settle_missing("street", a_.street, b_.street, street_weight)) return;
    auto streets = match::compare_streets(country_, a_.street, b_.street);
    part("street", streets.outcome, street_weight);
    std::ranges::for_each(streets.differences, [&](std::string& difference) { say(std::move(difference)); });
    if (streets.partly) make_partly();
    slip_of_the_pen_ = streets.slip_of_the_pen;
    if (streets.outcome == PartOutcome::different) {
      make_different();
      say(fmt::format("street differs: {} and {}", a_.street, b_.street));
    }
  }

  // "C/267" is a unit on a line of its own, and a house's name before the street.
  bool stands_as_unit() const {
    const auto stands = [](const AddressComponents& one, const AddressComponents& other) {
      return one.unit.empty() && !other.unit.empty() && phrase_key(one.building) == phrase_key(other.unit);
    };
    return stands(a_, b_) || stands(b_, a_);
  }

  void compare_unit_parts() {
    if (notation_only_) return;
    if (stands_as_unit()) return part("unit", PartOutcome::same, unit_weight);
    if (settle_missing("unit", a_.unit, b_.unit, unit_weight)) return;
    const auto sameness = compare_units(unit_values(a_.unit, tables_.words, languages_),
                                        unit_values(b_.unit, tables_.words, languages_), confidence_);
    switch (sameness) {
      case UnitSameness::same:
        return part("unit", PartOutcome::same, unit_weight);
      case UnitSameness::less_complete:
        make_partly();
        part("unit", PartOutcome::similar, unit_weight);
        return say(fmt::format("unit is less complete on one side: {} and {}", a_.unit, b_.unit));
      case UnitSameness::confusable:
        make_partly();
        part("unit", PartOutcome::similar, unit_weight);
        return say(fmt::format("unit is unsure: {} and {}", a_.unit, b_.unit));
      case UnitSameness::different:
        make_different();
        part("unit", PartOutcome::different, unit_weight);
        return say(fmt::format("unit differs: {} and {}", a_.unit, b_.unit));
    }
  }

  bool same_city(std::string_view one, std::string_view other) const {
    return match::same_city(country_, one, other);
  }

  // "Praha 1" and "Praha", "Newcastle" and "Newcastle upon Tyne", a slip of the pen, or a suburb for its
  // town.
  bool near_city() const {
    const auto sameness =
        compare_words(name_words(a_.city, tables_, languages_), name_words(b_.city, tables_, languages_));
    if (sameness != NameSameness::different) return true;
    return same_city(a_.city, b_.district) || same_city(a_.district, b_.city) ||
           same_city(a_.city, b_.region) || same_city(a_.region, b_.city);
  }

  void compare_cities() {
    if (settle_missing("city", a_.city, b_.city, city_weight, !(fine_ && same_postcode_))) return;
    if (same_city(a_.city, b_.city) || (same_postcode_ && misspelt_city(a_.city, b_.city)))
      return part("city", PartOutcome::same, city_weight);
    const bool near = near_city();
    if (same_postcode_ && (near || fine_)) {
      return part("city", PartOutcome::similar, city_weight);
    }
    part("city", near ? PartOutcome::similar : PartOutcome::different, city_weight);
    make_partly();
    say(fmt::format("city differs: {} and {}", a_.city, b_.city));
    if (!near && !same_postcode_) make_different();
  }

  // A district may be left out, but two that have nothing in common may be what could not be told: a floor, a
  // door.
  void compare_districts() {
    if (a_.district.empty() || b_.district.empty() || same_city(a_.district, b_.district)) return;
    if (same_city(a_.district, b_.city) || same_city(a_.city, b_.district)) return;
    const auto sameness = compare_words(name_words(a_.district, tables_, languages_),
                                        name_words(b_.district, tables_, languages_));
    if (sameness != NameSameness::different) return;
    make_partly();
    say(fmt::format("district differs: {} and {}", a_.district, b_.district));
  }

  void compare_regions() {
    if (settle_missing("region", a_.region, b_.region, region_weight, false)) return;
    const auto one = tables_.places.region_id(phrase_key(a_.region), country_.index);
    const auto other = tables_.places.region_id(phrase_key(b_.region), country_.index);
    const bool same = (one && other && *one == *other) || same_city(a_.region, b_.region);
    if (same) return part("region", PartOutcome::same, region_weight);
    const bool known = one && other;
    part("region", known ? PartOutcome::different : PartOutcome::similar, region_weight);
    if (!known && same_postcode_) return;
    make_partly();
    say(fmt::format("region differs: {} and {}", a_.region, b_.region));
  }

  void compare_countries() {
    if (settle_missing("country", a_.country, b_.country, country_weight, false)) return;
    if (a_.country == b_.country) return part("country", PartOutcome::same, country_weight);
    part("country", PartOutcome::different, country_weight);
    make_different();
    say(fmt::format("country differs: {} and {}", a_.country, b_.country));
  }

  void order_parts() {
    static constexpr std::array<std::string_view, 7> order = {"house_number", "street",   "unit",   "city",
                                                              "region",       "postcode", "country"};
    std::ranges::stable_sort(result_.parts, {}, [](const AddressPart& part) {
      return std::ranges::find(order, part.part) - order.begin();
    });
  }

  void decide() {
    order_parts();
    if (has_look_alikes(a_) || has_look_alikes(b_)) {
      result_.suspicious_characters = true;
      make_partly();
      say("suspicious characters: letters that only look alike, or invisible ones");
    }
    // One wrong letter in a street is forgiven only where every number agrees and a postcode vouches for it.
    if (slip_of_the_pen_ && (!same_postcode_ || a_.house_number.empty())) make_partly();
    if (a_.city.empty() && b_.city.empty() && !same_postcode_) make_partly();
    const double share = weight_ > 0 ? score_ / weight_ : 0;
    if (different_) {
      result_.outcome = Sameness::different;
      result_.score = std::min(highest_different, share * 0.5);
    } else if (partly_) {
      result_.outcome = Sameness::partly;
      result_.score = std::clamp(share, lowest_partly, highest_partly);
    } else {
      result_.outcome = Sameness::same;
      result_.score = std::max(lowest_same, share);
    }
  }

  const AddressTables& tables_;
  AddressCountry country_;
  LanguageSet languages_;
  bool fine_;  // a postcode means a street or less
  const AddressComponents& a_;
  const AddressComponents& b_;
  double confidence_;
  bool same_postcode_ = false;
  bool notation_only_ = false;
  bool slip_of_the_pen_ = false;
  bool partly_ = false;
  bool different_ = false;
  double score_ = 0;
  double weight_ = 0;
  Comparison result_;
};

}  // namespace

Comparison compare_parsed(const AddressTables& tables, const AddressComponents& a, const AddressComponents& b,
                          double confidence) {
  return Comparer(tables, a, b, confidence).compare();
}

}  // namespace domicile::match
