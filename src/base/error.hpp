#pragma once
// What can go wrong in an operation, as values. A finding about a document (an old date, another name) is
// no Error: that is a model Check. An Error is an operation that could not be done.

#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace domicile {

/// Every failure domicile knows. The table behind `describe` is the only place that says what each one
/// means to a shell, to HTTP and to a reader of docs/errors.md.
enum class ErrorCode {
  wrong_usage,             ///< the caller asked for something that cannot be asked for
  file_not_readable,       ///< a named file is missing, a directory, or may not be read
  account_invalid,         ///< the account record breaks the contract (unknown key, missing name …)
  rules_invalid,           ///< a configuration, locale, parser or policy file is wrong
  store_unreachable,       ///< the store or the queue does not answer
  unsupported_media_type,  ///< the bytes are no document domicile reads
  empty_document,          ///< no bytes, or no page
  corrupt_document,        ///< the decoder gave up
  encrypted_document,      ///< needs a password that domicile does not have
  too_large,               ///< over a byte, pixel or memory limit
  too_many_pages,          ///< over the page limit
  took_too_long,           ///< over the CPU or wall clock limit
  reader_crashed,          ///< the child that read it died, or answered nonsense
  unreadable_document,     ///< decoded, but no text could be recognised
  sandbox_unavailable,     ///< a required isolation layer is refused by the kernel
  not_found,               ///< there is no such account, screening, page or route
  key_missing,             ///< no API key was given, or it is unknown or revoked
  not_allowed,             ///< the key, or the way the program was started, does not allow it
  method_not_allowed,      ///< the route is there, but not for this method
  conflict,            ///< it does not fit to the state: another request under this key runs, not done yet …
  key_reused,          ///< one Idempotency-Key for two different requests
  request_too_large,   ///< the body or the header of a request is over its limit
  request_too_slow,    ///< a request did not arrive within its time
  media_type_unknown,  ///< the request's Content-Type is not one that the route reads
  overloaded,          ///< more is asked than can be done at once; nothing was begun
  internal_defect,     ///< a defect of ours
};

/// How an ErrorCode shows itself outside. `about_document` marks codes that become a decision of a
/// screening (reject or review with the code as reason) instead of a failed command.
struct ErrorDescription {
  std::string_view name;  ///< snake_case, as it stands in JSON; for document errors also the reason code
  int exit_status;        ///< 0 for document errors: the command did its work
  int http_status;
  bool about_document;
};

/// The row of the error table for `code`.
[[nodiscard]] const ErrorDescription& describe(ErrorCode code);

/// One failure: what, where, and the way out. `message` holds no personal data.
struct Error {
  ErrorCode code = ErrorCode::internal_defect;
  std::string where;    ///< file, "file:line", or "page 3"; may be empty
  std::string message;  ///< one sentence
  std::string remedy;   ///< what the caller can do; may be empty
};

/// "parsers/utility_bill.yaml:12: unknown key 'tems'. Known keys: …" – for terminals and logs.
[[nodiscard]] std::string to_string(const Error& error);

template <class T>
using Result = std::expected<T, Error>;

/// Shorthand for returning a failure: `return fail(ErrorCode::too_large, "page 2", "…", "…");`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string where, std::string message,
                                                 std::string remedy = {}) {
  return std::unexpected(Error{code, std::move(where), std::move(message), std::move(remedy)});
}

}  // namespace domicile
