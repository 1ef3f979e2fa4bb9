#include "match/address_compare.hpp"

#include <fmt/format.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "match/address_numbers.hpp"
#include "match/address_street_name.hpp"
#include "rules/phrase_index.hpp"

namespace domicile::match {
namespace {

// How much a part says about being the same place; the rest of the score.
constexpr double house_weight = 0.26, street_weight = 0.24, postcode_weight = 0.2, unit_weight = 0.14,
                 city_weight = 0.1, region_weight = 0.03, country_weight = 0.03;
constexpr double lowest_same = 0.9, highest_partly = 0.89, lowest_partly = 0.5, highest_different = 0.45;

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Letters of two alphabets inside one word: "Мaple" with a Cyrillic M.
bool has_mixed_word(std::string_view text) {
  if (is_ascii(text)) return false;
  bool latin = false, look_alike = false;
  for (const char32_t c : to_utf32(text)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
    if (c == ' ' || c == '-' || c == '/' || c == '.' || (c >= '0' && c <= '9')) {
      if (latin && look_alike) return true;
      latin = look_alike = false;
    }
    latin = latin || script == USCRIPT_LATIN;
    look_alike =
        look_alike || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK || script == USCRIPT_ARMENIAN;
  }
  return latin && look_alike;
}

bool is_suspicious(const AddressComponents& parts) {
  for (const auto* part : {&parts.house_number, &parts.street, &parts.unit, &parts.building, &parts.po_box,
                           &parts.district, &parts.city, &parts.region, &parts.postcode}) {
    if (!is_ascii(*part) && (has_suspicious_controls(*part) || has_mixed_word(*part))) return true;
  }
  return false;
}

// Letters and digits of a postcode, upper case; without a foreign-mail prefix.
std::string postcode_key(std::string_view text) {
  std::string key;
  for (const auto& piece : take_apart(text).pieces) key += piece.folded;
  return key;
}

class Comparer {
 public:
  Comparer(const AddressTables& tables, const AddressComponents& a, const AddressComponents& b,
           double confidence)
      : tables_(tables), a_(a), b_(b), confidence_(confidence) {
    const auto& code = a.country.empty() ? b.country : a.country;
    country_ = tables.places.index_of(code);
    languages_ = tables.words.languages_of(code);
    fine_ = country_ && tables.places.countries()[*country_].rules->postcode_names_street;
  }

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
    const std::string one = postcode_key(a_.postcode);
    const std::string other = postcode_key(b_.postcode);
    const auto outcome = postcode_outcome(one, other);
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

  PartOutcome postcode_outcome(const std::string& one, const std::string& other) const {
    if (one == other) return PartOutcome::same;
    if (confusable(one, other, confidence_)) return PartOutcome::similar;
    const auto& longer = one.size() > other.size() ? one : other;
    const auto& shorter = one.size() > other.size() ? other : one;
    const bool american = country_ && (code() == "US" || code() == "PR");
    if (american && one.size() == 9 && other.size() == 9 && one.substr(0, 5) == other.substr(0, 5)) {
      return PartOutcome::similar;
    }
    if (american && longer.size() == 9 && shorter.size() == 5 && longer.starts_with(shorter))
      return PartOutcome::same;
    // "LV-1010" and "1010": letters before a number are the country's.
    const auto digits_of = [](const std::string& key) {
      const auto digit = key.find_first_of("0123456789");
      const bool leads =
          digit != std::string::npos && key.find_first_not_of("0123456789", digit) == std::string::npos;
      return leads ? key.substr(digit) : key;
    };
    if (digits_of(longer) == shorter && longer.size() - shorter.size() <= 2) return PartOutcome::same;
    const bool outward = fine_ && shorter.size() >= 2 && shorter.size() <= 4 &&
                         longer.size() == shorter.size() + 3 && longer.starts_with(shorter);
    return outward ? PartOutcome::similar : PartOutcome::different;
  }

  const std::string& code() const { return tables_.places.code_of(*country_); }

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
      if (phrase_key(written(a_)) == phrase_key(written(b_)) && !has_stroke(a_) && !has_stroke(b_))
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

  void compare_named_houses() {
    if (!a_.po_box.empty() || !b_.po_box.empty()) return;
    if (!a_.building.empty() && !b_.building.empty()) return compare_buildings(true);
    if (same_block()) return;  // "Blk 503" is the house
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
      if (a_.po_box.empty() && b_.po_box.empty()) {
        make_partly();
        say("neither side has a street");
      }
      return;
    }
    if (a_.street.empty() != b_.street.empty() && (!a_.po_box.empty() || !b_.po_box.empty())) {
      return part("street", PartOutcome::missing, street_weight);
    }
    if (settle_missing("street", a_.street, b_.street, street_weight)) return;
    const auto one = street_name(a_.street, tables_, languages_);
    const auto other = street_name(b_.street, tables_, languages_);
    const auto outcome = street_outcome(one, other);
    part("street", outcome, street_weight);
    same_street_ = outcome == PartOutcome::same;
    if (outcome == PartOutcome::different) {
      make_different();
      say(fmt::format("street differs: {} and {}", a_.street, b_.street));
    }
  }

  PartOutcome street_outcome(const StreetName& one, const StreetName& other) {
    if (one.numbers != other.numbers) return PartOutcome::different;
    auto sameness = compare_words(one.name, other.name);
    if (sameness == NameSameness::different && same_as_whole(one, other)) return PartOutcome::same;
    const auto types = types_outcome(one, other);
    const bool kind_abridged = abridges_kind(a_.street, b_.street) || abridges_kind(b_.street, a_.street);
    if (kind_abridged && one.directions == other.directions) return PartOutcome::same;
    const bool otherwise = sameness == NameSameness::different || types == PartOutcome::different;
    if (otherwise && (abbreviates(a_.street, b_.street) || abbreviates(b_.street, a_.street))) {
      say(fmt::format("street is abbreviated on one side: {} and {}", a_.street, b_.street));
      make_partly();
      return PartOutcome::similar;
    }
    if (sameness == NameSameness::different) return PartOutcome::different;
    if (types == PartOutcome::different) {
      say(fmt::format("street type differs: {} and {}", a_.street, b_.street));
      return PartOutcome::different;
    }
    if (!one.directions.empty() && !other.directions.empty() &&
        !same_directions(one.directions, other.directions)) {
      say(fmt::format("direction differs: {} and {}", a_.street, b_.street));
      return PartOutcome::different;
    }
    bool unsure = false;
    if (one.directions.empty() != other.directions.empty()) {
      say(fmt::format("direction missing {}: {}",
                      one.directions.empty() ? "in the record" : "on the document",
                      one.directions.empty() ? b_.street : a_.street));
      unsure = true;
    }
    if (types == PartOutcome::missing) {
      say(fmt::format("street type missing {}: {}", one.types.empty() ? "in the record" : "on the document",
                      one.types.empty() ? b_.street : a_.street));
      unsure = true;
    }
    if (sameness == NameSameness::less_complete) {
      say(fmt::format("street is less complete on one side: {} and {}", a_.street, b_.street));
      unsure = true;
    }
    if (sameness == NameSameness::similar) {
      say(fmt::format("street is spelt differently: {} and {}", a_.street, b_.street));
      slip_of_the_pen_ = true;
    }
    if (unsure) make_partly();
    return unsure || slip_of_the_pen_ ? PartOutcome::similar : PartOutcome::same;
  }

  // "Feldg." for "Feldgasse": all of the name, and the beginning of the kind of street that is written on to
  // it.
  bool abridges_kind(std::string_view abridged, std::string_view full) const {
    constexpr std::size_t shortest_name = 3;
    const auto shorts = take_apart(abridged).pieces, longs = take_apart(full).pieces;
    if (shorts.size() != longs.size() || shorts.empty()) return false;
    const auto last = shorts.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
      if (shorts[i].folded != longs[i].folded) return false;
    }
    const auto& brief = shorts[last];
    const auto kind = tables_.words.joined_street_word(longs[last].folded, languages_);
    return brief.closed_by_dot && kind && kind->sure && kind->begin >= shortest_name &&
           brief.folded.size() > kind->begin && brief.folded.size() < longs[last].folded.size() &&
           longs[last].folded.starts_with(brief.folded);
  }

  // "Feldg." for "Feldgasse", whatever word that is: the same letters up to a full stop.
  static bool abbreviates(std::string_view abridged, std::string_view full) {
    const auto shorts = take_apart(abridged).pieces, longs = take_apart(full).pieces;
    if (shorts.size() != longs.size()) return false;
    bool any = false;
    for (std::size_t i = 0; i < shorts.size(); ++i) {
      const auto& piece = shorts[i];
      if (piece.folded == longs[i].folded) continue;
      if (!piece.closed_by_dot || piece.folded.size() < 2 || !longs[i].folded.starts_with(piece.folded))
        return false;
      any = true;
    }
    return any;
  }

  static std::string join_firsts(const std::vector<std::vector<std::string>>& words) {
    std::string text;
    for (const auto& word : words) text += word.front();
    return text;
  }

  static std::string join_types(const StreetName& street) {
    std::string text;
    for (const auto& type : street.types) text += type.front();
    return text;
  }

  // "Haupt Strasse" and "Hauptstrasse": the same letters, cut at other places.
  static bool same_as_whole(const StreetName& one, const StreetName& other) {
    const auto whole = [](const StreetName& street) {
      std::string text = join(street.name, "") + join_types(street) + join_firsts(street.directions);
      std::erase(text, ' ');
      std::ranges::sort(text);
      return text;
    };
    return one.types != other.types && whole(one) == whole(other) &&
           join(one.name, "").substr(0, 3) == join(other.name, "").substr(0, 3);
  }

  using Type = std::vector<std::string>;

  // "E" is east in one language of the country and "est" in another.
  static bool same_directions(const std::vector<Type>& one, const std::vector<Type>& other) {
    return std::ranges::equal(one, other, [](const Type& a, const Type& b) { return agree(a, b); });
  }

  static bool agree(const Type& one, const Type& other) {
    return std::ranges::any_of(one, [&](const auto& word) {
      return std::ranges::find(other, word) != other.end() || std::ranges::any_of(other, [&](const auto& w) {
               return compare_words({word}, {w}) == NameSameness::same;
             });
    });
  }

  static bool all_within(const std::vector<Type>& some, const std::vector<Type>& all) {
    return std::ranges::all_of(some, [&](const Type& type) {
      return std::ranges::any_of(all, [&](const Type& other) { return agree(type, other); });
    });
  }

  PartOutcome types_outcome(const StreetName& one, const StreetName& other) const {
    const bool left_within = all_within(one.types, other.types);
    const bool right_within = all_within(other.types, one.types);
    if (left_within && right_within) return PartOutcome::same;
    if (!left_within && !right_within) return PartOutcome::different;
    return is_optional(left_within ? other.types : one.types) ? PartOutcome::same : PartOutcome::missing;
  }

  // Whether all of the types are words that people leave out.
  bool is_optional(const std::vector<Type>& types) const {
    if (!country_ || types.size() != 1) return false;
    const auto& optional = tables_.places.countries()[*country_].rules->optional_street_words;
    return std::ranges::any_of(types.front(), [&](const std::string& type) {
      return std::ranges::any_of(optional, [&](const std::string& word) { return phrase_key(word) == type; });
    });
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

  // "Prague 1" and "Praha 1", "Copenhagen N" and "København N": the same part of one town.
  bool same_numbered_city(std::string_view one, std::string_view other) const {
    const auto cut = one.rfind(' '), other_cut = other.rfind(' ');
    if (cut == std::string_view::npos || other_cut == std::string_view::npos) return false;
    const auto tail = one.substr(cut + 1);
    const bool part = tail.size() == 1 || tail.find_first_not_of("0123456789") == std::string_view::npos;
    return part && tail == other.substr(other_cut + 1) &&
           same_city(one.substr(0, cut), other.substr(0, other_cut));
  }

  bool same_city(std::string_view one, std::string_view other) const {
    if (one.empty() || other.empty()) return false;
    if (same_numbered_city(one, other)) return true;
    const auto ids = tables_.places.city_ids(phrase_key(one), country_);
    for (const auto id : tables_.places.city_ids(phrase_key(other), country_)) {
      if (std::ranges::find(ids, id) != ids.end()) return true;
    }
    return compare_words(name_words(one, tables_, languages_), name_words(other, tables_, languages_)) ==
           NameSameness::same;
  }

  // "Praha 1" and "Praha", "Newcastle" and "Newcastle upon Tyne", a slip of the pen, or a suburb for its
  // town.
  // One letter wrong in a town whose postcode is right: a slip of the pen or of a scanner.
  bool misspelt_city() const {
    constexpr std::size_t shortest = 5;
    const auto one = phrase_key(a_.city), other = phrase_key(b_.city);
    const auto letters_only = [](const std::string& key) {
      return std::ranges::none_of(key, [](char c) { return c >= '0' && c <= '9'; });
    };
    return std::min(one.size(), other.size()) >= shortest && letters_only(one) && letters_only(other) &&
           rules::within_one_edit(one, other);
  }

  bool near_city() const {
    const auto sameness =
        compare_words(name_words(a_.city, tables_, languages_), name_words(b_.city, tables_, languages_));
    if (sameness != NameSameness::different) return true;
    return same_city(a_.city, b_.district) || same_city(a_.district, b_.city) ||
           same_city(a_.city, b_.region) || same_city(a_.region, b_.city);
  }

  void compare_cities() {
    if (settle_missing("city", a_.city, b_.city, city_weight, !(fine_ && same_postcode_))) return;
    if (same_city(a_.city, b_.city) || (same_postcode_ && misspelt_city()))
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
    const auto one = tables_.places.region_id(phrase_key(a_.region), country_);
    const auto other = tables_.places.region_id(phrase_key(b_.region), country_);
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
    if (is_suspicious(a_) || is_suspicious(b_)) {
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
  const AddressComponents& a_;
  const AddressComponents& b_;
  double confidence_;
  std::optional<CountryIndex> country_;
  LanguageSet languages_ = 0;
  bool fine_ = false;
  bool same_postcode_ = false;
  bool same_street_ = false;
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
