#pragma once
// The two kinds of reader behind make_reader, and what they share.

#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "model/page_reader.hpp"
#include "read/media_type.hpp"
#include "read/pixels.hpp"
#include "read/reader.hpp"
#include "read/upright.hpp"

namespace domicile::read {

/// The OCR engine of a session, made when it is first used.
class LazyEngine {
 public:
  explicit LazyEngine(const ReadOptions& options) : options_(options) {}
  [[nodiscard]] OcrEngine& get();

 private:
  ReadOptions options_;
};

/// Takes over the first model of a request that `engine` has, unless it is the one that every request starts
/// with. Who asks for the picture beside a text layer knows the script.
void choose_script(ScriptChoice& script, const WordsRequest& request, const OcrEngine& engine);

/// A PDF. Fails as PdfFile::open.
[[nodiscard]] Result<std::unique_ptr<PageReader>> open_pdf_session(std::string untrusted_bytes,
                                                                   const Limits& limits,
                                                                   const ReadOptions& options);

/// A picture of any other type, of one page or several. Only headers are read here.
[[nodiscard]] Result<std::unique_ptr<PageReader>> open_picture_session(std::string untrusted_bytes,
                                                                       MediaType type, const Limits& limits,
                                                                       const ReadOptions& options);

/// `region` of an upright page as a Picture at `dpi`, where the page has `page_dpi`.
[[nodiscard]] Picture cut_out(const Pixels& page, double page_dpi, const Box& region, int dpi, bool colour);

/// Pixels as they are, grey or with BGR turned to RGB.
[[nodiscard]] Picture to_picture(const Pixels& pixels, bool colour);

/// True where the middle of `inner` lies in `region`.
[[nodiscard]] bool centre_inside(const Box& inner, const Box& region);

/// Puts `problem` into `quality` once.
void add_problem(Quality& quality, const std::string& problem);

/// Fails with wrong_usage where `page` is not one of 1..`pages`, or too_many_pages beyond what may be read.
[[nodiscard]] Result<void> check_page_number(int page, int pages, const Limits& limits);

/// Fails with corrupt_document where `picture` is a strip, more than a hundred times as long as wide: no page
/// is, and made smaller nothing would be left of it.
[[nodiscard]] Result<void> check_shape(const Pixels& picture, int page);

}  // namespace domicile::read
