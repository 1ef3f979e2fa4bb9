#pragma once
// Where untrusted bytes are decoded: in a locked-down child, or, where the caller wants it so, here.

#include <memory>
#include <vector>

#include "domicile/screener.hpp"
#include "model/page_reader.hpp"
#include "sandbox/layers.hpp"

namespace domicile {

class Decoding {
 public:
  /// Starts the zygote, unless the sandbox is off. Fails with sandbox_unavailable, rules_invalid (no such
  /// model).
  [[nodiscard]] static Result<std::unique_ptr<Decoding>> start(const ScreenerOptions& options);
  virtual ~Decoding() = default;

  /// Never null; a failure is the answer of the first call.
  [[nodiscard]] virtual std::unique_ptr<PageReader> open(const Attachment& attachment) const = 0;

  [[nodiscard]] virtual sandbox::Layers layers() const = 0;
};

}  // namespace domicile
