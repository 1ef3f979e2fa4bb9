#include "match/address_look_alikes.hpp"

#include <unicode/uscript.h>

#include <algorithm>
#include <string_view>

#include "base/text.hpp"

namespace domicile::match {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Letters of two alphabets inside one word: "Мaple" with a Cyrillic M.
bool has_mixed_word(std::string_view text) {
  if (is_ascii(text)) return false;
  bool latin = false, look_alike = false;
  for (const char32_t c : to_utf32(text)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(static_cast<UChar32>(c), &status);
    if (c == ' ' || c == '-' || c == '/' || c == '.' || (c >= '0' && c <= '9')) {
      if (latin && look_alike) return true;
      latin = look_alike = false;
    }
    latin = latin || script == USCRIPT_LATIN;
    look_alike =
        look_alike || script == USCRIPT_CYRILLIC || script == USCRIPT_GREEK || script == USCRIPT_ARMENIAN;
  }
  return latin && look_alike;
}

}  // namespace

bool has_look_alikes(const AddressComponents& parts) {
  for (const auto* part : {&parts.house_number, &parts.street, &parts.unit, &parts.building, &parts.po_box,
                           &parts.district, &parts.city, &parts.region, &parts.postcode}) {
    if (!is_ascii(*part) && (has_suspicious_controls(*part) || has_mixed_word(*part))) return true;
  }
  return false;
}

}  // namespace domicile::match
