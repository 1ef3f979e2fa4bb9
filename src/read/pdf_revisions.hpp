#pragma once
// Earlier states of a PDF: an edit that is saved "incrementally" leaves what was there before in the file.
// Knows nothing of Poppler.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "model/page.hpp"
#include "read/pdf_content.hpp"

namespace domicile::read {

/// A state of the file that its issuer may have sent: the first `size` bytes.
struct EarlierState {
  std::size_t size = 0;
  bool signed_then = false;  ///< it was signed: what came to it later weighs more
};

/// The earlier states to compare with, best first: what signatures cover, then what was saved, oldest first.
/// Who edits a file may plant marks of states that never were, so the first one that opens as a document
/// counts. Empty where the file was written in one piece; a linearised file was. At most eight.
[[nodiscard]] std::vector<EarlierState> earlier_states(std::string_view untrusted_bytes);

/// What became of a page between two states of its file, if a person would see or read it.
///
/// Words that were there and are gone: critical, edited_after_issue. Words or pictures that came to it:
/// a warning, because stamps and filled fields do that too. Nothing visible: no finding.
[[nodiscard]] std::vector<IntegrityFinding> compare_states(const PageContent& before,
                                                           const PageContent& after, int page,
                                                           bool signed_then);

}  // namespace domicile::read
