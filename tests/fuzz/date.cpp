// A line with dates, read by the words of every language, as printed and as a scanner gave it.

#include <cstdlib>

#include "base/text.hpp"
#include "extract/date_text.hpp"
#include "promise.hpp"

using namespace domicile;
using fuzz::promise;

namespace {

const extract::Lexicon& lexicon() {
  static const auto book = [] {
    auto loaded = rules::load_rules(DOMICILE_SOURCE_DIR);
    promise(loaded.has_value());
    return std::move(*loaded);
  }();
  static const extract::Lexicon made(book);
  return made;
}

void check(const extract::WrittenDate& date, std::size_t size) {
  promise(date.begin < date.end && date.end <= size);
  promise(date.value.ok());
  promise(!date.month_first || date.month_first->ok());
  promise((date.form == extract::DateForm::ambiguous) == date.month_first.has_value());
}

}  // namespace

// Reading the rules takes its time; no input shall be blamed for it.
extern "C" int LLVMFuzzerInitialize(int*, char***) { return lexicon().languages.empty() ? 1 : 0; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::as_text(data, size);
  if (size > 1024 || !is_utf8(text)) return 0;
  for (const auto& language : lexicon().languages) {
    for (const bool from_ocr : {false, true}) {
      for (const auto& date : extract::find_dates(text, {&language}, from_ocr)) check(date, size);
    }
  }
  return 0;
}
