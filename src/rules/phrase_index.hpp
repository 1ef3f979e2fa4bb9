#pragma once
// Phrases found in a run of folded tokens: labels, headings, vocabulary, marks. A trie over tokens, kept in a
// few flat tables, so that a language's thousands of phrases are loaded at once.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/packing.hpp"

namespace domicile::rules {

/// Where a phrase stands in the tokens, and what it stands for.
struct PhraseHit {
  std::size_t first = 0;  ///< index of its first token
  std::size_t count = 0;  ///< how many tokens it covers
  int value = 0;          ///< as given to `add`
  bool exact = true;      ///< false where a token was taken for another that looks alike
};

/// An immutable set of phrases once filled. Phrases and text are compared by `fold_tokens`.
class PhraseIndex {
 public:
  /// Adds a phrase; the same phrase may carry several values. Phrases without a token are passed over.
  void add(std::string_view phrase, int value);

  /// The longest phrase at each position, left to right without overlap; all values of that phrase. With
  /// `forgiving`, tokens match that differ in letters OCR confuses, long tokens that differ in one
  /// letter, small ones in the middle of a phrase that do, and tokens with a blank too few or too many.
  /// {"your", "bill", "date"} with phrases "bill" and "bill date" → one hit, "bill date".
  [[nodiscard]] std::vector<PhraseHit> find(const std::vector<std::string>& tokens, bool forgiving) const;

  [[nodiscard]] bool empty() const { return nodes_.size() <= 1; }

  /// Every token of every phrase, some of them several times. They live as long as the index is not changed.
  [[nodiscard]] std::vector<std::string_view> tokens() const;

  void pack(Packer& packer) const;
  /// What `pack` wrote, with values from 0 to below `values`. Tables that would lead out of themselves are
  /// refused.
  static PhraseIndex unpacked(Unpacker& unpacker, std::size_t values);

 private:
  struct Node {
    std::uint32_t token_begin = 0;  // in letters_
    std::uint32_t token_size = 0;
    std::uint32_t parent = 0;
    std::uint32_t first_child = 0;  // 0: none
    std::uint32_t last_child = 0;
    std::uint32_t next_sibling = 0;
    std::uint32_t likeness = 0;     // hash of how OCR might read the token
    std::uint32_t first_value = 0;  // in values_; 0: none
  };
  struct Value {
    std::int32_t value = 0;
    std::uint32_t next = 0;  // in values_; 0: none
  };
  // Open addressing over nodes, by parent and a hash of the token. Most searches find nothing: the hash tells
  // so without a look at the node.
  struct Slot {
    std::uint32_t node = 0;  // 0: a free place
    std::uint32_t hash = 0;
  };
  using Slots = std::vector<Slot>;

  [[nodiscard]] std::string_view token_of(std::uint32_t node) const;
  [[nodiscard]] std::uint32_t child(std::uint32_t node, std::string_view token) const;
  [[nodiscard]] std::uint32_t child_alike(std::uint32_t node, std::string_view token) const;
  std::uint32_t add_child(std::uint32_t node, std::string_view token, std::uint32_t likeness);
  void add_value(std::uint32_t node, int value);
  void enter(std::uint32_t node);
  void grow();
  [[nodiscard]] bool holds_together(std::size_t values) const;
  [[nodiscard]] std::vector<std::uint32_t> one_letter_off(std::uint32_t node, std::string_view token) const;
  [[nodiscard]] std::uint32_t glued(std::uint32_t node, std::string_view token) const;
  void walk(std::uint32_t node, const std::vector<std::string>& tokens, std::size_t at, bool forgiving,
            bool exact, PhraseHit& best, std::uint32_t& best_node) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
  std::vector<Value> values_ = std::vector<Value>(1);
  std::string letters_;
  Slots by_token_;
  Slots by_likeness_;
};

/// `token` with letters and digits that OCR confuses made one: "B1ll" and "bill" become alike.
[[nodiscard]] std::string likeness_of(std::string_view token);

/// True where `a` and `b` differ by at most one inserted, missing or changed byte.
[[nodiscard]] bool within_one_edit(std::string_view a, std::string_view b);

}  // namespace domicile::rules
