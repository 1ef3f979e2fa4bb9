#pragma once
// Raised letters, which come out of OCR as digits or signs.

#include <string>
#include <vector>

#include "layout/document.hpp"
#include "rules/rule_book.hpp"

namespace domicile::extract {

/// `document` with "M2 DEL CARMEN" as "Mª DEL CARMEN": short forms of given names that end in a raised letter
/// (locales/*/names.yaml, `spellings`) of `languages` (BCP 47). Only before a given name or a particle: "120
/// M2" are square metres. Words of a text layer stay.
[[nodiscard]] layout::Document with_raised_letters(const std::vector<std::string>& languages,
                                                   const rules::RuleBook& book, layout::Document document);

}  // namespace domicile::extract
