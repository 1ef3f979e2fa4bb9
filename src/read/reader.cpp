#include "read/reader.hpp"

#include <leptonica/allheaders.h>

#include <utility>

#include "read/media_type.hpp"
#include "read/ocr.hpp"
#include "read/session.hpp"

namespace domicile::read {

Result<std::shared_ptr<OcrEngine>> make_engine(const std::string& tessdata_directory,
                                               const std::vector<std::string>& models) {
  auto engine = std::make_shared<OcrEngine>(tessdata_directory);
  engine->map_models();
  for (const std::string& model : models) {
    if (auto warmed = engine->warm(model); !warmed) return std::unexpected(warmed.error());
  }
  return engine;
}

Result<std::unique_ptr<PageReader>> make_reader(std::string untrusted_bytes, const Limits& limits,
                                                const ReadOptions& options) {
  if (std::cmp_greater(untrusted_bytes.size(), limits.max_bytes)) {
    return fail(ErrorCode::too_large, "",
                "The file is larger than the limit max_bytes (" + std::to_string(limits.max_bytes) + ").",
                "Send a smaller file.");
  }
  // Leptonica, under Tesseract too, writes to standard error otherwise.
  setMsgSeverity(L_SEVERITY_NONE);
  const auto type = detect_media_type(untrusted_bytes);
  if (!type) return std::unexpected(type.error());
  if (*type == MediaType::pdf) return open_pdf_session(std::move(untrusted_bytes), limits, options);
  return open_picture_session(std::move(untrusted_bytes), *type, limits, options);
}

Result<void> warm_engine(OcrEngine& engine, const std::string& model) { return engine.warm(model); }

std::string take_missing_model(OcrEngine& engine) { return engine.take_missing_model(); }

}  // namespace domicile::read
