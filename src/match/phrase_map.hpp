#pragma once
// Phrases looked up at one position of a list of pieces.

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text_table.hpp"
#include "match/address_tokens.hpp"

namespace domicile::match {

/// A text and what it stands for: each text once, its values in the order in which they came.
template <Flat Value>
class TextValues {
 public:
  void add(std::string_view text, const Value& value) {
    const auto number = texts_.add(text);
    if (number == lists_.size()) lists_.emplace_back();
    auto& list = lists_[number];
    if (std::ranges::find(list, value) == list.end()) list.push_back(value);
  }
  /// After the last `add` and before the first `find`.
  void finish() {
    for (const auto& list : lists_) {
      values_.insert(values_.end(), list.begin(), list.end());
      ends_.push_back(static_cast<std::uint32_t>(values_.size()));
    }
    lists_ = {};
  }

  /// Empty where the text is not known.
  [[nodiscard]] std::span<const Value> find(std::string_view text) const {
    const auto number = texts_.find(text);
    if (number == TextTable::none) return {};
    const auto begin = number == 0 ? 0 : ends_[number - 1];
    return std::span(values_).subspan(begin, ends_[number] - begin);
  }
  [[nodiscard]] const std::vector<Value>& values() const { return values_; }

  void pack(Packer& packer) const {
    texts_.pack(packer);
    packer.table(ends_);
    packer.table(values_);
  }
  /// What `pack` wrote, if every value is `right`.
  static TextValues unpacked(Unpacker& unpacker, auto&& right) {
    TextValues read;
    read.texts_ = TextTable::unpacked(unpacker);
    read.ends_ = unpacker.table<std::uint32_t>();
    read.values_ = unpacker.table<Value>();
    const bool fits = read.ends_.size() == read.texts_.size() && std::ranges::is_sorted(read.ends_) &&
                      (read.ends_.empty() ? 0 : read.ends_.back()) == read.values_.size() &&
                      std::ranges::all_of(read.values_, right);
    if (!fits) unpacker.refuse();
    return unpacker.sound() ? read : TextValues{};
  }

 private:
  TextTable texts_;
  std::vector<std::vector<Value>> lists_;  // by number of the text, until `finish`
  std::vector<std::uint32_t> ends_;        // of each text's values in values_
  std::vector<Value> values_;
};

/// Phrase → values. "po box" is found in pieces p | o | box only if it was added so: add both wordings.
template <Flat Value>
class PhraseMap {
 public:
  struct Hit {
    std::size_t count = 0;  ///< pieces covered; 0 where nothing was found
    std::span<const Value> values;
  };

  void add(std::string_view phrase, const Value& value) {
    const auto taken = take_apart(phrase);
    if (taken.pieces.empty()) return;
    const auto first = first_pieces_.add(taken.pieces.front().folded);
    if (first == longest_.size()) longest_.push_back(0);
    longest_[first] =
        std::max(longest_[first], static_cast<std::uint8_t>(std::min<std::size_t>(taken.pieces.size(), 12)));
    phrases_.add(phrase_key(taken.pieces, 0, taken.pieces.size()), value);
  }
  /// After the last `add` and before the first `find`.
  void finish() { phrases_.finish(); }

  /// The longest phrase that begins at `at`; it never runs over a comma or a new line.
  [[nodiscard]] Hit find(const std::vector<Piece>& pieces, std::size_t at) const {
    if (at >= pieces.size()) return {};
    const auto first = first_pieces_.find(pieces[at].folded);
    if (first == TextTable::none) return {};
    std::string key = pieces[at].folded;
    Hit best;
    for (std::size_t count = 1;; ++count) {
      if (const auto found = phrases_.find(key); !found.empty()) best = {count, found};
      const std::size_t next = at + count;
      if (count >= longest_[first] || next >= pieces.size() || starts_segment(pieces[next])) return best;
      key += ' ';
      key += pieces[next].folded;
    }
  }

  /// The values of a phrase given as folded words with single blanks; empty where there is none.
  [[nodiscard]] std::span<const Value> exact(std::string_view key) const { return phrases_.find(key); }

  void pack(Packer& packer) const {
    phrases_.pack(packer);
    first_pieces_.pack(packer);
    packer.table(longest_);
  }
  /// What `pack` wrote, if every value is `right`.
  static PhraseMap unpacked(Unpacker& unpacker, auto&& right) {
    PhraseMap read;
    read.phrases_ = TextValues<Value>::unpacked(unpacker, right);
    read.first_pieces_ = TextTable::unpacked(unpacker);
    read.longest_ = unpacker.table<std::uint8_t>();
    if (read.longest_.size() != read.first_pieces_.size()) unpacker.refuse();
    return unpacker.sound() ? read : PhraseMap{};
  }

 private:
  TextValues<Value> phrases_;
  TextTable first_pieces_;
  std::vector<std::uint8_t> longest_;  // phrase in pieces, by number of its first piece
};

}  // namespace domicile::match
