#include "match/address_compare_street.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "match/address_street_name.hpp"
#include "rules/phrase_index.hpp"

namespace domicile::match {
namespace {

using Type = std::vector<std::string>;

class StreetComparer {
 public:
  StreetComparer(const AddressCountry& country, std::string_view a, std::string_view b)
      : country_(country), a_(a), b_(b) {}

  StreetComparison compare() {
    result_.outcome = outcome();
    return std::move(result_);
  }

 private:
  void say(std::string difference) { result_.differences.push_back(std::move(difference)); }

  PartOutcome outcome() {
    const auto one = street_name(a_, country_.tables, country_.languages);
    const auto other = street_name(b_, country_.tables, country_.languages);
    if (one.numbers != other.numbers) return PartOutcome::different;
    auto sameness = compare_words(one.name, other.name);
    if (sameness == NameSameness::different && same_as_whole(one, other)) return PartOutcome::same;
    const auto types = types_outcome(one, other);
    const bool kind_abridged = abridges_kind(a_, b_) || abridges_kind(b_, a_);
    if (kind_abridged && one.directions == other.directions) return PartOutcome::same;
    const bool otherwise = sameness == NameSameness::different || types == PartOutcome::different;
    if (otherwise && (abbreviates(a_, b_) || abbreviates(b_, a_))) {
      say(fmt::format("street is abbreviated on one side: {} and {}", a_, b_));
      result_.partly = true;
      return PartOutcome::similar;
    }
    if (sameness == NameSameness::different) return PartOutcome::different;
    if (types == PartOutcome::different) {
      say(fmt::format("street type differs: {} and {}", a_, b_));
      return PartOutcome::different;
    }
    if (!one.directions.empty() && !other.directions.empty() &&
        !same_directions(one.directions, other.directions)) {
      say(fmt::format("direction differs: {} and {}", a_, b_));
      return PartOutcome::different;
    }
    bool unsure = false;
    if (one.directions.empty() != other.directions.empty()) {
      say(fmt::format("direction missing {}: {}",
                      one.directions.empty() ? "in the record" : "on the document",
                      one.directions.empty() ? b_ : a_));
      unsure = true;
    }
    if (types == PartOutcome::missing) {
      say(fmt::format("street type missing {}: {}", one.types.empty() ? "in the record" : "on the document",
                      one.types.empty() ? b_ : a_));
      unsure = true;
    }
    if (sameness == NameSameness::less_complete) {
      say(fmt::format("street is less complete on one side: {} and {}", a_, b_));
      unsure = true;
    }
    if (sameness == NameSameness::similar) {
      say(fmt::format("street is spelt differently: {} and {}", a_, b_));
      result_.slip_of_the_pen = true;
    }
    if (unsure) result_.partly = true;
    return unsure || result_.slip_of_the_pen ? PartOutcome::similar : PartOutcome::same;
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
    const auto kind = country_.tables.words.joined_street_word(longs[last].folded, country_.languages);
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
    if (country_.rules == nullptr || types.size() != 1) return false;
    const auto& optional = country_.rules->optional_street_words;
    return std::ranges::any_of(types.front(), [&](const std::string& type) {
      return std::ranges::any_of(optional, [&](const std::string& word) { return phrase_key(word) == type; });
    });
  }

  const AddressCountry& country_;
  std::string_view a_;
  std::string_view b_;
  StreetComparison result_;
};

}  // namespace

StreetComparison compare_streets(const AddressCountry& country, std::string_view a, std::string_view b) {
  return StreetComparer(country, a, b).compare();
}

}  // namespace domicile::match
