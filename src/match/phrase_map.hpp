#pragma once
// Phrases looked up at one position of a list of pieces.

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "match/address_tokens.hpp"

namespace domicile::match {

/// Lets a map with string keys be asked with a string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Phrase → values. "po box" is found in pieces p | o | box only if it was added so: add both wordings.
template <class Value>
class PhraseMap {
 public:
  struct Hit {
    std::size_t count = 0;  ///< pieces covered; 0 where nothing was found
    const std::vector<Value>* values = nullptr;
  };

  void add(std::string_view phrase, const Value& value) {
    const auto taken = take_apart(phrase);
    if (taken.pieces.empty()) return;
    std::string key = phrase_key(taken.pieces, 0, taken.pieces.size());
    auto& longest = longest_[taken.pieces.front().folded];
    longest = std::max(longest, static_cast<std::uint8_t>(std::min<std::size_t>(taken.pieces.size(), 12)));
    auto& values = values_[std::move(key)];
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
  }

  /// The longest phrase that begins at `at`; it never runs over a comma or a new line.
  [[nodiscard]] Hit find(const std::vector<Piece>& pieces, std::size_t at) const {
    if (at >= pieces.size()) return {};
    const auto longest = longest_.find(std::string_view{pieces[at].folded});
    if (longest == longest_.end()) return {};
    std::string key = pieces[at].folded;
    Hit best;
    for (std::size_t count = 1;; ++count) {
      if (const auto found = values_.find(std::string_view{key}); found != values_.end())
        best = {count, &found->second};
      const std::size_t next = at + count;
      if (count >= longest->second || next >= pieces.size() || starts_segment(pieces[next])) return best;
      key += ' ';
      key += pieces[next].folded;
    }
  }

  /// The values of a phrase given as folded words with single blanks; nullptr where there is none.
  [[nodiscard]] const std::vector<Value>* exact(std::string_view key) const {
    const auto found = values_.find(key);
    return found == values_.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<std::string, std::vector<Value>, TextHash, std::equal_to<>> values_;
  std::unordered_map<std::string, std::uint8_t, TextHash, std::equal_to<>> longest_;
};

}  // namespace domicile::match
