#pragma once
// What one printed line of an address is, judged by its shape alone: for finding address blocks on a page.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/rule_book.hpp"

namespace domicile::match {

struct AddressTables;

/// How well a line fits the addresses of one country.
struct CountryGuess {
  std::string country;  ///< ISO 3166-1 alpha-2
  double score = 0;     ///< 0..1
};

/// What a line may be. Scores are 0..1, independent of each other, and no probabilities: 0.5 is worth a look.
struct LineShape {
  double postcode_city = 0;  ///< a postcode, with its town where the country prints both on one line
  double street = 0;         ///< a street, mostly with a number
  double unit = 0;           ///< nothing but "Apt 4B", "3º izq.", "Whg. 5"
  double po_box = 0;
  double country = 0;        ///< nothing but a country's name
  double region = 0;         ///< nothing but a region's name
  double whole_address = 0;  ///< street and town, with commas between
  double town = 0;           ///< without a postcode: ends in a town that the country is known to have
  std::string postcode;      ///< of the best reading; empty where postcode_city is 0
  std::string city;          ///< beside it; may be empty
  std::vector<CountryGuess>
      countries;  ///< best first, at most eight; whose postcode, region or name stands there
};

/// Judges lines. Immutable, safe to share between threads, about 5 µs a line. Tolerates capitals, "4 3 2 0
/// 6", "D-10115", "CEDEX" and letters that OCR put for digits; amounts, dates and phone numbers are no
/// postcodes.
class AddressShapes {
 public:
  /// Keeps a reference to the book.
  explicit AddressShapes(const rules::RuleBook& book);
  explicit AddressShapes(std::shared_ptr<const AddressTables> tables);

  /// `country` narrows the judgement where the document's country is known; empty tries every country.
  /// "1025 RX Amsterdam" → postcode_city 1, NL first. "Total 1,025.00 EUR" → all scores under 0.3.
  [[nodiscard]] LineShape classify_line(std::string_view line, std::string_view country = {}) const;

 private:
  std::shared_ptr<const AddressTables> tables_;
};

}  // namespace domicile::match
