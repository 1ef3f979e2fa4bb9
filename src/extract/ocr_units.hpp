#pragma once
// Words of flats and floors in which OCR took a letter for one that looks like it.

#include <string>
#include <vector>

#include "layout/document.hpp"
#include "rules/rule_book.hpp"

namespace domicile::extract {

/// `document` with such words mended where a number follows and only one word of the languages (BCP 47) looks
/// so: "Igh 1302" is "lgh 1302" in Sweden. What is a word already, is shorter than three letters, or came
/// from a text layer stays as it is.
[[nodiscard]] layout::Document with_mended_units(const std::vector<std::string>& languages,
                                                 const rules::RuleBook& book, layout::Document document);

}  // namespace domicile::extract
