#include "read/media_type.hpp"

#include <algorithm>
#include <array>

namespace domicile::read {
namespace {

using namespace std::literals;

struct Magic {
  std::size_t offset;
  std::string_view bytes;
};

struct Known {
  Magic magic;
  MediaType type;
};

constexpr std::array known_types{
    Known{{0, "\xFF\xD8\xFF"sv}, MediaType::jpeg}, Known{{0, "\x89PNG\r\n\x1A\n"sv}, MediaType::png},
    Known{{0, "II*\0"sv}, MediaType::tiff},        Known{{0, "MM\0*"sv}, MediaType::tiff},
    Known{{0, "II+\0"sv}, MediaType::tiff},        Known{{0, "MM\0+"sv}, MediaType::tiff},
    Known{{0, "GIF87a"sv}, MediaType::gif},        Known{{0, "GIF89a"sv}, MediaType::gif},
};

struct Foreign {
  Magic magic;
  std::string_view what;
};

constexpr std::array foreign_types{
    Foreign{{0, "PK\x03\x04"sv}, "a ZIP archive or an office document"},
    Foreign{{0, "PK\x05\x06"sv}, "an empty ZIP archive"},
    Foreign{{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv}, "an older office document or an e-mail message"},
    Foreign{{0, "{\\rtf"sv}, "an RTF document"},
    Foreign{{0, "%!PS"sv}, "a PostScript file"},
    Foreign{{0, "Rar!\x1A"sv}, "a RAR archive"},
    Foreign{{0, "7z\xBC\xAF\x27\x1C"sv}, "a 7-Zip archive"},
    Foreign{{0, "\x1F\x8B"sv}, "a gzip archive"},
    Foreign{{0, "\x1A\x45\xDF\xA3"sv}, "a video"},
    Foreign{{0, "OggS"sv}, "a sound or video file"},
    Foreign{{0, "ID3"sv}, "a sound file"},
    Foreign{{8, "AVI "sv}, "a video"},
    Foreign{{8, "WAVE"sv}, "a sound file"},
    Foreign{{4, "ftyp"sv}, "a video"},
    Foreign{{0,
             "\x7F"
             "ELF"sv},
            "a program"},
    Foreign{{0, "MZ"sv}, "a program"},
    Foreign{{0, "8BPS"sv}, "a Photoshop file"},
    Foreign{{0, "\0\0\0\x0CjP  "sv}, "a JPEG 2000 picture"},
    Foreign{{0, "\xFF\x4F\xFF\x51"sv}, "a JPEG 2000 picture"},
    Foreign{{0, "\xFF\x0A"sv}, "a JPEG XL picture"},
    Foreign{{0, "\0\0\0\x0CJXL "sv}, "a JPEG XL picture"},
    Foreign{{0, "AT&TFORM"sv}, "a DjVu document"},
};

bool has(std::string_view bytes, const Magic& magic) {
  return bytes.size() >= magic.offset && bytes.substr(magic.offset).starts_with(magic.bytes);
}

bool is_webp(std::string_view bytes) { return has(bytes, {0, "RIFF"sv}) && has(bytes, {8, "WEBP"sv}); }

/// "BM" alone begins many a text: the header's own length field has to make sense too.
bool is_bmp(std::string_view bytes) {
  if (bytes.size() < 26 || !bytes.starts_with("BM")) return false;
  const auto header_size = static_cast<unsigned char>(bytes[14]);
  constexpr std::array<unsigned char, 7> header_sizes{12, 40, 52, 56, 64, 108, 124};
  return std::ranges::find(header_sizes, header_size) != header_sizes.end() && bytes[15] == 0;
}

bool is_heif(std::string_view bytes) {
  if (!has(bytes, {4, "ftyp"sv})) return false;
  constexpr std::array brands{"heic"sv, "heix"sv, "hevc"sv, "hevx"sv, "heim"sv, "heis"sv,
                              "mif1"sv, "msf1"sv, "avif"sv, "avis"sv, "miaf"sv};
  const std::string_view box = bytes.substr(0, std::min<std::size_t>(bytes.size(), 64));
  for (std::size_t at = 8; at + 4 <= box.size(); at += at == 8 ? 8 : 4) {
    if (std::ranges::find(brands, box.substr(at, 4)) != brands.end()) return true;
  }
  return false;
}

bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024 + 5).find("%PDF-") != std::string_view::npos;
}

bool contains_ignoring_case(std::string_view text, std::string_view lower_case) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
  return std::ranges::search(text, lower_case, same).begin() != text.end();
}

bool is_plain_text(std::string_view start) {
  return std::ranges::none_of(start, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 32 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
  });
}

std::string_view guess(std::string_view bytes) {
  for (const Foreign& foreign : foreign_types) {
    if (has(bytes, foreign.magic)) return foreign.what;
  }
  const std::string_view start = bytes.substr(0, 1024);
  if (contains_ignoring_case(start, "<html") || contains_ignoring_case(start, "<!doctype html")) {
    return "a web page";
  }
  if (contains_ignoring_case(start, "<svg")) return "an SVG drawing";
  if (start.starts_with("<?xml")) return "an XML file";
  if (contains_ignoring_case(start, "\nreceived:") || contains_ignoring_case(start, "mime-version:")) {
    return "an e-mail message";
  }
  return is_plain_text(start) ? "a text file" : "of a type that is not known";
}

}  // namespace

std::string_view name_of(MediaType type) {
  switch (type) {
    case MediaType::pdf:
      return "application/pdf";
    case MediaType::jpeg:
      return "image/jpeg";
    case MediaType::png:
      return "image/png";
    case MediaType::tiff:
      return "image/tiff";
    case MediaType::webp:
      return "image/webp";
    case MediaType::heif:
      return "image/heif";
    case MediaType::gif:
      return "image/gif";
    case MediaType::bmp:
      return "image/bmp";
  }
  return "application/octet-stream";
}

Result<MediaType> detect_media_type(std::string_view untrusted_bytes) {
  if (untrusted_bytes.empty()) return fail(ErrorCode::empty_document, "", "The file is empty.");
  for (const Known& known : known_types) {
    if (has(untrusted_bytes, known.magic)) return known.type;
  }
  if (is_webp(untrusted_bytes)) return MediaType::webp;
  if (is_heif(untrusted_bytes)) return MediaType::heif;
  if (is_bmp(untrusted_bytes)) return MediaType::bmp;
  if (is_pdf(untrusted_bytes)) return MediaType::pdf;
  return fail(ErrorCode::unsupported_media_type, "",
              "The file seems to be " + std::string(guess(untrusted_bytes)) + ", not a PDF or a picture.",
              "Send a PDF, JPEG, PNG, TIFF, WebP, HEIC, GIF or BMP file.");
}

}  // namespace domicile::read
