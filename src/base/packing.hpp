#pragma once
// Numbers, texts and tables as bytes of a file that this program writes for itself, and back. Tables are as
// they lie in memory, so that thousands of entries are read at once; who packs them marks the order of bytes
// (`byte_order`).

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace domicile {

/// Reads as another number where the machine orders bytes otherwise.
constexpr std::uint32_t byte_order = 0x01020304;

/// Of one table's row: no pointers, no bytes between the fields.
template <class T>
concept Flat = std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>;

class Packer {
 public:
  /// Seven bits a byte, lowest first; the eighth says that more follow.
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_ += static_cast<char>(value | 0x80);
    bytes_ += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  template <Flat T>
  void table(const std::vector<T>& rows) {
    number(rows.size());
    if (!rows.empty()) bytes_.append(reinterpret_cast<const char*>(rows.data()), rows.size() * sizeof(T));
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// After the first mistake `sound` is false and stays so; what is read behind it means nothing.
class Unpacker {
 public:
  explicit Unpacker(std::string_view untrusted_bytes) : rest_(untrusted_bytes) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    refuse();
    return 0;
  }
  /// How many values follow. Each takes a byte at least, so a number over what is left is a lie.
  std::size_t count() {
    const auto value = number();
    if (value <= rest_.size()) return static_cast<std::size_t>(value);
    refuse();
    return 0;
  }
  std::string_view text() { return taken(count()); }
  template <Flat T>
  std::vector<T> table() {
    const auto rows = count();
    if (rows > rest_.size() / sizeof(T)) refuse();
    if (!sound_) return {};
    const auto bytes = taken(rows * sizeof(T));
    std::vector<T> read(rows);
    if (rows > 0) std::memcpy(read.data(), bytes.data(), bytes.size());
    return read;
  }

  /// Says that what was read can't be right.
  void refuse() { sound_ = false; }
  [[nodiscard]] bool sound() const { return sound_; }
  /// True where everything was read, and all of it was right.
  [[nodiscard]] bool complete() const { return sound_ && rest_.empty(); }

 private:
  std::string_view taken(std::size_t size) {
    const auto bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

  std::string_view rest_;
  bool sound_ = true;
};

}  // namespace domicile
