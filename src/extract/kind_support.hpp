#pragma once
// What of a document's words speaks for which kind and subkind.

#include <map>
#include <set>
#include <string>

#include "extract/marked.hpp"
#include "extract/movements.hpp"

namespace domicile::extract {

/// What a document is stands on its first pages.
inline constexpr int pages_looked_at = 4;

/// What speaks for one subkind, or for a kind as a whole.
struct Support {
  double best_title = 0;
  double more_titles = 0;
  bool prominent = false;  ///< a heading that says by its size or place what the page is
  bool alone = false;      ///< a heading with nothing else on its line
  std::string title;       ///< the best heading as printed
  std::set<std::string> terms;
  std::set<std::string> patterns;
  [[nodiscard]] bool any() const { return best_title > 0 || !terms.empty() || !patterns.empty(); }
};

/// By the name of the kind or subkind; those that nothing speaks for may be missing.
using Supports = std::map<std::string, Support>;

[[nodiscard]] Supports supports_of(const Marked& marked, const MovementRows& movements,
                                   const Lexicon& lexicon);

/// Without any support where `name` is missing.
[[nodiscard]] const Support& support_of(const Supports& supports, const std::string& name);

/// "electricity" → "utility_bill"; a kind is its own; "other" for a name that no file has.
[[nodiscard]] std::string kind_of(const rules::KindRules& rules, const std::string& subkind);

}  // namespace domicile::extract
