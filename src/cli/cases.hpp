#pragma once
// The cases of `domicile batch`: which document is held against which account on which day.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/error.hpp"

namespace domicile::cli {

/// One case as its line says it.
struct Case {
  int line = 0;               ///< in the file of cases, from 1
  std::string id;             ///< the caller's own, given back with the answer; may be empty
  std::string file;           ///< the document
  std::string account;        ///< path of a JSON file, or the object itself
  std::optional<Date> as_of;  ///< absent: the day that the command was given
};

/// All cases of a file, or all its mistakes: where one line is wrong, nothing should be screened.
struct Cases {
  std::vector<Case> cases;
  std::vector<Error> mistakes;  ///< each names the file and the line
};

/// Reads cases. A text whose first letter is { is JSONL, a line an object; else it is CSV (RFC 4180, a row a
/// line) whose first line names the columns. Keys and columns: file, account, and optionally as_of (or as-of)
/// and id. Relative paths count from `folder`; what is not there is left as it is, for the current folder.
///
///     {"file": "bill.pdf", "account": {"name": "A", "address": {…}}, "as_of": "2026-11-22"}   a case
///     {"file": "bill.pdf"}                        a mistake: "cases.jsonl:1: 'account' is missing."
[[nodiscard]] Cases parse_cases(const std::string& text, const std::string& where,
                                const std::filesystem::path& folder);

/// Tells this case from others, whatever line it stands on: equal for equal document, account, day and id.
[[nodiscard]] std::string fingerprint(const Case& one);

}  // namespace domicile::cli
