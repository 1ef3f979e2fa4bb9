#pragma once
// A RuleBook as one compact file. Reading YAML takes a third of a second, reading this a few milliseconds.
//
// The file is derived and never trusted for more than speed: it counts only where it names the digest of the
// very files that it was made from, and every length in it is checked. Any doubt means that the YAML is read.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "rules/rule_book.hpp"

namespace domicile::rules {

/// SHA-256 over the paths and contents of every *.yaml under `data`/locales and `data`/parsers, as 64
/// hexadecimal digits. Folders may be moved or copied without changing it; one changed letter changes it.
[[nodiscard]] std::string digest_of_rules(const std::filesystem::path& data);

/// The book with its `version`, which is the digest of what it was loaded from.
[[nodiscard]] std::string encode_book(const RuleBook& book);

/// The book in `untrusted_bytes`; nullopt where they are cut short, too long, of another format, or of
/// another version than `version`.
[[nodiscard]] std::optional<RuleBook> decode_book(std::string_view untrusted_bytes, std::string_view version);

/// Writes `book` to `file` in one step: readers see the old file or the new one. Fails with
/// file_not_readable.
[[nodiscard]] Result<void> write_book(const RuleBook& book, const std::filesystem::path& file);

/// The book in `file`, as `decode_book` has it; nullopt also where there is no such file.
[[nodiscard]] std::optional<RuleBook> read_book(const std::filesystem::path& file, std::string_view version);

}  // namespace domicile::rules
