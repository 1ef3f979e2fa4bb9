// A picture of any type, through the header check and the decoder.

#include "promise.hpp"
#include "read/image_decode.hpp"

using namespace domicile;
using fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::as_text(data, size);
  const auto type = read::detect_media_type(bytes);
  if (!type || *type == read::MediaType::pdf) return 0;
  Limits limits;
  limits.max_pixels = 1'000'000;
  limits.max_pages = 20;
  const auto pages = read::count_pictures(bytes, *type, limits);
  if (!pages) return 0;
  promise(1 <= *pages && *pages <= limits.max_pages);
  const auto picture = read::decode_picture(bytes, *type, *pages, limits);
  if (!picture) return promise(!picture.error().message.empty()), 0;
  promise(!picture->pixels.empty());
  return 0;
}
