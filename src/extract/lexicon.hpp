#pragma once
// The RuleBook's words made ready for searching, once per process.

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <re2/re2.h>

#include "base/text.hpp"
#include "extract/currencies.hpp"
#include "rules/phrase_index.hpp"
#include "rules/rule_book.hpp"

namespace domicile::extract {

/// What a phrase of the lexicon stands for.
using rules::Meaning;

/// Month names, range words and fillers of one language, folded.
struct DateWords {
  std::map<std::string, int, std::less<>> months;         ///< folded name or abbreviation → 1..12
  std::map<std::string, int, std::less<>> months_beside;  ///< likewise, of languages printed beside it
  std::vector<std::string> weekdays;                      ///< folded, sorted
  std::vector<std::string> range_from;
  std::vector<std::string> range_to;
  std::vector<std::string> fillers;
  std::vector<std::string> previous;   ///< single words, folded, sorted
  std::vector<std::string> next;       ///< likewise
  std::vector<std::string> since;      ///< likewise
  std::vector<std::string> in_place;   ///< likewise
  std::vector<std::string> documents;  ///< likewise
  std::vector<std::string> slips;      ///< each without blanks
  std::vector<std::string> ordinals;
  bool year_first_in_six_digits = false;  ///< "260713" may be a date
};

/// The words of one language with all its regions.
struct LanguageLexicon {
  std::string tag;
  const rules::PhraseIndex& phrases;  ///< of the book; values index `Lexicon::meanings`
  DateWords dates;
};

/// All of it. Keeps a reference to the book.
struct Lexicon {
  explicit Lexicon(const rules::RuleBook& rule_book);

  const rules::RuleBook& book;
  const std::vector<Meaning>& meanings;
  std::vector<LanguageLexicon> languages;
  /// Who uses a function word, folded: indices of `languages`.
  std::unordered_map<std::string, std::vector<std::size_t>> speakers;
  rules::PhraseIndex marks;            ///< values index `book.regions`
  rules::PhraseIndex country_names;    ///< values index `countries`
  std::vector<std::string> countries;  ///< ISO 3166-1 alpha-2
  Currencies currencies;
  /// Kind or subkind and a pattern over folded lines that speaks for it.
  std::vector<std::pair<std::string, std::unique_ptr<re2::RE2>>> patterns;

  /// A postcode of a country anywhere in a folded, upper-cased line, by ISO 3166-1 alpha-2.
  std::map<std::string, std::unique_ptr<re2::RE2>> postcodes;

  /// A number that a country writes like a date, as a whole, by ISO 3166-1 alpha-2.
  std::map<std::string, std::unique_ptr<re2::RE2>> numbers_like_dates;

  [[nodiscard]] const LanguageLexicon* language(std::string_view tag) const;

  /// Whether `name` is a kind that can prove where somebody lives, or a subkind of one: "water", not
  /// "invoice".
  [[nodiscard]] bool speaks_for_proof(std::string_view name) const;

 private:
  void add_country_names();
  void add_patterns();
  void add_postcodes();
  void add_numbers_like_dates();
};

}  // namespace domicile::extract
