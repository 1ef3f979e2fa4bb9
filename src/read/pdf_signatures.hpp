#pragma once
// Do the bytes of a PDF still bear out its signature (ISO 32000-1, 12.8)? Who signed is not asked: no
// certificates are kept. Knows nothing of Poppler.

#include <array>
#include <cstdint>
#include <string_view>

namespace domicile::read {

/// What a signature dictionary says. Both views last no longer than what they were made of.
struct Signature {
  std::array<std::int64_t, 4> byte_range{};  ///< two stretches of the file, each its begin and its length
  std::string_view contents;                 ///< DER of a CMS message (RFC 5652), zeros behind it
  bool detached = true;                      ///< adbe.pkcs7.detached or ETSI.CAdES.detached
};

enum class SignatureState {
  holds,
  broken,   ///< the stretches leave out more than the signature itself, or their digest or the signature over
            ///< it is another
  unknown,  ///< unfinished, of another kind or with several signers, or what OpenSSL can't read
};

/// `file`: all its bytes. What was saved after signing is no business of this: `earlier_states` tells it.
[[nodiscard]] SignatureState check_signature(std::string_view file, const Signature& signature);

}  // namespace domicile::read
