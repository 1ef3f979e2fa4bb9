#pragma once
// Finds many phrases at once in a line of text, token by token, forgiving what OCR does to letters.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace domicile::rules {

/// A phrase of the index found in a list of tokens.
struct PhraseHit {
  std::size_t first = 0;  ///< index of its first token
  std::size_t count = 0;  ///< tokens that it covers
  int value = 0;          ///< what the phrase was added with
  bool exact = true;      ///< false where a token was taken for another that looks alike
};

/// An immutable set of phrases once filled. Phrases and text are compared by `fold_tokens`.
class PhraseIndex {
 public:
  /// Adds a phrase; the same phrase may carry several values. Phrases without a token are passed over.
  void add(std::string_view phrase, int value);

  /// The longest phrase at each position, left to right without overlap; all values of that phrase. With
  /// `forgiving`, tokens match that differ in letters OCR confuses, and long tokens that differ in one letter.
  /// {"your", "bill", "date"} with phrases "bill" and "bill date" → one hit, "bill date".
  [[nodiscard]] std::vector<PhraseHit> find(const std::vector<std::string>& tokens, bool forgiving) const;

  [[nodiscard]] bool empty() const { return nodes_.size() <= 1; }

 private:
  struct Node {
    std::unordered_map<std::string, int> next;      // token → node
    std::unordered_map<std::string, int> likeness;  // token as OCR might read it → node
    std::vector<int> values;
  };
  void walk(int node, const std::vector<std::string>& tokens, std::size_t at, bool forgiving, bool exact,
            std::size_t depth, PhraseHit& best, int& best_node) const;

  std::vector<Node> nodes_ = std::vector<Node>(1);
};

/// `token` with letters and digits that OCR confuses made one: "B1ll" and "bill" become alike.
[[nodiscard]] std::string likeness_of(std::string_view token);

/// True where `a` and `b` differ by at most one inserted, missing or changed byte.
[[nodiscard]] bool within_one_edit(std::string_view a, std::string_view b);

}  // namespace domicile::rules
