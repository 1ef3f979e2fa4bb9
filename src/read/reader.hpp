#pragma once
// Untrusted bytes to a PageReader that decodes in this process. Run it inside the sandbox's child.

#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/limits.hpp"
#include "model/page_reader.hpp"

namespace domicile {
class OcrEngine;
}

namespace domicile::read {

inline constexpr const char* default_tessdata_directory = "/usr/share/tesseract-ocr/5/tessdata";

/// An engine over the models of `tessdata_directory`, with `models` ("Latin", "ell" …) loaded now: what a
/// process does before it forks readers. No models: each is loaded when a page first needs it.
/// Fails with rules_invalid where one of `models` is missing or is no model.
[[nodiscard]] Result<std::shared_ptr<OcrEngine>> make_engine(const std::string& tessdata_directory,
                                                             const std::vector<std::string>& models);

/// Loads one more model into `engine`. Fails with rules_invalid where it is missing or is no model.
[[nodiscard]] Result<void> warm_engine(OcrEngine& engine, const std::string& model);

/// The model that a reader wanted since this was last asked and could not load; empty for none.
[[nodiscard]] std::string take_missing_model(OcrEngine& engine);

struct ReadOptions {
  std::string tessdata_directory = default_tessdata_directory;
  /// The engine to recognise with, warmed by the caller or not. Where null, one over `tessdata_directory` is
  /// made when a page first needs it.
  std::shared_ptr<OcrEngine> engine;
};

/// A reader over `untrusted_bytes`, whose type is decided by the bytes. Pages are decoded when they are first
/// asked for and kept; no OCR model is loaded for a page whose text layer can be trusted.
///
/// "%PDF-1.4 …" of a whole document gives a reader. Fails with unsupported_media_type, empty_document,
/// too_large (over limits.max_bytes), too_many_pages, encrypted_document and corrupt_document.
[[nodiscard]] Result<std::unique_ptr<PageReader>> make_reader(std::string untrusted_bytes,
                                                              const Limits& limits,
                                                              const ReadOptions& options);

}  // namespace domicile::read
