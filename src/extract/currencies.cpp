#include "extract/currencies.hpp"

#include <unicode/ucurr.h>
#include <unicode/unistr.h>

#include "base/text.hpp"

namespace domicile::extract {
namespace {

std::string currency_of(const std::string& country) {
  UErrorCode status = U_ZERO_ERROR;
  UChar code[4] = {};
  const auto length = ucurr_forLocale(("und_" + country).c_str(), code, 4, &status);
  std::string result;
  if (U_SUCCESS(status)) icu::UnicodeString(code, length).toUTF8String(result);
  return result;
}

// The currency's symbol as the country itself writes it: "R" in South Africa, "kr" in Sweden (CLDR).
std::string symbol_of(const std::string& currency, const rules::RegionRules& region) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0;
  auto code = icu::UnicodeString::fromUTF8(currency);
  const auto locale = region.language + "_" + region.country;
  const auto* name =
      ucurr_getName(code.getTerminatedBuffer(), locale.c_str(), UCURR_SYMBOL_NAME, nullptr, &length, &status);
  std::string symbol;
  if (U_SUCCESS(status)) icu::UnicodeString(name, length).toUTF8String(symbol);
  return to_lower(symbol);
}

bool is_whole(const std::string& currency) {
  UErrorCode status = U_ZERO_ERROR;
  auto code = icu::UnicodeString::fromUTF8(currency);
  const auto digits =
      ucurr_getDefaultFractionDigitsForUsage(code.getTerminatedBuffer(), UCURR_USAGE_CASH, &status);
  return U_SUCCESS(status) && digits == 0;
}

}  // namespace

Currencies::Currencies(const std::vector<rules::RegionRules>& regions,
                       const std::vector<std::string>& countries) {
  for (const auto& region : regions) {
    auto code = currency_of(region.country);
    auto symbol = symbol_of(code, region);
    of_regions.push_back({std::move(code), std::move(symbol)});
  }
  for (const auto& country : countries) {
    auto code = currency_of(country);
    const bool whole = is_whole(code);
    of_countries.push_back({std::move(code), whole});
  }
}

}  // namespace domicile::extract
