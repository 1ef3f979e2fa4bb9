#pragma once
// What the service answers, as JSON: docs/api.md. The screenings in it are the contract's.

#include <nlohmann/json.hpp>
#include <string>

#include "match/match.hpp"
#include "service/ticket.hpp"
#include "store/screenings.hpp"

namespace domicile::service {

using Json = nlohmann::ordered_json;

/// The best attachment's screening with the ticket's decision, its id and a line for every attachment.
[[nodiscard]] Json answer_of(const store::KeptScreening& kept, const Judged& judged);

/// One line of a list: id, status, decision, reasons; no personal data but the account's id.
[[nodiscard]] Json summary_of(const store::KeptScreening& kept);

[[nodiscard]] Json json_of(const store::Review& review);
[[nodiscard]] Json json_of(const match::Comparison& comparison);
[[nodiscard]] Json json_of(const AddressComponents& parts);

/// One line; malformed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string printed(const Json& json);

}  // namespace domicile::service
