#pragma once
// Initials, where short forms of other words look like them.

#include <cstddef>
#include <string_view>

namespace domicile::match {

/// True where the first `count` words of `line` are single letters with nothing but blanks between them, none
/// of them dotted: "P A Brown" begins with two initials; "p/a Brown", "p. A. Brown" and "c / o Brown" with a
/// host.
[[nodiscard]] bool begins_with_initials(std::string_view line, std::size_t count);

}  // namespace domicile::match
