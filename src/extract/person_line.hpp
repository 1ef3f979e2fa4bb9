#pragma once
// Does a line of text name a person or a company?

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "rules/phrase_index.hpp"
#include "rules/rule_book.hpp"

namespace re2 {
class RE2;
}

namespace domicile::extract {

struct PersonLine {
  double likeness = 0;      ///< 0..1: how much the line looks like the name of one or two people
  bool honorific = false;   ///< "Mr", "Frau", "M. et Mme" stands before it
  bool company = false;     ///< a legal form, or a word of firms and offices, stands in it
  bool legal_form = false;  ///< a legal form does
  bool care_of = false;     ///< starts with c/o, "Attn:", "z. Hd."
  bool title_only = false;  ///< nothing but a title: "Herrn", "Fr."; the name follows in the next line
  double vocabulary =
      0;               ///< 0..1: how much its words speak against a name, being those of labels and headings
  bool joint = false;  ///< "and", "&", "et" between names
  bool joint_ends =
      false;  ///< the line ends or starts with such a word: it goes on in the next or from the one before
  bool given_name = false;  ///< a given name that is known stands in it
  bool only_given = false;  ///< nothing but given names that are known, a title aside
  bool goes_on = false;     ///< the line ends with such a word: the next one names a holder too
};

/// Words by which lines are judged, from the names of all languages and the vocabulary of labels and
/// headings. Keeps a reference to the book.
class PersonLines {
 public:
  explicit PersonLines(const rules::RuleBook& book);

  /// "MS ELEANOR J WHITFIELD" → likeness near 1, honorific. "Account summary" → near 0.
  [[nodiscard]] PersonLine judge(std::string_view written) const;

  /// "沢渡様方", at the Sawatari's → true: the line names a host of the holder behind which it stands.
  [[nodiscard]] bool names_host_by_ending(std::string_view line) const;

  /// "有限会社 オフィス緒方内", "株式会社よしむら設計 気付" → true: behind a firm's name the same words may
  /// stand without a blank.
  [[nodiscard]] bool firm_is_host_by_ending(std::string_view line) const;

  /// Share of the line's words that labels, headings and vocabulary use, 0..1.
  [[nodiscard]] double vocabulary_share(std::string_view line) const;

 private:
  [[nodiscard]] std::string_view without_register_number(std::string_view line) const;
  [[nodiscard]] double share_of(const std::vector<std::string>& tokens) const;
  [[nodiscard]] bool in_vocabulary(std::string_view token) const;
  [[nodiscard]] bool is_particle_or_behind_one(const std::vector<std::string>& tokens, std::size_t first,
                                               std::size_t count, bool at_end) const;
  [[nodiscard]] bool joins_people(const std::vector<std::string>& tokens, std::size_t first,
                                  std::size_t count) const;

  enum Word {
    honorific_word,
    firm_title_word,
    joint_word,
    care_of_word,
    legal_form_word,
    company_word,
    particle_word,
    suffix_word
  };
  rules::PhraseIndex words_;
  const TextTable& vocabulary_;  // the book's
  std::unordered_set<std::string> given_names_;
  std::unordered_set<std::string> joint_tokens_;
  std::unordered_set<std::string> particle_tokens_;
  std::unordered_set<std::string> articles_;
  std::shared_ptr<const re2::RE2> number_before_name_;  // null where no country has one
  std::shared_ptr<const re2::RE2> number_behind_name_;
  std::vector<std::string> company_endings_;  // "sparkasse": ends words of firms' names
  std::vector<std::string> titles_behind_;
  std::vector<std::string> hosts_behind_;
  std::vector<std::string> short_care_of_;  // "c/-": told by its marks, lower case
};

}  // namespace domicile::extract
