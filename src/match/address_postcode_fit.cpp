#include "match/address_postcode_fit.hpp"

#include <algorithm>

namespace domicile::match {

double PostcodeFit::worth(const PostcodeHit& hit, std::size_t at, CountryIndex country) const {
  double value = score(hit, at, country) * (1.0 + 1.0 / static_cast<double>(hit.countries.size()));
  const std::size_t after = at + hit.count;
  if (after < pieces().size() && names_city(after, country)) value += 1.5;
  for (std::size_t back = 1; back <= 4 && back <= at; ++back) {
    if (names_city(at - back, country)) value += 1.5;
    const auto region = places_.region_at(pieces(), at - back);
    if (region.count == back && std::ranges::any_of(region.values, [&](const RegionSense& sense) {
          return sense.country == country && (!sense.is_code || pieces()[at - back].upper);
        })) {
      value += 1;
    }
  }
  if (places_.countries()[country].served) value += 0.2;
  return value;
}

bool PostcodeFit::names_city(std::size_t at, CountryIndex country) const {
  const auto hit = places_.city_at(pieces(), at);
  return hit.count > 0 &&
         std::ranges::any_of(hit.values, [&](const CitySense& city) { return city.country == country; });
}

double PostcodeFit::score(const PostcodeHit& hit, std::size_t at, CountryIndex country) const {
  const std::size_t after = at + hit.count;
  const auto& segment = segments()[sheet_.segment_of(at)];
  const bool name_after = after < segment.end && !pieces()[after].has_digit;
  const bool name_before = at > segment.begin && !pieces()[at - 1].digits;
  const bool ends_segment = after == segment.end || sheet_.label(after) == Label::country;
  const bool letters = std::ranges::any_of(hit.text, [](char c) { return c >= 'A' && c <= 'Z'; });
  double value = letters || hit.text.find_first_of("- ") != std::string::npos ? 0.8 : 0.2;
  if (hit.prefixed) value += 0.5;
  if (hit.repaired) value -= 0.5;
  switch (places_.countries()[country].postcode_place) {
    case PostcodePlace::before_city:
      // "(7600) Mar del Plata" heads its line; "Santa Fe 2743 Dto. 17" stands amid a street's.
      value += name_after && name_before           ? 0.5
               : name_after || heads_line(segment) ? 0.6
               : ends_segment && !name_before      ? 0.3
                                                   : 0.0;
      break;
    case PostcodePlace::after_city:
    case PostcodePlace::after_region:
      value += ends_segment ? 0.6 : 0;
      break;
    case PostcodePlace::own_line:
      value += !name_before && ends_segment                          ? 0.6
               : ends_segment || (name_after && at == segment.begin) ? 0.4
                                                                     : 0;
      break;
    case PostcodePlace::none:
      return 0;
  }
  if (follows_number_word(at) || numbers_road(at, after)) value -= 1;
  const std::size_t name_end = std::min(segment.end, after + 6);
  if (name_after && at == segment.begin && can_be_house_number(after, country) &&
      sheet_.has_street_word(after, name_end, 0.75)) {
    value -= letters ? 0.3 : 0.7;
  }
  const bool behind_city = at > segment.begin && names_city(at - 1, country);
  if (behind_city && ends_segment) {
    value += 0.3;
  } else if (!letters && name_before && ends_segment && sheet_.has_street_word(segment.begin, at, 0.75)) {
    value -= 0.35;
  }
  return value;
}

bool PostcodeFit::heads_line(const Segment& segment) const {
  const auto next = segment.end;
  return segment.begin > 0 && pieces()[segment.begin].gap == '\n' && segment.end - segment.begin <= 2 &&
         next < pieces().size() && pieces()[next].gap != '\n' && !pieces()[next].has_digit;
}

// "1182 Maplewood Ave" is a house; "6700 Esbjerg" is a town whose name ends as streets do.
bool PostcodeFit::can_be_house_number(std::size_t name, CountryIndex country) const {
  const bool number_last =
      sheet_.country() == country && !places_.countries()[country].rules->house_number_first;
  return !number_last && !names_city(name, country);
}

// "87064 SOK.": where streets bear numbers.
bool PostcodeFit::numbers_road(std::size_t at, std::size_t after) const {
  std::size_t count = 0;
  return pieces()[at].digits && after < pieces().size() && !starts_segment(pieces()[after]) &&
         sheet_.sense(after, WordKind::numbered_road, count) != nullptr &&
         sheet_.sense(after, WordKind::street_after, count) != nullptr;
}

bool PostcodeFit::follows_number_word(std::size_t at) const {
  for (std::size_t back = 1; back <= 3 && back <= at && !starts_segment(pieces()[at - back + 1]); ++back) {
    std::size_t count = 0;
    for (const auto kind : {WordKind::po_box, WordKind::unit, WordKind::number_word, WordKind::floor}) {
      if (sheet_.sense(at - back, kind, count) != nullptr && count == back && !is_led_by_word(at) &&
          !follows_region_code(at))
        return true;
    }
  }
  return false;
}

// "FL 33139" is Florida's, though "Fl" is a floor too.
bool PostcodeFit::follows_region_code(std::size_t at) const {
  if (at == 0) return false;
  const auto hit = places_.region_at(pieces(), at - 1);
  return hit.count == 1 && pieces()[at - 1].upper && std::ranges::any_of(hit.values, [&](const auto& sense) {
           return sense.country == sheet_.country() && sense.is_code;
         });
}

bool PostcodeFit::is_led_by_word(std::size_t at) const {
  for (std::size_t back = 1; back <= 3 && back <= at; ++back) {
    std::size_t count = 0;
    if (sheet_.sense(at - back, WordKind::postcode_word, count) != nullptr && count == back) return true;
  }
  return false;
}

}  // namespace domicile::match
