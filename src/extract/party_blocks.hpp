#pragma once
// Blocks of lines on a page that give somebody's address, mostly with the name above it.

#include <string>
#include <vector>

#include "extract/marked.hpp"
#include "extract/person_line.hpp"
#include "match/address_shape.hpp"
#include "match/match.hpp"

namespace domicile::extract {

/// One printed line of a block: usually a Line, sometimes the part of it behind a label, or two that stand close.
struct BlockLine {
  std::size_t line = 0;  ///< of the document
  std::string text;
  Box box;
  match::LineShape shape;
  PersonLine person;
  std::string label_role;  ///< of a label that stood before it and was cut off
};

/// A name and an address that stand together.
struct PartyBlock {
  int page = 1;
  Box box;
  std::vector<BlockLine> names;    ///< top to bottom; may be empty
  std::vector<BlockLine> address;  ///< never empty
  bool one_line = false;           ///< the whole address stands on one line
  std::string label_role;          ///< of the label that belongs to the block; empty where there is none
  std::string label_text;
  double label_strength = 0;
  bool contact_lines = false;      ///< telephone, web or mail stands in or right below it
  bool in_sentence = false;
};

/// What blocks are found with.
struct BlockTools {
  const Lexicon& lexicon;
  const PersonLines& people;
  const match::AddressShapes& shapes;
  const match::Matcher& matcher;
};

/// Finds the blocks of all pages. A block is found by its line with postcode and town; then the lines above it belong
/// to it as far as they are set alike. Where the line does not show by itself that it is one, its block counts only if
/// it parses as a whole address of the document's country.
[[nodiscard]] std::vector<PartyBlock> find_party_blocks(const Marked& marked, const BlockTools& tools);

/// Which of `countries` the town lines on the pages speak for.
[[nodiscard]] std::vector<CountryHint> country_hints(const layout::Document& document,
                                                     const std::vector<std::string>& countries,
                                                     const match::AddressShapes& shapes);

}  // namespace domicile::extract
