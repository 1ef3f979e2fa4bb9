#pragma once
// What a language and its regions contribute to reading a document. docs/locales.md describes the files.

#include <map>
#include <string>
#include <vector>

namespace domicile::rules {

/// locales/<language>/language.yaml.
struct LanguageRules {
  std::string tag;                          ///< BCP 47 language: "de", "nb"
  std::string ocr_model = "Latin";          ///< Tesseract model that reads it
  std::vector<std::string> function_words;  ///< frequent small words by which the language is recognised
  /// role → wordings. Roles are the closed list `label_roles()`.
  std::map<std::string, std::vector<std::string>> labels;
  std::vector<std::string> range_from;    ///< "vom", "from": before the first date of a range
  std::vector<std::string> range_to;      ///< "bis", "to", "through": between its dates
  std::vector<std::string> date_fillers;  ///< words inside a date: "de", "of", "den"
  std::vector<std::string> previous;  ///< "previous", "prior": what they stand before is another document's
  std::vector<std::string> next;      ///< "next", "upcoming": likewise
  std::vector<std::string> since;     ///< "since": a day behind it is when something begins to hold
  /// "in": a letter's place and date begin with it, "V Praze dne 3. 5. 2026"
  std::vector<std::string> in_place;
  std::vector<std::string> documents;  ///< "bill": "Bill reference 12 (4 May)" numbers and dates the document
  /// "検針票": headings of slips that are left where a meter was read, which are as old as that reading
  std::vector<std::string> slips;
  /// BCP 47: languages in which months are printed beside its own, "17 Awst / August 2026"
  std::vector<std::string> months_beside;
  std::string six_digit_dates;                ///< "YMD" where 260713 is written for 13 July 2026; else empty
  std::vector<std::string> ordinal_suffixes;  ///< "st", "nd", "er", "º"
  std::map<std::string, std::vector<std::string>> months;  ///< "1".."12" → forms that ICU does not give
  /// kind or subkind → what a heading of such a document says ("Stromrechnung"); strong evidence.
  std::map<std::string, std::vector<std::string>> titles;
  /// kind or subkind → vocabulary that such a document uses ("Zählerstand"); weak evidence each.
  std::map<std::string, std::vector<std::string>> terms;
  std::string file;  ///< for messages
};

/// locales/<language>/<REGION>.yaml.
struct RegionRules {
  std::string locale;                      ///< BCP 47: "de-AT"
  std::string language;                    ///< "de"
  std::string country;                     ///< ISO 3166-1 alpha-2
  std::string numeric_date_order;          ///< DMY, MDY or YMD: what habit says of 03/04/2026
  bool numeric_date_order_certain = true;  ///< false where both habits live side by side (en-CA)
  std::vector<std::string>
      marks;  ///< what only documents of this country say: "ABN", "SIRET", "Einzugsermächtigung"
  std::map<std::string, std::vector<std::string>> labels;  ///< added to the language's
  std::map<std::string, std::vector<std::string>> months;
  std::map<std::string, std::vector<std::string>> titles;
  std::map<std::string, std::vector<std::string>> terms;
  std::string file;
};

/// The closed list of label roles.
[[nodiscard]] const std::vector<std::string>& label_roles();

/// The closed list of kinds and subkinds that titles and terms may name.
[[nodiscard]] const std::vector<std::string>& kind_names();

}  // namespace domicile::rules
