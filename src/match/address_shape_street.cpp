#include "match/address_shape_street.hpp"

#include <algorithm>
#include <cmath>

#include "base/digits.hpp"

namespace domicile::match {
namespace {

constexpr double street_by_unit = 0.8;
constexpr double said_numberless = 0.95;
constexpr double street_in_quarter = 0.7;

// "ul. 3 Maja", "calle 5 de Mayo": streets are named after days.
bool begins_with_day(const AddressLine& line, PieceRange part) {
  constexpr std::size_t shortest_name = 3;
  const auto& pieces = line.pieces();
  if (!pieces[part.begin].digits || pieces[part.begin].folded.size() > 2) return false;
  for (std::size_t i = part.begin + 1; i < std::min(part.end, part.begin + 3); ++i) {
    if (pieces[i].has_digit || starts_segment(pieces[i])) return false;
    if (pieces[i].folded.size() >= shortest_name) return true;
  }
  return false;
}

// "25 de Mayo 303": the street goes without its word, and ends in a number that is no year.
bool named_after_day(const AddressLine& line, PieceRange part) {
  if (part.end - part.begin < 4 || !line.country_is_known() || !begins_with_day(line, part)) return false;
  const auto& number = line.pieces()[part.begin + 3];
  const bool year =
      number.folded.size() == 4 && (number.folded.starts_with("19") || number.folded.starts_with("20"));
  return line.means(part.begin + 1, WordKind::filler) && number.digits && number.folded.size() <= 4 && !year;
}

// The phrase at one place of a line, as a word for a street.
class StreetWordJudge {
 public:
  StreetWordJudge(const AddressLine& line, std::size_t at, PieceRange part)
      : line_(line),
        at_(at),
        part_(part),
        piece_(line.pieces()[at]),
        hit_(line.find(at)),
        next_(at + std::max<std::size_t>(1, hit_.count)) {}

  [[nodiscard]] StreetWord judge() const {
    return {std::max({before_name(), after_name(), joined_to_name()}), next_ - at_};
  }

 private:
  // "Rue de la Paix", "ul. Długa"
  [[nodiscard]] double before_name() const {
    const auto* sense = line_.sense(hit_, WordKind::street_before);
    const bool numbered = hit_.count >= 2 && next_ < part_.end && line_.pieces()[next_].digits;
    if (sense == nullptr || !leads() || !(name_follows() || numbered)) return 0;
    const bool doubtful =
        hit_.count == 1 && !line_.country_is_known() && piece_.folded.size() <= 2 && !piece_.closed_by_dot;
    return strength(*sense) * (doubtful ? 0.7 : 1);
  }

  // "High Street"
  [[nodiscard]] double after_name() const {
    const auto* sense = line_.sense(hit_, WordKind::street_after);
    return sense != nullptr && (name_precedes() || names_numbered_road()) ? strength(*sense) : 0;
  }

  // "Hauptstraße"
  [[nodiscard]] double joined_to_name() const {
    if (piece_.folded.size() < 5 || piece_.has_digit) return 0;
    const auto joined = line_.country.tables.words.joined_street_word(piece_.folded, line_.country.languages);
    if (!joined) return 0;
    if (!joined->sure) return 0.25;
    const auto length = piece_.folded.size() - joined->begin;
    return length >= 5 ? 1.0 : length == 4 ? 0.9 : length == 3 ? 0.7 : piece_.closed_by_dot ? 0.6 : 0.1;
  }

  [[nodiscard]] double strength(const WordSense& sense) const {
    if (sense.in_full) return 1.0;
    if (piece_.folded.size() != 1) return piece_.folded.size() == 2 ? 0.8 : 0.95;
    const bool marked =
        piece_.closed_by_dot || piece_.gap == '/' || (next_ < part_.end && line_.pieces()[next_].gap == '/');
    return marked ? 0.7 : 0.15;
  }

  [[nodiscard]] bool leads() const {
    return at_ == part_.begin || starts_segment(piece_) || line_.pieces()[at_ - 1].has_digit ||
           at_ - part_.begin <= 2;
  }

  [[nodiscard]] bool name_follows() const {
    if (next_ >= part_.end) return false;
    const Piece& following = line_.pieces()[next_];
    return (!following.digits && following.folded.size() > 1) || begins_with_day(line_, {next_, part_.end});
  }

  [[nodiscard]] bool name_precedes() const {
    return at_ > part_.begin && !line_.pieces()[at_ - 1].digits && !starts_segment(piece_);
  }

  // "1234 SOK. NO:5": where streets bear numbers.
  [[nodiscard]] bool names_numbered_road() const {
    return line_.country_is_known() && at_ > part_.begin && line_.pieces()[at_ - 1].digits &&
           !starts_segment(piece_) && line_.sense(hit_, WordKind::numbered_road) != nullptr;
  }

  const AddressLine& line_;
  std::size_t at_;
  PieceRange part_;
  const Piece& piece_;
  PhraseMap<WordSense>::Hit hit_;
  std::size_t next_;  // behind the phrase
};

bool is_money(char32_t c) {
  return c == '$' || c == '%' || c == '+' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
}

// What is known of a part of a line as a street.
struct StreetMarks {
  double word = 0;  // strength of the street word
  int numbers = 0;  // things that can be house numbers
  int other_numbers = 0;
  int names = 0;
  bool unit = false;        // "bus 0402" behind a house number
  bool quarter = false;     // "MAH." behind a name: a quarter's word
  bool numberless = false;  // "s/n" behind a name
  double penalty = 1;
};

class StreetMarker {
 public:
  StreetMarker(const AddressLine& line, PieceRange part) : line_(line), part_(part) {}

  StreetMarks mark() {
    for (std::size_t at = part_.begin; at < part_.end;)
      at += line_.pieces()[at].has_digit ? mark_number(at) : mark_word(at);
    return marks_;
  }

 private:
  // Each gives how many pieces it marked.
  std::size_t mark_number(std::size_t at) {
    const Piece& piece = line_.pieces()[at];
    if (touches_number(at)) {
      if (piece.gap == '.' || piece.gap == ':') marks_.penalty *= 0.2;
      if (piece.gap == ',') marks_.penalty *= 0.4;
    } else if (can_be_house_number(piece)) {
      ++marks_.numbers;
    } else {
      ++marks_.other_numbers;
    }
    if (is_money(piece.gap)) marks_.penalty *= 0.2;
    return 1;
  }

  std::size_t mark_word(std::size_t at) {
    if (const auto count = says_numberless(at); count > 0) {
      marks_.numberless = true;
      return count;
    }
    const Piece& piece = line_.pieces()[at];
    const auto street = street_word_at(line_, at, part_);
    marks_.word = std::max(marks_.word, street.strength);
    if (line_.is_vocabulary(piece.folded) && marks_.word < 0.5) marks_.penalty *= 0.6;
    const bool short_unit =
        at > part_.begin && line_.pieces()[at - 1].folded.size() <= 3 && piece.folded.size() <= 2;
    if ((piece.gap == ':' && !short_unit) || piece.gap == '@') marks_.penalty *= 0.4;  // not "P:07 D:C"
    if (!piece.upper && piece.folded.size() > 4) marks_.penalty *= 0.85;
    marks_.unit = marks_.unit || unit_between_numbers(at);
    marks_.quarter = marks_.quarter || (at > part_.begin && line_.country_is_known() &&
                                        line_.means(at, WordKind::district_after));
    ++marks_.names;
    return street.count;
  }

  // "Mas Can Ribot, s/n": the pieces that say so; 0 where none do. One word may be anybody's initials, but
  // for one behind a street: "C.DA SAN GIULIANO SN".
  [[nodiscard]] std::size_t says_numberless(std::size_t at) const {
    constexpr double plain_street = 0.6;
    const auto hit = line_.find(at);
    const bool plain = hit.count > 1 || (marks_.word >= plain_street && at + hit.count == part_.end);
    const bool says = at > part_.begin && hit.count > 0 && plain && line_.country_is_known() &&
                      line_.sense(hit, WordKind::none_word) != nullptr;
    return says ? hit.count : 0;
  }

  // "12.50", "1,200": one number that a mark parts.
  [[nodiscard]] bool touches_number(std::size_t at) const {
    if (at == part_.begin) return false;
    const Piece& piece = line_.pieces()[at];
    const Piece& before = line_.pieces()[at - 1];
    return before.has_digit && piece.gap != ' ' && piece.begin == before.end + 1 && !starts_segment(piece);
  }

  static bool can_be_house_number(const Piece& piece) {
    const auto digits = digits_in(piece.folded);
    return digits <= 5 && piece.folded.size() - static_cast<std::size_t>(digits) <= 2;
  }

  // A unit's word behind a number and before its own: "213 bus 0402".
  [[nodiscard]] bool unit_between_numbers(std::size_t at) const {
    const auto& pieces = line_.pieces();
    if (at == 0 || at + 1 >= part_.end || !pieces[at - 1].has_digit || !pieces[at + 1].has_digit)
      return false;
    const auto hit = line_.find(at);
    return hit.count == 1 && pieces[at].folded.size() >= 2 && line_.sense(hit, WordKind::unit) != nullptr;
  }

  const AddressLine& line_;
  PieceRange part_;
  StreetMarks marks_;
};

double score_by_marks(const AddressLine& line, PieceRange part, const StreetMarks& marks) {
  // "ÇARŞI MAH. NİLÜFER SK.": a quarter and a street, though the house's number stands in the next line.
  if (marks.word > 0 && marks.numbers == 0 && marks.quarter) return street_in_quarter;
  if (marks.word > 0)
    return marks.numbers > 0 || marks.numberless ? 0.5 + 0.47 * marks.word : 0.55 * marks.word;
  if (marks.unit && marks.numbers == 2 && marks.names <= 5 && line.country_is_known()) return street_by_unit;
  if (marks.numbers != 1 || marks.names > 4) return 0;
  const bool edge = line.pieces()[part.begin].has_digit || line.pieces()[part.end - 1].has_digit;
  return edge ? 0.42 : 0.25;
}

}  // namespace

StreetWord street_word_at(const AddressLine& line, std::size_t at, PieceRange part) {
  return StreetWordJudge(line, at, part).judge();
}

double judge_street(const AddressLine& line, PieceRange part, PieceRange town) {
  constexpr std::size_t longest_street = 12;
  constexpr int most_numbers = 5;
  if (part.begin >= part.end) return 0;
  const StreetMarks marks = StreetMarker(line, part).mark();
  if (marks.names == 0) return 0;
  double score = score_by_marks(line, part, marks);
  score *= marks.penalty * std::pow(0.5, marks.other_numbers);
  if (marks.numbers > most_numbers) score *= 0.6;
  if (part.end - part.begin > longest_street) score *= 0.6;
  if (town.begin == part.begin && town.end >= part.end) score *= 0.4;
  if (marks.numberless && marks.numbers == 0 && part.end - part.begin <= longest_street)
    return said_numberless;
  return named_after_day(line, part) ? std::max(score, street_by_unit) : score;
}

double judge_streets(const AddressLine& line, PieceRange part, PieceRange town) {
  double best = judge_street(line, part, town);
  for (std::size_t from = part.begin, at = part.begin + 1; at <= part.end; ++at) {
    if (at < part.end && !starts_segment(line.pieces()[at])) continue;
    if (from > part.begin || at < part.end) best = std::max(best, judge_street(line, {from, at}, town));
    from = at;
  }
  return best;
}

}  // namespace domicile::match
