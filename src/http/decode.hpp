#pragma once
// What requests carry, decoded into what the service takes.

#include <nlohmann/json.hpp>

#include "http/message.hpp"
#include "service/service.hpp"

namespace domicile::http {

/// A body that must be a JSON object with known keys only. Fails with wrong_usage, media_type_unknown.
[[nodiscard]] Result<nlohmann::json> json_body(const Request& request,
                                               std::initializer_list<std::string_view> keys);

/// The documents and fields of a request: multipart/form-data, or the document itself as the body with its
/// fields in the query. Parts `file`, `document`, `attachment` (also several) are documents; `account` is an
/// inline record or an id, `account_id` an id; `as_of`, `policy`, `locale`, `max_age_days` are optional. An
/// unknown part is an error. Without `with_account` (readings), only documents and `locale` are known.
[[nodiscard]] Result<service::Ticket> ticket_of(const Request& request, store::Store& store,
                                                bool with_account);

/// ?decision=&reason=&account=&status=&from=&to=&waiting=&order=; unknown names are an error.
[[nodiscard]] Result<store::Filter> filter_of(const Request& request);

/// A whole number of the query within bounds; `otherwise` where it is absent.
[[nodiscard]] Result<int> number_of(const Request& request, const std::string& name, int otherwise, int least,
                                    int most);

/// A text, or a list of texts, under `key`.
[[nodiscard]] Result<std::vector<std::string>> lines_of(const nlohmann::json& body, const char* key);

/// A text under `key`; empty where it is absent and not required.
[[nodiscard]] Result<std::string> text_of(const nlohmann::json& body, const char* key, bool required);

}  // namespace domicile::http
