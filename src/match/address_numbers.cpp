#include "match/address_numbers.hpp"

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "match/address_street_name.hpp"

namespace domicile::match {
namespace {

constexpr double sure_enough = 0.9;

// Runs of digits and runs of letters, without leading zeros.
void split_runs(std::string_view folded, std::vector<std::string>& tokens) {
  std::size_t at = 0;
  while (at < folded.size()) {
    std::size_t end = at;
    const bool digit = is_digit(folded[at]);
    while (end < folded.size() && is_digit(folded[end]) == digit) ++end;
    auto run = folded.substr(at, end - at);
    if (digit) {
      while (run.size() > 1 && run.front() == '0') run.remove_prefix(1);
    }
    tokens.emplace_back(run);
    at = end;
  }
}

char likeness(char c) {
  switch (c) {
    case 'o':
    case 'q':
    case 'd':
      return '0';
    case 'i':
    case 'l':
    case '|':
    case '!':
      return '1';
    case 'z':
      return '2';
    case 's':
      return '5';
    case 'g':
      return '6';
    case 'b':
      return '8';
    default:
      return c;
  }
}

bool like_digits(char a, char b) {
  static constexpr std::string_view pairs = "08 06 09 38 35 17 56 68 58 49 27 89 69 14 ";
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 3) {
    if ((pairs[i] == a && pairs[i + 1] == b) || (pairs[i] == b && pairs[i + 1] == a)) return true;
  }
  return false;
}

// "12b" is a house number of its own, "1l2" and "b12" are not: there a letter stands for a digit.
bool is_natural(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  if (digits == text.size()) return true;
  // Houses are lettered from a on: behind a number s, o, l, i, z and q are a digit misread.
  return digits > 0 && text.size() - digits == 1 && !std::string_view("soilzq").contains(text.back());
}

bool is_range(const std::vector<std::string>& tokens) {
  return tokens.size() == 2 && is_digit(tokens[0][0]) && is_digit(tokens[1][0]);
}

bool lies_in(const std::vector<std::string>& range, const std::string& number) {
  const auto value = [](const std::string& text) { return text.size() > 8 ? 0L : std::stol(text); };
  return is_digit(number[0]) && value(range[0]) <= value(number) && value(number) <= value(range[1]);
}

int roman_value(std::string_view text) {
  static constexpr std::string_view known[] = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                               "vii", "viii", "ix",  "x",  "xi", "xii"};
  for (int i = 0; i < 12; ++i) {
    if (known[i] == text) return i + 1;
  }
  return 0;
}

char place_of(WordKind kind) {
  switch (kind) {
    case WordKind::unit:
      return 'u';
    case WordKind::floor:
      return 'f';
    case WordKind::entrance:
      return 'e';
    case WordKind::block:
      return 'b';
    default:
      return 0;
  }
}

// "Apt 5, Bldg 3" and "Bldg 3, Apt 5" say the same; "12-34" and "34-12" don't: only what is named may change
// places.
bool told_apart(const std::vector<UnitValue>& a, const std::vector<UnitValue>& b) {
  const auto values_of = [](const std::vector<UnitValue>& values, char place) {
    std::vector<std::string> of_place;
    for (const auto& value : values) {
      if (value.place == place) of_place.push_back(value.value);
    }
    return of_place;
  };
  return std::ranges::all_of(
      a, [&](const UnitValue& value) { return values_of(a, value.place) == values_of(b, value.place); });
}

// One letter is a word only before its number: "U5", but not "5u".
bool is_unit_word(const AddressWords& words, std::string_view text, LanguageSet languages, bool leads) {
  if (text.size() < (leads ? 1U : 2U)) return false;
  const auto taken = take_apart(text);
  if (taken.pieces.size() != 1) return false;
  const auto hit = words.find(taken.pieces, 0);
  return std::ranges::any_of(
      std::array{WordKind::unit, WordKind::floor, WordKind::entrance, WordKind::block},
      [&](WordKind kind) { return AddressWords::sense(hit, kind, languages) != nullptr; });
}

// "Top2" and "2TR" are "Top 2" and "2 TR".
std::string with_words_apart(std::string_view text, const AddressWords& words, LanguageSet languages) {
  const auto taken = take_apart(text);
  const std::string_view whole_text = taken.text;
  std::string spaced;
  std::size_t from = 0;
  for (const auto& piece : taken.pieces) {
    if (!piece.has_digit || piece.digits) continue;
    const auto whole = whole_text.substr(piece.begin, piece.end - piece.begin);
    for (std::size_t at = 1; at < whole.size(); ++at) {
      if (is_digit(whole[at]) == is_digit(whole[at - 1])) continue;
      const auto letters = is_digit(whole[at]) ? whole.substr(0, at) : whole.substr(at);
      if (!is_unit_word(words, letters, languages, is_digit(whole[at]))) continue;
      spaced.append(whole_text.substr(from, piece.begin + at - from)).append(" ");
      from = piece.begin + at;
    }
  }
  return spaced.append(whole_text.substr(from));
}

// "Б" and "B": staircases are lettered in both alphabets.
bool same_letters(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const auto ascii = [](const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  return ascii(a) != ascii(b) && in_latin(a).front() == in_latin(b).front();
}

// "HH 2. OG": the number is the floor's, and no number of the house at the back.
bool counts_floors(const std::vector<Piece>& pieces, std::size_t at, const AddressWords& words,
                   LanguageSet languages) {
  return pieces[at].closed_by_dot && at + 1 < pieces.size() &&
         AddressWords::sense(words.find(pieces, at + 1), WordKind::floor, languages) != nullptr;
}

// "3ºB" is "3º B".
std::string with_signs_apart(std::string_view text) {
  std::string apart;
  for (std::size_t at = 0; at < text.size();) {
    const bool sign = text.substr(at).starts_with("º") || text.substr(at).starts_with("ª") ||
                      text.substr(at).starts_with("°");
    apart += text.substr(at, sign ? 2 : 1);
    at += sign ? 2 : 1;
    if (sign) apart += ' ';
  }
  return apart;
}

// The digits and letters of all values, each run for itself: "C402" and "C 402" are {"c", "402"}.
std::vector<std::string> runs(const std::vector<UnitValue>& values) {
  std::vector<std::string> tokens;
  for (const auto& value : values) split_runs(value.value, tokens);
  return tokens;
}

// "C402" and "C-402": one value, or two of which neither is said to be a floor's or a staircase's.
bool same_runs(const std::vector<UnitValue>& a, const std::vector<UnitValue>& b) {
  const auto of_door = [](const UnitValue& value) {
    return value.place == 0 || value.place == 'p' || value.place == 'u';
  };
  return runs(a) == runs(b) && std::ranges::all_of(a, of_door) && std::ranges::all_of(b, of_door);
}

// "3b" and floor 3, door B: where one side names no part of it and the other floor before door.
bool same_unnamed(const std::vector<UnitValue>& a, const std::vector<UnitValue>& b) {
  const auto unnamed = [](const UnitValue& value) { return value.place == 0 || value.place == 'p'; };
  const auto floor_before_door = [](const std::vector<UnitValue>& values) {
    return values.size() == 2 && values[0].place == 'f' && values[1].place == 'u';
  };
  return runs(a) == runs(b) && ((std::ranges::all_of(a, unnamed) && floor_before_door(b)) ||
                                (std::ranges::all_of(b, unnamed) && floor_before_door(a)));
}

}  // namespace

std::string without_roman(const std::string& token) {
  const int value = token.size() > 1 ? roman_value(token) : 0;
  return value > 0 ? std::to_string(value) : token;
}

std::vector<std::string> number_tokens(std::string_view text) {
  std::vector<std::string> tokens;
  for (const auto& piece : take_apart(text).pieces) split_runs(piece.folded, tokens);
  return tokens;
}

bool confusable(std::string_view a, std::string_view b, double confidence) {
  if (a.size() != b.size() || a == b) return false;
  int digits_apart = 0;
  bool letter_apart = false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    if (likeness(a[i]) == likeness(b[i])) {
      letter_apart = true;
    } else if (is_digit(a[i]) && is_digit(b[i]) && like_digits(a[i], b[i])) {
      ++digits_apart;
    } else {
      return false;
    }
  }
  if (digits_apart > 0 && (confidence >= sure_enough || digits_apart > 1)) return false;
  // Two numbers that are both right as they stand differ, unless the reading is unsure.
  return !letter_apart || confidence < sure_enough || !is_natural(a) || !is_natural(b);
}

NumberSameness compare_numbers(std::string_view a, std::string_view b, double confidence) {
  const auto one = number_tokens(a);
  const auto other = number_tokens(b);
  if (one == other) return NumberSameness::same;
  if (one.empty() || other.empty()) return NumberSameness::different;
  const auto text_of = [](const std::vector<std::string>& tokens) { return join(tokens, ""); };
  if (text_of(one) == text_of(other)) return NumberSameness::overlapping;
  if (confusable(text_of(one), text_of(other), confidence)) return NumberSameness::confusable;
  const auto overlaps = [](const auto& range, const auto& single) {
    return is_range(range) && single.size() == 1 && (lies_in(range, single[0]) || range[1] == single[0]);
  };
  if (overlaps(one, other) || overlaps(other, one)) return NumberSameness::overlapping;
  return NumberSameness::different;
}

std::vector<UnitValue> unit_values(std::string_view text, const AddressWords& words, LanguageSet languages) {
  const auto taken = take_apart(with_words_apart(with_signs_apart(text), words, languages));
  const auto& pieces = taken.pieces;
  std::vector<UnitValue> values;
  char place = 0;
  std::size_t value_end = 0;  // behind the last value
  for (std::size_t at = 0; at < pieces.size();) {
    const auto hit = words.find(pieces, at);
    const WordSense* known = nullptr;
    for (const auto kind : {WordKind::unit, WordKind::floor, WordKind::entrance, WordKind::block}) {
      known = AddressWords::sense(hit, kind, languages);
      if (known != nullptr) break;
    }
    const std::size_t next = at + std::max<std::size_t>(1, hit.count);
    // "st. th.": which door of the ground floor, and no value of it.
    const bool position_next =
        next < pieces.size() && pieces[next].folded.size() > 1 &&
        AddressWords::sense(words.find(pieces, next), WordKind::position, languages) != nullptr;
    const bool value_next = next < pieces.size() && pieces[next].gap != ',' && !position_next &&
                            (pieces[next].has_digit || pieces[next].folded.size() <= 2) &&
                            !counts_floors(pieces, next, words, languages);
    const auto* position = AddressWords::sense(hit, WordKind::position, languages);
    const bool storey = pieces[at].folded == "f" && pieces[at].mark == '/' && at == value_end && at > 0;
    if (storey) {  // "12/F"
      values.back().place = 'f';
    } else if (position != nullptr && !values.empty()) {
      values.push_back({'p', words.written_out(*position)});
    } else if (known != nullptr && (pieces[at].folded.size() > 1 || value_next) && !pieces[at].has_digit) {
      const char said = place_of(known->kind);
      const bool counted =
          at > 0 && said == 'f' && (pieces[at - 1].closed_by_dot || roman_value(pieces[at - 1].folded) > 0);
      const bool value_before =
          !values.empty() && values.back().place == 0 && (!value_next || (counted && at == value_end));
      if (value_before) {
        values.back().place = said;
      } else if (!value_next) {  // "Hinterhaus", "EG": the word is the value
        values.push_back({said, words.written_out(*known)});
      } else {
        place = said;
      }
    } else if (AddressWords::sense(hit, WordKind::number_word, languages) != nullptr && value_next) {
      // "Apt no. 4": the word says nothing
    } else {
      std::string value = pieces[at].folded;
      if (const auto ordinal = words.ordinal(value); ordinal && !pieces[at].digits)
        value = std::to_string(*ordinal);
      // "I. em.": one letter may be a flat's, but not before the word for a floor.
      const bool floor_next =
          next < pieces.size() &&
          AddressWords::sense(words.find(pieces, next), WordKind::floor, languages) != nullptr;
      if (const int roman = roman_value(value); roman > 1 || (roman == 1 && floor_next))
        value = std::to_string(roman);
      while (value.size() > 1 && value.front() == '0') value.erase(0, 1);
      const bool ordinal_sign = value == "o" && !values.empty() && pieces[at].gap == '.';
      const bool continues = !values.empty() && place == 0 && !is_digit(value[0]) && value.size() == 1 &&
                             is_digit(values.back().value.back());
      if (continues) {
        values.back().value += ordinal_sign ? "" : value;
      } else {
        values.push_back({place, value});
      }
      place = 0;
      value_end = ++at;
      continue;
    }
    at = next;
  }
  return values;
}

UnitSameness compare_units(const std::vector<UnitValue>& a, const std::vector<UnitValue>& b,
                           double confidence) {
  const auto agree = [](const UnitValue& x, const UnitValue& y) {
    return same_letters(x.value, y.value) &&
           (x.place == y.place || x.place == 0 || y.place == 0 || x.place == 'p' || y.place == 'p');
  };
  if (a.empty() || b.empty()) return UnitSameness::confusable;
  if (std::ranges::equal(a, b, agree)) return UnitSameness::same;
  if (a.size() == b.size() && a.size() > 1 && std::ranges::is_permutation(a, b)) {
    return told_apart(a, b) ? UnitSameness::same : UnitSameness::confusable;
  }
  if (same_unnamed(a, b) || same_runs(a, b)) return UnitSameness::same;
  const auto& fewer = a.size() < b.size() ? a : b;
  const auto& more = a.size() < b.size() ? b : a;
  const bool within =
      fewer.size() < more.size() &&
      std::ranges::all_of(
          fewer,
          [&](const UnitValue& value) {
            return std::ranges::any_of(more, [&](const UnitValue& other) { return agree(value, other); });
          });
  if (within) return UnitSameness::less_complete;
  std::string one, other;
  for (const auto& value : a) one += value.value;
  for (const auto& value : b) other += value.value;
  if (one == other || confusable(one, other, confidence)) return UnitSameness::confusable;
  return UnitSameness::different;
}

}  // namespace domicile::match
