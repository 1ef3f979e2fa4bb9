#include "read/pdf_signatures.hpp"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/err.h>

#include <climits>
#include <memory>

namespace domicile::read {
namespace {

template <auto release>
struct Release {
  void operator()(auto* thing) const { release(thing); }
};
using Bio = std::unique_ptr<BIO, Release<BIO_free>>;
using Message = std::unique_ptr<CMS_ContentInfo, Release<CMS_ContentInfo_free>>;

/// The gap between both stretches is the signature as a hexadecimal string and nothing else.
bool leaves_out_its_own_bytes(std::string_view file, const std::array<std::int64_t, 4>& range) {
  const auto size = static_cast<std::int64_t>(file.size());
  const auto& [begin, length, second, second_length] = range;
  if (begin != 0 || length <= 0 || second <= length || second_length < 0 || second > size ||
      second_length > size - second)
    return false;
  const auto gap = file.substr(static_cast<std::size_t>(length), static_cast<std::size_t>(second - length));
  return gap.size() > 2 && gap.front() == '<' && gap.back() == '>' &&
         gap.find_first_not_of("0123456789abcdefABCDEF \r\n\t", 1) == gap.size() - 1;
}

bool digest_differs() {
  bool differs = false;
  while (const unsigned long error = ERR_get_error()) {
    differs = differs || (ERR_GET_LIB(error) == ERR_LIB_CMS &&
                          (ERR_GET_REASON(error) == CMS_R_VERIFICATION_FAILURE ||
                           ERR_GET_REASON(error) == CMS_R_MESSAGEDIGEST_WRONG_LENGTH));
  }
  return differs;
}

}  // namespace

SignatureState check_signature(std::string_view file, const Signature& signature) {
  using enum SignatureState;
  const auto& range = signature.byte_range;
  if (!leaves_out_its_own_bytes(file, range)) return broken;
  if (!signature.detached || signature.contents.size() > INT_MAX || file.size() > INT_MAX) return unknown;
  const auto* der = reinterpret_cast<const unsigned char*>(signature.contents.data());
  const Message message(d2i_CMS_ContentInfo(nullptr, &der, static_cast<long>(signature.contents.size())));
  std::string covered(file.substr(0, static_cast<std::size_t>(range[1])));
  covered += file.substr(static_cast<std::size_t>(range[2]), static_cast<std::size_t>(range[3]));
  const Bio content(BIO_new_mem_buf(covered.data(), static_cast<int>(covered.size())));
  ERR_clear_error();
  if (!message || !content) return unknown;
  constexpr unsigned int flags = CMS_NO_SIGNER_CERT_VERIFY | CMS_BINARY;
  if (CMS_verify(message.get(), nullptr, nullptr, content.get(), nullptr, flags) == 1) return holds;
  return digest_differs() ? broken : unknown;
}

}  // namespace domicile::read
