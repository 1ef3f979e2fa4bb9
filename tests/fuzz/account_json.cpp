// An account record as a stranger may send it to the service. What is taken must survive a round trip.

#include "base/text.hpp"
#include "model/account.hpp"
#include "promise.hpp"

using namespace domicile;
using fuzz::promise;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto account = parse_account(fuzz::as_text(data, size), "record");
  if (!account) {
    promise(!account.error().message.empty() && is_utf8(account.error().message));
    return 0;
  }
  promise(!account->name.empty());
  const auto line = to_json_line(*account);
  promise(line.find('\n') == std::string::npos);
  const auto again = parse_account(line, "record");
  promise(again.has_value() && again->name == account->name &&
          again->address.lines == account->address.lines);
  promise(to_json_line(*again) == line);
  return 0;
}
