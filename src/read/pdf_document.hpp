#pragma once
// What the PDF files of this room share of Poppler. Not for others: it shows Poppler's types.

#include <poppler/PDFDoc.h>
#include <poppler/SplashOutputDev.h>

#include <memory>
#include <string_view>

#include "base/limits.hpp"
#include "read/pdf_file.hpp"
#include "read/pdf_recorder.hpp"

namespace domicile::read {

inline constexpr std::size_t max_glyphs_of_a_page = 300'000;

struct PdfFile::Document {
  std::string_view untrusted_bytes;
  Limits limits;
  std::unique_ptr<PDFDoc> poppler;
  FontNumbers fonts;
  PageRecorder recorder{fonts, max_glyphs_of_a_page};  // kept for its cache of colour profiles
  // Kept between renderings for their glyph caches; destroyed before the document they point to.
  std::unique_ptr<SplashOutputDev> grey_device;
  std::unique_ptr<SplashOutputDev> colour_device;
};

/// A document over `untrusted_bytes`, which must outlive it; its isOk() says whether it could be opened.
[[nodiscard]] std::unique_ptr<PDFDoc> open_document(std::string_view untrusted_bytes);

/// What `page` paints.
[[nodiscard]] PageContent record_page(PDFDoc& document, PageRecorder& recorder, int page, int quarter_turns);

/// Errors that Poppler has reported on this thread so far.
[[nodiscard]] int warnings_so_far();

}  // namespace domicile::read
