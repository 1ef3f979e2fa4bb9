#pragma once
// How addresses are written: the words of a language, and the forms of a country.
// docs/locales.md describes the files.

#include <map>
#include <string>
#include <vector>

namespace domicile::rules {

/// A word written out → its abbreviations and other forms.
using WordForms = std::map<std::string, std::vector<std::string>>;

/// locales/<language>/addresses.yaml: words, each with its abbreviations.
struct AddressRules {
  WordForms street_before;                  ///< "rue", "via", "calle": before the street's name
  WordForms street_after;                   ///< "street", "avenue": after it
  WordForms street_joined;                  ///< "straße", "weg", "gatan": at the end of one word
  std::vector<std::string> street_endings;  ///< "hof", "berg": end streets' names, and towns' names too
  std::vector<std::string> street_fillers;  ///< "de la": says nothing about which street it is
  WordForms units;                          ///< a dwelling's door: "apartment": [apt], "Whg."
  WordForms floors;                         ///< "piso", "Stock", "étage"
  WordForms named_floors;                   ///< floors that have a name and no number: "bajo", "Parterre"
  WordForms entrances;                      ///< a staircase or entrance: "escalera", "Stiege"
  WordForms blocks;                    ///< one of several buildings under one house number: "Block", "корпус"
  WordForms positions;                 ///< which door of a floor: "izquierda": [izq], "til venstre": [tv]
  std::vector<std::string> buildings;  ///< words of named houses: "House", "Villa", "Residency"
  WordForms directions;                ///< "north": [n]
  WordForms short_forms;               ///< abbreviated words inside names: "saint": [st]
  std::vector<std::string> district_words;        ///< before a district's name: "Colonia", "Bairro"
  std::vector<std::string> district_words_after;  ///< after it: "Mahallesi"
  std::vector<std::string> place_words;           ///< before a town's name: "г.", "місто"
  std::vector<std::string> region_words;          ///< beside a region's name: "область"
  std::vector<std::string> post_districts;        ///< after a town's name, of no meaning to people: "CEDEX"
  std::vector<std::string> po_box;                ///< "PO Box", "Postfach"
  std::vector<std::string> postcode_words;        ///< before a postcode: "CEP", "PIN"
  std::vector<std::string> number_words;          ///< "No.", "nº", "house": before a house number
  std::vector<std::string> none_words;            ///< "s/n": the house has no number
  std::vector<std::string> near_words;            ///< "near", "opposite": start a landmark
  std::vector<std::string> numbered_roads;        ///< "Strada Provinciale 12, 21": a number may be their name
  std::string file;
};

/// How two numbers joined by a mark are meant: "12/3", "12-3".
enum class JoinedNumbers {
  one_number,  ///< a house number of two parts: Czech 1234/5
  range,       ///< from … to
  house_unit,  ///< Polish 12/3: house 12, flat 3
  unit_house,  ///< Australian 3/12: unit 3, house 12
};

/// locales/countries/<CC>.yaml.
struct CountryRules {
  std::string code;                    ///< ISO 3166-1 alpha-2
  std::vector<std::string> languages;  ///< whose address words are used there
  std::string format;                  ///< libaddressinput's fmt: "%N%n%O%n%A%n%Z %C"
  std::string postcode;                ///< RE2 over the folded upper-case text; empty where there is none
  std::vector<std::string> postcode_prefixes;  ///< "D", "CH": set before the postcode by foreign mail
  bool postcode_names_street = false;          ///< a postcode means a street or less, and so settles the town
  bool house_number_first = false;             ///< "12 High Street" against "Hauptstraße 12"
  JoinedNumbers slash = JoinedNumbers::one_number;
  JoinedNumbers dash = JoinedNumbers::range;
  std::vector<std::string> optional_street_words;  ///< "calle": left out as often as not
  /// RE2 of whole numbers: a bank's sort code, "04-29-16".
  std::vector<std::string> numbers_like_dates;
  /// RE2 of what people are registered under and write beside their names: "SEVERINO ASSUNÇÃO 30718204477".
  std::vector<std::string> numbers_before_names;
  std::vector<std::string> numbers_behind_names;
  std::map<std::string, std::vector<std::string>> regions;  ///< code → names and abbreviations
  std::map<std::string, std::vector<std::string>> cities;   ///< city → aliases and exonyms
  std::vector<std::string> towns;  ///< by which addresses end where no postcode is written
  std::vector<std::string> names;  ///< of the country, in many languages (beside ICU's)
  std::string file;
};

}  // namespace domicile::rules
