#pragma once
// Texts numbered in the order in which they come, kept in a few flat tables so that thousands are loaded at
// once.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/packing.hpp"

namespace domicile {

/// FNV-1a: equal on every machine and in every run, as a file needs it.
[[nodiscard]] std::uint32_t stable_hash(std::string_view text);

class TextTable {
 public:
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  /// The number of `text`: the next one where it is new, else what it has.
  std::uint32_t add(std::string_view text);
  /// The number of `text`; `none` where it was never added.
  [[nodiscard]] std::uint32_t find(std::string_view text) const;
  [[nodiscard]] bool contains(std::string_view text) const { return find(text) != none; }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }
  /// It lives until the next `add`.
  [[nodiscard]] std::string_view operator[](std::uint32_t number) const;

  void pack(Packer& packer) const;
  /// What `pack` wrote. Tables that would lead out of themselves are refused.
  static TextTable unpacked(Unpacker& unpacker);

 private:
  [[nodiscard]] std::size_t place_of(std::string_view text) const;
  void grow();
  [[nodiscard]] bool holds_together() const;

  std::string letters_;
  std::vector<std::uint32_t> ends_;    // of each text in letters_
  std::vector<std::uint32_t> places_;  // open addressing: number + 1, or 0 where free; a power of two of them
};

}  // namespace domicile
