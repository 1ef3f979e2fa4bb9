#pragma once
// Postcodes in which OCR took a letter for a digit or a digit for a letter.

#include <string>
#include <vector>

#include "layout/document.hpp"
#include "rules/rule_book.hpp"

namespace domicile::extract {

/// `document` with such postcodes mended where the form of a country's postcodes leaves one way to read them:
/// "Y031 7PL" is no postcode, and "YO31 7PL" the only one that one changed character makes of it. What one
/// change, or else two, make into several postcodes stays as it is ("EH9 10G"), as does what is a postcode
/// already, and every word of a text layer.
///
/// Looks at the countries whose languages are among `languages` (BCP 47) and whose postcodes mix letters and
/// digits and name a street: others leave too little form to mend them by. Of those of digits alone, what a
/// blank parted is joined: "4 9000" is "49000", and at a line's head what lost the blank before its town is
/// parted: "67000STRASBOURG".
[[nodiscard]] layout::Document with_mended_postcodes(const std::vector<std::string>& languages,
                                                     const rules::RuleBook& book, layout::Document document);

}  // namespace domicile::extract
