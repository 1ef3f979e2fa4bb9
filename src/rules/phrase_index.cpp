#include "rules/phrase_index.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace domicile::rules {
namespace {

// Long enough that a token one letter away is the same word misread rather than another word.
constexpr std::size_t forgiving_length = 6;

char like(char c) {
  switch (c) {
    case '0': return 'o';
    case '1': case 'i': case 'j': case '|': case '!': return 'l';
    case '5': return 's';
    case '8': return 'b';
    case '6': return 'g';
    case '2': return 'z';
    default: return c;
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

void PhraseIndex::add(std::string_view phrase, int value) {
  const auto tokens = fold_tokens(phrase);
  if (tokens.empty()) return;
  int node = 0;
  for (const auto& token : tokens) {
    const auto known = nodes_[node].next.find(token);
    if (known != nodes_[node].next.end()) {
      node = known->second;
      continue;
    }
    const int added = static_cast<int>(nodes_.size());
    nodes_.emplace_back();
    nodes_[node].next.emplace(token, added);
    if (token.size() >= 3) nodes_[node].likeness.emplace(likeness_of(token), added);
    node = added;
  }
  auto& values = nodes_[node].values;
  if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

void PhraseIndex::walk(int node, const std::vector<std::string>& tokens, std::size_t at, bool forgiving, bool exact,
                       std::size_t depth, PhraseHit& best, int& best_node) const {
  if (!nodes_[node].values.empty() && (depth > best.count || (depth == best.count && exact && !best.exact))) {
    best.count = depth;
    best.exact = exact;
    best_node = node;
  }
  if (at == tokens.size()) return;
  const auto& token = tokens[at];
  if (const auto same = nodes_[node].next.find(token); same != nodes_[node].next.end()) {
    walk(same->second, tokens, at + 1, forgiving, exact, depth + 1, best, best_node);
    return;
  }
  if (!forgiving || token.size() < 3) return;
  if (const auto alike = nodes_[node].likeness.find(likeness_of(token)); alike != nodes_[node].likeness.end()) {
    walk(alike->second, tokens, at + 1, forgiving, false, depth + 1, best, best_node);
    return;
  }
  if (token.size() < forgiving_length) return;
  for (const auto& [known, next] : nodes_[node].next) {
    if (known.size() >= forgiving_length && within_one_edit(known, token)) {
      walk(next, tokens, at + 1, forgiving, false, depth + 1, best, best_node);
    }
  }
}

std::vector<PhraseHit> PhraseIndex::find(const std::vector<std::string>& tokens, bool forgiving) const {
  std::vector<PhraseHit> hits;
  for (std::size_t at = 0; at < tokens.size();) {
    PhraseHit best{at, 0, 0, true};
    int best_node = 0;
    walk(0, tokens, at, forgiving, true, 0, best, best_node);
    if (best.count == 0) {
      ++at;
      continue;
    }
    for (const int value : nodes_[best_node].values) {
      hits.push_back({at, best.count, value, best.exact});
    }
    at += best.count;
  }
  return hits;
}

}  // namespace domicile::rules
