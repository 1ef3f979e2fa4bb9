#include "extract/locale_guess.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "extract/alphabet.hpp"
#include "extract/money_text.hpp"

namespace domicile::extract {
namespace {

using Scores = std::map<std::string, double>;

constexpr double spoken_share =
    0.4;  // of the strongest language's score, from which another counts as spoken too

constexpr double most_by_marks = 3.0;
constexpr double weight_of_mark = 1.2, weight_of_short_mark = 0.4;
constexpr double two_marks = 2 * weight_of_mark;
constexpr double weight_of_whole_sums = 0.8;

std::vector<std::string> tokens_of(const layout::Document& document) {
  std::vector<std::string> tokens;
  for (const auto& line : document.lines) {
    auto of_line = fold_tokens(line.text);
    std::ranges::move(of_line, std::back_inserter(tokens));
  }
  return tokens;
}

double score_of_phrases(const LanguageLexicon& language, const std::vector<std::string>& tokens) {
  double score = 0;
  for (const auto& hit : language.phrases.find(tokens, false)) {
    std::size_t letters = 0;
    for (std::size_t i = hit.first; i < hit.first + hit.count; ++i) letters += tokens[i].size();
    if (hit.count > 1 || letters >= 5) score += 1.0 + static_cast<double>(hit.count - 1);
  }
  return score;
}

// How many function words of each language stand in the text.
std::vector<double> function_words(const Lexicon& lexicon, const std::vector<std::string>& tokens) {
  std::vector<double> counts(lexicon.languages.size());
  for (const auto& token : tokens) {
    const auto speakers = lexicon.speakers.find(token);
    if (speakers == lexicon.speakers.end()) continue;
    for (const auto language : speakers->second) ++counts[language];
  }
  return counts;
}

// Of each language, by its small words and phrases.
std::vector<double> scores_of(const Lexicon& lexicon, const std::vector<std::string>& tokens) {
  auto scores = function_words(lexicon, tokens);
  for (std::size_t i = 0; i < scores.size(); ++i) scores[i] += score_of_phrases(lexicon.languages[i], tokens);
  return scores;
}

// Of each language, the words that its alphabet can write and few others can: "Düzenleme", "Łódź". A word
// counts as one, shared by all that can.
std::vector<double> letters_speak_for(const layout::Document& document, const Lexicon& lexicon) {
  std::vector<double> votes(lexicon.languages.size());
  std::vector<Alphabet> alphabets(votes.size());
  for (std::size_t i = 0; i < votes.size(); ++i) add_letters(lexicon.languages[i].tag, alphabets[i]);
  std::set<std::string> seen;
  for (const auto& line : document.lines) {
    for (const auto& word : line.words) {
      icu::UnicodeSet letters;
      for (const char32_t c : to_utf32(word.text))
        if (c > 0x7f && u_isalpha(static_cast<UChar32>(c))) letters.add(static_cast<UChar32>(c));
      if (letters.isEmpty() || !seen.insert(word.text).second) continue;
      const auto writes = [&](const Alphabet& alphabet) { return alphabet.own.containsAll(letters); };
      const auto writers = std::ranges::count_if(alphabets, writes);
      for (std::size_t i = 0; i < votes.size(); ++i)
        if (writes(alphabets[i])) votes[i] += 1.0 / static_cast<double>(writers);
    }
  }
  return votes;
}

std::vector<const LanguageLexicon*> spoken(const Lexicon& lexicon, const std::vector<std::string>& tokens,
                                           std::string_view hint) {
  std::vector<std::pair<double, const LanguageLexicon*>> scored;
  const auto scores = scores_of(lexicon, tokens);
  for (std::size_t i = 0; i < lexicon.languages.size(); ++i) {
    const auto& language = lexicon.languages[i];
    const double bonus = !hint.empty() && hint.substr(0, 2) == language.tag ? 3 : 0;
    scored.emplace_back(scores[i] + bonus, &language);
  }
  std::ranges::stable_sort(scored, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<const LanguageLexicon*> languages;
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
    const double weight =
        std::min(short_mark ? weight_of_short_mark : weight_of_mark, most_by_marks - given[country]);
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

// Currencies that a single word names, such as "12,50zł"; where letters of ASCII do, the whole word must be
// they.
void add_written_currencies(std::string_view word, std::set<std::string>& currencies) {
  static const std::map<std::string, std::string> symbols{
      {"£", "GBP"}, {"€", "EUR"}, {"₹", "INR"}, {"¥", "JPY"},  {"円", "JPY"},  {"zł", "PLN"}, {"kč", "CZK"},
      {"₺", "TRY"}, {"₴", "UAH"}, {"₽", "RUB"}, {"r$", "BRL"}, {"lei", "RON"}, {"ft", "HUF"}};
  const bool ascii = std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii && word.size() > 3 && !word.contains('$')) return;
  const auto lower = to_lower(word);
  for (const auto& [symbol, code] : symbols) {
    const bool is_sign = symbol.size() > 1 && static_cast<unsigned char>(symbol[0]) >= 0x80;
    if (lower == symbol || (is_sign && lower.contains(symbol)) ||
        (symbol == "r$" && lower.starts_with(symbol))) {
      currencies.insert(code);
    }
  }
}

std::set<std::string> currencies_named(const std::vector<std::string>& tokens,
                                       const layout::Document& document) {
  std::set<std::string> currencies;
  for (const auto& token : tokens) {
    if (token.size() == 3) currencies.insert(to_upper(token));
  }
  for (const auto& line : document.lines) {
    for (const auto& word : line.words) add_written_currencies(word.text, currencies);
  }
  return currencies;
}

// Of the regions whose symbol stands beside sums: "R 286,09", "12,50 zł".
std::set<std::string> currencies_paid(const layout::Document& document, const Lexicon& lexicon) {
  std::set<std::string> beside_money;
  for (const auto& line : document.lines) {
    for (const auto symbol : symbols_beside_money(line.text)) beside_money.insert(to_lower(symbol));
  }
  std::set<std::string> paid_in;
  for (const auto& [currency, symbol] : lexicon.currencies.of_regions) {
    if (beside_money.contains(symbol)) paid_in.insert(currency);
  }
  return paid_in;
}

// "$ 24.310", "$ 1.284": of the dollars and pesos that share a sign, few are written so.
bool pays_without_cents(const layout::Document& document) {
  constexpr int enough_sums = 3;
  int whole = 0;
  for (const auto& line : document.lines) {
    if (shows_whole_sum(line.text))
      ++whole;
    else if (!symbols_beside_money(line.text).empty())
      return false;
  }
  return whole >= enough_sums;
}

void add_currencies(const std::vector<std::string>& tokens, const layout::Document& document,
                    const Lexicon& lexicon, Clues& clues) {
  const auto named = currencies_named(tokens, document);
  const auto paid_in = currencies_paid(document, lexicon);
  const bool without_cents = pays_without_cents(document);
  for (std::size_t i = 0; i < lexicon.countries.size(); ++i) {
    const auto& [currency, whole] = lexicon.currencies.of_countries[i];
    const double weight = paid_in.contains(currency) ? 1.8 : named.contains(currency) ? 1.2 : 0;
    if (weight > 0) clues.add(lexicon.countries[i], currency == "EUR" ? 0.4 : weight, "uses " + currency);
    if (without_cents && whole && paid_in.contains(currency))
      clues.add(lexicon.countries[i], weight_of_whole_sums, "sums have no cents");
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

const LanguageLexicon* plain_language(const layout::Document& document, const Lexicon& lexicon) {
  constexpr double plain = 3;    // small words, phrases and words in letters of its own
  constexpr double ahead = 1.5;  // of the next
  constexpr double share = 0.6;  // of its own, that the next may have
  const auto tokens = tokens_of(document);
  const auto by_words = scores_of(lexicon, tokens);
  const auto by_letters = letters_speak_for(document, lexicon);
  const LanguageLexicon* best = nullptr;
  double first = 0, second = 0;
  for (std::size_t i = 0; i < lexicon.languages.size(); ++i) {
    const double score = by_words[i] + by_letters[i];
    if (score > first) {
      second = std::exchange(first, score);
      best = &lexicon.languages[i];
    } else {
      second = std::max(second, score);
    }
  }
  return first >= plain && first - second >= ahead && second <= share * first ? best : nullptr;
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
  const auto named = clues.countries;
  add_country_names(lexicon, tokens, clues);
  add_codes(document, lexicon, clues);
  add_currencies(tokens, document, lexicon, clues);
  // Some countries' addresses are written without a postcode: where the document names a country's registers
  // and towns, that none of its lines has one says less.
  for (const auto& hint : hints) {
    const auto marks = named.find(hint.country);
    const bool well_named = hint.weight < 0 && marks != named.end() && marks->second >= two_marks;
    clues.add(hint.country, well_named ? hint.weight / 2 : hint.weight, hint.why);
  }

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
