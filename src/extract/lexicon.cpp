#include "extract/lexicon.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/ures.h>

#include <algorithm>
#include <set>
#include <span>

#include "base/digits.hpp"

namespace domicile::extract {
namespace {

std::string utf8(const icu::UnicodeString& text) {
  std::string result;
  text.toUTF8String(result);
  return result;
}

// A month's name as one token: "janv." → "janv". Names of several tokens ("11月" aside) do not occur in
// CLDR's languages that domicile reads.
void add_month(DateWords& words, std::string_view form, int month) {
  const auto tokens = fold_tokens(form);
  if (tokens.size() == 1 && !std::ranges::all_of(tokens[0], is_digit)) {
    words.months.emplace(tokens[0], month);
  }
}

void add_cldr_months(DateWords& words, const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::DateFormatSymbols symbols(icu::Locale::forLanguageTag(language, status), status);
  if (U_FAILURE(status)) return;
  using Symbols = icu::DateFormatSymbols;
  for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
    for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
      int32_t count = 0;
      const auto* first = symbols.getMonths(count, context, width);
      int month = 0;
      for (const auto& name : std::span(first, static_cast<std::size_t>(std::min(count, 12))))
        add_month(words, utf8(name), ++month);
      first = symbols.getWeekdays(count, context, width);
      for (const auto& name : std::span(first, static_cast<std::size_t>(count))) {
        if (const auto tokens = fold_tokens(utf8(name)); tokens.size() == 1)
          words.weekdays.push_back(tokens[0]);
      }
    }
  }
}

// The first three letters, as banks print them ("25 SEP 2026"), where no other month begins so.
void add_short_months(DateWords& words) {
  constexpr std::size_t letters = 3;
  std::map<std::string, std::set<int>> beginnings;
  for (const auto& [name, month] : words.months) {
    const auto text = to_utf32(name);
    if (text.size() > letters) beginnings[to_utf8(text.substr(0, letters))].insert(month);
  }
  for (const auto& [beginning, months] : beginnings) {
    if (months.size() == 1) words.months.emplace(beginning, *months.begin());
  }
}

void add_rule_months(DateWords& words, const std::map<std::string, std::vector<std::string>>& months) {
  for (const auto& [number, forms] : months) {
    for (const auto& form : forms) add_month(words, form, std::stoi(number));
  }
}

std::vector<std::string> folded(const std::vector<std::string>& words) {
  std::vector<std::string> result;
  result.reserve(words.size());
  for (const auto& word : words) result.push_back(join(fold_tokens(word), " "));
  std::ranges::sort(result);
  return result;
}

}  // namespace

Lexicon::Lexicon(const rules::RuleBook& rule_book) : book(rule_book), meanings(rule_book.wordings.meanings) {
  for (std::size_t i = 0; i < book.languages.size(); ++i) {
    const auto& language = book.languages[i];
    LanguageLexicon lexicon{.tag = language.tag, .phrases = book.wordings.languages[i]};
    for (const auto& word : folded(language.function_words)) {
      auto& known = speakers[word];
      if (known.empty() || known.back() != i) known.push_back(i);
    }
    lexicon.dates.range_from = folded(language.range_from);
    lexicon.dates.range_to = folded(language.range_to);
    lexicon.dates.fillers = folded(language.date_fillers);
    lexicon.dates.previous = folded(language.previous);
    lexicon.dates.next = folded(language.next);
    lexicon.dates.since = folded(language.since);
    lexicon.dates.in_place = folded(language.in_place);
    lexicon.dates.documents = folded(language.documents);
    for (const auto& slip : language.slips) lexicon.dates.slips.push_back(join(fold_tokens(slip), ""));
    lexicon.dates.ordinals = folded(language.ordinal_suffixes);
    lexicon.dates.year_first_in_six_digits = language.six_digit_dates == "YMD";
    add_cldr_months(lexicon.dates, language.tag);
    add_short_months(lexicon.dates);
    for (const auto& tag : language.months_beside) {
      DateWords beside;
      add_cldr_months(beside, tag);
      lexicon.dates.months_beside.merge(beside.months);
    }
    std::ranges::sort(lexicon.dates.weekdays);
    add_rule_months(lexicon.dates, language.months);
    for (const auto& region : book.regions) {
      if (region.language == language.tag) add_rule_months(lexicon.dates, region.months);
    }
    languages.push_back(std::move(lexicon));
  }
  for (std::size_t i = 0; i < book.regions.size(); ++i) {
    for (const auto& mark : book.regions[i].marks) {
      // ".at" folds to a word of many languages; web addresses are looked at as such.
      if (!mark.starts_with('.')) marks.add(mark, static_cast<int>(i));
    }
  }
  add_country_names();
  currencies = Currencies(book.regions, countries);
  add_patterns();
  add_postcodes();
  add_numbers_like_dates();
}

void Lexicon::add_country_names() {
  for (const auto& region : book.regions) {
    if (std::ranges::find(countries, region.country) != countries.end()) continue;
    const auto value = static_cast<int>(countries.size());
    countries.push_back(region.country);
    for (const auto& language : book.languages) {
      icu::UnicodeString name;
      icu::Locale("", region.country.c_str()).getDisplayCountry(icu::Locale(language.tag.c_str()), name);
      country_names.add(utf8(name), value);
    }
    if (const auto* country = book.country(region.country)) {
      for (const auto& name : country->names) {
        if (fold(name).size() > 3) country_names.add(name, value);
      }
    }
  }
}

void Lexicon::add_patterns() {
  const auto add = [&](const std::string& name, const std::vector<std::string>& list) {
    for (const auto& pattern : list)
      patterns.emplace_back(name, std::make_unique<re2::RE2>(pattern, re2::RE2::Quiet));
  };
  for (const auto& kind : book.kinds.kinds) {
    add(kind.name, kind.patterns);
    for (const auto& subkind : kind.subkinds) add(subkind.name, subkind.patterns);
  }
}

void Lexicon::add_postcodes() {
  for (const auto& code : countries) {
    const auto* country = book.country(code);
    if (country == nullptr || country->postcode.empty()) continue;
    postcodes[code] = std::make_unique<re2::RE2>(
        "(?:^|[^A-Z0-9.,])(?:" + country->postcode + ")(?:$|[^A-Z0-9.%])", re2::RE2::Quiet);
  }
}

void Lexicon::add_numbers_like_dates() {
  for (const auto& [code, country] : book.countries) {
    if (country.numbers_like_dates.empty()) continue;
    numbers_like_dates[code] =
        std::make_unique<re2::RE2>(join(country.numbers_like_dates, "|"), re2::RE2::Quiet);
  }
}

const LanguageLexicon* Lexicon::language(std::string_view tag) const {
  const auto found = std::ranges::find(languages, tag, &LanguageLexicon::tag);
  return found == languages.end() ? nullptr : &*found;
}

bool Lexicon::speaks_for_proof(std::string_view name) const {
  return std::ranges::any_of(book.kinds.kinds, [&](const auto& kind) {
    if (kind.name == "other") return false;
    return kind.name == name ||
           std::ranges::any_of(kind.subkinds, [&](const auto& subkind) { return subkind.name == name; });
  });
}

}  // namespace domicile::extract
