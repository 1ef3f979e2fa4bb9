// Country, postcode, region and city: the part of an address that a country's format puts in order.

#include <algorithm>

#include "match/address_labels.hpp"
#include "match/address_postcode_fit.hpp"
#include "match/address_shape.hpp"

namespace domicile::match {
namespace {

class TownLabeller {
 public:
  explicit TownLabeller(LabelSheet& sheet) : sheet_(sheet), places_(sheet.places()), fit_(sheet) {}

  std::string label() {
    label_country();
    if (!sheet_.country()) guess_country();
    label_postcode();
    label_city();
    return named_country_;
  }

 private:
  [[nodiscard]] const std::vector<Piece>& pieces() const { return sheet_.pieces(); }
  [[nodiscard]] const std::vector<Segment>& segments() const { return sheet_.segments(); }

  // A segment that is nothing but a country's name, or a name at the very end.
  void label_country() {
    for (std::size_t i = segments().size(); i-- > 0;) {
      const Segment& segment = segments()[i];
      const bool outer = i + 1 == segments().size() || i == 0;
      const auto hit = places_.country_at(pieces(), segment.begin, outer && i > 0);
      if (hit.count != segment.end - segment.begin || segments().size() == 1) continue;
      if (is_other_place(segment, hit.code) || !fits_hint(hit.code) || is_only_place(i)) continue;
      return take_country(hit.code, segment.begin, segment.end);
    }
    if (segments().empty()) return;
    const Segment& last = segments().back();
    for (std::size_t at = last.begin + 1; at < last.end; ++at) {
      const auto hit = places_.country_at(pieces(), at, false);
      if (hit.count > 0 && at + hit.count == last.end && fits_hint(hit.code) &&
          !is_city(at, last.end, hit.code)) {
        return take_country(hit.code, at, last.end);
      }
    }
  }

  // "84 boulevard des Moulins, Monaco": without another town the country's name is the town's.
  bool is_only_place(std::size_t index) const {
    for (std::size_t i = 0; i < segments().size(); ++i) {
      const Segment& other = segments()[i];
      const bool letters =
          std::any_of(pieces().begin() + static_cast<std::ptrdiff_t>(other.begin),
                      pieces().begin() + static_cast<std::ptrdiff_t>(other.end),
                      [](const Piece& piece) { return !piece.has_digit && piece.folded.size() > 2; });
      if (i != index && letters && !sheet_.has_street_word(other.begin, other.end, 0.75)) return false;
    }
    return true;
  }

  bool fits_hint(const std::string& code) const {
    return !sheet_.country() || places_.code_of(*sheet_.country()) == code;
  }

  bool is_city(std::size_t begin, std::size_t end, const std::string& code) const {
    const auto index = places_.index_of(code);
    const auto hit = places_.city_at(pieces(), begin);
    return index && begin + hit.count == end && !hit.values.empty() &&
           std::ranges::any_of(hit.values, [&](const CitySense& city) { return city.country == *index; });
  }

  // "Luxembourg" and "Singapore" are cities first where nothing else can be the city; "GEORGIA" is a state.
  bool is_other_place(const Segment& segment, const std::string& code) const {
    if (is_city(segment.begin, segment.end, code) && segment.end != pieces().size()) return true;
    const auto hit = places_.region_at(pieces(), segment.begin);
    if (hit.count != segment.end - segment.begin || !sheet_.country()) return false;
    const bool own_region = std::ranges::any_of(
        hit.values, [&](const RegionSense& region) { return region.country == *sheet_.country(); });
    return own_region && places_.code_of(*sheet_.country()) != code;
  }

  void take_country(const std::string& code, std::size_t begin, std::size_t end) {
    sheet_.put(Label::country, begin, end);
    named_country_ = code;
    if (!sheet_.country()) sheet_.set_country(code);
  }

  void guess_country() {
    std::vector<double> votes(places_.countries().size(), 0);
    for (std::size_t at = 0; at < pieces().size(); ++at) {
      const auto hit = places_.postcode_at(pieces(), at);
      if (hit.count == 0) continue;
      for (const auto country : hit.countries) votes[country] += fit_.worth(hit, at, country);
      if (pieces()[at].has_digit || hit.prefixed) at += hit.count - 1;
    }
    const auto best = std::ranges::max_element(votes);
    if (best != votes.end() && *best > 0.3) {
      sheet_.set_country(places_.code_of(static_cast<CountryIndex>(best - votes.begin())));
    }
  }

  void label_postcode() {
    if (!sheet_.country()) return;
    double best = 0.25;
    std::size_t best_at = 0;
    PostcodeHit best_hit;
    const auto count = static_cast<double>(std::max<std::size_t>(1, pieces().size()));
    for (std::size_t at = 0; at < pieces().size(); ++at) {
      if (!sheet_.is_free(at)) continue;
      const auto hit = places_.postcode_at(pieces(), at, sheet_.country());
      if (hit.count == 0) continue;
      const double value = fit_.score(hit, at, *sheet_.country()) + (fit_.is_led_by_word(at) ? 0.7 : 0) +
                           0.15 * static_cast<double>(at) / count;
      if (value > best) {
        best = value;
        best_at = at;
        best_hit = hit;
      }
      if (pieces()[at].has_digit || hit.prefixed) at += hit.count - 1;
    }
    if (best_hit.count == 0) return;
    const std::size_t code = best_hit.prefixed ? best_at + 1 : best_at;
    if (best_hit.prefixed) sheet_.put(Label::dropped, best_at, code);
    sheet_.put(Label::postcode, code, best_at + best_hit.count);
    for (std::size_t back = 3; back >= 1; --back) {
      std::size_t words = 0;
      if (back <= best_at && sheet_.sense(best_at - back, WordKind::postcode_word, words) != nullptr &&
          words == back) {
        sheet_.put(Label::dropped, best_at - back, best_at);
      }
    }
    postcode_ = Segment{best_at, best_at + best_hit.count, false};
  }

  // The region at the end of [begin, end) as its first piece; `end` where there is none.
  std::size_t region_begin(std::size_t begin, std::size_t end) const {
    if (!sheet_.country()) return end;
    for (std::size_t at = begin; at < end; ++at) {
      const auto hit = places_.region_at(pieces(), at);
      if (hit.count == 0 || at + hit.count != end) continue;
      const bool joined =
          at > begin && pieces()[at].gap == '-';  // "GRÃO-PARÁ" is a town, "Santos-SP" has two parts
      for (const auto& sense : hit.values) {
        const bool own = sense.country == *sheet_.country();
        if (own && (sense.is_code ? pieces()[at].upper : !joined)) return behind_region_word(begin, at);
      }
    }
    // "Московская область": a word for a region stands before or behind a name that no list needs.
    std::size_t count = 0;
    for (std::size_t at = begin; at < end; ++at) {
      if (sheet_.sense(at, WordKind::region_word, count) != nullptr && (at == begin || at + count == end))
        return begin;
    }
    return end;
  }

  // Where "jud. Timiș" begins whose name begins at `at`.
  std::size_t behind_region_word(std::size_t begin, std::size_t at) const {
    std::size_t count = 0;
    for (std::size_t back = 1; back <= 2 && begin + back <= at; ++back) {
      if (sheet_.sense(at - back, WordKind::region_word, count) != nullptr && count == back) return at - back;
    }
    return at;
  }

  bool is_whole_region(const Segment& part) const {
    return part.begin < part.end && region_begin(part.begin, part.end) == part.begin;
  }

  // "Puebla, PUE": the town that its region is called after.
  bool repeats_region(const Segment& part) const {
    return std::ranges::any_of(regions_found_, [&](const Segment& found) {
      const auto known = places_.region_at(pieces(), found.begin),
                 other = places_.region_at(pieces(), part.begin);
      return std::ranges::any_of(known.values, [&](const RegionSense& one) {
        return std::ranges::any_of(other.values, [&](const RegionSense& two) {
          return one.id == two.id && one.country == sheet_.country() && two.country == sheet_.country();
        });
      });
    });
  }

  bool is_known_city(std::size_t begin, std::size_t end) const {
    return sheet_.country() && is_city(begin, end, places_.code_of(*sheet_.country()));
  }

  // Labels [begin, end) as a city, without region, sorting words and words such as "г.".
  void take_city(std::size_t begin, std::size_t end) {
    if (!is_known_city(begin, end)) {
      const std::size_t region = region_begin(begin, end);
      std::size_t words = 0;
      const bool only_place_word =
          sheet_.sense(begin, WordKind::place_word, words) != nullptr && begin + words == region;
      if (region > begin && region < end && !only_place_word) {
        sheet_.put(Label::region, region, end);
        end = region;
      }
    }
    for (std::size_t at = begin + 1; at < end; ++at) {
      std::size_t count = 0;
      if (sheet_.sense(at, WordKind::post_district, count) != nullptr) {
        sheet_.put(Label::dropped, at, end);
        end = at;
      } else if (pieces()[at].mark == '/' && !pieces()[at].has_digit && sheet_.form() != nullptr &&
                 sheet_.form()->region_in_format && !is_known_city(begin, end)) {
        sheet_.put(Label::region, at, end);
        end = at;
      }
    }
    std::size_t count = 0;
    if (end - begin > 1 && sheet_.sense(begin, WordKind::place_word, count) != nullptr &&
        begin + count < end) {
      sheet_.put(Label::dropped, begin, begin + count);
      begin += count;
    }
    sheet_.put(Label::city, begin, end);
    city_found_ = true;
  }

  // Where the town begins in a segment that also holds the street.
  std::size_t town_in(const Segment& part) const {
    std::size_t end = part.end;
    // "... AP 12 BRASOV": the town that its region is called after.
    for (std::size_t begin = part.begin + 1; begin < end; ++begin) {
      if (pieces()[begin - 1].has_digit && is_known_city(begin, end)) return begin;
    }
    const std::size_t region = region_begin(part.begin, part.end);
    if (region > part.begin && region < part.end) end = region;
    for (std::size_t begin = part.begin; begin < end; ++begin) {
      if (is_known_city(begin, end)) return begin;
    }
    std::size_t town = part.begin;
    for (std::size_t at = part.begin; at + 1 < end; ++at) {
      const bool after_street = sheet_.street_word(at, part.begin, end) >= 0.75 && at > part.begin;
      std::size_t count = 0;
      const bool direction =
          sheet_.sense(at, WordKind::direction, count) != nullptr && pieces()[at].folded.size() <= 2;
      const bool unit_value = pieces()[at].has_digit && at > part.begin;
      if (after_street || unit_value || (direction && town == at)) town = at + 1;
      // "BLOCO B CURITIBA"
      const bool unit_ahead = sheet_.sense(at, WordKind::block, count) != nullptr ||
                              sheet_.sense(at, WordKind::entrance, count) != nullptr;
      if (unit_ahead && at > part.begin && at + count + 1 < end && pieces()[at + count].folded.size() <= 2)
        town = at + count + 1;
    }
    // "Main St Mary's Town": a town of more than three words is rare, the last word is a safe guess then.
    if (town == part.begin && pieces()[part.begin].has_digit) town = end - 1;
    return town;
  }

  void take_town_segment(const Segment& part) {
    const bool mixed = pieces()[part.begin].has_digit || sheet_.has_street_word(part.begin, part.end, 0.75);
    take_city(mixed && !is_known_city(part.begin, part.end) ? town_in(part) : part.begin, part.end);
  }

  void label_regions_after(std::size_t index) {
    for (std::size_t i = index; i < segments().size() && i < index + 3; ++i) {
      const Segment part = sheet_.free_part(segments()[i]);
      if (part.begin >= part.end) continue;
      if (!is_whole_region(part) && !is_known_city(part.begin, part.end)) return;
      sheet_.put(Label::region, part.begin, part.end);
    }
  }

  // Walks back from segment `index` (not included) to the one that names the city.
  void label_city_before(std::size_t index) {
    std::vector<std::size_t> candidates;
    for (std::size_t i = index; i-- > 0;) {
      if (sheet_.has_free(segments()[i])) candidates.push_back(i);
    }
    for (std::size_t k = 0; k < candidates.size(); ++k) {
      const Segment part = sheet_.free_part(segments()[candidates[k]]);
      const bool more = k + 1 < candidates.size();
      const bool next_can_be_city =
          more && can_be_city(sheet_.free_part(segments()[candidates[k + 1]]), true);
      const bool city_for_sure =
          !regions_found_.empty() && (is_known_city(part.begin, part.end) || repeats_region(part));
      if (is_whole_region(part) && next_can_be_city && !city_for_sure) {
        sheet_.put(Label::region, part.begin, part.end);
        regions_found_.push_back(part);
        continue;
      }
      if (more && !can_be_city(part, true)) continue;
      if (!more && k > 0 && !can_be_city(part, false)) return;
      return take_town_segment(part);
    }
  }

  bool is_unit_or_number(const Segment& part) const {
    std::size_t count = 0;
    for (const auto kind : {WordKind::unit, WordKind::floor, WordKind::entrance, WordKind::block,
                            WordKind::number_word, WordKind::po_box}) {
      if (sheet_.sense(part.begin, kind, count) == nullptr) continue;
      const std::size_t next = part.begin + count;
      if (next < part.end && (pieces()[next].has_digit || pieces()[next].folded.size() <= 2)) return true;
    }
    return pieces()[part.begin].has_digit;
  }

  // "KARVE NAGAR PUNE": a known town behind a street's whole name.
  bool city_follows_street(const Segment& part) const {
    for (std::size_t at = part.begin + 2; at < part.end; ++at) {
      if (is_known_city(at, part.end) && sheet_.street_word(at - 1, part.begin, part.end) >= 0.75)
        return true;
    }
    return false;
  }

  // `strictly`: nothing speaks for a street. "Dublin 2" may be a town, "Calle Real 112" is none.
  bool can_be_city(const Segment& part, bool strictly) const {
    if (part.begin >= part.end) return false;
    if (is_known_city(part.begin, part.end)) return true;
    if (is_unit_or_number(part)) return false;
    if (!strictly || city_follows_street(part)) return true;
    if (sheet_.has_street_word(part.begin, part.end, 0.75)) return false;
    std::size_t count = 0;
    if (sheet_.sense(part.begin, WordKind::district_before, count) != nullptr &&
        part.begin + count < part.end && pieces()[part.begin].closed_by_dot)
      return false;  // "Col. Centro"; Colonia del Sacramento is a town
    const Piece& last = pieces()[part.end - 1];
    return !last.has_digit || (part.end - part.begin == 2 && last.folded.size() <= 2);
  }

  void label_city() {
    if (!postcode_) {
      label_city_before(segments().size());
      return;
    }
    const std::size_t index = sheet_.segment_of(postcode_->begin);
    const Segment& segment = segments()[index];
    const Segment before{segment.begin, first_taken(segment.begin, postcode_->begin), false};
    Segment after{postcode_->end, segment.end, false};
    while (after.end > after.begin && !sheet_.is_free(after.end - 1)) --after.end;
    if (std::size_t count = 0;
        after.begin < after.end && sheet_.sense(after.begin, WordKind::post_district, count) != nullptr) {
      sheet_.put(Label::dropped, after.begin, after.end);
      after.end = after.begin;
    }
    const auto place = sheet_.form() == nullptr ? PostcodePlace::before_city : sheet_.form()->postcode_place;
    if (after.begin < after.end && (place == PostcodePlace::before_city || before.begin >= before.end)) {
      const bool city_is_region = is_known_city(after.begin, after.end) && !names_city_before(index);
      if (is_whole_region(after) && before.begin >= before.end && place != PostcodePlace::before_city &&
          !city_is_region) {
        sheet_.put(Label::region, after.begin, after.end);
        return label_city_before(index);
      }
      take_city(after.begin, after.end);
      return label_regions_after(index + 1);
    }
    const bool country_before = is_country_alone(before);
    if (before.begin < before.end && country_before) {
      sheet_.put(Label::country, before.begin, before.end);
      return label_city_before(index);
    }
    if (before.begin < before.end) {
      if (after.begin < after.end && is_whole_region(after))
        sheet_.put(Label::region, after.begin, after.end);
      if (is_whole_region(before) && !is_known_city(before.begin, before.end) && index > 0 &&
          has_city_before(index)) {
        sheet_.put(Label::region, before.begin, before.end);
        label_city_before(index);
      } else {
        take_town_segment(before);
      }
      return label_regions_after(index + 1);
    }
    if (index == 0 && label_city_behind(index)) return;
    // The postcode stands alone: the town is the segment before it, or behind it where the format says so.
    // "80020-310 - Curitiba - PR": a postcode at the head of a line has its town on that line.
    const bool behind =
        (place == PostcodePlace::before_city || fit_.heads_line(segment)) && index + 1 < segments().size();
    if (behind && can_be_city(sheet_.free_part(segments()[index + 1]), true)) {
      const Segment next = sheet_.free_part(segments()[index + 1]);
      take_city(next.begin, next.end);
      return label_regions_after(index + 2);
    }
    label_regions_after(index + 1);
    label_city_before(index);
    if (!city_found_) label_city_before(segments().size());
  }

  // True where the part is the country's own name and something before it can be the city.
  bool is_country_alone(const Segment& part) const {
    if (part.begin >= part.end || part.begin == 0) return false;
    const auto hit = places_.country_at(pieces(), part.begin, false);
    return hit.count == part.end - part.begin && fits_hint(hit.code) && !is_known_city(part.begin, part.end);
  }

  // "101000, г. Москва, ул. …": largest first.
  bool label_city_behind(std::size_t index) {
    for (std::size_t i = index + 1; i < segments().size(); ++i) {
      const Segment part = sheet_.free_part(segments()[i]);
      if (part.begin >= part.end) continue;
      const bool more = i + 1 < segments().size();
      if (is_whole_region(part) && !is_known_city(part.begin, part.end) && more) {
        sheet_.put(Label::region, part.begin, part.end);
        continue;
      }
      if (!can_be_city(part, true)) return false;
      take_city(part.begin, part.end);
      return true;
    }
    return false;
  }

  // "г. Химки, 141400 Москва": a town that is known or says so. Moscow is a region and a town.
  bool names_city_before(std::size_t index) const {
    std::size_t count = 0;
    return std::any_of(segments().begin(), segments().begin() + static_cast<std::ptrdiff_t>(index),
                       [&](const Segment& segment) {
                         const Segment part = sheet_.free_part(segment);
                         return part.begin < part.end &&
                                (is_known_city(part.begin, part.end) ||
                                 (sheet_.sense(part.begin, WordKind::place_word, count) != nullptr &&
                                  part.begin + count < part.end && !pieces()[part.begin + count].has_digit));
                       });
  }

  bool has_city_before(std::size_t index) const {
    for (std::size_t i = index; i-- > 0;) {
      const Segment part = sheet_.free_part(segments()[i]);
      if (part.begin < part.end) return can_be_city(part, true);
    }
    return false;
  }

  std::size_t first_taken(std::size_t begin, std::size_t end) const {
    while (begin < end && sheet_.is_free(begin)) ++begin;
    return begin;
  }

  LabelSheet& sheet_;
  const AddressPlaces& places_;
  PostcodeFit fit_;
  std::optional<Segment> postcode_;
  std::string named_country_;
  bool city_found_ = false;
  std::vector<Segment> regions_found_;
};

}  // namespace

std::string label_places(LabelSheet& sheet) { return TownLabeller(sheet).label(); }

}  // namespace domicile::match
