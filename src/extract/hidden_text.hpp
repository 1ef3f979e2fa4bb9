#pragma once
// Text of a page's layer that a person cannot see and that would matter if it were read.

#include <vector>

#include "extract/lexicon.hpp"
#include "extract/person_line.hpp"
#include "match/address_shape.hpp"
#include "model/page.hpp"

namespace domicile::extract {

/// Lines of hidden words that give a date, an address or a person's name, one critical finding a page:
/// text_over_text where something covers them and other words were written upon it, else hidden_text.
/// Production marks and rows that a layout has clipped away, as honest documents have them, are none.
[[nodiscard]] std::vector<IntegrityFinding> find_hidden_text(
    const std::vector<Page>& pages, const std::vector<const LanguageLexicon*>& languages,
    const PersonLines& people, const match::AddressShapes& shapes);

}  // namespace domicile::extract
