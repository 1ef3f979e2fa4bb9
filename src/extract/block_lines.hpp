#pragma once
// What single lines of a page are to an address block: the address's parts, names, contact lines, rows of a
// table.

#include <optional>
#include <string>

#include "extract/marked.hpp"
#include "extract/person_line.hpp"
#include "match/address_shape.hpp"
#include "match/match.hpp"

namespace domicile::extract {

/// One printed line of a block: usually a Line, sometimes the part of it behind a label, or two that stand
/// close.
struct BlockLine {
  std::size_t line = 0;  ///< of the document
  std::string text;
  Box box;
  match::LineShape shape;
  PersonLine person;
  std::string label_role;  ///< of a label that stood before it and was cut off
};

/// What blocks are found with.
struct BlockTools {
  const Lexicon& lexicon;
  const PersonLines& people;
  const match::AddressShapes& shapes;
  const match::Matcher& matcher;
};

/// From this score on a line counts as a part of an address, or as one with postcode and town.
constexpr double part_score = 0.5;
constexpr double anchor_score = 0.55;

/// Words of the longest line that is still taken for an address's.
constexpr std::size_t longest_line_words = 14;

/// Words of `text`; of Japanese, which is written without blanks, by its length.
[[nodiscard]] std::size_t words_in(const std::string& text);

/// Whether one of `words`, folded, is `token`.
[[nodiscard]] bool is_among(const std::vector<std::string>& words, const std::string& token);

[[nodiscard]] bool is_party_role(std::string_view role);

/// `text` without what stands in brackets: "様 （シルバ タナカ）" → "様".
[[nodiscard]] std::string without_brackets(const std::string& text);

/// "29******17", "4520 88XX XXXX 1179", "LPRCCT84•••••••F": a number of which a part is hidden.
[[nodiscard]] bool is_masked_number(const std::string& text);

/// Line `index`, cut behind the label that leads it: "Service address: 12 High Street". A line that is
/// nothing but a label has no text. A word that both labels and begins streets ("Via", "Calle") is cut only
/// where a colon follows.
[[nodiscard]] BlockLine block_line(const Marked& marked, std::size_t index, const BlockTools& tools);

/// Joins the cell to the right where only together they give a town: "BIG CITY ON   G4S 0I0".
void join_right(const Marked& marked, BlockLine& part, const BlockTools& tools);

/// Is the line a part of an address: street, unit, PO box, town, or all of it?
[[nodiscard]] bool is_address_part(const BlockLine& part);

/// How surely line `index` tells how to reach somebody, 0..1: 1 for web and mail, less for a telephone
/// number.
[[nodiscard]] double contact_strength(const Marked& marked, std::size_t index);

/// A row of a table of movements: a sum of money stands to the right, and so it does in the row above or
/// below.
[[nodiscard]] bool in_money_table(const layout::Document& document, std::size_t index);

}  // namespace domicile::extract
