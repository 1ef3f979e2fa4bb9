#pragma once
// What `domicile regress` says of each fixture: at a terminal, for programs, and as a page with pictures.

#include <filesystem>
#include <string>
#include <vector>

#include "regress/verdict.hpp"

namespace domicile::cli {

/// One fixture after its screening.
struct Judged {
  std::string name;
  regress::Verdict verdict;
  std::string
      picture_png;  ///< the page with what was read; empty where nothing differs or no page can be drawn
};

/// Field by field what differs, with what was expected, what came out and why; empty where all is as
/// expected.
[[nodiscard]] std::string as_text(const Judged& judged, bool with_known);

/// The same as one line of JSON.
[[nodiscard]] std::string as_json(const Judged& judged);

/// Writes an HTML page that stands alone, with a picture for each of `failing`. Fails with file_not_readable.
[[nodiscard]] Result<void> write_report(const std::filesystem::path& path, const std::vector<Judged>& failing,
                                        std::size_t total, const std::vector<std::string>& not_covered);

}  // namespace domicile::cli
