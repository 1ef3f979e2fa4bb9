#include "domicile/sign_look.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "domicile/two_readings.hpp"

namespace domicile {
namespace {

constexpr double least_seen_twice = 0.6;  // confidence of an ideograph
constexpr double widest_blank = 1.5;      // of the height: more parts columns
constexpr double same_row = 0.5;          // of the height, from middle to middle
// What a hostile picture may cost: no page holds so many words, no line so many bytes.
constexpr std::size_t most_words = 4000, longest_line = 3000;

bool is_number(const Word& word) { return digits_in(word.text) > 0; }

/// A word as its ideographs one by one and what stands between, numbers above all; a sign is twice as wide as
/// a letter.
std::vector<Word> signs_of(const Word& word) {
  std::vector<std::u32string> pieces;
  for (const char32_t c : to_utf32(word.text)) {
    if (c == U' ') continue;
    if (pieces.empty() || is_ideographic(c) || is_ideographic(pieces.back().back())) pieces.emplace_back();
    pieces.back() += c;
  }
  const auto width_of = [](const std::u32string& piece) {
    return std::accumulate(piece.begin(), piece.end(), 0.0,
                           [](double sum, char32_t c) { return sum + (is_ideographic(c) ? 2 : 1); });
  };
  double all = 0;
  for (const auto& piece : pieces) all += width_of(piece);
  std::vector<Word> signs;
  double before = 0;
  for (const auto& piece : pieces) {
    Word sign = word;
    sign.text = to_utf8(piece);
    sign.box.x0 = word.box.x0 + word.box.width() * before / all;
    before += width_of(piece);
    sign.box.x1 = word.box.x0 + word.box.width() * before / all;
    signs.push_back(std::move(sign));
  }
  return signs;
}

std::vector<Word> signs_of(std::vector<Word> words) {
  std::ranges::sort(words, {}, [](const Word& word) { return word.box.x0; });
  std::vector<Word> signs;
  for (const Word& word : words) std::ranges::move(signs_of(word), std::back_inserter(signs));
  return signs;
}

using Pair = std::pair<std::size_t, std::size_t>;

/// The places of the longest common sequence, in order.
std::vector<Pair> common_signs(const std::vector<Word>& one, const std::vector<Word>& other) {
  const std::size_t rows = one.size() + 1, columns = other.size() + 1;
  std::vector<std::size_t> longest(rows * columns, 0);
  for (std::size_t i = one.size(); i-- > 0;) {
    for (std::size_t j = other.size(); j-- > 0;) {
      longest[i * columns + j] = one[i].text == other[j].text
                                     ? longest[(i + 1) * columns + j + 1] + 1
                                     : std::max(longest[(i + 1) * columns + j], longest[i * columns + j + 1]);
    }
  }
  std::vector<Pair> common;
  for (std::size_t i = 0, j = 0; i < one.size() && j < other.size();) {
    if (one[i].text == other[j].text)
      common.emplace_back(i++, j++);
    else if (longest[(i + 1) * columns + j] >= longest[i * columns + j + 1])
      ++i;
    else
      ++j;
  }
  return common;
}

struct Piece {
  std::vector<Word> signs;
  double confidence = 0;
  std::string digits, letters;

  explicit Piece(std::vector<Word> some) : signs(std::move(some)) {
    for (const Word& sign : signs) {
      confidence += sign.confidence / static_cast<double>(signs.size());
      digits += digits_of(sign.text);
      letters += join(fold_tokens(sign.text), "");
    }
  }
};

/// What only one of two readings has. A sign again beside itself was read twice.
std::vector<Word> passed_over(Piece piece, const Word* before, const Word* after, bool by_first) {
  const auto repeats = [](const Word& sign, const Word* other) {
    return other != nullptr && !is_number(sign) && sign.text == other->text;
  };
  std::vector<Word> kept;
  for (Word& sign : piece.signs) {
    if (repeats(sign, before) || repeats(sign, after)) continue;
    if (!by_first && sign.confidence < worth_adding) continue;
    // "2024年1月" with a "2" of the line below is no date of December.
    if (!by_first && is_number(sign) &&
        ((before != nullptr && is_number(*before)) || (after != nullptr && is_number(*after))))
      continue;
    if (!by_first && is_number(sign)) sign.confidence = std::min(sign.confidence, undecided);
    kept.push_back(std::move(sign));
  }
  return kept;
}

/// "2026/04/10" where the other has "2026/010": it passed over some, and misread none.
bool sees_more(const Piece& one, const Piece& other) {
  constexpr std::size_t long_number = 4;  // of "17" and "7" either may be right
  if (one.confidence < believable || other.letters.empty() || one.letters.size() <= other.letters.size())
    return false;
  if (one.digits != other.digits && other.digits.size() < long_number) return false;
  auto at = other.letters.begin();
  for (const char c : one.letters)
    if (at != other.letters.end() && *at == c) ++at;
  return at == other.letters.end();
}

std::vector<Word> disputed(Piece first, Piece again) {
  if (first.letters == again.letters) {  // "4 -5" and "4-5"
    Piece& whole = again.signs.size() < first.signs.size() ? again : first;
    const double witness = &whole == &first ? again.confidence : first.confidence;
    for (Word& sign : whole.signs) sign.confidence = of_two_witnesses(sign.confidence, witness);
    return std::move(whole.signs);
  }
  if (sees_more(first, again)) return std::move(first.signs);
  if (sees_more(again, first)) return std::move(again.signs);
  Piece& winner = first.confidence >= again.confidence ? first : again;
  const Piece& loser = &winner == &first ? again : first;
  // Of "20-1" and "1" the surer one may have passed over the rest.
  const bool plain =
      winner.confidence - loser.confidence >= plainly_better && winner.digits.size() >= loser.digits.size();
  const bool undecidable = first.digits != again.digits && !plain;
  doubt(winner.signs, loser.confidence, undecidable);
  return std::move(winner.signs);
}

/// The boxes are guesses, the order is known: each begins no earlier than the one before it.
void put_in_order(std::vector<Word>& signs) {
  constexpr double narrowest = 0.25;  // of the height
  double from = 0;
  for (Word& sign : signs) {
    sign.box.x0 = std::max(sign.box.x0, from);
    sign.box.x1 = std::max(sign.box.x1, sign.box.x0 + narrowest * sign.box.height());
    from = sign.box.x0 + 0.5 * (sign.box.x1 - sign.box.x0);
  }
}

}  // namespace

std::vector<Word> settled_signs(const std::vector<Word>& first, const std::vector<Word>& again) {
  const auto one = signs_of(first), other = signs_of(again);
  auto common = common_signs(one, other);
  common.emplace_back(one.size(), other.size());
  std::vector<Word> settled;
  std::size_t i = 0, j = 0;
  for (const auto& [next_i, next_j] : common) {
    const auto part = [](const std::vector<Word>& signs, std::size_t from, std::size_t to) {
      return Piece({signs.begin() + static_cast<std::ptrdiff_t>(from),
                    signs.begin() + static_cast<std::ptrdiff_t>(to)});
    };
    Piece mine = part(one, i, next_i), its = part(other, j, next_j);
    const Word* before = settled.empty() ? nullptr : &settled.back();
    const Word* after = next_i < one.size() ? &one[next_i] : nullptr;
    std::vector<Word> found;
    if (mine.signs.empty())
      found = passed_over(std::move(its), before, after, false);
    else if (its.signs.empty())
      found = passed_over(std::move(mine), before, after, true);
    else
      found = disputed(std::move(mine), std::move(its));
    std::ranges::move(found, std::back_inserter(settled));
    if (next_i < one.size()) {
      Word sign = one[next_i];
      sign.confidence = of_two_witnesses(sign.confidence, other[next_j].confidence);
      if (has_ideographs(sign.text)) sign.confidence = std::max(sign.confidence, least_seen_twice);
      settled.push_back(std::move(sign));
    }
    i = next_i + 1;
    j = next_j + 1;
  }
  put_in_order(settled);
  return settled;
}

std::vector<Group> sign_lines(const std::vector<Word>& first, const std::vector<Word>& again) {
  const auto word = [&](std::size_t at) -> const Word& {
    return at < first.size() ? first[at] : again[at - first.size()];
  };
  const auto holds_sign = [](const Word& some) { return has_ideographs(some.text); };
  const std::size_t all = first.size() + again.size();
  if (all > most_words || std::ranges::none_of(again, holds_sign)) return {};
  Grouping grouping(first.size(), again.size());
  for (std::size_t a = 0; a < all; ++a) {
    for (std::size_t b = a + 1; b < all; ++b) {
      const Box &left = word(a).box, &right = word(b).box;
      const double gap = std::max(left.x0, right.x0) - std::min(left.x1, right.x1);
      const double height = std::max(left.height(), right.height());
      const double apart = std::abs(left.center_y() - right.center_y());
      const bool one_row = apart < same_row * std::min(left.height(), right.height());
      if (one_row && gap < widest_blank * height) grouping.join(a, b);
    }
  }
  auto lines = grouping.groups();
  std::erase_if(lines, [&](const Group& line) {
    const auto letters = [](const std::vector<Word>& words, const std::vector<std::size_t>& places) {
      std::size_t sum = 0;
      for (const std::size_t at : places) sum += words[at].text.size();
      return sum;
    };
    const auto is_sign = [&](std::size_t at) { return holds_sign(first[at]); };
    const auto is_sign_again = [&](std::size_t at) { return holds_sign(again[at]); };
    return line.first.empty() || line.again.empty() ||
           (std::ranges::none_of(line.first, is_sign) && std::ranges::none_of(line.again, is_sign_again)) ||
           letters(first, line.first) > longest_line || letters(again, line.again) > longest_line;
  });
  return lines;
}

}  // namespace domicile
