#pragma once
// The real names.yaml files and a Matcher over them.

#include "match/match.hpp"

namespace domicile::test {

/// A book with every locales/<language>/names.yaml and nothing else.
[[nodiscard]] const rules::RuleBook& name_book();

/// One Matcher over `name_book()`.
[[nodiscard]] const match::Matcher& name_matcher();

/// "same", "partly" or "different".
[[nodiscard]] const char* to_text(match::Sameness outcome);

}  // namespace domicile::test
