#pragma once
// Blocks of lines on a page that give somebody's address, mostly with the name above it.

#include <string>
#include <vector>

#include "extract/block_lines.hpp"

namespace domicile::extract {

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
  double contact = 0;  ///< 0..1: how surely telephone, web or mail stands in or right below it
  bool in_sentence = false;
  bool named_by_label = false;  ///< no name above it, but one behind a label right above: the rows of a form
};

/// Finds the blocks of all pages. A block is found by its line with postcode and town; then the lines above
/// it belong to it as far as they are set alike. Where the line does not show by itself that it is one, its
/// block counts only if it parses as a whole address of the document's country.
[[nodiscard]] std::vector<PartyBlock> find_party_blocks(const Marked& marked, const BlockTools& tools);

}  // namespace domicile::extract
