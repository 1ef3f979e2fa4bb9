#pragma once
// The ten digits that folded text writes every number with.

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace domicile {

[[nodiscard]] constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "12-14b" → 4.
[[nodiscard]] constexpr std::ptrdiff_t digits_in(std::string_view text) {
  return std::ranges::count_if(text, is_digit);
}

}  // namespace domicile
