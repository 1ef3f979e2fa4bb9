#include "extract/locale_guess.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/ucurr.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <set>

namespace domicile::extract {
namespace {

using Scores = std::map<std::string, double>;

constexpr double spoken_share =
    0.4;  // of the strongest language's score, from which another counts as spoken too

constexpr double most_by_marks = 3.0;

std::vector<std::string> tokens_of(const layout::Document& document) {
  std::vector<std::string> tokens;
  for (const auto& line : document.lines) {
    auto of_line = fold_tokens(line.text);
    std::ranges::move(of_line, std::back_inserter(tokens));
  }
  return tokens;
}

double language_score(const LanguageLexicon& language, const std::vector<std::string>& tokens) {
  double score = 0;
  for (const auto& token : tokens)
    score += std::ranges::binary_search(language.function_words, token) ? 1 : 0;
  for (const auto& hit : language.phrases.find(tokens, false)) {
    std::size_t letters = 0;
    for (std::size_t i = hit.first; i < hit.first + hit.count; ++i) letters += tokens[i].size();
    if (hit.count > 1 || letters >= 5) score += 1.0 + static_cast<double>(hit.count - 1);
  }
  return score;
}

std::vector<const LanguageLexicon*> spoken(const Lexicon& lexicon, const std::vector<std::string>& tokens,
                                           std::string_view hint, double least_score = 0) {
  std::vector<std::pair<double, const LanguageLexicon*>> scored;
  for (const auto& language : lexicon.languages) {
    const double bonus = !hint.empty() && hint.substr(0, 2) == language.tag ? 3 : 0;
    scored.emplace_back(language_score(language, tokens) + bonus, &language);
  }
  std::ranges::stable_sort(scored, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const LanguageLexicon*> languages;
  if (scored.empty() || scored.front().first < least_score) return languages;
  for (const auto& [score, language] : scored) {
    if (languages.empty() || score >= spoken_share * scored.front().first) languages.push_back(language);
    if (languages.size() == 4) break;
  }
  return languages;
}

struct Clues {
  std::map<std::string, double> countries;
  std::vector<Evidence> evidence;
  void add(const std::string& country, double weight, std::string why) {
    countries[country] += weight;
    evidence.push_back({fmt::format("{} ({})", std::move(why), country), weight});
  }
};

// Words of one country's registers and taxes. They come together at the foot of a page, and say of the sender
// only: many of them weigh no more than where the towns are.
void add_marks(const Lexicon& lexicon, const std::vector<std::string>& tokens, Clues& clues) {
  std::set<std::pair<int, std::string>> seen;
  std::map<std::string, double> given;
  for (const auto& hit : lexicon.marks.find(tokens, false)) {
    std::string mark;
    for (std::size_t i = hit.first; i < hit.first + hit.count; ++i)
      mark += (mark.empty() ? "" : " ") + tokens[i];
    const bool short_mark = mark.size() <= 2;
    if (!seen.insert({hit.value, mark}).second || seen.size() > 200) continue;
    const auto& country = lexicon.book.regions[static_cast<std::size_t>(hit.value)].country;
    const double weight = std::min(short_mark ? 0.4 : 1.2, most_by_marks - given[country]);
    if (weight <= 0) continue;
    given[country] += weight;
    clues.add(country, weight, fmt::format("says '{}'", mark));
  }
}

void add_country_names(const Lexicon& lexicon, const std::vector<std::string>& tokens, Clues& clues) {
  std::set<int> seen;
  for (const auto& hit : lexicon.country_names.find(tokens, false)) {
    if (seen.insert(hit.value).second) {
      clues.add(lexicon.countries[static_cast<std::size_t>(hit.value)], 0.8, "names the country");
    }
  }
}

// Codes that banks, tax offices and the web give to countries.
void add_codes(const layout::Document& document, const Lexicon& lexicon, Clues& clues) {
  static const re2::RE2 iban(R"(\b([A-Z]{2})\d{2}[ ]?(?:[A-Z0-9]{4}[ ]?){2,7}[A-Z0-9]{0,4}\b)");
  static const re2::RE2 web(R"((?i)\b(?:www\.|@)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.([a-z]{2})\b)");
  std::set<std::string> seen;
  for (const auto& line : document.lines) {
    for (const auto* pattern : {&iban, &web}) {
      re2::StringPiece rest(line.text);
      std::string code;
      while (re2::RE2::FindAndConsume(&rest, *pattern, &code)) {
        code = to_upper(code);
        if (code == "UK") code = "GB";
        const bool known = std::ranges::find(lexicon.countries, code) != lexicon.countries.end();
        if (known && seen.insert(code + (pattern == &iban ? "i" : "w")).second) {
          clues.add(code, 1.5, pattern == &iban ? "an IBAN of the country" : "a web address of the country");
        }
      }
    }
  }
}

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
  const auto code = icu::UnicodeString::fromUTF8(currency);
  const auto locale = region.language + "_" + region.country;
  const auto* name = ucurr_getName(icu::UnicodeString(code).getTerminatedBuffer(), locale.c_str(),
                                   UCURR_SYMBOL_NAME, nullptr, &length, &status);
  std::string symbol;
  if (U_SUCCESS(status)) icu::UnicodeString(name, length).toUTF8String(symbol);
  return to_lower(symbol);
}

// What stands directly before or behind sums of money: "R 286,09", "12,50 zł".
std::set<std::string> symbols_beside_money(const layout::Document& document) {
  static const re2::RE2 before(R"((?:^|[\s+-])([\pL\p{Sc}]{1,3}\.?)[  ]?[-−]?\d[\d.,'’  ]*[.,]\d{2}(?:[^\d.,]|$))");
  static const re2::RE2 behind(R"(\d[.,]\d{2}[  ]?([\pL\p{Sc}]{1,3}\.?)(?:\s|$))");
  std::set<std::string> symbols;
  for (const auto& line : document.lines) {
    for (const auto* pattern : {&before, &behind}) {
      std::string symbol;
      if (re2::RE2::PartialMatch(line.text, *pattern, &symbol)) symbols.insert(to_lower(symbol));
    }
  }
  return symbols;
}

void add_currencies(const std::vector<std::string>& tokens, const layout::Document& document,
                    const Lexicon& lexicon, Clues& clues) {
  static const std::map<std::string, std::string> symbols{
      {"£", "GBP"}, {"€", "EUR"}, {"₹", "INR"}, {"¥", "JPY"},  {"円", "JPY"},  {"zł", "PLN"}, {"kč", "CZK"},
      {"₺", "TRY"}, {"₴", "UAH"}, {"₽", "RUB"}, {"r$", "BRL"}, {"lei", "RON"}, {"ft", "HUF"}};
  std::set<std::string> currencies;
  for (const auto& token : tokens) {
    if (token.size() == 3) currencies.insert(to_upper(token));
  }
  for (const auto& line : document.lines) {
    for (const auto& word : line.words) {
      const auto lower = to_lower(word.text);
      for (const auto& [symbol, code] : symbols) {
        if (lower == symbol ||
            (symbol.size() > 1 && static_cast<unsigned char>(symbol[0]) >= 0x80 &&
             lower.find(symbol) != std::string::npos) ||
            (symbol == "r$" && lower.starts_with(symbol))) {
          currencies.insert(code);
        }
      }
    }
  }
  const auto beside_money = symbols_beside_money(document);
  std::set<std::string> paid_in;
  for (const auto& region : lexicon.book.regions) {
    const auto currency = currency_of(region.country);
    if (beside_money.contains(symbol_of(currency, region))) paid_in.insert(currency);
  }
  for (const auto& country : lexicon.countries) {
    const auto currency = currency_of(country);
    const double weight = paid_in.contains(currency) ? 1.8 : currencies.contains(currency) ? 1.2 : 0;
    if (weight > 0) clues.add(country, currency == "EUR" ? 0.4 : weight, "uses " + currency);
  }
}

std::string likely_country(const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale(language.c_str());
  locale.addLikelySubtags(status);
  return locale.getCountry();
}

}  // namespace

std::vector<const LanguageLexicon*> spoken_languages(const layout::Document& document, const Lexicon& lexicon,
                                                     std::string_view locale_hint) {
  return spoken(lexicon, tokens_of(document), locale_hint);
}

std::vector<const LanguageLexicon*> plain_languages(const layout::Document& document, const Lexicon& lexicon) {
  constexpr double plain = 4;  // small words and phrases
  return spoken(lexicon, tokens_of(document), {}, plain);
}

std::string script_of(std::string_view locale) {
  UErrorCode status = U_ZERO_ERROR;
  auto language = icu::Locale::forLanguageTag({locale.data(), static_cast<int32_t>(locale.size())}, status);
  language.addLikelySubtags(status);
  return U_SUCCESS(status) ? language.getScript() : "";
}

std::vector<std::string> countries_of(const std::vector<const LanguageLexicon*>& languages,
                                      const Lexicon& lexicon) {
  std::vector<std::string> countries;
  for (const auto& region : lexicon.book.regions) {
    const bool speaks =
        std::ranges::find(languages, region.language, &LanguageLexicon::tag) != languages.end();
    if (speaks && std::ranges::find(countries, region.country) == countries.end())
      countries.push_back(region.country);
  }
  return countries;
}

LocaleGuess guess_locale(const layout::Document& document, const Lexicon& lexicon,
                         std::vector<const LanguageLexicon*> languages, const std::vector<CountryHint>& hints,
                         std::string_view locale_hint) {
  const auto tokens = tokens_of(document);
  LocaleGuess guess;
  guess.languages = std::move(languages);
  Clues clues;
  add_marks(lexicon, tokens, clues);
  add_country_names(lexicon, tokens, clues);
  add_codes(document, lexicon, clues);
  add_currencies(tokens, document, lexicon, clues);
  for (const auto& hint : hints) clues.add(hint.country, hint.weight, hint.why);

  const rules::RegionRules* best = nullptr;
  double best_score = -1, second_score = -1;
  for (const auto& region : lexicon.book.regions) {
    const auto language = std::ranges::find(guess.languages, region.language, &LanguageLexicon::tag);
    if (language == guess.languages.end()) continue;
    const double rank = language == guess.languages.begin() ? 1.0 : 0.0;
    const auto clue = clues.countries.find(region.country);
    double score = rank + (clue == clues.countries.end() ? 0 : clue->second);
    if (likely_country(region.language) == region.country) score += 0.3;
    if (region.locale == locale_hint) score += 2;
    if (score > best_score) {
      second_score = best == nullptr || best->country != region.country ? best_score : second_score;
      best_score = score;
      best = &region;
    } else if (best != nullptr && region.country != best->country) {
      second_score = std::max(second_score, score);
    }
  }
  if (best == nullptr) return guess;
  guess.locale = best->locale;
  guess.country = best->country;
  const auto clue = clues.countries.find(best->country);
  guess.country_certain =
      clue != clues.countries.end() && clue->second >= 1.1 && best_score - second_score >= 0.75;
  guess.numeric_date_order = best->numeric_date_order;
  guess.numeric_date_order_certain = guess.country_certain && best->numeric_date_order_certain;
  guess.evidence = std::move(clues.evidence);
  return guess;
}

}  // namespace domicile::extract
