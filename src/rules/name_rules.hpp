#pragma once
// How people and companies are named in a language. docs/locales.md describes the file.

#include <map>
#include <string>
#include <vector>

namespace domicile::rules {

/// locales/<language>/names.yaml.
struct NameRules {
  std::vector<std::string> honorifics;     ///< "Herr", "Frau", "Mr", "Dr": before a name, no part of it
  std::vector<std::string> suffixes;       ///< "Jr", "PhD": after a name
  std::vector<std::string> joint_words;    ///< "und", "&", "and": between joint holders
  std::vector<std::string> care_of;        ///< "c/o", "z. Hd.", "T.a.v.": start a line that is neither name nor address
  std::vector<std::string> company_forms;  ///< "GmbH", "Ltd", "S.A."
  std::vector<std::string> particles;      ///< "von", "van der", "de la"
  std::map<std::string, std::vector<std::string>> diminutives;  ///< full given name → short forms
  std::string file;
};

}  // namespace domicile::rules
