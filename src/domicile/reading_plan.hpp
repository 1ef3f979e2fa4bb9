#pragma once
// In which order a document's pages are read, and when reading stops.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "extract/extractor.hpp"
#include "model/page_reader.hpp"
#include "model/reading.hpp"

namespace domicile {

/// Reads as much as the fields need: pages with a text layer first and all (they cost milliseconds), pictures
/// of pages from the top, and no further than until every field is found with confidence. What fails on the
/// way is a problem of the Reading, and what was read before it is kept.
///
/// `whole_in`, the locale of a first reading: pages with a text layer are also looked at where they show
/// something that the layer passes over, a holder who stands there as a picture, and what stands there is
/// taken for that language's.
[[nodiscard]] Reading read_document(PageReader& reader, const extract::Extractor& extractor,
                                    const Limits& limits, std::string_view locale_hint,
                                    const std::optional<std::string>& whole_in = std::nullopt);

/// Whether the name, the address or the date of issue was taken from a text layer.
[[nodiscard]] bool rests_on_text_layer(const Reading& reading);

/// True where two pages, each read alone, are a bill or statement of its own: dated otherwise, or another
/// holder's at another address; or where one is another holder's than `reading`, which is of all pages. Two
/// months' bills in one file are; a bill whose second page repeats its head is not.
[[nodiscard]] bool hold_several_documents(const std::vector<Page>& pages, const extract::Extractor& extractor,
                                          const Reading& reading);

/// text_layer_differs where the holder's address was found in a text layer, not in the upper half of the
/// first page, and the picture of that half shows another holder with another address, or print that is not
/// in the file's text and that OCR can't read.
[[nodiscard]] std::optional<IntegrityFinding> holder_shown_above(PageReader& reader,
                                                                 const extract::Extractor& extractor,
                                                                 const match::Matcher& matcher,
                                                                 const Reading& reading);

/// text_layer_differs where a page was read from its picture, and the text layer that a scanner put under it
/// says something else where name, address or date of issue stand, while it agrees with most other lines: the
/// picture was changed after it was scanned. A layer that is bad everywhere says nothing.
[[nodiscard]] std::optional<IntegrityFinding> layer_of_scan_differs(PageReader& reader, const Page& seen,
                                                                    const Reading& reading);

/// Tesseract models of one language.
struct LanguageModels {
  std::string own;    ///< what is written in its letters
  std::string latin;  ///< what is written in Latin letters
};

/// Reads the name, address and date boxes of `reading`, the label of the date and some words of the kind
/// again from the picture, where they came from a text layer. `models` read the document's language and what
/// it writes in Latin letters; `book` knows what endings ordinals have. A difference is
/// added to `reading.integrity` as text_layer_differs, and the field's legibility becomes 0: it neither
/// accepts nor rejects any more.
void verify_against_picture(PageReader& reader, Reading& reading, const LanguageModels& models,
                            const rules::RuleBook& book);

}  // namespace domicile
