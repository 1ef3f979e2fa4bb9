#pragma once
// Which languages and which country a document speaks.

#include <string>
#include <string_view>
#include <vector>

#include "extract/lexicon.hpp"
#include "layout/document.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

struct LocaleGuess {
  std::vector<const LanguageLexicon*> languages;  ///< spoken in the document, strongest first; never empty
  std::string locale;                      ///< BCP 47 of the likeliest region; empty where nothing tells
  std::string country;                     ///< ISO 3166-1 alpha-2; empty where nothing tells
  bool country_certain = false;            ///< the document itself says which country, not only its language
  std::string numeric_date_order = "DMY";  ///< habit of the region
  bool numeric_date_order_certain = false;
  std::vector<Evidence> evidence;
};

/// A country that the caller has other reasons for, such as the form of a postcode on the page.
struct CountryHint {
  std::string country;
  double weight = 0;
  std::string why;
};

/// The languages that `document` speaks, strongest first, at most four; never empty where the lexicon has
/// any.
[[nodiscard]] std::vector<const LanguageLexicon*> spoken_languages(const layout::Document& document,
                                                                   const Lexicon& lexicon,
                                                                   std::string_view locale_hint);

/// The one language that a few lines speak plainly, by its small words and phrases and by words in letters
/// that few others have; null where they speak two or none.
[[nodiscard]] const LanguageLexicon* plain_language(const layout::Document& document, const Lexicon& lexicon);

/// The script (ISO 15924) that the language of `locale` (BCP 47) is written in, by CLDR's likely subtags;
/// empty where they know none.
[[nodiscard]] std::string script_of(std::string_view locale);

/// The countries whose regions speak one of `languages`, ISO 3166-1 alpha-2, each once.
[[nodiscard]] std::vector<std::string> countries_of(const std::vector<const LanguageLexicon*>& languages,
                                                    const Lexicon& lexicon);

/// Guesses from the words of `document`, from `hints` and, weakly, from `locale_hint` (BCP 47, may be empty).
[[nodiscard]] LocaleGuess guess_locale(const layout::Document& document, const Lexicon& lexicon,
                                       std::vector<const LanguageLexicon*> languages,
                                       const std::vector<CountryHint>& hints, std::string_view locale_hint);

}  // namespace domicile::extract
