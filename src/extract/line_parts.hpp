#pragma once
// Parts of one printed line that belong to different things: "Harbour Bank - Statement of 3 May".

#include <cstddef>
#include <string_view>

namespace domicile::extract {

/// Byte offsets in a line's text, `end` exclusive.
struct LinePart {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The part that `offset` lies in, where a dash, a bar, a dot or a colon with blanks parts the line.
[[nodiscard]] LinePart heading_part(std::string_view text, std::size_t offset);

/// How many letters and digits of `text` stand in [from, to): what lies between a label and its value. A
/// letter beyond ASCII counts once.
[[nodiscard]] std::size_t substance(std::string_view text, std::size_t from, std::size_t to);

/// The part around [begin, end) where two languages stand in one label: "Pay by / À payer avant le:".
[[nodiscard]] LinePart language_part(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace domicile::extract
