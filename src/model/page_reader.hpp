#pragma once
// The interface between whoever wants pages and whoever decodes them. `read` implements it over the decoders;
// `sandbox` implements it by asking a locked-down child that runs `read`'s. Tests put stand-ins here.

#include <string>
#include <vector>

#include "base/error.hpp"
#include "model/page.hpp"

namespace domicile {

/// What to read of a page.
struct WordsRequest {
  enum class Source {
    automatic,   ///< the text layer where it can be trusted, OCR elsewhere
    trusted,     ///< as `automatic`, but of a page that has to be read from its picture: no words
    text_layer,  ///< the text layer as it is, trusted or not
    ocr,         ///< the picture of the page, whatever the text layer says
    whole,       ///< as trusted, and by OCR whatever the page shows and its text layer passes over
  };
  /// How a picture is looked at.
  enum class Look {
    plain,
    sample,    ///< only the longest lines of the region, 80 letters or so: enough to tell a language
    again,     ///< softened, so that what is misread is not what a plain look misreads
    thorough,  ///< plain, then without a layout: adds what was missed or doubted, twice the time
  };
  int page = 1;  ///< from 1
  Box region = whole_page;
  Source source = Source::automatic;
  /// Tesseract models to read with, in order of preference: the first that is installed reads.
  std::vector<std::string> models = {"Latin"};
  Look look = Look::plain;
};

/// What to render of a page.
struct PictureRequest {
  int page = 1;
  Box region = whole_page;
  int dpi = 100;        ///< 20..600
  bool colour = false;  ///< RGB instead of grey
};

/// Reads the pages of one attachment. Calls come one at a time. Where a call fails the reader stays usable,
/// except after took_too_long and reader_crashed.
class PageReader {
 public:
  virtual ~PageReader() = default;

  /// Type, page count and structure. Fails with unsupported_media_type, empty_document, corrupt_document,
  /// encrypted_document, too_large.
  [[nodiscard]] virtual Result<Overview> overview() = 0;

  /// The page, upright, with the words whose centre lies in `request.region`.
  /// A page without text gives no words: that is no failure.
  [[nodiscard]] virtual Result<Page> words(const WordsRequest& request) = 0;

  /// Pixels of the upright page, in the same orientation and frame as the boxes of `words`.
  [[nodiscard]] virtual Result<Picture> picture(const PictureRequest& request) = 0;
};

}  // namespace domicile
