#pragma once
// Numbers and text as bytes. Little-endian, no padding, no alignment. Both ends are one build on one machine.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace domicile::sandbox {

static_assert(std::endian::native == std::endian::little, "the codec copies numbers as they lie in memory");

/// Appends values to a growing string of bytes.
class WireWriter {
 public:
  template <class Number>
    requires std::is_arithmetic_v<Number>
  void put(Number value) {
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void put_text(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes_.append(text);
  }
  void put_count(std::size_t count) { put(static_cast<std::uint32_t>(count)); }
  void reserve(std::size_t size) { bytes_.reserve(size); }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Takes values from bytes that a stranger may have written. The first value that does not fit makes the
/// reader bad for good; from then on it gives zeros and empty texts, so that callers check `good` once, at
/// the end.
class WireReader {
 public:
  explicit WireReader(std::string_view untrusted_bytes) : rest_(untrusted_bytes) {}

  template <class Number>
    requires std::is_arithmetic_v<Number>
  [[nodiscard]] Number take() {
    Number value{};
    const auto bytes = take_bytes(sizeof value);
    if (bytes.size() == sizeof value) bytes.copy(reinterpret_cast<char*>(&value), sizeof value);
    return value;
  }
  [[nodiscard]] std::string_view take_text(std::size_t max_bytes) {
    const auto size = take<std::uint32_t>();
    if (size > max_bytes) spoil();
    return take_bytes(good_ ? size : 0);
  }
  /// How many elements follow, each of at least `min_element_bytes`; so a count can't promise more than is
  /// there.
  [[nodiscard]] std::size_t take_count(std::size_t max_count, std::size_t min_element_bytes) {
    const std::size_t count = take<std::uint32_t>();
    if (count > max_count || count * min_element_bytes > rest_.size()) spoil();
    return good_ ? count : 0;
  }
  void spoil() { good_ = false; }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool good_and_used_up() const { return good_ && rest_.empty(); }

 private:
  std::string_view take_bytes(std::size_t size) {
    if (!good_ || size > rest_.size()) {
      good_ = false;
      return {};
    }
    const auto bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace domicile::sandbox
