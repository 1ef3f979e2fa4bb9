#pragma once
// Documents at rest, encrypted (libsodium, XChaCha20-Poly1305) with a key that lives in a file of its own.

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace domicile::store {

class Seal {
 public:
  /// Reads the key: 64 hexadecimal digits and nothing else, in a file that only its owner may read.
  /// Fails with rules_invalid: a file of mode 0644, "others may read this key", is refused.
  [[nodiscard]] static Result<Seal> load(const std::string& key_file);

  /// Writes a new random key, mode 0600. Fails with file_not_readable where the file is there already.
  [[nodiscard]] static Result<void> make_key_file(const std::string& key_file);

  /// Encrypted bytes that `open` gives back only with the same key and the same `context`, such as the id of
  /// the screening: a document can't be put under another one.
  [[nodiscard]] std::string close(std::string_view bytes, std::string_view context) const;

  /// Fails with store_unreachable where the key is another or the bytes were changed.
  [[nodiscard]] Result<std::string> open(std::string_view sealed, std::string_view context) const;

  Seal(const Seal&) = default;
  Seal& operator=(const Seal&) = default;
  ~Seal();

 private:
  Seal() = default;
  std::array<unsigned char, 32> key_{};
};

/// `count` random bytes as lower-case hexadecimal digits, from the operating system.
[[nodiscard]] std::string random_hex(int count);

}  // namespace domicile::store
