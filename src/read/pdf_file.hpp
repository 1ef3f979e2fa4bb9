#pragma once
// A PDF in memory, through Poppler's core. Only the files of this room that are named pdf_… see Poppler.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "model/geometry.hpp"
#include "model/page.hpp"
#include "read/pdf_content.hpp"
#include "read/pdf_revisions.hpp"
#include "read/pixels.hpp"

namespace domicile::read {

/// What the file says about itself; untrusted.
struct PdfFacts {
  std::string producer;
  std::string creator;
  std::string language;
  std::string saved;  ///< the later day of making and saving, "2026-11-03"; empty where the file names none
  bool resaved = false;  ///< it was saved again a while after it was made, as the file says
};

class PdfFile {
 public:
  /// Opens `untrusted_bytes`, which must outlive the file. The empty password is tried.
  ///
  /// Fails with encrypted_document where a password is needed, empty_document where there is no page,
  /// too_many_pages over `limits.max_pages`, corrupt_document where Poppler gives up.
  [[nodiscard]] static Result<std::unique_ptr<PdfFile>> open(std::string_view untrusted_bytes,
                                                             const Limits& limits);
  ~PdfFile();

  [[nodiscard]] int page_count() const;
  [[nodiscard]] PdfFacts facts() const;

  /// True where the page's resources name a font: cheap, and nearly always true of pages with text.
  [[nodiscard]] bool names_fonts(int page) const;

  /// What `page` (from 1) paints, turned clockwise by `quarter_turns` beyond its own /Rotate.
  /// Fails with corrupt_document where the page can't be found.
  [[nodiscard]] Result<PageContent> content(int page, int quarter_turns = 0);

  /// What the file holds for the page beside `shown`, its content: in layers that are off, in annotations and
  /// fields that are not drawn. Glyphs only, none visible.
  [[nodiscard]] std::vector<Glyph> unshown(int page, int quarter_turns, const PageContent& shown);

  struct Rendering {
    Pixels pixels;     ///< of the region
    double dpi = 0;    ///< as rendered: lower than asked for where the page is huge
    int warnings = 0;  ///< errors that the decoder reported meanwhile
  };

  /// Pixels of `region` of the page in the same frame as `content` with the same `quarter_turns`.
  /// The resolution is lowered until region and page fit the limits; never fails for their size.
  [[nodiscard]] Result<Rendering> render(int page, const Box& region, double dpi, bool colour,
                                         int quarter_turns = 0);

  /// The same for the whole of a page that is nothing but one picture: its stored pixels, brought to at most
  /// `most_dpi` and to the page's proportions. Nothing where the page shows more or less than that.
  [[nodiscard]] std::optional<Rendering> lone_picture(int page, double most_dpi, int quarter_turns = 0);

  /// Signs in the structure that the file is not what was issued: active content, later edits.
  [[nodiscard]] std::vector<IntegrityFinding> structure_findings();

 private:
  struct Document;
  explicit PdfFile(std::unique_ptr<Document> document);
  void find_later_edits(std::vector<IntegrityFinding>& findings);
  /// False where `earlier` is no document with these pages.
  bool compare_with(const EarlierState& earlier, std::vector<IntegrityFinding>& findings);
  std::unique_ptr<Document> document_;
};

}  // namespace domicile::read
