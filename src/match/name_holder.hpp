#pragma once
// A line that names an account's holder → the persons or the company that it names.

#include <string>
#include <string_view>
#include <vector>

#include "match/name_lexicon.hpp"
#include "match/name_words.hpp"

namespace domicile::match {

/// Child or parent of the same name: "Jr" and "II" are one rank. `none` where the name does not say.
enum class Generation { none, senior, junior, third, fourth };

/// One person as named. Positions of words are bytes of the holder's line.
struct Person {
  std::vector<NameWord> words;  ///< names and particles in printed order, without titles
  int surname_begin = 0;        ///< words [surname_begin, surname_end) are the surname, as far as can be told
  int surname_end = 0;
  bool surname_certain = false;   ///< a comma or capitals say which the surname is
  bool surname_borrowed = false;  ///< printed once for two holders, with the other one
  Generation generation = Generation::none;
  std::string_view generation_text;
  std::vector<NameWord> birth_name;  ///< "née Petrov" → {petrov}
};

/// What one line names. Company lines have one Person whose words are the company's name without its form.
struct Holder {
  std::string_view line;
  std::vector<Person> persons;  ///< empty for a c/o line or a line without names
  bool company = false;
  std::string company_form;  ///< key, "gmbh"
};

/// Reads `line`, which must outlive the result.
[[nodiscard]] Holder parse_holder(std::string_view line, const NameLexicon& lexicon,
                                  const Romaniser& romaniser);

/// "Kai Ostermann": given names before the surname, spelled as printed in `line`.
[[nodiscard]] std::string full_name(const Person& person, std::string_view line);

/// `line` without honorifics, academic suffixes and whatever follows a c/o; joint holders stay together.
[[nodiscard]] std::string without_titles(std::string_view line, const NameLexicon& lexicon,
                                         const Romaniser& romaniser);

}  // namespace domicile::match
