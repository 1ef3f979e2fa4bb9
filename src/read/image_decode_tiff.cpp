#include <tiffio.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <opencv2/imgproc.hpp>

#include "read/image_decode_formats.hpp"

namespace domicile::read {
namespace {

/// The file that libtiff reads, in memory.
struct Bytes {
  std::string_view data;
  std::size_t at = 0;
};

tmsize_t read_bytes(thandle_t handle, void* into, tmsize_t size) {
  auto& bytes = *static_cast<Bytes*>(handle);
  const std::size_t count =
      std::min(bytes.data.size() - bytes.at, static_cast<std::size_t>(std::max<tmsize_t>(size, 0)));
  std::memcpy(into, bytes.data.data() + bytes.at, count);
  bytes.at += count;
  return static_cast<tmsize_t>(count);
}

tmsize_t write_nothing(thandle_t, void*, tmsize_t) { return -1; }

toff_t seek(thandle_t handle, toff_t offset, int from) {
  auto& bytes = *static_cast<Bytes*>(handle);
  const toff_t base = from == SEEK_CUR ? bytes.at : from == SEEK_END ? bytes.data.size() : 0;
  bytes.at = std::min<std::size_t>(base + offset, bytes.data.size());
  return bytes.at;
}

int close_nothing(thandle_t) { return 0; }

toff_t size_of(thandle_t handle) { return static_cast<Bytes*>(handle)->data.size(); }

void be_quiet(const char*, const char*, va_list) {}

thread_local int errors_seen = 0;
void count_error(const char*, const char*, va_list) { ++errors_seen; }

using Tiff = std::unique_ptr<TIFF, decltype(&TIFFClose)>;

Tiff open_tiff(Bytes& bytes) {
  TIFFSetWarningHandler(be_quiet);
  TIFFSetErrorHandler(count_error);
  return {TIFFClientOpen("attachment", "rm", &bytes, read_bytes, write_nothing, seek, close_nothing, size_of,
                         nullptr, nullptr),
          &TIFFClose};
}

double density_of(TIFF* tiff) {
  float density = 0;
  std::uint16_t unit = RESUNIT_INCH;
  if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &density) == 0) return 0;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_RESOLUTIONUNIT, &unit);
  return unit == RESUNIT_NONE
             ? 0
             : plausible_dpi(static_cast<double>(density) * (unit == RESUNIT_CENTIMETER ? 2.54 : 1));
}

/// Fax pages come at twice the resolution across: 204 × 98 dpi. Letters need both alike.
void make_pixels_square(TIFF* tiff, Pixels& pixels, double& dpi) {
  float across = 0;
  float down = 0;
  if (TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &across) == 0 ||
      TIFFGetField(tiff, TIFFTAG_YRESOLUTION, &down) == 0)
    return;
  if (!(down > 0) || !(across > 0)) return;
  const double ratio = static_cast<double>(across) / static_cast<double>(down);
  if (ratio < 0.25 || ratio > 4 || std::abs(ratio - 1) < 0.05) return;
  Pixels square;
  cv::resize(pixels, square, cv::Size(), ratio > 1 ? 1 : 1 / ratio, ratio > 1 ? ratio : 1, cv::INTER_CUBIC);
  pixels = std::move(square);
  dpi = plausible_dpi(std::max(dpi, dpi / ratio));
}

std::uint16_t orientation_of(TIFF* tiff) {
  std::uint16_t orientation = ORIENTATION_TOPLEFT;
  TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
  return orientation >= 1 && orientation <= 8 ? orientation : std::uint16_t{1};
}

}  // namespace

int count_tiff_directories(std::string_view untrusted_bytes, const Limits& limits) {
  Bytes bytes{untrusted_bytes};
  const Tiff tiff = open_tiff(bytes);
  if (!tiff) return 0;
  int count = 1;
  // libtiff itself notices directories that point back at earlier ones.
  while (count <= limits.max_pages && TIFFReadDirectory(tiff.get()) != 0) ++count;
  return count;
}

Result<DecodedPicture> decode_tiff(std::string_view untrusted_bytes, int number, const Limits& limits) {
  Bytes bytes{untrusted_bytes};
  const Tiff tiff = open_tiff(bytes);
  if (!tiff) return damaged_picture();
  for (int i = 1; i < number; ++i) {
    if (TIFFReadDirectory(tiff.get()) == 0) return damaged_picture();
  }
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  TIFFGetField(tiff.get(), TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField(tiff.get(), TIFFTAG_IMAGELENGTH, &height);
  if (auto checked = check_size(width, height, limits); !checked) return std::unexpected(checked.error());

  DecodedPicture picture;
  picture.exif_orientation = orientation_of(tiff.get());
  picture.dpi = density_of(tiff.get());
  errors_seen = 0;
  cv::Mat rgba(static_cast<int>(height), static_cast<int>(width), CV_8UC4, cv::Scalar::all(255));
  // Asking for the orientation that the file has keeps libtiff from turning it: that is done with the
  // others'.
  const int stored = picture.exif_orientation;
  const bool read = TIFFReadRGBAImageOriented(tiff.get(), width, height,
                                              reinterpret_cast<std::uint32_t*>(rgba.data), stored, 0) != 0;
  if (!read) return damaged_picture();
  picture.damaged = errors_seen > 0;
  cv::Mat bgra;
  cv::cvtColor(rgba, bgra, cv::COLOR_RGBA2BGRA);
  rgba.release();
  picture.pixels = over_white(bgra);
  std::uint16_t samples = 1;
  TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_SAMPLESPERPIXEL, &samples);
  std::uint16_t photometric = PHOTOMETRIC_MINISBLACK;
  TIFFGetFieldDefaulted(tiff.get(), TIFFTAG_PHOTOMETRIC, &photometric);
  if (samples == 1 && photometric != PHOTOMETRIC_PALETTE) {
    Pixels grey;
    cv::cvtColor(picture.pixels, grey, cv::COLOR_BGR2GRAY);
    picture.pixels = std::move(grey);
  }
  make_pixels_square(tiff.get(), picture.pixels, picture.dpi);
  return picture;
}

}  // namespace domicile::read
