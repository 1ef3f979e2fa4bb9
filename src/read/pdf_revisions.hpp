#pragma once
// Earlier states of a PDF: an edit that is saved "incrementally" leaves what was there before in the file.
// Knows nothing of Poppler.

#include <cstddef>
#include <optional>
#include <string_view>

#include "model/page.hpp"
#include "read/pdf_content.hpp"

namespace domicile::read {

/// A state of the file that its issuer may have sent: the first `size` bytes.
struct EarlierState {
  std::size_t size = 0;
  bool signed_then = false;  ///< a signature covers exactly these bytes
};

/// The earlier state to compare with: what a signature covers where there is one, else what was first saved.
/// Nothing where the file was written in one piece; a linearised file was.
[[nodiscard]] std::optional<EarlierState> earlier_state(std::string_view untrusted_bytes);

/// What became of a page between two states of its file, if a person would see or read it.
///
/// Words that were there and are gone: critical, edited_after_issue. Words or pictures that came to it:
/// a warning, because stamps and filled fields do that too. Nothing visible: no finding.
[[nodiscard]] std::optional<IntegrityFinding> compare_states(const PageContent& before,
                                                             const PageContent& after, int page,
                                                             bool signed_then);

}  // namespace domicile::read
