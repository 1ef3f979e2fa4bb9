#pragma once
// Account records from a file, one at a time: files may hold millions.

#include <functional>
#include <string>

#include "model/account.hpp"

namespace domicile::cli {

/// What is done with a good record, and with a line that is none; an Error that the first returns ends the
/// reading.
struct AccountSink {
  std::function<Result<void>(Account)> record;
  std::function<void(const Error&)> mistake;
};

/// Reads JSONL where the name ends in .jsonl or .ndjson, else CSV with a heading: id, name and line1 are
/// columns, and optionally other_names (separated by ;), line2, city, region, postcode, country. Every record
/// needs an id. Fails with file_not_readable, with wrong_usage where the heading is wrong, and as the sink
/// does.
[[nodiscard]] Result<void> read_accounts(const std::string& path, const AccountSink& sink);

/// How many lines a file has, so that a long import can say how far it is; 0 where it can't be read.
[[nodiscard]] std::size_t lines_in(const std::string& path);

}  // namespace domicile::cli
