#include "read/printed_forms.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

namespace domicile::read {
namespace {

// The radicals of the supplement that NFKC leaves alone, from EquivalentUnifiedIdeograph.txt of the Unicode
// Character Database 14 (Unicode License).
constexpr auto supplement = std::to_array<std::pair<char32_t, char32_t>>(
    {{U'\u2E81', U'\u5382'},     {U'\u2E82', U'\u4E5B'},     {U'\u2E83', U'\u4E5A'},
     {U'\u2E84', U'\u4E59'},     {U'\u2E85', U'\u4EBB'},     {U'\u2E86', U'\u5182'},
     {U'\u2E87', U'\U00020628'}, {U'\u2E88', U'\u5200'},     {U'\u2E89', U'\u5202'},
     {U'\u2E8A', U'\u535C'},     {U'\u2E8B', U'\u353E'},     {U'\u2E8C', U'\u5C0F'},
     {U'\u2E8D', U'\u5C0F'},     {U'\u2E8E', U'\u5140'},     {U'\u2E8F', U'\u5C23'},
     {U'\u2E90', U'\u5C22'},     {U'\u2E91', U'\U00021BC2'}, {U'\u2E92', U'\u5DF3'},
     {U'\u2E93', U'\u5E7A'},     {U'\u2E94', U'\u5F51'},     {U'\u2E95', U'\u5F50'},
     {U'\u2E96', U'\u5FC4'},     {U'\u2E97', U'\u5FC3'},     {U'\u2E98', U'\u624C'},
     {U'\u2E99', U'\u6535'},     {U'\u2E9B', U'\u65E1'},     {U'\u2E9C', U'\u65E5'},
     {U'\u2E9D', U'\u6708'},     {U'\u2E9E', U'\u6B7A'},     {U'\u2E9F', U'\u6BCD'},
     {U'\u2EA0', U'\u6C11'},     {U'\u2EA1', U'\u6C35'},     {U'\u2EA2', U'\u6C3A'},
     {U'\u2EA3', U'\u706C'},     {U'\u2EA4', U'\u722B'},     {U'\u2EA5', U'\u722B'},
     {U'\u2EA6', U'\u4E2C'},     {U'\u2EA7', U'\u725B'},     {U'\u2EA8', U'\u72AD'},
     {U'\u2EA9', U'\u738B'},     {U'\u2EAA', U'\U00024D14'}, {U'\u2EAB', U'\u76EE'},
     {U'\u2EAC', U'\u793A'},     {U'\u2EAD', U'\u793B'},     {U'\u2EAE', U'\U00025AD7'},
     {U'\u2EAF', U'\u7CF9'},     {U'\u2EB0', U'\u7E9F'},     {U'\u2EB1', U'\u7F53'},
     {U'\u2EB2', U'\u7F52'},     {U'\u2EB3', U'\u34C1'},     {U'\u2EB4', U'\u5197'},
     {U'\u2EB5', U'\U0002626B'}, {U'\u2EB6', U'\u7F8A'},     {U'\u2EB7', U'\U0002634C'},
     {U'\u2EB8', U'\U0002634B'}, {U'\u2EB9', U'\u8002'},     {U'\u2EBA', U'\u8080'},
     {U'\u2EBB', U'\u807F'},     {U'\u2EBC', U'\u8089'},     {U'\u2EBD', U'\U00026951'},
     {U'\u2EBE', U'\u8279'},     {U'\u2EBF', U'\u8279'},     {U'\u2EC0', U'\u8279'},
     {U'\u2EC1', U'\u864E'},     {U'\u2EC2', U'\u8864'},     {U'\u2EC3', U'\u8980'},
     {U'\u2EC4', U'\u897F'},     {U'\u2EC5', U'\u89C1'},     {U'\u2EC6', U'\u89D2'},
     {U'\u2EC7', U'\U000278B2'}, {U'\u2EC8', U'\u8BA0'},     {U'\u2EC9', U'\u8D1D'},
     {U'\u2ECA', U'\U00027FB7'}, {U'\u2ECB', U'\u8F66'},     {U'\u2ECC', U'\u8FB6'},
     {U'\u2ECD', U'\u8FB6'},     {U'\u2ECE', U'\u8FB6'},     {U'\u2ECF', U'\u9091'},
     {U'\u2ED0', U'\u9485'},     {U'\u2ED1', U'\u9577'},     {U'\u2ED2', U'\u9578'},
     {U'\u2ED3', U'\u957F'},     {U'\u2ED4', U'\u95E8'},     {U'\u2ED5', U'\U00028E0F'},
     {U'\u2ED6', U'\u961D'},     {U'\u2ED7', U'\u96E8'},     {U'\u2ED8', U'\u9752'},
     {U'\u2ED9', U'\u97E6'},     {U'\u2EDA', U'\u9875'},     {U'\u2EDB', U'\u98CE'},
     {U'\u2EDC', U'\u98DE'},     {U'\u2EDD', U'\u98DF'},     {U'\u2EDE', U'\U0002967F'},
     {U'\u2EDF', U'\u98E0'},     {U'\u2EE0', U'\u9963'},     {U'\u2EE1', U'\U00029810'},
     {U'\u2EE2', U'\u9A6C'},     {U'\u2EE3', U'\u9AA8'},     {U'\u2EE4', U'\u9B3C'},
     {U'\u2EE5', U'\u9C7C'},     {U'\u2EE6', U'\u9E1F'},     {U'\u2EE7', U'\u5364'},
     {U'\u2EE8', U'\u9EA6'},     {U'\u2EE9', U'\u9EC4'},     {U'\u2EEA', U'\u9EFE'},
     {U'\u2EEB', U'\u6589'},     {U'\u2EEC', U'\u9F50'},     {U'\u2EED', U'\u6B6F'},
     {U'\u2EEE', U'\u9F7F'},     {U'\u2EEF', U'\u7ADC'},     {U'\u2EF0', U'\u9F99'},
     {U'\u2EF1', U'\u9F9C'},     {U'\u2EF2', U'\u4E80'},     {U'\u2EF3', U'\u9F9F'}});

bool is_radical(char32_t c) { return c >= 0x2E80 && c <= 0x2FDF; }

bool is_presentation_form(char32_t c) {
  return (c >= 0xFB00 && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC) || is_radical(c);
}

void append_plain(char32_t c, const icu::Normalizer2& nfkc, std::u32string& plain) {
  const auto* radical = std::ranges::lower_bound(supplement, c, {}, &std::pair<char32_t, char32_t>::first);
  icu::UnicodeString decomposition;
  if (radical != supplement.end() && radical->first == c) {
    plain += radical->second;
  } else if (is_presentation_form(c) && nfkc.getDecomposition(static_cast<UChar32>(c), decomposition)) {
    for (int i = 0; i < decomposition.length(); i = decomposition.moveIndex32(i, 1)) {
      plain += static_cast<char32_t>(decomposition.char32At(i));
    }
  } else {
    plain += c;
  }
}

}  // namespace

std::u32string with_plain_letters(const std::u32string& text) {
  if (std::ranges::none_of(text, is_presentation_form)) return text;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) return text;
  std::u32string plain;
  for (const char32_t c : text) append_plain(c, *nfkc, plain);
  return plain;
}

}  // namespace domicile::read
