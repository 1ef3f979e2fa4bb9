#include "read/image_decode_exif.hpp"

#include <cstdint>
#include <optional>

#include "base/text.hpp"

namespace domicile::read {
namespace {

using namespace std::literals;

/// Numbers of a TIFF structure in its own byte order.
class TiffBytes {
 public:
  TiffBytes(std::string_view bytes, bool big_endian) : bytes_(bytes), big_endian_(big_endian) {}

  [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || size > bytes_.size() - at) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto byte = static_cast<unsigned char>(bytes_[at + (big_endian_ ? i : size - 1 - i)]);
      value = value << 8 | byte;
    }
    return value;
  }

  [[nodiscard]] std::string text(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || size > bytes_.size() - at) return {};
    const std::string_view raw = bytes_.substr(at, std::min<std::size_t>(size, 64));
    return squeeze(without_controls(to_nfc(raw.substr(0, raw.find('\0')))));
  }

 private:
  std::string_view bytes_;
  bool big_endian_;
};

constexpr std::uint32_t tag_make = 0x010F;
constexpr std::uint32_t tag_model = 0x0110;
constexpr std::uint32_t tag_orientation = 0x0112;
constexpr std::uint32_t tag_software = 0x0131;

std::string text_of_entry(const TiffBytes& tiff, std::size_t entry) {
  const std::uint32_t length = tiff.number(entry + 4, 4).value_or(0);
  const std::size_t at = length <= 4 ? entry + 8 : tiff.number(entry + 8, 4).value_or(0);
  return tiff.text(at, length);
}

void read_entry(const TiffBytes& tiff, std::size_t entry, Exif& exif) {
  switch (tiff.number(entry, 2).value_or(0)) {
    case tag_make:
      exif.camera = text_of_entry(tiff, entry) + (exif.camera.empty() ? "" : " " + exif.camera);
      break;
    case tag_model:
      exif.camera += (exif.camera.empty() ? "" : " ") + text_of_entry(tiff, entry);
      break;
    case tag_software:
      exif.software = text_of_entry(tiff, entry);
      break;
    case tag_orientation: {
      const std::uint32_t value = tiff.number(entry + 8, 2).value_or(1);
      exif.orientation = value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
      break;
    }
    default:
      break;
  }
}

}  // namespace

Exif read_exif(std::string_view untrusted_block) {
  if (untrusted_block.starts_with("Exif\0\0"sv)) untrusted_block.remove_prefix(6);
  const bool big_endian = untrusted_block.starts_with("MM");
  if (!big_endian && !untrusted_block.starts_with("II")) return {};
  const TiffBytes tiff(untrusted_block, big_endian);
  const std::size_t directory = tiff.number(4, 4).value_or(0);
  const std::uint32_t entries = std::min<std::uint32_t>(tiff.number(directory, 2).value_or(0), 200);
  Exif exif;
  for (std::uint32_t i = 0; i < entries; ++i) read_entry(tiff, directory + 2 + std::size_t{12} * i, exif);
  return exif;
}

}  // namespace domicile::read
