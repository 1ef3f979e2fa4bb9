#pragma once
// The words of addresses in every language of the RuleBook, found in pieces.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "match/phrase_map.hpp"
#include "rules/rule_book.hpp"

namespace domicile::match {

enum class WordKind : std::uint8_t {
  street_before,
  street_after,
  filler,
  unit,
  floor,
  named_floor,  ///< a floor too, of a name and no number: "bajo"
  entrance,
  block,
  position,
  building,
  direction,
  short_form,
  district_before,
  district_after,
  place_word,
  region_word,
  post_district,
  po_box,
  postcode_word,
  number_word,
  none_word,
  near_word,
  numbered_road,
};

/// A set of languages, one bit each.
using LanguageSet = std::uint64_t;

/// What a word can mean. Packed as it is: no field may leave a gap before the next.
struct WordSense {
  LanguageSet languages = 0;
  std::uint32_t written_out = 0;  ///< index of the word in full, for `AddressWords::written_out`
  WordKind kind{};
  std::uint8_t in_full = 0;   ///< 1: the word stands in full, not abbreviated
  std::uint16_t nothing = 0;  ///< fills the gap
  bool operator==(const WordSense&) const = default;
};

/// Immutable after construction. Keeps a reference to the book.
class AddressWords {
 public:
  /// From the tables in `RuleBook::ready`, or from the rules where there are none.
  explicit AddressWords(const rules::RuleBook& book);

  /// The tables for `RuleBook::ready`, under this name.
  static constexpr const char* ready_name = "address words";
  [[nodiscard]] std::string packed() const;

  /// The languages of a country; every language for an empty or unknown one. English always belongs to it
  /// where the country's own script is not Latin, since such addresses are also written in Latin letters.
  [[nodiscard]] LanguageSet languages_of(std::string_view country) const;

  /// The longest word or phrase at `at` that means something in `languages`.
  [[nodiscard]] PhraseMap<WordSense>::Hit find(const std::vector<Piece>& pieces, std::size_t at) const {
    return tables_.words.find(pieces, at);
  }

  /// The first sense of `kind` in `languages` among a hit's, or nullptr.
  [[nodiscard]] static const WordSense* sense(const PhraseMap<WordSense>::Hit& hit, WordKind kind,
                                              LanguageSet languages);

  /// The word in full, folded: "strasse" for the sense found in "Str.".
  [[nodiscard]] std::string written_out(const WordSense& sense) const {
    return std::string(tables_.full[sense.written_out]);
  }

  /// A street word at the end of one long word: "hauptstr" → {5, "strasse"}. Something must stand before it.
  struct Joined {
    std::size_t begin = 0;               ///< byte where the street word begins
    bool sure = true;                    ///< false for endings that towns share: "hof", "berg"
    std::vector<std::string_view> full;  ///< written out; "str" is strasse in one language, straat in another
  };
  [[nodiscard]] std::optional<Joined> joined_street_word(std::string_view folded,
                                                         LanguageSet languages) const;

  /// True where `folded` is a word of labels, terms or months in the language files: no name of a place.
  [[nodiscard]] bool is_vocabulary(std::string_view folded) const;

  /// The number that an ordinal says: "5th", "fifth", "5e" → 5.
  [[nodiscard]] std::optional<int> ordinal(std::string_view folded) const;

 private:
  struct JoinedForm {
    LanguageSet languages = 0;
    std::uint32_t full = 0;  // number in `joined_full`
    std::uint32_t sure = 1;
    bool operator==(const JoinedForm&) const = default;
  };
  struct Tables {
    PhraseMap<WordSense> words;
    TextTable full;
    TextValues<JoinedForm> joined;
    TextTable joined_full;
    std::uint32_t longest_joined = 0;
    TextTable vocabulary;  // of languages whose words are no tokens of wordings, and of months
    TextValues<std::uint32_t> ordinals;
  };

  void add(WordKind kind, LanguageSet language, const std::string& full,
           const std::vector<std::string>& forms);
  void add(WordKind kind, LanguageSet language, const rules::WordForms& forms);
  void add(WordKind kind, LanguageSet language, const std::vector<std::string>& words);
  void add_language(const std::string& tag, const rules::AddressRules& rules);
  void add_joined(LanguageSet language, const std::string& form, const std::string& full, bool sure);
  void add_joined(LanguageSet language, const rules::WordForms& forms);
  void add_vocabulary();
  void add_ordinals(const std::string& tag);
  void make_tables();
  static std::optional<Tables> unpacked(std::string_view untrusted_bytes);

  const rules::RuleBook& book_;
  Tables tables_;
  std::map<std::string, LanguageSet, std::less<>> bits_;
  std::map<std::string, LanguageSet, std::less<>> countries_;
};

}  // namespace domicile::match
