#pragma once
// How addresses are written: the words of a language, and the forms of a country.
// docs/locales.md describes the files.

#include <map>
#include <string>
#include <vector>

namespace domicile::rules {

/// locales/<language>/addresses.yaml: words, each with its abbreviations.
struct AddressRules {
  std::map<std::string, std::vector<std::string>> street_before;  ///< "rue", "via", "calle": before the street's name
  std::map<std::string, std::vector<std::string>> street_after;   ///< "street", "avenue": after it
  std::map<std::string, std::vector<std::string>> street_joined;  ///< "straße", "weg", "gatan": at the end of one word
  std::map<std::string, std::vector<std::string>> units;          ///< "apartment": [apt], "piso", "Whg."
  std::map<std::string, std::vector<std::string>> directions;     ///< "north": [n]
  std::vector<std::string> po_box;                                ///< "PO Box", "Postfach"
  std::vector<std::string> number_words;                          ///< "No.", "nº", "house": before a house number
  std::string file;
};

/// locales/countries/<CC>.yaml.
struct CountryRules {
  std::string code;                    ///< ISO 3166-1 alpha-2
  std::vector<std::string> languages;  ///< whose address words are used there
  std::string format;                  ///< libaddressinput's fmt: "%N%n%O%n%A%n%Z %C"
  std::string postcode;                ///< RE2 over the folded upper-case text; empty where there is none
  bool house_number_first = false;     ///< "12 High Street" against "Hauptstraße 12"
  std::map<std::string, std::vector<std::string>> regions;  ///< code → names and abbreviations
  std::map<std::string, std::vector<std::string>> cities;   ///< city → aliases and exonyms
  std::vector<std::string> names;      ///< of the country, in many languages (beside ICU's)
  std::string file;
};

}  // namespace domicile::rules
