#pragma once
// House numbers and units brought to a form in which notations no longer differ.

#include <string>
#include <string_view>
#include <vector>

#include "match/address_words.hpp"

namespace domicile::match {

enum class NumberSameness {
  same,
  overlapping,  ///< a range and a number in it, or one of two numbers joined by a mark
  confusable,   ///< they differ only by what OCR confuses: never the same, never surely different
  different,
};

/// "iii" → "3"; anything else, and a single "i", "v" or "x", as it is: those are letters too.
[[nodiscard]] std::string without_roman(const std::string& token);

/// "12 A", "12a" → {12, a}; "012" → {12}; "12-14" → {12, 14}.
[[nodiscard]] std::vector<std::string> number_tokens(std::string_view text);

/// ("12a", "12 A") → same; ("12-14", "12") → overlapping; ("l2", "12") → confusable; ("12", "12a") →
/// different. `confidence` is of the worst word: below 0.9 digits of like shape ("3", "8") are confusable
/// too.
[[nodiscard]] NumberSameness compare_numbers(std::string_view a, std::string_view b, double confidence);

/// True where the texts differ, and only in characters that OCR confuses ("432O6", "43206").
[[nodiscard]] bool confusable(std::string_view folded_a, std::string_view folded_b, double confidence);

/// What one part of a unit says.
struct UnitValue {
  char place = 0;     ///< 'u' door, 'f' floor, 'e' entrance, 'b' block, 'p' position, 0 not said
  std::string value;  ///< "4b", "3", "izquierda"
  friend bool operator==(const UnitValue&, const UnitValue&) = default;
};

/// "Apt 4B" → {u:4b}; "esc. 2, 3º izq." → {e:2}, {0:3}, {p:izquierda}.
[[nodiscard]] std::vector<UnitValue> unit_values(std::string_view text, const AddressWords& words,
                                                 LanguageSet languages);

enum class UnitSameness { same, less_complete, confusable, different };

[[nodiscard]] UnitSameness compare_units(const std::vector<UnitValue>& a, const std::vector<UnitValue>& b,
                                         double confidence);

}  // namespace domicile::match
