#pragma once
// What every fuzz target uses: a promise of a header that a hostile input broke ends the run.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace domicile::fuzz {

/// Ends the process where `kept` is false: libFuzzer then keeps the input.
inline void promise(bool kept) {
  if (!kept) std::abort();
}

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// What stands before the first line break of `text`, which then holds the rest.
inline std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return line;
}

}  // namespace domicile::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
