#pragma once
// Every names.yaml of a RuleBook as tables that are asked by one word's key. Immutable once built.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "match/name_words.hpp"
#include "rules/rule_book.hpp"

namespace domicile::match {

/// What a word or phrase can be in a line that names people. A word may have several roles.
enum NameRole : std::uint32_t {
  honorific = 1,
  suffix = 2,
  junior = 4,
  senior = 8,
  joint = 16,
  care_of = 32,
  birth = 64,
  company = 128,
  particle = 256,
  given = 512,
  surname = 1024,
  family_first = 2048,  ///< a surname that stands before the given name
  grandchild = 4096,
  child_of = 8192,   ///< "bin", "ibn": what follows is the father's name
  of_firms = 16384,  ///< "Bank", "Farms": in names of firms
};

/// How a word belongs to the family of a given name.
enum class Form : std::uint8_t { spelling, variant, diminutive };

/// "bob" is a diminutive of family "robert"; "robert" is its spelling.
struct FamilyForm {
  std::uint32_t family = 0;
  Form form = Form::spelling;
};

/// How two given names are related by the tables.
enum class Kinship { none, spelling, variant, diminutive, shared_short };

struct LexiconEntry {
  std::uint32_t roles = 0;      ///< given, surname
  std::uint64_t languages = 0;  ///< one bit a language that knows it as a given name or surname
  std::vector<FamilyForm> families;
};

/// A run of words with one role: "z. Hd.", "trading as".
struct Phrase {
  std::vector<std::string> keys;  ///< role keys
  NameRole role;
};

/// Letters that are exchanged for others without changing the name, and in which languages.
struct LetterRule {
  std::string left;
  std::string right;
  std::uint64_t strict = 0;  ///< languages where the rule explains a difference by itself
  std::uint64_t loose = 0;   ///< languages where it does so only for names known to be theirs
};

class NameLexicon {
 public:
  NameLexicon(const rules::RuleBook& book, const Romaniser& romaniser);

  /// The entry of a name; nullptr for one that no file knows. It lives as long as the lexicon.
  [[nodiscard]] const LexiconEntry* find(const NameWord& word) const;

  /// Every role of one word, names and titles alike. Titles count only in the alphabet that they are written
  /// in: Greek "και" is "and", Latin "Kai" is a name.
  [[nodiscard]] std::uint32_t roles_of(const NameWord& word) const;

  /// True where a company form of one word is written as in the data: "SA" is one, "Sá" is a surname.
  [[nodiscard]] bool written_as_company(std::string_view text) const { return company_forms_.contains(text); }

  /// The longest phrase of two or more words that begins at `words[at]`; nullptr for none.
  [[nodiscard]] const Phrase* phrase_at(const std::vector<NameWord>& words, std::size_t at) const;

  /// kinship(bob, robert) → diminutive; kinship(bob, bert), both short for Robert → shared_short.
  [[nodiscard]] static Kinship kinship(const LexiconEntry* a, const LexiconEntry* b);

  /// Rules whose left side starts with `a` (0 for an empty one) and whose right side starts with `b`.
  [[nodiscard]] const std::vector<LetterRule>& letter_rules(char a, char b) const;

  /// Languages in which an initial is also a title: French of "M.".
  [[nodiscard]] std::uint64_t languages_of_title(const NameWord& initial) const;

  /// Languages that are written in an alphabet, by ICU's code of it.
  [[nodiscard]] std::uint64_t languages_written_in(int script) const;

  /// Languages whose surnames end like `key`.
  [[nodiscard]] std::uint64_t languages_by_ending(std::string_view key) const;

  /// True for one surname in a man's and a woman's form: "kowalski" and "kowalska", "novak" and "novakova".
  [[nodiscard]] bool gender_forms(std::string_view a, std::string_view b) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  void add(const rules::NameRules& rules, std::uint64_t language);
  void add_words(const std::vector<std::string>& texts, NameRole role, std::uint64_t language);
  void add_family(const std::string& head, const std::vector<std::string>& members, Form form,
                  std::uint64_t language);
  void add_letter_rules(const std::vector<std::vector<std::string>>& groups, std::uint64_t strict,
                        std::uint64_t loose);
  void add_letter_rule(const std::string& left, const std::string& right, std::uint64_t strict,
                       std::uint64_t loose);
  std::string key_of(const std::string& text);
  static std::string entry_key(const NameWord& word);
  static std::string role_key(const NameWord& word);

  const Romaniser& romaniser_;
  std::unordered_map<std::string, LexiconEntry, Hash, std::equal_to<>> entries_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> roles_;  ///< by role key
  std::unordered_set<std::string, Hash, std::equal_to<>> company_forms_;
  std::unordered_map<std::string, std::uint64_t, Hash, std::equal_to<>> titles_of_one_letter_;
  std::unordered_map<std::string, std::vector<Phrase>, Hash, std::equal_to<>>
      phrases_;  ///< by first role key
  std::unordered_map<std::string, std::uint32_t> families_;
  std::vector<std::vector<LetterRule>> letter_rules_;  ///< 27 × 27, 0 for an empty side
  std::vector<std::pair<std::string, std::string>> gendered_endings_;
  std::vector<std::pair<std::string, std::uint64_t>> surname_endings_;
  std::unordered_map<int, std::uint64_t> scripts_;
};

}  // namespace domicile::match
