#pragma once
// The kinds of documents, and the weights by which candidates are judged. docs/parsers.md describes the
// files.

#include <map>
#include <string>
#include <vector>

namespace domicile::rules {

/// One subkind of parsers/<kind>.yaml.
struct SubkindRules {
  std::string name;                   ///< "electricity"
  std::vector<std::string> patterns;  ///< RE2 over folded lines, in no language: "\\bkwh\\b"
  std::string resembles;              ///< a kind whose vocabulary it shares; may be empty
};

/// parsers/<kind>.yaml.
struct Kind {
  std::string name;  ///< utility_bill, bank_statement, other
  std::vector<SubkindRules> subkinds;
  std::vector<std::string> patterns;
  std::string file;
};

/// parsers/issuers/<issuer>.yaml: what a sender whose documents follow no habit needs said.
struct IssuerRules {
  std::string name;
  std::vector<std::string> marks;  ///< any of them on page 1 says that the document is this issuer's
  std::string kind;                ///< may be empty
  std::string subkind;
  std::string numeric_date_order;                          ///< may be empty
  std::map<std::string, std::vector<std::string>> labels;  ///< role → wordings of this issuer
  std::string file;
};

struct KindRules {
  std::vector<Kind> kinds;
  std::vector<IssuerRules> issuers;
  std::map<std::string, double> weights;  ///< parsers/weights.yaml: evidence → log-odds
  std::vector<std::string> editors;       ///< parsers/producers.yaml: programs that change finished documents
};

}  // namespace domicile::rules
