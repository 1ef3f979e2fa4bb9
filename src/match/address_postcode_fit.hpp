#pragma once
// How well a number stands where a country prints its postcode.

#include <cstddef>

#include "match/address_labels.hpp"

namespace domicile::match {

/// Looks at a sheet that others label meanwhile, and keeps a reference to it.
class PostcodeFit {
 public:
  explicit PostcodeFit(const LabelSheet& sheet) : sheet_(sheet), places_(sheet.places()) {}

  /// Of the number that begins at piece `at`. 0 and less: it is something else.
  [[nodiscard]] double score(const PostcodeHit& hit, std::size_t at, CountryIndex country) const;

  /// How much it says for `country` where none is known: its form, and the towns and regions around it.
  [[nodiscard]] double worth(const PostcodeHit& hit, std::size_t at, CountryIndex country) const;

  /// A word for a postcode stands before it.
  [[nodiscard]] bool is_led_by_word(std::size_t at) const;

  /// The segment begins a line that goes on behind it: not the first, on which a house number leads.
  [[nodiscard]] bool heads_line(const Segment& segment) const;

 private:
  [[nodiscard]] const std::vector<Piece>& pieces() const { return sheet_.pieces(); }
  [[nodiscard]] const std::vector<Segment>& segments() const { return sheet_.segments(); }
  [[nodiscard]] bool names_city(std::size_t at, CountryIndex country) const;
  [[nodiscard]] bool can_be_house_number(std::size_t name, CountryIndex country) const;
  [[nodiscard]] bool numbers_road(std::size_t at, std::size_t after) const;
  [[nodiscard]] bool follows_number_word(std::size_t at) const;
  [[nodiscard]] bool follows_region_code(std::size_t at) const;

  const LabelSheet& sheet_;
  const AddressPlaces& places_;
};

}  // namespace domicile::match
