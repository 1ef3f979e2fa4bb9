#include "store/sealed.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

namespace domicile::store {
namespace {

constexpr auto nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr auto tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t key_digits = std::size_t{2} * crypto_aead_xchacha20poly1305_ietf_KEYBYTES;

const unsigned char* raw(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

bool sodium_is_ready() {
  static const bool ready = sodium_init() >= 0;
  return ready;
}

}  // namespace

Seal::~Seal() { sodium_memzero(key_.data(), key_.size()); }

Result<Seal> Seal::load(const std::string& key_file) {
  struct stat status{};
  if (!sodium_is_ready() || stat(key_file.c_str(), &status) != 0) {
    return fail(ErrorCode::rules_invalid, key_file, "the key file is missing or may not be read.",
                "Make one with `domicile keys seal FILE`.");
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(ErrorCode::rules_invalid, key_file, "others than its owner may read this key.",
                fmt::format("Run: chmod 600 {}", key_file));
  }
  std::ifstream file(key_file);
  std::string digits;
  file >> digits;
  Seal seal;
  std::size_t length = 0;
  if (digits.size() != key_digits ||
      sodium_hex2bin(seal.key_.data(), seal.key_.size(), digits.data(), digits.size(), nullptr, &length,
                     nullptr) != 0 ||
      length != seal.key_.size()) {
    return fail(ErrorCode::rules_invalid, key_file,
                fmt::format("this is no key of {} hexadecimal digits.", key_digits),
                "Make one with `domicile keys seal FILE`.");
  }
  return seal;
}

Result<void> Seal::make_key_file(const std::string& key_file) {
  const int file = ::open(key_file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    return fail(ErrorCode::file_not_readable, key_file, "the key file is there already, or can't be written.",
                "An old key is never overwritten: what it sealed would be lost.");
  }
  const auto line = random_hex(key_digits / 2) + "\n";
  const bool written =
      ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size()) && ::fsync(file) == 0;
  ::close(file);
  if (!written)
    return fail(ErrorCode::file_not_readable, key_file, "the key could not be written.", "Check the disk.");
  return {};
}

std::string Seal::close(std::string_view bytes, std::string_view context) const {
  std::string sealed(nonce_bytes + bytes.size() + tag_bytes, '\0');
  randombytes_buf(sealed.data(), nonce_bytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(raw(sealed) + nonce_bytes, nullptr, raw(bytes), bytes.size(),
                                             raw(context), context.size(), nullptr, raw(sealed), key_.data());
  return sealed;
}

Result<std::string> Seal::open(std::string_view sealed, std::string_view context) const {
  if (sealed.size() >= nonce_bytes + tag_bytes) {
    std::string bytes(sealed.size() - nonce_bytes - tag_bytes, '\0');
    const auto body = sealed.substr(nonce_bytes);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(bytes), nullptr, nullptr, raw(body), body.size(),
                                                   raw(context), context.size(), raw(sealed),
                                                   key_.data()) == 0) {
      return bytes;
    }
  }
  return fail(ErrorCode::store_unreachable, "store", "a kept document can't be decrypted.",
              "Start with the key file with which it was kept.");
}

std::string random_hex(int count) {
  if (!sodium_is_ready()) std::abort();  // no randomness: nothing may go on
  std::string bytes(static_cast<std::size_t>(count), '\0');
  randombytes_buf(bytes.data(), bytes.size());
  std::string digits(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(digits.data(), digits.size(), raw(std::string_view(bytes)), bytes.size());
  digits.pop_back();
  return digits;
}

}  // namespace domicile::store
