#pragma once
// What the PDF files of this room share of Poppler. Not for others: it shows Poppler's types.

#include <poppler/PDFDoc.h>
#include <poppler/SplashOutputDev.h>

#include <ctime>
#include <memory>
#include <string_view>

#include "base/limits.hpp"
#include "read/pdf_file.hpp"
#include "read/pdf_recorder.hpp"

namespace domicile::read {

inline constexpr std::size_t max_glyphs_of_a_page = 300'000;
inline constexpr double points_per_inch = 72;

/// Quarter turns clockwise as Poppler wants them: 0, 90, 180 or 270 degrees.
[[nodiscard]] inline int as_rotation(int quarter_turns) { return ((quarter_turns % 4) + 4) % 4 * 90; }

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
[[nodiscard]] PageContent record_page(PDFDoc& document, PageRecorder& recorder, const Limits& limits,
                                      int page, int quarter_turns);

/// Ends a page that paints for too long: Poppler asks between operators.
class PageBudget {
 public:
  explicit PageBudget(const Limits& limits);

  /// For Poppler's abort callback; `budget` is a PageBudget.
  static bool is_spent(void* budget);

  [[nodiscard]] bool was_spent() const { return spent_; }

 private:
  std::clock_t end_;
  bool spent_ = false;
};

}  // namespace domicile::read
