#pragma once
// One printed line taken apart, beside the words and places by which it is read.

#include <cstddef>
#include <string_view>
#include <vector>

#include "match/address_tables.hpp"
#include "match/address_tokens.hpp"

namespace domicile::match {

/// Pieces [begin, end) of a line; empty where begin >= end.
struct PieceRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A line that may be of an address. Keeps a reference to the tables.
struct AddressLine {
  AddressLine(const AddressTables& tables, std::string_view line, std::string_view code)
      : country(tables, code), text(take_apart(line)) {}

  AddressCountry country;
  AddressText text;

  [[nodiscard]] const std::vector<Piece>& pieces() const { return text.pieces; }
  [[nodiscard]] const AddressPlaces& places() const { return country.tables.places; }
  [[nodiscard]] bool country_is_known() const { return country.index.has_value(); }

  /// The longest word or phrase that begins at `at`, and one of its senses in the country's languages.
  [[nodiscard]] PhraseMap<WordSense>::Hit find(std::size_t at) const {
    return country.tables.words.find(pieces(), at);
  }
  [[nodiscard]] const WordSense* sense(const PhraseMap<WordSense>::Hit& hit, WordKind kind) const {
    return AddressWords::sense(hit, kind, country.languages);
  }
  /// "Flat 3", 0, WordKind::unit → true; at 1 → false.
  [[nodiscard]] bool means(std::size_t at, WordKind kind) const { return sense(find(at), kind) != nullptr; }
  /// True where `folded` is a word of labels, terms or months.
  [[nodiscard]] bool is_vocabulary(std::string_view folded) const {
    return country.tables.words.is_vocabulary(folded);
  }
};

}  // namespace domicile::match
