#pragma once
// What two readings of the same picture say of each other, whether they are held together word by word or
// sign by sign.

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include "base/digits.hpp"
#include "model/page.hpp"

namespace domicile {

/// Confidences, 0..1.
inline constexpr double believable = 0.5;
inline constexpr double worth_adding = 0.4;        ///< of a word that only the second reading has
inline constexpr double plainly_better = 0.4;      ///< by so much
inline constexpr double undecided = 0.4;           ///< of digits that two readings give differently
inline constexpr double doubt_by_the_other = 0.5;  ///< of the loser's confidence

/// Of what two witnesses say alike, who seldom err in the same way: 0.6 and 0.9 → 0.96.
[[nodiscard]] constexpr double of_two_witnesses(double one, double other) {
  return 1 - (1 - one) * (1 - other);
}

/// "4-19b" → "419".
[[nodiscard]] inline std::string digits_of(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), is_digit);
  return digits;
}

/// `words` stood against another reading of confidence `loser`; `undecidable` where digits are in dispute.
inline void doubt(std::vector<Word>& words, double loser, bool undecidable) {
  for (Word& word : words) {
    word.confidence *= 1 - doubt_by_the_other * loser;
    if (undecidable) word.confidence = std::min(word.confidence, undecided);
  }
}

/// Words that belong together: their places in the first reading and in the second.
struct Group {
  std::vector<std::size_t> first, again;
};

/// Gathers words into groups, directly or through a third (disjoint sets with path halving). Places of the
/// second reading count on behind those of the first.
class Grouping {
 public:
  Grouping(std::size_t first, std::size_t again) : first_(first), parents_(first + again) {
    std::iota(parents_.begin(), parents_.end(), 0U);
  }

  void join(std::size_t one, std::size_t other) { parents_[root(other)] = root(one); }

  /// Every word is in one of them; empty ones are among them.
  [[nodiscard]] std::vector<Group> groups() {
    std::vector<Group> groups(parents_.size());
    for (std::size_t at = 0; at < parents_.size(); ++at) {
      Group& group = groups[root(at)];
      at < first_ ? group.first.push_back(at) : group.again.push_back(at - first_);
    }
    return groups;
  }

 private:
  std::size_t root(std::size_t at) {
    while (parents_[at] != at) at = parents_[at] = parents_[parents_[at]];
    return at;
  }

  std::size_t first_;
  std::vector<std::size_t> parents_;
};

}  // namespace domicile
