#include "match/address_house_number.hpp"

namespace domicile::match {
namespace {

constexpr std::size_t longest_house_number = 7;

// "l77", "O5", "1l2": a number in which OCR saw a letter.
bool looks_like_misread_number(std::string_view text) {
  if (text.size() < 2 || text.size() > 5) return false;
  int digits = 0, letters = 0;
  for (const char c : text) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && !std::string_view("oilszb").contains(c)) return false;
    digits += digit;
    letters += !digit;
  }
  return letters >= 1 && letters <= 2 && digits >= letters;
}

class NumberFinder {
 public:
  NumberFinder(const LabelSheet& sheet, const Segment& part) : sheet_(sheet), part_(part) {}

  std::vector<HouseNumber> find() const {
    std::vector<HouseNumber> found;
    for (std::size_t at = part_.begin; at < part_.end; ++at) {
      if (!sheet_.is_free(at)) continue;
      HouseNumber number{at, at, at, false};
      if (is_lettered(at)) {
        found.push_back({at, at, number_end(at + 1), true});
        at = found.back().end - 1;
        continue;
      }
      if (const std::size_t value = sheet_.past_number_words(at, part_.end); value > at && free_at(value)) {
        const bool can_be = looks_like_house_number(pieces()[value]) ||
                            (pieces()[value].has_digit && pieces()[value].folded.size() <= 6);
        if (!can_be) continue;
        number = {at, value, value, true};
      } else if (!looks_like_house_number(pieces()[at])) {
        continue;
      }
      number.marked = number.marked || pieces()[number.value].mark == '#';
      number.end = number_end(number.value);
      found.push_back(number);
      at = number.end - 1;
    }
    return found;
  }

 private:
  // "P-112 Lake Terrace", "A-12/3": a letter of the block that belongs to the number.
  bool is_lettered(std::size_t at) const {
    if (at != part_.begin || !sheet_.rules().house_number_first || !free_at(at + 1)) return false;
    const Piece &letter = pieces()[at], &number = pieces()[at + 1];
    std::size_t count = 0;
    const bool joined = (number.gap == '-' && number.begin == letter.end + 1) ||
                        (number.gap == ' ' && !has(at, WordKind::direction, count));
    return joined && is_letter(letter) && !letter.has_digit && looks_like_house_number(number);
  }

  const std::vector<Piece>& pieces() const { return sheet_.pieces(); }
  bool free_at(std::size_t at) const { return sheet_.free_before(at, part_.end); }
  bool has(std::size_t at, WordKind kind, std::size_t& count) const { return sheet_.has(at, kind, count); }

  // "12-14", "12/3/4", "12 bis", "12 a", "12 1/2".
  std::size_t number_end(std::size_t at) const {
    std::size_t end = at + 1;
    const auto joined = [&](std::size_t next) {
      const Piece& piece = pieces()[next];
      // "5 - 7.º Esq.": the second number counts floors.
      const bool ordinal =
          next + 1 < part_.end && is_letter(pieces()[next + 1]) && pieces()[next + 1].gap != ' ';
      std::size_t count = 0;
      const bool floor = next + 1 < part_.end && has(next + 1, WordKind::position, count);  // "24 - 3 Esq."
      const bool dash = piece.gap == '-' && piece.digits && !ordinal &&
                        !(floor && follows_spaced_dash(sheet_, next, part_.end));
      const bool mark = piece.mark == '-' || piece.mark == '/' || dash;
      return mark && (looks_like_house_number(piece) || is_letter(piece) || is_roman(piece.folded));
    };
    while (free_at(end) && joined(end)) ++end;
    if (!free_at(end)) return end;
    if (is_suffix_word(pieces()[end].folded)) return end + 1;
    if (end + 1 < part_.end && pieces()[end].folded == "1" && pieces()[end + 1].mark == '/') return end + 2;
    return takes_letter(end, at) ? end + 1 : end;
  }

  // Whether the lone letter at `at` belongs to the number: "12 a", not "12 N Main St" nor "5 A 12".
  bool takes_letter(std::size_t at, std::size_t number) const {
    const Piece& piece = pieces()[at];
    if (!is_letter(piece) || piece.has_digit || piece.gap != ' ' || !pieces()[at - 1].digits) return false;
    const bool last = at + 1 >= part_.end || !sheet_.is_free(at + 1);
    if (!last && pieces()[at + 1].mark == '\'') return false;  // "12 O'Connell Street"
    std::size_t count = 0;
    if (last && !sheet_.rules().house_number_first) return true;
    if (number == part_.begin) {
      const bool direction = has(at, WordKind::direction, count);
      return !last && !direction && !piece.closed_by_dot && !has(at, WordKind::street_before, count) &&
             !pieces()[at + 1].has_digit && !has(at + 1, WordKind::street_after, count);
    }
    return last;
  }

  const LabelSheet& sheet_;
  const Segment& part_;
};

}  // namespace

bool is_roman(std::string_view folded) {
  return !folded.empty() && folded.size() <= 4 && folded.find_first_not_of("ivx") == std::string_view::npos;
}

bool looks_like_house_number(const Piece& piece) {
  const auto& text = piece.folded;
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (looks_like_misread_number(text)) return true;
  if (digits == 0 || digits > 6 || text.size() > longest_house_number) return false;
  const auto ending = std::string_view(text).substr(digits);
  if (ending.size() >= 2) {
    for (const std::string_view ordinal : {"st", "nd", "rd", "th", "eme", "er", "ere"}) {
      if (ending == ordinal) return false;
    }
  }
  return ending.size() <= 3 && ending.find_first_of("0123456789") == std::string_view::npos;
}

bool is_letter(const Piece& piece) {
  return piece.folded.size() == 1 ||
         (piece.folded.size() == 2 && static_cast<unsigned char>(piece.folded[0]) >= 0xC0);
}

bool is_suffix_word(std::string_view folded) {
  return folded == "bis" || folded == "ter" || folded == "quater" || folded == "quinquies";
}

bool follows_spaced_dash(const LabelSheet& sheet, std::size_t at, std::size_t end) {
  const auto& pieces = sheet.pieces();
  return at < end && pieces[at].gap == '-' && pieces[at].begin >= pieces[at - 1].end + 3;
}

std::vector<HouseNumber> house_numbers(const LabelSheet& sheet, const Segment& part) {
  return NumberFinder(sheet, part).find();
}

}  // namespace domicile::match
