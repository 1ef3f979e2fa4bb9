#pragma once
// The dates that a file bears in itself beside the one that its page shows.

#include <optional>

#include "model/page.hpp"
#include "model/page_reader.hpp"
#include "model/reading.hpp"

namespace domicile {

/// Passes everything on to another reader and keeps what it said of the document.
class RememberingReader : public PageReader {
 public:
  explicit RememberingReader(PageReader& reader) : reader_(reader) {}
  Result<Overview> overview() override;
  Result<Page> words(const WordsRequest& request) override { return reader_.words(request); }
  Result<Picture> picture(const PictureRequest& request) override { return reader_.picture(request); }

  /// Empty until overview() was asked and answered.
  [[nodiscard]] const std::string& saved() const { return saved_; }

 private:
  PageReader& reader_;
  std::string saved_;
};

/// Makes critical what says that words were added to a finished file, or that a form field is not drawn or
/// drawn anew by each program, where name, address or date of issue stand. A stamp or a page number beside
/// them stays a warning.
void judge_added_words(Reading& reading);

/// contradicting_dates where the file was last saved long before the day on which its page says that it was
/// issued: no issuer writes a bill months ahead. `saved` is "2026-11-03", or empty where the file names no
/// day.
///
/// Saved 2026-03-02, issued 2026-11-03 in a text layer: critical. On a scan nothing, since a scanner's clock
/// may be wrong. Saved any time after the issue: nothing, since honest people download, print and shrink
/// later.
[[nodiscard]] std::optional<IntegrityFinding> contradicting_dates(const std::string& saved,
                                                                  const Reading& reading);

}  // namespace domicile
