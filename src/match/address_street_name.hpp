#pragma once
// Streets and towns brought to a form in which abbreviations, order, case and spelling habits no longer
// differ.

#include <string>
#include <string_view>
#include <vector>

#include "match/address_tables.hpp"

namespace domicile::match {

/// A street taken apart: "N. Main St" → directions {north}, types {street}, name {main}.
struct StreetName {
  std::vector<std::vector<std::string>> types;       ///< each written out in every way that it may be meant
  std::vector<std::vector<std::string>> directions;  ///< written out, in each language in which it is one
  std::vector<std::string> name;                     ///< folded words, written out; fillers left out
  std::vector<std::string> numbers;                  ///< numbers in the name: "5" of "Fifth Avenue"
};

[[nodiscard]] StreetName street_name(std::string_view text, const AddressTables& tables,
                                     LanguageSet languages);

enum class NameSameness { same, similar, less_complete, different };

/// ("hauptstr", "hauptstrasse") is settled before by `street_name`; here ("duesseldorf", "dusseldorf") →
/// same,
/// ("maplewood", "mapelwood") → similar, ("de gaulle", "general de gaulle") → less_complete.
[[nodiscard]] NameSameness compare_words(const std::vector<std::string>& a,
                                         const std::vector<std::string>& b);

/// Folded words of a town or building with short forms written out: "St. Louis" → {saint, louis}.
[[nodiscard]] std::vector<std::string> name_words(std::string_view text, const AddressTables& tables,
                                                  LanguageSet languages);

/// Latin letters for Cyrillic, Greek and other alphabets; Latin text comes back folded.
[[nodiscard]] std::vector<std::string> in_latin(std::string_view folded);

}  // namespace domicile::match
