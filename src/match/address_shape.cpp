#include "match/address_shape.hpp"

#include <algorithm>
#include <cmath>

#include "match/address_japan.hpp"
#include "match/address_tables.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t longest_line_bytes = 400;
constexpr std::size_t most_pieces = 40;
constexpr std::size_t most_guesses = 8;
constexpr double worth_a_look = 0.5;
constexpr double street_by_unit = 0.8;

// How unlikely it is that something other than a postcode looks so.
double distinctness(const PostcodeHit& hit) {
  const auto& text = hit.text;
  const bool letters = std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool mark = text.find_first_of(" -") != std::string::npos;
  double value = letters && !hit.repaired ? 0.55
                 : mark                   ? 0.42
                 : text.size() >= 5       ? 0.3
                 : text.size() == 4       ? 0.2
                                          : 0.08;
  if (hit.prefixed) value += 0.2;
  if (hit.repaired) value -= 0.1;
  const bool year = text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
  return year ? value - 0.12 : value;
}

constexpr double box_number_as_postcode = 0.3;
constexpr double named_postcode = 0.62;

class LineJudge {
 public:
  LineJudge(const AddressTables& tables, std::string_view line, std::string_view country)
      : words_(tables.words),
        places_(tables.places),
        country_(places_.index_of(country)),
        taken_(take_apart(line)) {
    languages_ = country_ ? words_.languages_of(country) : ~LanguageSet{0};
  }

  LineShape judge() {
    if (pieces().empty() || pieces().size() > most_pieces) return {};
    judge_whole_line_names();
    judge_postcode_and_city();
    judge_po_box();
    judge_unit();
    // The street is looked for in what the postcode and town leave over.
    judge_streets(0, town_begin_ < town_end_ && town_begin_ > 0 ? town_begin_ : pieces().size());
    if (town_begin_ == 0 && town_end_ > 0 && town_end_ < pieces().size())
      judge_streets(town_end_, pieces().size());
    if (shape_.postcode_city < worth_a_look) judge_street(0, pieces().size());
    judge_japanese();
    const bool apart = town_begin_ > 0 || town_end_ < pieces().size();
    const bool street_beside_town =
        apart && shape_.street >= worth_a_look && shape_.postcode_city >= worth_a_look;
    if (street_beside_town) shape_.whole_address = std::min(shape_.street, shape_.postcode_city);
    rank_countries();
    return std::move(shape_);
  }

 private:
  [[nodiscard]] const std::vector<Piece>& pieces() const { return taken_.pieces; }

  // How many pieces at the start say that a region follows.
  std::size_t region_word() const {
    const auto hit = words_.find(pieces(), 0);
    return AddressWords::sense(hit, WordKind::region_word, languages_) != nullptr ? hit.count : 0;
  }

  void judge_whole_line_names() {
    const auto country = places_.country_at(pieces(), 0, true);
    if (country.count == pieces().size() && (!country.code.empty())) {
      const bool code = pieces().front().folded.size() <= 3;
      shape_.country = code ? 0.5 : 0.97;
      vote(country.code, 1);
    }
    const auto region = places_.region_at(pieces(), 0);
    // "TAMIL NADU INDIA"
    const bool country_behind =
        region.count > 0 && region.count < pieces().size() &&
        places_.country_at(pieces(), region.count, true).count == pieces().size() - region.count;
    if (const auto word = region_word(); word > 0 && country_ && word < pieces().size()) {
      const auto named = places_.region_at(pieces(), word);
      if (named.count > 0 && word + named.count == pieces().size()) shape_.region = 0.9;  // "JUD. TIMIȘ"
    }
    if ((region.count != pieces().size() && !country_behind) || region.count == 0) return;
    for (const auto& sense : region.values) {
      if (country_ && sense.country != *country_) continue;
      const double score = sense.is_code ? 0.3 : 0.85;
      shape_.region = std::max(shape_.region, score);
      vote(places_.code_of(sense.country), score / 2);
    }
  }

  struct Town {
    std::size_t begin = 0;
    std::size_t end = 0;
    double plausible = 0;
    bool region = false;
    bool known = false;
  };

  // How much pieces look like a town's name.
  double plausible_town(std::size_t begin, std::size_t end) const {
    if (begin >= end || end - begin > 6) return 0;
    double value = 1;
    bool letters = false;
    const auto vocabulary = static_cast<std::size_t>(
        std::count_if(pieces().begin() + static_cast<std::ptrdiff_t>(begin),
                      pieces().begin() + static_cast<std::ptrdiff_t>(end),
                      [&](const Piece& piece) { return words_.is_vocabulary(piece.folded); }));
    // "Mar del Plata" has a word of vocabulary, "Total amount" has nothing else.
    const double per_word = vocabulary == end - begin ? 0.35 : 0.7;
    for (std::size_t i = begin; i < end; ++i) {
      const Piece& piece = pieces()[i];
      if (piece.mark == '.' && i > begin && pieces()[i - 1].has_digit) return 0;
      if (piece.gap == ':' || piece.gap == '@' || piece.gap == '=') return 0;
      if (piece.has_digit) {
        // "Praha 1", "PARIS 09" and "Dublin D02" carry a short number behind the name.
        if (!letters || piece.folded.size() > 2 || i + 1 < end) return 0;
        continue;
      }
      letters = letters || piece.folded.size() >= 2;
      if (words_.is_vocabulary(piece.folded)) value *= per_word;
      const bool small_word = piece.folded.size() <= 4 && i > begin;
      if (!piece.upper && !small_word) value *= 0.4;
    }
    return letters ? value : 0;
  }

  // Where a region stands at the end of [begin, end): "Columbus, OH" → index of OH.
  std::size_t without_region(std::size_t begin, std::size_t end, CountryIndex country, bool& found) const {
    for (std::size_t i = begin; i < end; ++i) {
      const auto hit = places_.region_at(pieces(), i);
      if (hit.count == 0 || i + hit.count != end) continue;
      if (covers_city(begin, end, country)) continue;
      for (const auto& sense : hit.values) {
        if (sense.country != country) continue;
        if (sense.is_code && !pieces()[i].upper) continue;
        found = true;
        return i;
      }
    }
    return end;
  }

  // True where all of [begin, end) is a known town: "New Delhi" is no "New" in Delhi.
  bool covers_city(std::size_t begin, std::size_t end, CountryIndex country) const {
    const auto hit = places_.city_at(pieces(), begin);
    return hit.count > 0 && begin + hit.count == end &&
           std::ranges::any_of(hit.values, [&](const CitySense& sense) { return sense.country == country; });
  }

  std::size_t segment_end(std::size_t from) const {
    std::size_t end = from;
    while (end < pieces().size() && (end == from || !starts_segment(pieces()[end]))) ++end;
    return end;
  }

  std::size_t segment_begin(std::size_t end, std::size_t least) const {
    std::size_t begin = end;
    while (begin > least) {
      --begin;
      if (starts_segment(pieces()[begin]) || pieces()[begin].gap == ':') break;
    }
    return begin;
  }

  Town town_after(std::size_t from, CountryIndex country) const {
    Town town{from, segment_end(from), 0, false, false};
    if (from >= pieces().size() || (starts_segment(pieces()[from]) && pieces()[from].gap == '\n'))
      return town;
    const std::size_t line_end = town.end < pieces().size() ? segment_end(town.end) : town.end;
    bool region = false;
    if (town.end < pieces().size()) (void)without_region(town.end, line_end, country, region);
    const std::size_t name_end = region ? town.end : without_region(from, town.end, country, region);
    town.region = region;
    town.end = name_end > from ? name_end : town.end;
    if (town.begin + 1 < town.end && is_place_word(town.begin)) ++town.begin;
    town.plausible = plausible_town(town.begin, town.end);
    town.known = knows(town, country);
    return town;
  }

  // "г. Казань": the word for a town before its name.
  bool is_place_word(std::size_t at) const {
    const auto hit = words_.find(pieces(), at);
    return hit.count == 1 && country_ &&
           AddressWords::sense(hit, WordKind::place_word, languages_) != nullptr;
  }

  Town town_before(std::size_t until, CountryIndex country) const {
    Town town{until, until, 0, false, false};
    if (until == 0) return town;
    std::size_t end = until;
    if (AddressWords::sense(words_.find(pieces(), end - 1), WordKind::postcode_word, languages_) != nullptr)
      --end;
    if (end == 0) return town;
    const std::size_t last_begin = segment_begin(end, 0);
    bool region = false;
    std::size_t name_end = without_region(last_begin, end, country, region);
    if (region && name_end == last_begin && covers_city(last_begin, end, country)) {
      name_end = end;
      region = false;
    } else if (region && name_end == last_begin && last_begin > 0) {
      end = last_begin;
      name_end = end;
    }
    town.begin = segment_begin(name_end, 0);
    town.end = name_end;
    town.region = region;
    town.plausible = plausible_town(town.begin, town.end);
    // Without commas the street runs into the town: the last words may still be one.
    for (std::size_t begin = town.begin + 1; town.plausible == 0 && begin < town.end; ++begin) {
      town.plausible = 0.7 * plausible_town(begin, town.end);
      if (town.plausible > 0) town.begin = begin;
    }
    town.known = knows(town, country);
    return town;
  }

  bool knows(const Town& town, CountryIndex country) const {
    if (town.begin >= town.end) return false;
    const auto hit = places_.city_at(pieces(), town.begin);
    if (hit.count == 0) return false;
    return std::ranges::any_of(hit.values, [&](const CitySense& sense) { return sense.country == country; });
  }

  void judge_postcode_and_city() {
    for (std::size_t at = 0; at < pieces().size(); ++at) {
      const bool can_begin =
          pieces()[at].has_digit || (at + 1 < pieces().size() && pieces()[at + 1].has_digit);
      if (!can_begin) continue;
      const auto hit = places_.postcode_at(pieces(), at, country_);
      if (hit.count == 0 || follows_number_word(at)) continue;
      for (const auto country : hit.countries) judge_reading(hit, at, country);
      // "NSW 2000" looks like a postcode of Malta, and its second word like one of Australia.
      if (pieces()[at].has_digit || hit.prefixed) at += hit.count - 1;
    }
  }

  // "Sarmiento N° 1084" is a house.
  bool follows_number_word(std::size_t at) const {
    if (at == 0 || !pieces()[at].digits || !country_) return false;
    return AddressWords::sense(words_.find(pieces(), at - 1), WordKind::number_word, languages_) != nullptr;
  }

  void judge_reading(const PostcodeHit& hit, std::size_t at, CountryIndex country) {
    const auto place = places_.countries()[country].postcode_place;
    const std::size_t after = at + hit.count;
    const Town behind = town_after(after, country);
    const Town ahead = town_before(at, country);
    const bool alone = at == 0 && after == pieces().size();
    const bool label_ahead = at > 0 && pieces()[at].gap == ':';
    double score = 0;
    const Town* town = nullptr;
    const bool word_leads = !pieces()[at].has_digit && !hit.prefixed;
    const double form = word_leads && !country_ ? 0.1 : distinctness(hit);
    const auto value = [&](const Town& t, double fit) {
      if (t.plausible == 0) return 0.0;
      const double base = form + 0.42 * t.plausible + (t.region ? 0.28 : 0) + (t.known ? 0.2 : 0);
      if (t.known) fit = std::max(fit, 0.95);
      double doubt = t.plausible < 0.4 ? 0.5 : 1;
      if (form < 0.15 && !t.known && !country_) doubt *= 0.5;       // three digits are anything
      if (&t == &ahead && led_by_street_word(t, at)) doubt *= 0.3;  // "Av. Santa Fe 6433"
      if (!t.known && leads_with_unit(t)) doubt *= 0.3;             // "6433, PB A"
      // "MINERAL POINT WI 53565"
      if (!t.known && !t.region && holds_street_word(t, &t == &behind && place == PostcodePlace::before_city))
        doubt *= 0.4;  // "1182 Maplewood Ave"
      return std::min(1.0, base) * fit * doubt;
    };
    const bool first = place == PostcodePlace::before_city;
    const double behind_score = value(behind, first ? 1.0 : 0.6);
    const double ahead_score = value(ahead, first ? 0.55 : 1.0) *
                               (after == pieces().size() || starts_segment(pieces()[after]) ? 1 : 0.5);
    // What stands before a leading postcode should be nothing, a street, or "CP".
    const bool cleanly_begun =
        at == 0 || starts_segment(pieces()[at]) || follows_dash(at) || leads_postcode(at);
    const double clean = cleanly_begun ? 1.0 : 0.6;
    if (behind_score * clean >= ahead_score) {
      score = behind_score * clean;
      town = &behind;
    } else {
      score = ahead_score;
      town = &ahead;
    }
    if (alone) {
      const bool own_line = place == PostcodePlace::own_line || place == PostcodePlace::after_city;
      score = form * (own_line ? 1.4 : 0.9);
      town = nullptr;
    }
    if (label_ahead && town != &behind) score *= 0.5;
    if (is_named_alone(at, after) && score < named_postcode) {
      score = named_postcode;
      town = nullptr;
    }
    if (country_) score = std::min(1.0, score * 1.1);
    vote(places_.code_of(country), score);
    if (score <= shape_.postcode_city) return;
    shape_.postcode_city = score;
    shape_.postcode = hit.text;
    shape_.city = town == nullptr ? "" : taken_.slice(town->begin, town->end);
    town_begin_ = town == nullptr ? at : std::min(at, town->begin);
    town_end_ = town == nullptr ? after : std::max(after, town->end);
  }

  // "PB A", but not "St. Pölten".
  bool leads_with_unit(const Town& town) const {
    constexpr std::size_t longest_value = 2;
    const auto hit = words_.find(pieces(), town.begin);
    const std::size_t next = town.begin + hit.count;
    if (next < town.end && pieces()[next].folded.size() > longest_value) return false;
    return hit.count > 0 && pieces()[town.begin].folded.size() >= 2 &&
           (AddressWords::sense(hit, WordKind::unit, languages_) != nullptr ||
            AddressWords::sense(hit, WordKind::floor, languages_) != nullptr);
  }

  bool led_by_street_word(const Town& town, std::size_t until) const {
    const auto is_street_word = [&](std::size_t at) {
      std::size_t count = 1;
      return AddressWords::sense(words_.find(pieces(), at), WordKind::street_before, languages_) != nullptr &&
             street_word_at(at, at, until, count) >= 0.7;
    };
    if (town.begin < until && is_street_word(town.begin)) return true;
    return town.begin > 0 && !starts_segment(pieces()[town.begin]) && is_street_word(town.begin - 1);
  }

  // "Klagenfurt am Wörthersee" lies at a lake, "Neustadt an der Weinstraße" at a road; only a street's own
  // name begins with "Am".
  bool holds_street_word(const Town& town, bool behind_postcode) const {
    constexpr std::size_t longest_preposition = 3;
    for (std::size_t i = town.begin; i < town.end; ++i) {
      const bool joins_name = i > town.begin && i + 1 < town.end && !pieces()[i].has_digit &&
                              pieces()[i].folded.size() <= longest_preposition && !pieces()[i].closed_by_dot;
      if (behind_postcode && joins_name) return false;
      std::size_t count = 1;
      if (street_word_at(i, town.begin, town.end, count) >= 0.7) return true;
    }
    return false;
  }

  // "Harbour Bank - High Street 12 - 1234 Town": a dash with blanks around it.
  bool follows_dash(std::size_t at) const {
    return pieces()[at].gap == '-' && pieces()[at].begin >= pieces()[at - 1].end + 3;
  }

  bool leads_postcode(std::size_t at) const {
    for (std::size_t i = at > 3 ? at - 3 : 0; i < at; ++i) {
      const auto hit = words_.find(pieces(), i);
      if (hit.count > 0 && i + hit.count == at &&
          AddressWords::sense(hit, WordKind::postcode_word, languages_) != nullptr) {
        return true;
      }
    }
    return false;
  }

  // "C.P. 80000 C.R. 80001": a line that says that it is a postcode and nothing else.
  bool is_named_alone(std::size_t at, std::size_t after) const {
    const auto leads = words_.find(pieces(), 0);
    if (at == 0 || leads.count != at ||
        AddressWords::sense(leads, WordKind::postcode_word, languages_) == nullptr)
      return false;
    return after == pieces().size() ||
           AddressWords::sense(words_.find(pieces(), after), WordKind::post_district, languages_) != nullptr;
  }

  void judge_po_box() {
    for (std::size_t at = 0; at < pieces().size(); ++at) {
      const auto hit = words_.find(pieces(), at);
      const auto* sense = AddressWords::sense(hit, WordKind::po_box, languages_);
      if (sense == nullptr) continue;
      const std::size_t next = at + hit.count;
      const bool number = next < pieces().size() && pieces()[next].has_digit;
      const bool short_form = hit.count == 1 && pieces()[at].folded.size() <= 2;
      if (short_form && (!number || at > 0)) continue;
      double score = number ? 0.95 : 0.4;
      if (short_form) score = country_ ? 0.7 : 0.45;
      if (at > 0 && !starts_segment(pieces()[at])) score *= 0.6;
      shape_.po_box = std::max(shape_.po_box, score);
      // "PO BOX 11862": the number is the box's, though towns have such postcodes.
      if (number && !short_form && pieces()[next].folded == shape_.postcode)
        shape_.postcode_city = std::min(shape_.postcode_city, box_number_as_postcode);
    }
  }

  // "Flat 3" as a whole; "Unit 7, The Maltings" by its first part.
  void judge_unit() {
    constexpr double by_first_part = 0.8;
    if (pieces().size() > 8) return;
    shape_.unit = unit_score(pieces().size());
    std::size_t first = 1;
    while (first < pieces().size() && !starts_segment(pieces()[first])) ++first;
    if (first < pieces().size() && first > 1 && unit_score(first) >= by_first_part)
      shape_.unit = std::max(shape_.unit, by_first_part);
  }

  double unit_score(std::size_t end) const {
    std::size_t covered = 0;
    double words = 0;
    for (std::size_t at = 0; at < end;) {
      const auto hit = words_.find(pieces(), at);
      const bool known = AddressWords::sense(hit, WordKind::unit, languages_) != nullptr ||
                         AddressWords::sense(hit, WordKind::floor, languages_) != nullptr ||
                         AddressWords::sense(hit, WordKind::entrance, languages_) != nullptr ||
                         AddressWords::sense(hit, WordKind::block, languages_) != nullptr ||
                         AddressWords::sense(hit, WordKind::position, languages_) != nullptr;
      const bool short_form = known && hit.count == 1 && pieces()[at].folded.size() <= 1;
      if (known) {
        words += short_form ? 0.3 : 1;
        covered += hit.count;
        at += hit.count;
        continue;
      }
      const bool value =
          pieces()[at].has_digit ? pieces()[at].folded.size() <= 5 : pieces()[at].folded.size() <= 2;
      covered += value ? 1 : 0;
      if (pieces()[at].mark == '#' && value) words += 1;
      ++at;
    }
    if (words == 0) return 0;
    const double share = static_cast<double>(covered) / static_cast<double>(end);
    return share >= 1 ? std::min(0.95, 0.55 + 0.3 * words) : 0.2 * share;
  }

  // What is known of [begin, end) as a street line.
  struct StreetMarks {
    double word = 0;  // strength of the street word
    int numbers = 0;  // things that can be house numbers
    int other_numbers = 0;
    int names = 0;
    bool unit = false;  // "bus 0402" behind a house number
    double penalty = 1;
  };

  double street_word_at(std::size_t at, std::size_t begin, std::size_t end, std::size_t& count) const {
    const auto hit = words_.find(pieces(), at);
    count = std::max<std::size_t>(1, hit.count);
    const Piece& piece = pieces()[at];
    const std::size_t next = at + count;
    const bool name_follows = next < end && ((!pieces()[next].digits && pieces()[next].folded.size() > 1) ||
                                             begins_with_day(next, end));
    const bool name_precedes = at > begin && !pieces()[at - 1].digits && !starts_segment(piece);
    const auto strength = [&](const WordSense& sense) {
      if (sense.in_full) return 1.0;
      if (piece.folded.size() == 1)
        return piece.closed_by_dot || piece.gap == '/' || (next < end && pieces()[next].gap == '/') ? 0.7
                                                                                                    : 0.15;
      return piece.folded.size() == 2 ? 0.8 : 0.95;
    };
    double best = 0;
    const bool leads = at == begin || starts_segment(piece) || pieces()[at - 1].has_digit || at - begin <= 2;
    if (const auto* sense = AddressWords::sense(hit, WordKind::street_before, languages_);
        sense && leads && (name_follows || (hit.count >= 2 && next < end && pieces()[next].digits))) {
      best = strength(*sense) *
             (hit.count == 1 && !country_ && piece.folded.size() <= 2 && !piece.closed_by_dot ? 0.7 : 1);
    }
    if (const auto* sense = AddressWords::sense(hit, WordKind::street_after, languages_);
        sense && (name_precedes || names_numbered_road(hit, at, begin))) {
      best = std::max(best, strength(*sense));
    }
    if (piece.folded.size() >= 5 && !piece.has_digit) {
      if (const auto joined = words_.joined_street_word(piece.folded, languages_)) {
        const auto length = piece.folded.size() - joined->begin;
        const double sure = length >= 5           ? 1.0
                            : length == 4         ? 0.9
                            : length == 3         ? 0.7
                            : piece.closed_by_dot ? 0.6
                                                  : 0.1;
        best = std::max(best, joined->sure ? sure : 0.25);
      }
    }
    return best;
  }

  // "1234 SOK. NO:5": where streets bear numbers.
  bool names_numbered_road(const PhraseMap<WordSense>::Hit& hit, std::size_t at, std::size_t begin) const {
    return country_ && at > begin && pieces()[at - 1].digits && !starts_segment(pieces()[at]) &&
           AddressWords::sense(hit, WordKind::numbered_road, languages_) != nullptr;
  }

  // "ul. 3 Maja", "calle 5 de Mayo": streets are named after days.
  bool begins_with_day(std::size_t at, std::size_t end) const {
    constexpr std::size_t shortest_name = 3;
    if (!pieces()[at].digits || pieces()[at].folded.size() > 2) return false;
    for (std::size_t i = at + 1; i < std::min(end, at + 3); ++i) {
      if (pieces()[i].has_digit || starts_segment(pieces()[i])) return false;
      if (pieces()[i].folded.size() >= shortest_name) return true;
    }
    return false;
  }

  // "25 de Mayo 303": the street goes without its word, and ends in a number that is no year.
  bool named_after_day(std::size_t begin, std::size_t end) const {
    if (end - begin < 4 || !country_ || !begins_with_day(begin, end)) return false;
    const bool of =
        AddressWords::sense(words_.find(pieces(), begin + 1), WordKind::filler, languages_) != nullptr;
    const auto& number = pieces()[begin + 3];
    const bool year =
        number.folded.size() == 4 && (number.folded.starts_with("19") || number.folded.starts_with("20"));
    return of && number.digits && number.folded.size() <= 4 && !year;
  }

  // A unit's word behind a number and before its own: "213 bus 0402".
  bool unit_between_numbers(std::size_t at, std::size_t end) const {
    if (at == 0 || at + 1 >= end || !pieces()[at - 1].has_digit || !pieces()[at + 1].has_digit) return false;
    const auto hit = words_.find(pieces(), at);
    return hit.count == 1 && pieces()[at].folded.size() >= 2 &&
           AddressWords::sense(hit, WordKind::unit, languages_) != nullptr;
  }

  StreetMarks street_marks(std::size_t begin, std::size_t end) const {
    StreetMarks marks;
    for (std::size_t at = begin; at < end;) {
      const Piece& piece = pieces()[at];
      std::size_t count = 1;
      if (piece.has_digit) {
        const bool touching = at > begin && pieces()[at - 1].has_digit && piece.gap != ' ' &&
                              piece.begin == pieces()[at - 1].end + 1 && !starts_segment(piece);
        const auto digits = std::ranges::count_if(piece.folded, [](char c) { return c >= '0' && c <= '9'; });
        const bool house = digits <= 5 && piece.folded.size() - static_cast<std::size_t>(digits) <= 2;
        if (touching && (piece.gap == '.' || piece.gap == ':')) marks.penalty *= 0.2;
        if (touching) {
          if (piece.gap == ',') marks.penalty *= 0.4;
        } else if (house) {
          ++marks.numbers;
        } else {
          ++marks.other_numbers;
        }
        if (is_money(piece.gap)) marks.penalty *= 0.2;
      } else {
        marks.word = std::max(marks.word, street_word_at(at, begin, end, count));
        if (words_.is_vocabulary(piece.folded) && marks.word < 0.5) marks.penalty *= 0.6;
        const bool short_unit = at > begin && pieces()[at - 1].folded.size() <= 3 && piece.folded.size() <= 2;
        if ((piece.gap == ':' && !short_unit) || piece.gap == '@') marks.penalty *= 0.4;  // not "P:07 D:C"
        if (!piece.upper && piece.folded.size() > 4) marks.penalty *= 0.85;
        marks.unit = marks.unit || unit_between_numbers(at, end);
        ++marks.names;
      }
      at += count;
    }
    return marks;
  }

  static bool is_money(char32_t c) {
    return c == '$' || c == '%' || c == '+' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
  }

  // "Harbour Bank · High Street 12 · Town" is judged as a whole and part by part.
  void judge_streets(std::size_t begin, std::size_t end) {
    judge_street(begin, end);
    for (std::size_t from = begin, at = begin + 1; at <= end; ++at) {
      if (at < end && !starts_segment(pieces()[at])) continue;
      if (from > begin || at < end) judge_street(from, at);
      from = at;
    }
  }

  void judge_japanese() {
    if (country_ && places_.code_of(*country_) != "JP") return;
    const auto line = judge_japanese_line(taken_.text);
    shape_.street = std::max(shape_.street, line.street);
    shape_.unit = std::max(shape_.unit, line.building);
    if (line.postcode && line.region) shape_.postcode_city = std::max(shape_.postcode_city, 0.9);
    if (line.postcode && line.region && line.street > worth_a_look) shape_.whole_address = line.street;
    // "東京都渋谷区" between the postcode and the street.
    if (line.region && !line.postcode && line.street < worth_a_look)
      shape_.region = std::max(shape_.region, 0.9);
    if (line.postcode || line.region) vote("JP", 0.9);
  }

  void judge_street(std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const StreetMarks marks = street_marks(begin, end);
    if (marks.names == 0) return;
    const bool is_town = town_begin_ == begin && town_end_ >= end && shape_.postcode_city >= worth_a_look;
    double score = 0;
    if (marks.word > 0) {
      score = marks.numbers > 0 ? 0.5 + 0.47 * marks.word : 0.55 * marks.word;
    } else if (marks.unit && marks.numbers == 2 && marks.names <= 5 && country_) {
      score = street_by_unit;
    } else if (marks.numbers == 1 && marks.names <= 4) {
      const bool edge = pieces()[begin].has_digit || pieces()[end - 1].has_digit;
      score = edge ? 0.42 : 0.25;
    }
    score *= marks.penalty * std::pow(0.5, marks.other_numbers);
    if (marks.numbers > 5) score *= 0.6;
    if (end - begin > 12) score *= 0.6;
    if (is_town) score *= 0.4;
    if (named_after_day(begin, end)) score = std::max(score, street_by_unit);
    shape_.street = std::max(shape_.street, score);
  }

  void vote(const std::string& country, double score) {
    const auto found = std::ranges::find(shape_.countries, country, &CountryGuess::country);
    if (found == shape_.countries.end()) {
      shape_.countries.push_back({country, score});
    } else {
      found->score = std::max(found->score, score);
    }
  }

  void rank_countries() {
    auto& all = shape_.countries;
    std::erase_if(all, [](const CountryGuess& guess) { return guess.score <= 0; });
    const auto served = [&](const CountryGuess& guess) {
      const auto index = places_.index_of(guess.country);
      return index && places_.countries()[*index].served;
    };
    std::ranges::stable_sort(all, [&](const CountryGuess& a, const CountryGuess& b) {
      return a.score != b.score ? a.score > b.score : served(a) > served(b);
    });
    if (all.size() > most_guesses) all.resize(most_guesses);
  }

  const AddressWords& words_;
  const AddressPlaces& places_;
  std::optional<CountryIndex> country_;
  AddressText taken_;
  LanguageSet languages_ = 0;
  LineShape shape_;
  std::size_t town_begin_ = 0;
  std::size_t town_end_ = 0;
};

}  // namespace

AddressShapes::AddressShapes(const rules::RuleBook& book)
    : tables_(std::make_shared<const AddressTables>(book)) {}

AddressShapes::AddressShapes(std::shared_ptr<const AddressTables> tables) : tables_(std::move(tables)) {}

LineShape AddressShapes::classify_line(std::string_view line, std::string_view country) const {
  return LineJudge(*tables_, line.substr(0, longest_line_bytes), country).judge();
}

}  // namespace domicile::match
