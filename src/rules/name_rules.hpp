#pragma once
// How people and companies are named in a language. docs/locales.md describes the file.

#include <map>
#include <string>
#include <vector>

namespace domicile::rules {

/// locales/<language>/names.yaml. A word may stand under several keys: position decides ("Sr" before a
/// Spanish name is a title, after an English one a generation).
struct NameRules {
  std::string language;                    ///< BCP 47, as the folder
  std::vector<std::string> honorifics;     ///< "Herr", "Frau", "Mr", "Dr": before a name, no part of it
  std::vector<std::string> suffixes;       ///< "PhD", "MdB": after a name, no part of it
  std::vector<std::string> titles_behind;  ///< "様": ends a line without blanks, and says that it is a name
  std::vector<std::string> juniors;        ///< "Jr", "jun.", "Filho": after a name, tells child from parent
  std::vector<std::string> grandchildren;  ///< "Neto"
  std::vector<std::string> seniors;        ///< "Sr", "sen.", "père"
  std::vector<std::string> joint_words;    ///< "und", "&", "and": between joint holders
  std::vector<std::string>
      care_of;  ///< "c/o", "z. Hd.", "T.a.v.": start a line that is neither name nor address
  std::vector<std::string> hosts_behind;   ///< "様方": ends a line without blanks that names a host
  std::vector<std::string> birth_words;    ///< "geb.", "née": what follows is the name before marriage
  std::vector<std::string> firm_titles;    ///< "Firma", "Fa.": before a firm's name, no part of it
  std::vector<std::string> company_forms;  ///< "GmbH", "Ltd", "S.A."
  /// "Bank", "Farms": words in names of firms and offices that no person bears. "-sparkasse" ends such a
  /// word; the matcher, which sees no letterheads, takes whole words only.
  std::vector<std::string> company_words;
  std::vector<std::string> particles;    ///< "von", "van der", "de la"
  std::vector<std::string> articles;     ///< "the": leads the name of a house or a firm, of no person
  std::vector<std::string> child_of;     ///< "bin", "ibn": a particle between a child's name and the father's
  std::vector<std::string> given_names;  ///< frequent ones that stand in none of the tables below
  bool family_name_first = false;        ///< "Nagy Anna": surnames of this language stand first
  std::vector<std::string> surnames;     ///< frequent ones where order or number of surnames is in doubt
  std::map<std::string, std::vector<std::string>> spellings;  ///< one name written in several ways: same
  std::map<std::string, std::vector<std::string>> variants;   ///< sister forms of a name (Anna: Anne): partly
  std::map<std::string, std::vector<std::string>> diminutives;  ///< full given name → short forms: partly
  /// Letter groups that stand for one sound when a name is written in Latin letters: {"kh", "h", "ch"}. An
  /// empty one says that the others may be left out.
  std::vector<std::vector<std::string>> romanisations;
  /// The same, but believed only where the name is known to be of this language: {"a", "e"} for Arabic.
  std::vector<std::vector<std::string>> loose_romanisations;
  std::vector<std::string>
      surname_endings;  ///< romanised; they tell the language of a name: "opoulos", "enko"
  /// Endings by which a surname tells a man from a woman: {"ski", "ska"}, {"", "ova"}.
  std::vector<std::vector<std::string>> gendered_endings;
  std::string file;
};

}  // namespace domicile::rules
