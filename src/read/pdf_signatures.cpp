#include "read/pdf_signatures.hpp"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

namespace domicile::read {
namespace {

template <auto release>
struct Release {
  void operator()(auto* thing) const { release(thing); }
};
using Hash = std::unique_ptr<EVP_MD_CTX, Release<EVP_MD_CTX_free>>;
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

/// The digest that the signer took of the file, held against the file's; nothing where there is none.
std::optional<bool> has_digest_of(CMS_SignerInfo* signer, std::string_view one, std::string_view two) {
  constexpr int the_only_one = -3;
  X509_ALGOR* algorithm = nullptr;
  CMS_SignerInfo_get0_algs(signer, nullptr, nullptr, &algorithm, nullptr);
  const EVP_MD* digest = algorithm != nullptr ? EVP_get_digestbyobj(algorithm->algorithm) : nullptr;
  const auto* stored = static_cast<const ASN1_OCTET_STRING*>(CMS_signed_get0_data_by_OBJ(
      signer, OBJ_nid2obj(NID_pkcs9_messageDigest), the_only_one, V_ASN1_OCTET_STRING));
  const Hash hash(EVP_MD_CTX_new());
  std::array<unsigned char, EVP_MAX_MD_SIZE> found{};
  unsigned int size = 0;
  if (digest == nullptr || stored == nullptr || !hash ||
      EVP_DigestInit_ex(hash.get(), digest, nullptr) != 1 ||
      EVP_DigestUpdate(hash.get(), one.data(), one.size()) != 1 ||
      EVP_DigestUpdate(hash.get(), two.data(), two.size()) != 1 ||
      EVP_DigestFinal_ex(hash.get(), found.data(), &size) != 1)
    return std::nullopt;
  return ASN1_STRING_length(stored) == static_cast<int>(size) &&
         std::equal(found.begin(), found.begin() + size, ASN1_STRING_get0_data(stored));
}

}  // namespace

// Not by CMS_verify: it hashes the file once for each of the algorithms that a message lists, and a message
// may list thousands.
SignatureState check_signature(std::string_view file, const Signature& signature) {
  using enum SignatureState;
  constexpr std::size_t longest_message = std::size_t{1} << 20;
  const auto& [begin, length, second, second_length] = signature.byte_range;
  const bool unfinished = signature.contents.find_first_not_of('\0') == std::string_view::npos;
  if (unfinished) return unknown;
  if (!leaves_out_its_own_bytes(file, signature.byte_range)) return broken;
  if (!signature.detached || signature.contents.size() > longest_message) return unknown;
  const auto* der = reinterpret_cast<const unsigned char*>(signature.contents.data());
  const Message message(d2i_CMS_ContentInfo(nullptr, &der, static_cast<long>(signature.contents.size())));
  auto* signers = message ? CMS_get0_SignerInfos(message.get()) : nullptr;
  if (signers == nullptr || sk_CMS_SignerInfo_num(signers) != 1) return unknown;
  CMS_SignerInfo* signer = sk_CMS_SignerInfo_value(signers, 0);
  const auto same =
      has_digest_of(signer, file.substr(0, static_cast<std::size_t>(length)),
                    file.substr(static_cast<std::size_t>(second), static_cast<std::size_t>(second_length)));
  if (!same) return unknown;
  if (!*same) return broken;
  CMS_set1_signers_certs(message.get(), nullptr, 0);
  const int verified = CMS_SignerInfo_verify(signer);
  ERR_clear_error();
  return verified == 1 ? holds : verified == 0 ? broken : unknown;
}

}  // namespace domicile::read
