#include "match/address_shape_postcode.hpp"

#include <algorithm>

#include "match/address_shape_street.hpp"

namespace domicile::match {
namespace {

constexpr double sure_street_word = 0.7;
constexpr double named_postcode = 0.62;
constexpr double form_with_letters = 0.55;

// How unlikely it is that something other than a postcode looks so.
double distinctness(const PostcodeHit& hit) {
  const auto& text = hit.text;
  const bool letters = std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
  const bool mark = text.find_first_of(" -") != std::string::npos;
  double value = letters && !hit.repaired ? form_with_letters
                 : mark                   ? 0.42
                 : text.size() >= 5       ? 0.3
                 : text.size() == 4       ? 0.2
                                          : 0.08;
  if (hit.prefixed) value += 0.2;
  if (hit.repaired) value -= 0.1;
  const bool year = text.size() == 4 && (text.starts_with("19") || text.starts_with("20"));
  return year ? value - 0.12 : value;
}

// "PB A", but not "St. Pölten".
bool leads_with_unit(const AddressLine& line, PieceRange name) {
  constexpr std::size_t longest_value = 2;
  const auto& pieces = line.pieces();
  const auto hit = line.find(name.begin);
  const std::size_t next = name.begin + hit.count;
  if (next < name.end && pieces[next].folded.size() > longest_value) return false;
  return hit.count > 0 && pieces[name.begin].folded.size() >= 2 &&
         (line.sense(hit, WordKind::unit) != nullptr || line.sense(hit, WordKind::floor) != nullptr);
}

// "Av. Santa Fe 6433"
bool led_by_street_word(const AddressLine& line, PieceRange name, std::size_t until) {
  const auto is_street_word = [&](std::size_t at) {
    return line.means(at, WordKind::street_before) &&
           street_word_at(line, at, {at, until}).strength >= sure_street_word;
  };
  if (name.begin < until && is_street_word(name.begin)) return true;
  return name.begin > 0 && !starts_segment(line.pieces()[name.begin]) && is_street_word(name.begin - 1);
}

// "Klagenfurt am Wörthersee" lies at a lake, "Neustadt an der Weinstraße" at a road; only a street's own
// name begins with "Am".
bool holds_street_word(const AddressLine& line, PieceRange name, bool behind_postcode) {
  constexpr std::size_t longest_preposition = 3;
  for (std::size_t i = name.begin; i < name.end; ++i) {
    const Piece& piece = line.pieces()[i];
    const bool joins_name = i > name.begin && i + 1 < name.end && !piece.has_digit &&
                            piece.folded.size() <= longest_preposition && !piece.closed_by_dot;
    if (behind_postcode && joins_name) return false;
    if (street_word_at(line, i, name).strength >= sure_street_word) return true;
  }
  return false;
}

// "Harbour Bank - High Street 12 - 1234 Town": a dash with blanks around it.
bool follows_dash(const AddressLine& line, std::size_t at) {
  const auto& pieces = line.pieces();
  return pieces[at].gap == '-' && pieces[at].begin >= pieces[at - 1].end + 3;
}

bool follows_postcode_word(const AddressLine& line, std::size_t at) {
  constexpr std::size_t longest_word = 3;
  for (std::size_t i = at > longest_word ? at - longest_word : 0; i < at; ++i) {
    const auto hit = line.find(i);
    if (hit.count > 0 && i + hit.count == at && line.sense(hit, WordKind::postcode_word) != nullptr)
      return true;
  }
  return false;
}

// "C.P. 80000 C.R. 80001": a line that says that it is a postcode and nothing else.
bool is_named_alone(const AddressLine& line, std::size_t at, std::size_t after) {
  const auto leads = line.find(0);
  if (at == 0 || leads.count != at || line.sense(leads, WordKind::postcode_word) == nullptr) return false;
  return after == line.pieces().size() || line.means(after, WordKind::post_district);
}

class PostcodeJudge {
 public:
  PostcodeJudge(const AddressLine& line, const PostcodeHit& hit, std::size_t at, CountryIndex country)
      : line_(line),
        at_(at),
        after_(at + hit.count),
        country_(country),
        place_(line.places().countries()[country].postcode_place) {
    const bool word_leads = !line.pieces()[at].has_digit && !hit.prefixed;
    form_ = word_leads && !line.country_is_known() ? 0.1 : distinctness(hit);
  }

  [[nodiscard]] PostcodeReading judge() const {
    auto reading = at_ == 0 && ends_line() ? PostcodeReading{worth_alone(), {}} : with_better_town();
    if (is_named_alone(line_, at_, after_) && reading.score < named_postcode) reading = {named_postcode, {}};
    if (line_.country_is_known()) reading.score = std::min(1.0, reading.score * 1.1);
    return reading;
  }

 private:
  [[nodiscard]] bool ends_line() const { return after_ == line_.pieces().size(); }
  [[nodiscard]] bool town_follows() const { return place_ == PostcodePlace::before_city; }

  [[nodiscard]] double worth_alone() const {
    const bool own_line = place_ == PostcodePlace::own_line || place_ == PostcodePlace::after_city;
    return form_ * (own_line ? 1.4 : 0.9);
  }

  [[nodiscard]] PostcodeReading with_better_town() const {
    const Town behind = town_after(line_, after_, country_);
    const Town ahead = town_before(line_, at_, country_);
    const double behind_score = worth_of_town_behind(behind);
    const double ahead_score = worth_of_town_ahead(ahead);
    if (behind_score >= ahead_score) return {behind_score, behind};
    const bool label_ahead = at_ > 0 && line_.pieces()[at_].gap == ':';
    return {label_ahead ? ahead_score * 0.5 : ahead_score, ahead};
  }

  [[nodiscard]] double worth_of_town_behind(const Town& town) const {
    if (town.plausible == 0) return 0;
    double doubt = doubt_of(town);
    if (looks_like_street(town, town_follows())) doubt *= 0.4;
    return worth(town, town_follows() ? 1.0 : 0.6, doubt) * (cleanly_begun() ? 1.0 : 0.6);
  }

  [[nodiscard]] double worth_of_town_ahead(const Town& town) const {
    if (town.plausible == 0) return 0;
    double doubt = doubt_of(town);
    if (led_by_street_word(line_, town.name, at_)) doubt *= 0.3;
    if (looks_like_street(town, false)) doubt *= 0.4;
    const bool cleanly_ended = ends_line() || starts_segment(line_.pieces()[after_]);
    return worth(town, town_follows() ? 0.55 : 1.0, doubt) * (cleanly_ended ? 1 : 0.5);
  }

  // `fit` says how usual it is that the town stands on this side.
  [[nodiscard]] double worth(const Town& town, double fit, double doubt) const {
    const double base = form_ + 0.42 * town.plausible + (town.region ? 0.28 : 0) + (town.known ? 0.2 : 0);
    return std::min(1.0, base) * (town.known ? std::max(fit, 0.95) : fit) * doubt;
  }

  [[nodiscard]] double doubt_of(const Town& town) const {
    // "MEDICINE HAT AB T1A 6Z3": words of labels, but a region and letters in the postcode behind them.
    const bool beyond_chance = town.region && form_ >= form_with_letters;
    double doubt = town.plausible < 0.4 && !beyond_chance ? 0.5 : 1;
    if (form_ < 0.15 && !town.known && !line_.country_is_known()) doubt *= 0.5;  // three digits are anything
    if (!town.known && leads_with_unit(line_, town.name)) doubt *= 0.3;          // "6433, PB A"
    return doubt;
  }

  // "1182 Maplewood Ave", but not "MINERAL POINT WI 53565".
  [[nodiscard]] bool looks_like_street(const Town& town, bool behind_postcode) const {
    return !town.known && !town.region && holds_street_word(line_, town.name, behind_postcode);
  }

  // What stands before a leading postcode should be nothing, a street, or "CP".
  [[nodiscard]] bool cleanly_begun() const {
    return at_ == 0 || starts_segment(line_.pieces()[at_]) || follows_dash(line_, at_) ||
           follows_postcode_word(line_, at_);
  }

  const AddressLine& line_;
  std::size_t at_;
  std::size_t after_;  // behind the postcode
  CountryIndex country_;
  PostcodePlace place_;
  double form_ = 0;  // how distinct its form is
};

}  // namespace

PostcodeReading judge_postcode(const AddressLine& line, const PostcodeHit& hit, std::size_t at,
                               CountryIndex country) {
  return PostcodeJudge(line, hit, at, country).judge();
}

}  // namespace domicile::match
