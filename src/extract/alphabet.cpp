#include "extract/alphabet.hpp"

#include <unicode/ulocdata.h>

#include <memory>

namespace domicile::extract {

void add_letters(const std::string& language, Alphabet& alphabet) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(ulocdata_open(language.c_str(), &status),
                                                                     &ulocdata_close);
  if (U_FAILURE(status)) return;
  const auto add = [&](ULocaleDataExemplarSetType type, icu::UnicodeSet& into) {
    status = U_ZERO_ERROR;
    icu::UnicodeSet letters;
    ulocdata_getExemplarSet(data.get(), letters.toUSet(), 0, type, &status);
    if (U_SUCCESS(status)) into.addAll(letters.closeOver(USET_ADD_CASE_MAPPINGS));
  };
  add(ULOCDATA_ES_STANDARD, alphabet.own);
  add(ULOCDATA_ES_AUXILIARY, alphabet.loaned);
}

}  // namespace domicile::extract
