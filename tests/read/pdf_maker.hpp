#pragma once
// Small PDFs for tests, written out by hand so that a test sees every byte that matters.

#include <string>
#include <vector>

namespace domicile::test {

/// One page: what it paints and how it is framed.
struct PdfPageSpec {
  std::string content;  ///< operators; fonts /F1 (Helvetica) and /F2 (Courier) are there
  std::string entries = "/MediaBox [0 0 600 800]";  ///< further entries of the page's dictionary
  std::string resources;                            ///< further entries of its resources
};

/// A whole file. `objects` are numbered from 100 on; `catalog` adds entries to the catalogue.
[[nodiscard]] std::string make_pdf(const std::vector<PdfPageSpec>& pages, const std::string& catalog = "",
                                   const std::vector<std::string>& objects = {});

/// `pdf` with an update after its end that replaces object `number` by `body`.
[[nodiscard]] std::string with_update(const std::string& pdf, int number, const std::string& body);

/// "<</Length …>> stream … endstream" around `content`, with further dictionary `entries`.
[[nodiscard]] std::string stream_object(const std::string& content, const std::string& entries = "");

/// The number of the object that holds the content of page `index` (from 0).
[[nodiscard]] int content_object(int index);

/// "BT /F1 12 Tf x y Td (text) Tj ET".
[[nodiscard]] std::string line_of_text(double x, double y, const std::string& text, double size = 12);

}  // namespace domicile::test
