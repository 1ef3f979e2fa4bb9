#pragma once
// Initials, where short forms of other words look like them.

#include <cstddef>
#include <string_view>

namespace domicile::match {

/// True where the first `count` words of `line` are single letters with blanks or full stops between them,
/// dotted ones in upper case: "P A Brown" and "P.A. Brown" begin with two initials; "p/a Brown", "p. A.
/// Brown" and "c / o Brown" with a host.
[[nodiscard]] bool begins_with_initials(std::string_view line, std::size_t count);

}  // namespace domicile::match
