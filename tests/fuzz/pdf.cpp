// A PDF through everything that costs no OCR: structure, text layer, a small picture of the page.

#include <cmath>

#include "base/text.hpp"
#include "promise.hpp"
#include "read/media_type.hpp"
#include "read/reader.hpp"

using namespace domicile;
using fuzz::promise;

namespace {

void check(const Box& box) {
  promise(std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1));
}

void read_page(PageReader& reader, int number) {
  WordsRequest request;
  request.page = number;
  request.source = WordsRequest::Source::text_layer;
  if (const auto page = reader.words(request)) {
    for (const auto& word : page->words) {
      check(word.box);
      promise(is_utf8(word.text));
    }
  }
  const auto picture = reader.picture({number, whole_page, 20, false});
  if (picture) promise(picture->samples.size() == static_cast<std::size_t>(picture->width) * picture->height);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = fuzz::as_text(data, size);
  const auto type = read::detect_media_type(bytes);
  if (!type || *type != read::MediaType::pdf) return 0;
  Limits limits;
  limits.max_pixels = 1'000'000;
  limits.max_pages = 20;
  limits.max_words = 5000;
  auto reader = read::make_reader(std::string(bytes), limits, {});
  if (!reader) return promise(!reader.error().message.empty()), 0;
  const auto overview = (*reader)->overview();
  if (!overview) return 0;
  promise(overview->pages >= 0 && overview->pages <= limits.max_pages);
  for (const auto& finding : overview->findings) check(finding.box);
  if (overview->pages > 0) read_page(**reader, 1);
  return 0;
}
