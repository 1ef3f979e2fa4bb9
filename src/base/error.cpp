#include "base/error.hpp"

#include <array>
#include <cassert>
#include <utility>

namespace domicile {
namespace {

using Row = std::pair<ErrorCode, ErrorDescription>;
using enum ErrorCode;

constexpr std::array table{
    Row{wrong_usage, {"wrong_usage", 2, 400, false}},
    Row{file_not_readable, {"file_not_readable", 2, 404, false}},
    Row{account_invalid, {"account_invalid", 2, 422, false}},
    Row{rules_invalid, {"rules_invalid", 3, 500, false}},
    Row{store_unreachable, {"store_unreachable", 4, 503, false}},
    Row{unsupported_media_type, {"unsupported_media_type", 0, 200, true}},
    Row{empty_document, {"empty_document", 0, 200, true}},
    Row{corrupt_document, {"corrupt_document", 0, 200, true}},
    Row{encrypted_document, {"encrypted_document", 0, 200, true}},
    Row{too_large, {"too_large", 0, 200, true}},
    Row{too_many_pages, {"too_many_pages", 0, 200, true}},
    Row{took_too_long, {"took_too_long", 0, 200, true}},
    Row{reader_crashed, {"reader_crashed", 0, 200, true}},
    Row{unreadable_document, {"unreadable_document", 0, 200, true}},
    Row{sandbox_unavailable, {"sandbox_unavailable", 3, 503, false}},
    Row{not_found, {"not_found", 2, 404, false}},
    Row{key_missing, {"key_missing", 2, 401, false}},
    Row{not_allowed, {"not_allowed", 2, 403, false}},
    Row{method_not_allowed, {"method_not_allowed", 2, 405, false}},
    Row{conflict, {"conflict", 2, 409, false}},
    Row{key_reused, {"key_reused", 2, 422, false}},
    Row{request_too_large, {"request_too_large", 2, 413, false}},
    Row{request_too_slow, {"request_too_slow", 2, 408, false}},
    Row{media_type_unknown, {"media_type_unknown", 2, 415, false}},
    Row{overloaded, {"overloaded", 4, 503, false}},
    Row{internal_defect, {"internal_defect", 70, 500, false}},
};

}  // namespace

const ErrorDescription& describe(ErrorCode code) {
  for (const auto& [row_code, description] : table) {
    if (row_code == code) return description;
  }
  assert(!"every ErrorCode has a row");
  return table.back().second;
}

std::string to_string(const Error& error) {
  std::string text;
  if (!error.where.empty()) text += error.where + ": ";
  text += error.message;
  if (!error.remedy.empty()) text += " " + error.remedy;
  return text;
}

}  // namespace domicile
