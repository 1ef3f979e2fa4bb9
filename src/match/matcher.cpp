#include "match/match.hpp"

namespace domicile::match {

Matcher::Matcher(const rules::RuleBook& book) : names_(make_names(book)), addresses_(make_addresses(book)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;

}  // namespace domicile::match
