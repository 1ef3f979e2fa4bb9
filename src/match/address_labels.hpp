#pragma once
// The pieces of one address and what each was taken for: the sheet that the labellers write on.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/address_tables.hpp"
#include "model/account.hpp"

namespace domicile::match {

enum class Label : std::uint8_t {
  free,
  dropped,
  country,
  postcode,
  region,
  city,
  district,
  po_box,
  unit,
  number,
  street,
  building,
};

/// Pieces between commas, brackets or line ends.
struct Segment {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool starts_line = false;
};

/// One address on its way through the labellers. Labellers only ever label free pieces.
class LabelSheet {
 public:
  LabelSheet(const AddressTables& tables, const std::vector<std::string>& lines, std::string_view country);

  [[nodiscard]] const std::vector<Piece>& pieces() const { return taken_.pieces; }
  [[nodiscard]] const std::vector<Segment>& segments() const { return segments_; }
  [[nodiscard]] std::size_t segment_of(std::size_t piece) const;
  [[nodiscard]] const AddressWords& words() const { return tables_.words; }
  [[nodiscard]] const AddressPlaces& places() const { return tables_.places; }

  [[nodiscard]] bool is_free(std::size_t piece) const { return labels_[piece] == Label::free; }
  [[nodiscard]] bool free_before(std::size_t piece, std::size_t end) const {
    return piece < end && is_free(piece);
  }
  [[nodiscard]] Label label(std::size_t piece) const { return labels_[piece]; }
  void put(Label label, std::size_t begin, std::size_t end);
  /// The free pieces of a segment from its first free one to where they stop being free.
  [[nodiscard]] Segment free_part(const Segment& segment) const;
  [[nodiscard]] bool has_free(const Segment& segment) const;

  /// A sense of the phrase at `at` in the country's languages, and how many pieces it covers.
  [[nodiscard]] const WordSense* sense(std::size_t at, WordKind kind, std::size_t& count) const;
  [[nodiscard]] bool has(std::size_t at, WordKind kind, std::size_t& count) const {
    return sense(at, kind, count) != nullptr;
  }
  /// True where a word for a door, floor, entrance or block stands at `at`.
  [[nodiscard]] bool has_unit_word(std::size_t at, std::size_t& count) const;
  /// Past "No", "nr" at `at` to the value behind them; `at` where there are none, or no value before `end`.
  [[nodiscard]] std::size_t past_number_words(std::size_t at, std::size_t end) const;
  /// How sure a street word stands at `at` in [begin, end): 0 none … 1 written in full.
  [[nodiscard]] double street_word(std::size_t at, std::size_t begin, std::size_t end) const;
  /// True where [begin, end) holds a street word of at least `sure`.
  [[nodiscard]] bool has_street_word(std::size_t begin, std::size_t end, double sure = 0.6) const;

  [[nodiscard]] std::optional<CountryIndex> country() const { return country_; }
  [[nodiscard]] const CountryForm* form() const;
  /// What the country's file says; where the country is not known, what most countries do.
  [[nodiscard]] const rules::CountryRules& rules() const;
  void set_country(std::string_view code);
  [[nodiscard]] LanguageSet languages() const { return languages_; }

  /// The text of the pieces with this label; separate runs are joined by ", " or, where they touch, a blank.
  [[nodiscard]] std::string text_of(Label label) const;
  [[nodiscard]] std::string slice(std::size_t begin, std::size_t end) const {
    return taken_.slice(begin, end);
  }

 private:
  const AddressTables& tables_;
  AddressText taken_;
  std::vector<Segment> segments_;
  std::vector<Label> labels_;
  std::optional<CountryIndex> country_;
  LanguageSet languages_ = 0;
};

/// Labels country, postcode, region, city. Returns the country's code where the lines name it.
std::string label_places(LabelSheet& sheet);

/// Labels "PO Box 12"; returns whether there is one.
bool label_po_box(LabelSheet& sheet);

/// Labels "Apt 4B", "3rd floor", "# 28": doors, floors, entrances and blocks that a word or sign announces.
void label_units(LabelSheet& sheet);

/// Labels PO box, units, house number, street, building and district in what the places left free.
void label_street(LabelSheet& sheet);

}  // namespace domicile::match
