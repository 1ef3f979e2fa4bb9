#include "rules/phrase_index.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/text.hpp"
#include "base/text_table.hpp"

namespace domicile::rules {
namespace {

// Long enough that a token one letter away is the same word misread rather than another word.
constexpr std::size_t forgiving_length = 6;
// Shorter tokens look alike too easily.
constexpr std::size_t shortest_alike = 3;
constexpr std::size_t small_word = 3;
constexpr std::size_t shortest_glued = 2;

std::size_t place_of(std::uint32_t parent, std::uint32_t hash, std::size_t places) {
  const std::uint64_t mixed = (std::uint64_t{parent} << 32 | hash) * 0x9E3779B97F4A7C15u;
  return static_cast<std::size_t>(mixed >> 32) & (places - 1);
}

char like(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
    case 'i':
    case 'j':
    case '|':
    case '!':
      return 'l';
    case '5':
      return 's';
    case '8':
      return 'b';
    case '6':
      return 'g';
    case '2':
      return 'z';
    default:
      return c;
  }
}

}  // namespace

std::string likeness_of(std::string_view token) {
  std::string alike;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == 'r' && i + 1 < token.size() && token[i + 1] == 'n') {
      alike += 'm';
      ++i;
    } else if (token[i] == 'v' && i + 1 < token.size() && token[i + 1] == 'v') {
      alike += 'w';
      ++i;
    } else {
      alike += like(token[i]);
    }
  }
  return alike;
}

bool within_one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto [in_a, in_b] = std::ranges::mismatch(a, b);
  const auto rest_a = static_cast<std::size_t>(in_a - a.begin());
  if (a.size() == b.size()) return rest_a == a.size() || a.substr(rest_a + 1) == b.substr(rest_a + 1);
  return a.substr(rest_a) == b.substr(rest_a + 1);
}

std::string_view PhraseIndex::token_of(std::uint32_t node) const {
  return std::string_view(letters_).substr(nodes_[node].token_begin, nodes_[node].token_size);
}

std::uint32_t PhraseIndex::child(std::uint32_t node, std::string_view token) const {
  if (by_token_.empty()) return 0;
  const auto hash = stable_hash(token);
  for (auto at = place_of(node, hash, by_token_.size());; at = (at + 1) & (by_token_.size() - 1)) {
    const auto [found, its_hash] = by_token_[at];
    if (found == 0) return 0;
    if (its_hash == hash && nodes_[found].parent == node && token_of(found) == token) return found;
  }
}

// The first that was added, where several look alike.
std::uint32_t PhraseIndex::child_alike(std::uint32_t node, std::string_view token) const {
  if (by_likeness_.empty()) return 0;
  const auto alike = likeness_of(token);
  const auto hash = stable_hash(alike);
  for (auto at = place_of(node, hash, by_likeness_.size());; at = (at + 1) & (by_likeness_.size() - 1)) {
    const auto [found, its_hash] = by_likeness_[at];
    if (found == 0) return 0;
    if (its_hash == hash && nodes_[found].parent == node && likeness_of(token_of(found)) == alike)
      return found;
  }
}

void PhraseIndex::enter(std::uint32_t node) {
  const auto put = [&](Slots& slots, std::uint32_t hash) {
    auto at = place_of(nodes_[node].parent, hash, slots.size());
    while (slots[at].node != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = {node, hash};
  };
  put(by_token_, stable_hash(token_of(node)));
  if (nodes_[node].token_size >= shortest_alike) put(by_likeness_, nodes_[node].likeness);
}

void PhraseIndex::grow() {
  const auto places = std::max<std::size_t>(16, 2 * by_token_.size());
  by_token_.assign(places, {});
  by_likeness_.assign(places, {});
  for (std::uint32_t node = 1; node < nodes_.size(); ++node) enter(node);
}

std::uint32_t PhraseIndex::add_child(std::uint32_t node, std::string_view token, std::uint32_t likeness) {
  if (2 * nodes_.size() >= by_token_.size()) grow();
  const auto added = static_cast<std::uint32_t>(nodes_.size());
  auto& step = nodes_.emplace_back();
  step.token_begin = static_cast<std::uint32_t>(letters_.size());
  step.token_size = static_cast<std::uint32_t>(token.size());
  step.parent = node;
  step.likeness = likeness;
  letters_ += token;
  auto& parent = nodes_[node];
  (parent.first_child == 0 ? parent.first_child : nodes_[parent.last_child].next_sibling) = added;
  parent.last_child = added;
  enter(added);
  return added;
}

void PhraseIndex::add(std::string_view phrase, int value) {
  const auto tokens = fold_tokens(phrase);
  if (tokens.empty()) return;
  std::uint32_t node = 0;
  for (const auto& token : tokens) {
    const auto known = child(node, token);
    node = known != 0 ? known : add_child(node, token, stable_hash(likeness_of(token)));
  }
  add_value(node, value);
}

void PhraseIndex::add_value(std::uint32_t node, int value) {
  std::uint32_t last = 0;
  for (auto known = nodes_[node].first_value; known != 0; known = values_[known].next) {
    if (values_[known].value == value) return;
    last = known;
  }
  const auto added = static_cast<std::uint32_t>(values_.size());
  values_.push_back({value, 0});
  (last == 0 ? nodes_[node].first_value : values_[last].next) = added;
}

std::vector<std::string_view> PhraseIndex::tokens() const {
  std::vector<std::string_view> all;
  all.reserve(nodes_.size());
  for (std::uint32_t node = 1; node < nodes_.size(); ++node) all.push_back(token_of(node));
  return all;
}

void PhraseIndex::pack(Packer& packer) const {
  packer.text(letters_);
  packer.table(nodes_);
  packer.table(values_);
  packer.table(by_token_);
  packer.table(by_likeness_);
}

// Every step leads on, to what exists, and every table of places has a free one: no search goes round in
// circles.
bool PhraseIndex::holds_together(std::size_t values) const {
  const auto ends = [&](const Slots& slots) {
    return slots.empty() ||
           (std::has_single_bit(slots.size()) && std::ranges::find(slots, 0u, &Slot::node) != slots.end() &&
            std::ranges::all_of(slots, [&](const Slot& slot) { return slot.node < nodes_.size(); }));
  };
  if (nodes_.empty() || values_.empty() || !ends(by_token_) || !ends(by_likeness_)) return false;
  if (by_token_.size() != by_likeness_.size()) return false;
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    const auto& node = nodes_[i];
    const auto leads_on = [&](std::uint32_t next) { return next == 0 || (next > i && next < nodes_.size()); };
    const bool fits = std::uint64_t{node.token_begin} + node.token_size <= letters_.size() &&
                      (i == 0 || node.parent < i) && leads_on(node.first_child) &&
                      leads_on(node.last_child) && leads_on(node.next_sibling) &&
                      node.first_value < values_.size();
    if (!fits) return false;
  }
  for (std::uint32_t i = 1; i < values_.size(); ++i) {
    const auto& [value, next] = values_[i];
    if (value < 0 || std::cmp_greater_equal(value, values)) return false;
    if (next != 0 && (next <= i || next >= values_.size())) return false;
  }
  return true;
}

PhraseIndex PhraseIndex::unpacked(Unpacker& unpacker, std::size_t values) {
  PhraseIndex index;
  index.letters_ = unpacker.text();
  index.nodes_ = unpacker.table<Node>();
  index.values_ = unpacker.table<Value>();
  index.by_token_ = unpacker.table<Slot>();
  index.by_likeness_ = unpacker.table<Slot>();
  if (unpacker.sound() && index.holds_together(values)) return index;
  unpacker.refuse();
  return {};
}

// Long tokens may differ in a letter, and so may the small one between others: "Estado le cuenta".
std::vector<std::uint32_t> PhraseIndex::one_letter_off(std::uint32_t node, std::string_view token) const {
  std::vector<std::uint32_t> found;
  const bool small = token.size() <= small_word && node != 0;
  if (token.size() < forgiving_length && !small) return found;
  for (auto next = nodes_[node].first_child; next != 0; next = nodes_[next].next_sibling) {
    const auto size = nodes_[next].token_size;
    const bool fits = small ? size <= small_word && nodes_[next].first_value == 0 : size >= forgiving_length;
    if (fits && within_one_edit(token_of(next), token)) found.push_back(next);
  }
  return found;
}

// What two tokens lead to that OCR has read as this one: "datefacture".
std::uint32_t PhraseIndex::glued(std::uint32_t node, std::string_view token) const {
  for (std::size_t size = shortest_glued; size + shortest_glued <= token.size(); ++size) {
    const auto first = child(node, token.substr(0, size));
    const auto second = first == 0 ? 0 : child(first, token.substr(size));
    if (second != 0) return second;
  }
  return 0;
}

void PhraseIndex::walk(std::uint32_t node, const std::vector<std::string>& tokens, std::size_t at,
                       bool forgiving, bool exact, PhraseHit& best, std::uint32_t& best_node) const {
  const auto depth = at - best.first;
  if (nodes_[node].first_value != 0 &&
      (depth > best.count || (depth == best.count && exact && !best.exact))) {
    best.count = depth;
    best.exact = exact;
    best_node = node;
  }
  if (at == tokens.size()) return;
  const auto& token = tokens[at];
  if (const auto same = child(node, token); same != 0)
    return walk(same, tokens, at + 1, forgiving, exact, best, best_node);
  if (!forgiving) return;
  const auto go_on = [&](std::uint32_t next, std::size_t taken) {
    if (next != 0) walk(next, tokens, at + taken, forgiving, false, best, best_node);
  };
  if (const auto alike = token.size() < shortest_alike ? 0 : child_alike(node, token); alike != 0)
    return go_on(alike, 1);
  for (const auto next : one_letter_off(node, token)) go_on(next, 1);
  go_on(glued(node, token), 1);
  if (at + 1 < tokens.size()) go_on(child(node, token + tokens[at + 1]), 2);
}

std::vector<PhraseHit> PhraseIndex::find(const std::vector<std::string>& tokens, bool forgiving) const {
  std::vector<PhraseHit> hits;
  for (std::size_t at = 0; at < tokens.size();) {
    PhraseHit best{at, 0, 0, true};
    std::uint32_t best_node = 0;
    walk(0, tokens, at, forgiving, true, best, best_node);
    if (best.count == 0) {
      ++at;
      continue;
    }
    for (auto known = nodes_[best_node].first_value; known != 0; known = values_[known].next) {
      hits.push_back({at, best.count, values_[known].value, best.exact});
    }
    at += best.count;
  }
  return hits;
}

}  // namespace domicile::rules
