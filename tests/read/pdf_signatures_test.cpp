#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <vector>

#include "read/findings.hpp"
#include "read/pdf_maker.hpp"

using namespace domicile;
using namespace domicile::read;
using namespace domicile::test;

namespace {

constexpr std::size_t room = 4096;  // of the signature, in bytes

template <auto release>
struct Release {
  void operator()(auto* thing) const { release(thing); }
};

/// DER of a detached CMS message over `bytes`, by a key made for this test.
std::string signature_of(const std::string& bytes) {
  const std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>> key(EVP_EC_gen("P-256"));
  const std::unique_ptr<X509, Release<X509_free>> certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 86400);
  X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("Issuer"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
  X509_set_pubkey(certificate.get(), key.get());
  BOOST_REQUIRE(X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0);
  const std::unique_ptr<BIO, Release<BIO_free>> content(
      BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
  const std::unique_ptr<CMS_ContentInfo, Release<CMS_ContentInfo_free>> message(
      CMS_sign(certificate.get(), key.get(), nullptr, content.get(), CMS_DETACHED | CMS_BINARY));
  BOOST_REQUIRE(message);
  unsigned char* der = nullptr;
  const int size = i2d_CMS_ContentInfo(message.get(), &der);
  BOOST_REQUIRE(size > 0);
  std::string result(reinterpret_cast<char*>(der), static_cast<std::size_t>(size));
  OPENSSL_free(der);
  return result;
}

std::string in_hexadecimal(const std::string& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) text += {digits[byte >> 4], digits[byte & 15]};
  return text;
}

/// A bill, signed as a whole.
std::string signed_bill() {
  const std::string blank(room * 2, '0');
  std::string pdf =
      make_pdf({{line_of_text(60, 700, "Bill of 3 November 2026")}}, "/AcroForm <</Fields [100 0 R]>>",
               {"<</FT /Sig /T (issuer) /V 101 0 R>>",
                "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 "
                "AAAAAAAA BBBBBBBB CCCCCCCC] /Contents <" +
                    blank + ">>>"});
  const std::size_t open = pdf.find("<" + blank), close = open + 2 + blank.size();
  const auto fill = [&](const std::string& mark, std::size_t number) {
    std::string digits = std::to_string(number);
    digits.resize(mark.size(), ' ');
    pdf.replace(pdf.find(mark), mark.size(), digits);
  };
  fill("AAAAAAAA", open);
  fill("BBBBBBBB", close);
  fill("CCCCCCCC", pdf.size() - close);
  const std::string hex = in_hexadecimal(signature_of(pdf.substr(0, open) + pdf.substr(close)));
  BOOST_REQUIRE(hex.size() <= blank.size());
  return pdf.replace(open + 1, hex.size(), hex);
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  BOOST_REQUIRE(text.find(what) != std::string::npos);
  return text.replace(text.find(what), what.size(), by);
}

void is_told_as_changed(const std::string& pdf) {
  const auto findings = findings_of(pdf);
  BOOST_REQUIRE(findings.size() == 1U);
  BOOST_TEST(findings[0].code == "edited_after_issue");
  BOOST_TEST((findings[0].severity == IntegrityFinding::Severity::critical));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pdf_signatures)

BOOST_AUTO_TEST_CASE(a_signed_file_as_it_was_sent_has_no_finding) {
  BOOST_TEST(findings_of(signed_bill()).empty());
}

BOOST_AUTO_TEST_CASE(one_digit_changed_in_place_breaks_the_signature) {
  is_told_as_changed(replaced(signed_bill(), "Bill of 3", "Bill of 8"));
}

BOOST_AUTO_TEST_CASE(a_file_written_anew_around_its_old_signature_is_told) {
  is_told_as_changed(replaced(signed_bill(), "Bill of 3 November", "Bill of 23 November"));
}

BOOST_AUTO_TEST_CASE(a_range_that_leaves_more_out_than_the_signature_is_told) {
  const std::string pdf = signed_bill();
  const std::size_t at = pdf.find("/ByteRange [0 ") + 14;
  const std::string first = pdf.substr(at, 8);
  std::string less = std::to_string(std::stoul(first) - 40);
  less.resize(8, ' ');
  is_told_as_changed(replaced(pdf, "[0 " + first, "[0 " + less));
}

BOOST_AUTO_TEST_CASE(a_signature_that_can_not_be_read_says_nothing) {
  const std::string pdf = signed_bill();
  const std::size_t begin = pdf.find("/Contents <") + 11;
  BOOST_TEST(findings_of(std::string(pdf).replace(begin, 40, std::string(40, 'f'))).empty());
  BOOST_TEST(findings_of(replaced(pdf, "/adbe.pkcs7.detached", "/adbe.x509.rsa_sha1 ")).empty());
}

BOOST_AUTO_TEST_CASE(a_field_that_is_its_own_kid_many_times_over_is_looked_at_once) {
  std::string kids;
  for (int i = 0; i < 200; ++i) kids += "100 0 R ";
  BOOST_TEST(findings_of(make_pdf({{line_of_text(60, 700, "Bill")}}, "/AcroForm <</Fields [100 0 R]>>",
                                  {"<</FT /Sig /T (s) /Kids [" + kids + "]>>"}))
                 .empty());
}

BOOST_AUTO_TEST_CASE(a_place_kept_for_a_signature_is_none_that_was_broken) {
  const std::string pdf = signed_bill();
  const std::size_t begin = pdf.find("/Contents <") + 11;
  BOOST_TEST(findings_of(std::string(pdf).replace(begin, room * 2, std::string(room * 2, '0'))).empty());
}

BOOST_AUTO_TEST_SUITE_END()
