#pragma once
// The words and places of one RuleBook, shared by whoever reads addresses.

#include <memory>

#include "match/address_places.hpp"
#include "match/address_words.hpp"

namespace domicile::match {

/// Immutable; keeps a reference to the book that it was made of.
struct AddressTables {
  explicit AddressTables(const rules::RuleBook& book) : words(book), places(book) {}

  AddressWords words;
  AddressPlaces places;
};

}  // namespace domicile::match
