#pragma once
// A document of one page whose text layer says one thing and whose picture may show another.

#include <string>
#include <vector>

#include "model/page_reader.hpp"
#include "typed_page.hpp"

namespace domicile::tests {

class TwoFaced : public PageReader {
 public:
  TwoFaced(const std::vector<std::string>& picture, const std::vector<std::string>& layer)
      : picture_(typed_page(picture)), layer_(typed_page(layer)) {
    constexpr double well_read = 0.96;
    picture_.source = WordSource::ocr;
    for (auto& word : picture_.words) {
      word.source = WordSource::ocr;
      word.confidence = well_read;
    }
  }
  Result<Overview> overview() override {
    Overview overview;
    overview.media_type = "application/pdf";
    overview.pages = 1;
    overview.has_text_layer = {true};
    return overview;
  }
  /// The layer where it alone is asked for, else what the picture shows, as of a scan.
  Result<Page> words(const WordsRequest& request) override {
    return request.source == WordsRequest::Source::text_layer ? layer_ : picture_;
  }
  Result<Picture> picture(const PictureRequest&) override {
    return fail(ErrorCode::internal_defect, "page 1", "Nobody should look.");
  }

 private:
  Page picture_, layer_;
};

}  // namespace domicile::tests
