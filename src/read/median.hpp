#pragma once
// The value in the middle.

#include <algorithm>
#include <cstddef>
#include <vector>

namespace domicile {

/// The upper one of the two in the middle of an even number. `values` is not empty.
template <class Value>
[[nodiscard]] Value median_of(std::vector<Value> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace domicile
