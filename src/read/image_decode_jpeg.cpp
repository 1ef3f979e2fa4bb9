#include <array>
#include <csetjmp>
#include <cstdio>

#include <jpeglib.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "read/image_decode_exif.hpp"
#include "read/image_decode_formats.hpp"

namespace domicile::read {
namespace {

/// libjpeg reports through callbacks, and leaves a fatal error by longjmp only.
struct ErrorManager {
  jpeg_error_mgr base;
  std::jmp_buf way_out;
};

[[noreturn]] void leave(j_common_ptr decoder) {
  std::longjmp(reinterpret_cast<ErrorManager*>(decoder->err)->way_out, 1);
}

void stay_quiet(j_common_ptr) {}

void count_warning(j_common_ptr decoder, int level) {
  if (level < 0) ++decoder->err->num_warnings;
}

class Decoder {
 public:
  Decoder() {
    info.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = leave;
    errors.base.output_message = stay_quiet;
    errors.base.emit_message = count_warning;
    jpeg_create_decompress(&info);
  }
  ~Decoder() { jpeg_destroy_decompress(&info); }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;

  jpeg_decompress_struct info{};
  ErrorManager errors{};
};

constexpr unsigned longest_side = 6000;

/// A photo far larger than a page needs is reduced while it is decoded, which is many times cheaper.
unsigned reduction_for(unsigned width, unsigned height) {
  unsigned reduction = 1;
  while (reduction < 8 && std::max(width, height) / reduction > longest_side) reduction *= 2;
  return reduction;
}

/// Adobe writes CMYK turned around: 255 is no ink.
void row_from_cmyk(const unsigned char* cmyk, unsigned char* bgr, int width, bool inverted) {
  for (int x = 0; x < width; ++x, cmyk += 4, bgr += 3) {
    const auto ink = [&](int i) { return inverted ? 255 - cmyk[i] : static_cast<int>(cmyk[i]); };
    const int white = 255 - ink(3);
    bgr[0] = static_cast<unsigned char>((255 - ink(2)) * white / 255);
    bgr[1] = static_cast<unsigned char>((255 - ink(1)) * white / 255);
    bgr[2] = static_cast<unsigned char>((255 - ink(0)) * white / 255);
  }
}

double density_of(const jpeg_decompress_struct& info) {
  if (info.saw_JFIF_marker == 0 || info.X_density != info.Y_density) return 0;
  return plausible_dpi(info.density_unit == 2   ? info.X_density * 2.54
                       : info.density_unit == 1 ? info.X_density
                                                : 0);
}

void read_markers(const jpeg_decompress_struct& info, DecodedPicture& picture) {
  for (const jpeg_saved_marker_ptr* next = &info.marker_list; *next != nullptr; next = &(*next)->next) {
    const std::string_view data(reinterpret_cast<const char*>((*next)->data), (*next)->data_length);
    if (!data.starts_with("Exif")) continue;
    const Exif exif = read_exif(data);
    picture.exif_orientation = exif.orientation;
    picture.camera = exif.camera;
    picture.software = exif.software;
    return;
  }
}

// Between setjmp and the return no object with a destructor is made: longjmp would skip it.
bool read_header(Decoder& decoder, std::string_view bytes) {
  if (setjmp(decoder.errors.way_out) != 0) return false;
  jpeg_mem_src(&decoder.info, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_save_markers(&decoder.info, JPEG_APP0 + 1, 0xFFFF);
  return jpeg_read_header(&decoder.info, TRUE) == JPEG_HEADER_OK;
}

bool start(Decoder& decoder) {
  if (setjmp(decoder.errors.way_out) != 0) return false;
  decoder.info.dct_method = JDCT_ISLOW;
  return jpeg_start_decompress(&decoder.info) != 0;
}

/// Reads rows until the end or a fatal error; says whether all of them came.
bool read_rows(Decoder& decoder, cv::Mat& pixels, unsigned char* spare_row) {
  if (setjmp(decoder.errors.way_out) != 0) return false;
  jpeg_decompress_struct& info = decoder.info;
  while (info.output_scanline < info.output_height) {
    const auto y = static_cast<int>(info.output_scanline);
    unsigned char* row = spare_row != nullptr ? spare_row : pixels.ptr(y);
    if (jpeg_read_scanlines(&info, &row, 1) != 1) return false;
    if (spare_row != nullptr) {
      row_from_cmyk(spare_row, pixels.ptr(y), pixels.cols, info.saw_Adobe_marker != 0);
    }
  }
  return true;
}

}  // namespace

Result<DecodedPicture> decode_jpeg(std::string_view untrusted_bytes, const Limits& limits) {
  Decoder decoder;
  if (!read_header(decoder, untrusted_bytes)) return damaged_picture();
  jpeg_decompress_struct& info = decoder.info;
  if (auto checked = check_size(info.image_width, info.image_height, limits); !checked) {
    return std::unexpected(checked.error());
  }
  DecodedPicture picture;
  read_markers(info, picture);
  const bool grey = info.jpeg_color_space == JCS_GRAYSCALE;
  const bool cmyk = info.num_components == 4;
  info.out_color_space = grey ? JCS_GRAYSCALE : cmyk ? JCS_CMYK : JCS_EXT_BGR;
  info.scale_num = 1;
  info.scale_denom = reduction_for(info.image_width, info.image_height);
  picture.dpi = density_of(info) / info.scale_denom;
  if (!start(decoder)) return damaged_picture();
  // White where the data ends early.
  picture.pixels = cv::Mat(static_cast<int>(info.output_height), static_cast<int>(info.output_width),
                           grey ? CV_8UC1 : CV_8UC3, cv::Scalar::all(255));
  std::vector<unsigned char> cmyk_row(cmyk ? std::size_t{4} * info.output_width : 0);
  const bool whole = read_rows(decoder, picture.pixels, cmyk ? cmyk_row.data() : nullptr);
  if (!whole && info.output_scanline == 0) return damaged_picture();
  picture.damaged = !whole || info.err->num_warnings > 0;
  return picture;
}

}  // namespace domicile::read
