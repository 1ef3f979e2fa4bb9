#include "match/address_shape.hpp"

#include <algorithm>
#include <span>

#include "match/address_japan.hpp"
#include "match/address_line.hpp"
#include "match/address_shape_postcode.hpp"
#include "match/address_shape_street.hpp"
#include "match/address_shape_unit.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t longest_line_bytes = 400;
constexpr std::size_t most_pieces = 40;
constexpr std::size_t most_guesses = 8;
constexpr double worth_a_look = 0.5;
constexpr double box_number_as_postcode = 0.3;

class LineJudge {
 public:
  LineJudge(const AddressTables& tables, std::string_view line, std::string_view country)
      : line_(tables, line, country) {}

  LineShape judge() {
    if (pieces().empty() || pieces().size() > most_pieces) return {};
    judge_whole_line_names();
    judge_postcode_and_city();
    judge_po_box();
    shape_.unit = judge_unit(line_);
    judge_street_beside_town();
    judge_town_without_postcode();
    judge_japanese();
    const bool apart = town_.begin > 0 || town_.end < pieces().size();
    if (apart && shape_.street >= worth_a_look && holds_town())
      shape_.whole_address = std::min(shape_.street, shape_.postcode_city);
    rank_countries();
    return std::move(shape_);
  }

 private:
  [[nodiscard]] const std::vector<Piece>& pieces() const { return line_.pieces(); }
  [[nodiscard]] const AddressPlaces& places() const { return line_.places(); }
  [[nodiscard]] const std::optional<CountryIndex>& country() const { return line_.country.index; }
  [[nodiscard]] bool holds_town() const { return shape_.postcode_city >= worth_a_look; }

  void judge_whole_line_names() {
    const auto named = places().country_at(pieces(), 0, true);
    if (named.count == pieces().size() && !named.code.empty()) {
      const bool code = pieces().front().folded.size() <= 3;
      shape_.country = code ? 0.5 : 0.97;
      vote(named.code, 1);
    }
    if (names_region_by_word()) shape_.region = 0.9;
    judge_region();
  }

  // "JUD. TIMIȘ", "Tartu maakond", "okres Kladno": of many countries no list names the regions.
  [[nodiscard]] bool names_region_by_word() const {
    constexpr std::size_t longest_name = 3;
    if (!country()) return false;
    const std::size_t size = pieces().size();
    const auto is_word = [&](std::size_t at, std::size_t& count) {
      const auto hit = line_.find(at);
      count = hit.count;
      return count > 0 && line_.sense(hit, WordKind::region_word) != nullptr;
    };
    const auto is_name = [&](std::size_t begin, std::size_t end) {
      if (begin >= end) return false;
      const auto region = places().region_at(pieces(), begin);
      if (region.count > 0 && begin + region.count == end) return true;
      return end - begin <= longest_name &&
             std::ranges::all_of(std::span(pieces()).subspan(begin, end - begin), [&](const Piece& piece) {
               return !piece.has_digit && piece.folded.size() > 2 && piece.gap != ':' &&
                      !line_.is_vocabulary(piece.folded);
             });
    };
    std::size_t words = 0;
    if (is_word(0, words) && is_name(words, size)) return true;
    for (std::size_t at = 1; at < size; ++at) {
      if (is_word(at, words) && at + words == size) return is_name(0, at);
    }
    return false;
  }

  void judge_region() {
    const auto region = places().region_at(pieces(), 0);
    if (region.count == 0) return;
    // "TAMIL NADU INDIA"
    const bool country_behind =
        region.count < pieces().size() &&
        places().country_at(pieces(), region.count, true).count == pieces().size() - region.count;
    if (region.count != pieces().size() && !country_behind) return;
    for (const auto& sense : region.values) {
      if (country() && sense.country != *country()) continue;
      const double score = sense.is_code ? 0.3 : 0.85;
      shape_.region = std::max(shape_.region, score);
      vote(places().code_of(sense.country), score / 2);
    }
  }

  void judge_postcode_and_city() {
    for (std::size_t at = 0; at < pieces().size(); ++at) {
      const bool can_begin =
          pieces()[at].has_digit || (at + 1 < pieces().size() && pieces()[at + 1].has_digit);
      if (!can_begin) continue;
      const auto hit = places().postcode_at(pieces(), at, country());
      if (hit.count == 0 || follows_number_word(at)) continue;
      for (const auto one : hit.countries) take_better(hit, at, one);
      // "NSW 2000" looks like a postcode of Malta, and its second word like one of Australia.
      if (pieces()[at].has_digit || hit.prefixed) at += hit.count - 1;
    }
  }

  // "Sarmiento N° 1084" is a house.
  [[nodiscard]] bool follows_number_word(std::size_t at) const {
    return at > 0 && pieces()[at].digits && country() && line_.means(at - 1, WordKind::number_word);
  }

  void take_better(const PostcodeHit& hit, std::size_t at, CountryIndex of) {
    const auto reading = judge_postcode(line_, hit, at, of);
    vote(places().code_of(of), reading.score);
    if (reading.score <= shape_.postcode_city) return;
    shape_.postcode_city = reading.score;
    shape_.postcode = hit.text;
    shape_.city.clear();
    town_ = {at, at + hit.count};
    if (!reading.town) return;
    const auto& name = reading.town->name;
    shape_.city = line_.text.slice(name.begin, name.end);
    town_ = {std::min(town_.begin, name.begin), std::max(town_.end, name.end)};
  }

  void judge_po_box() {
    for (std::size_t at = 0; at < pieces().size(); ++at) {
      const auto hit = line_.find(at);
      if (line_.sense(hit, WordKind::po_box) == nullptr) continue;
      const std::size_t next = at + hit.count;
      const bool number = next < pieces().size() && pieces()[next].has_digit;
      const bool short_form = hit.count == 1 && pieces()[at].folded.size() <= 2;
      if (short_form && (!number || at > 0)) continue;
      double score = number ? 0.95 : 0.4;
      if (short_form) score = country() ? 0.7 : 0.45;
      if (at > 0 && !starts_segment(pieces()[at])) score *= 0.6;
      shape_.po_box = std::max(shape_.po_box, score);
      // "PO BOX 11862": the number is the box's, though towns have such postcodes.
      if (number && !short_form && pieces()[next].folded == shape_.postcode)
        shape_.postcode_city = std::min(shape_.postcode_city, box_number_as_postcode);
    }
  }

  // The street is looked for in what the postcode and town leave over.
  void judge_street_beside_town() {
    const PieceRange town = holds_town() ? town_ : PieceRange{};
    const auto end = pieces().size();
    const auto take = [&](double score) { shape_.street = std::max(shape_.street, score); };
    take(judge_streets(line_, {0, town_.begin < town_.end && town_.begin > 0 ? town_.begin : end}, town));
    if (town_.begin == 0 && town_.end > 0 && town_.end < end)
      take(judge_streets(line_, {town_.end, end}, town));
    if (!holds_town()) take(judge_street(line_, {0, end}, town));
  }

  // Countries whose addresses need no postcode end in the town. Of a whole address on one line the street
  // stands before it.
  void judge_town_without_postcode() {
    if (!country() || holds_town()) return;
    const auto town = judge_town_alone(line_, *country());
    if (town.score == 0) return;
    const double street = town.begin > 0 ? judge_streets(line_, {0, town.begin}, {}) : 0;
    shape_.street = town.begin > 0 ? street : std::min(shape_.street, street);
    shape_.town = town.score;
  }

  void judge_japanese() {
    if (country() && places().code_of(*country()) != "JP") return;
    const auto line = judge_japanese_line(line_.text.text);
    shape_.street = std::max(shape_.street, line.street);
    shape_.unit = std::max(shape_.unit, line.building);
    if (line.postcode && line.region) shape_.postcode_city = std::max(shape_.postcode_city, 0.9);
    if (line.postcode && line.region && line.street > worth_a_look) shape_.whole_address = line.street;
    // "東京都渋谷区" between the postcode and the street.
    if (line.region && !line.postcode && line.street < worth_a_look)
      shape_.region = std::max(shape_.region, 0.9);
    if (line.postcode || line.region) vote("JP", 0.9);
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
      const auto index = places().index_of(guess.country);
      return index && places().countries()[*index].served;
    };
    std::ranges::stable_sort(all, [&](const CountryGuess& a, const CountryGuess& b) {
      return a.score != b.score ? a.score > b.score : served(a) > served(b);
    });
    if (all.size() > most_guesses) all.resize(most_guesses);
  }

  AddressLine line_;
  LineShape shape_;
  PieceRange town_;  // with its postcode
};

}  // namespace

AddressShapes::AddressShapes(const rules::RuleBook& book)
    : tables_(std::make_shared<const AddressTables>(book)) {}

AddressShapes::AddressShapes(std::shared_ptr<const AddressTables> tables) : tables_(std::move(tables)) {}

LineShape AddressShapes::classify_line(std::string_view line, std::string_view country) const {
  return LineJudge(*tables_, line.substr(0, longest_line_bytes), country).judge();
}

}  // namespace domicile::match
