#include "model/account.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"

namespace domicile {
namespace {

using Json = nlohmann::ordered_json;

Result<void> only_keys(const Json& object, std::initializer_list<std::string_view> known,
                       std::string_view where, std::string_view path) {
  for (const auto& [key, value] : object.items()) {
    if (std::ranges::find(known, key) != known.end()) continue;
    std::string list;
    for (const auto name : known) list += (list.empty() ? "" : ", ") + std::string(name);
    return fail(ErrorCode::account_invalid, std::string(where), fmt::format("unknown key '{}{}'.", path, key),
                fmt::format("Known keys: {}.", list));
  }
  return {};
}

Result<std::string> text_of(const Json& object, const char* key, std::string_view where,
                            std::string_view path, bool required) {
  if (!object.contains(key) || object[key].is_null()) {
    if (!required) return std::string{};
    return fail(ErrorCode::account_invalid, std::string(where), fmt::format("'{}{}' is missing.", path, key),
                "Add it.");
  }
  if (!object[key].is_string()) {
    return fail(ErrorCode::account_invalid, std::string(where),
                fmt::format("'{}{}' must be a text.", path, key));
  }
  auto value = squeeze(to_nfc(object[key].get<std::string>()));
  if (required && value.empty()) {
    return fail(ErrorCode::account_invalid, std::string(where), fmt::format("'{}{}' is empty.", path, key));
  }
  return value;
}

Result<std::vector<std::string>> texts_of(const Json& object, const char* key, std::string_view where,
                                          std::string_view path) {
  std::vector<std::string> found;
  if (!object.contains(key) || object[key].is_null()) return found;
  if (!object[key].is_array()) {
    return fail(ErrorCode::account_invalid, std::string(where),
                fmt::format("'{}{}' must be a list of texts.", path, key));
  }
  for (const auto& entry : object[key]) {
    if (!entry.is_string()) {
      return fail(ErrorCode::account_invalid, std::string(where),
                  fmt::format("an entry of '{}{}' is no text.", path, key));
    }
    if (auto value = squeeze(to_nfc(entry.get<std::string>())); !value.empty())
      found.push_back(std::move(value));
  }
  return found;
}

Result<AccountAddress> address_of(const Json& object, std::string_view where) {
  constexpr std::string_view path = "address.";
  if (!object.is_object()) {
    return fail(
        ErrorCode::account_invalid, std::string(where), "'address' must be an object.",
        R"(Write {"line1": …, "city": …, "postcode": …, "country": …} or {"lines": […], "country": …}.)");
  }
  AccountAddress address;
  address.free_lines = object.contains("lines");
  const auto known =
      address.free_lines
          ? only_keys(object, {"lines", "country"}, where, path)
          : only_keys(object, {"line1", "line2", "city", "region", "postcode", "country"}, where, path);
  if (!known) return std::unexpected(known.error());
  if (address.free_lines) {
    auto lines = texts_of(object, "lines", where, path);
    if (!lines) return std::unexpected(lines.error());
    address.lines = std::move(*lines);
  }
  const std::array fields{std::pair{"city", &address.city}, std::pair{"region", &address.region},
                          std::pair{"postcode", &address.postcode}, std::pair{"country", &address.country}};
  for (const auto& [key, target] : fields) {
    if (address.free_lines && std::string_view(key) != "country") continue;
    auto value = text_of(object, key, where, path, false);
    if (!value) return std::unexpected(value.error());
    *target = std::move(*value);
  }
  for (const char* key : {"line1", "line2"}) {
    if (address.free_lines) break;
    auto value = text_of(object, key, where, path, false);
    if (!value) return std::unexpected(value.error());
    if (!value->empty()) address.lines.push_back(std::move(*value));
  }
  address.country = to_upper(address.country);
  if (!address.country.empty() && address.country.size() != 2) {
    return fail(ErrorCode::account_invalid, std::string(where),
                "'address.country' is no ISO 3166-1 alpha-2 code.", "Write two letters, such as US or DE.");
  }
  if (address.lines.empty() && address.postcode.empty() && address.city.empty()) {
    return fail(ErrorCode::account_invalid, std::string(where), "'address' is empty.",
                "Give line1, city and postcode.");
  }
  return address;
}

}  // namespace

Result<Account> parse_account(std::string_view json, std::string_view where) {
  const auto object = Json::parse(json, nullptr, false);
  if (object.is_discarded() || !object.is_object()) {
    return fail(ErrorCode::account_invalid, std::string(where), "the account is no JSON object.",
                R"(It looks like {"name": "…", "address": {…}}.)");
  }
  if (auto known = only_keys(object, {"id", "name", "other_names", "address"}, where, ""); !known) {
    return std::unexpected(known.error());
  }
  Account account;
  auto id = text_of(object, "id", where, "", false);
  auto name = text_of(object, "name", where, "", true);
  auto other_names = texts_of(object, "other_names", where, "");
  if (!id) return std::unexpected(id.error());
  if (!name) return std::unexpected(name.error());
  if (!other_names) return std::unexpected(other_names.error());
  if (!object.contains("address")) {
    return fail(ErrorCode::account_invalid, std::string(where), "'address' is missing.", "Add it.");
  }
  auto address = address_of(object["address"], where);
  if (!address) return std::unexpected(address.error());
  account.id = std::move(*id);
  account.name = std::move(*name);
  account.other_names = std::move(*other_names);
  account.address = std::move(*address);
  return account;
}

std::string to_json_line(const Account& account) {
  Json object;
  if (!account.id.empty()) object["id"] = account.id;
  object["name"] = account.name;
  if (!account.other_names.empty()) object["other_names"] = account.other_names;
  auto& address = object["address"];
  const auto& from = account.address;
  if (from.free_lines) {
    address["lines"] = from.lines;
  } else {
    if (!from.lines.empty()) address["line1"] = from.lines[0];
    if (from.lines.size() > 1) address["line2"] = from.lines[1];
    if (!from.city.empty()) address["city"] = from.city;
    if (!from.region.empty()) address["region"] = from.region;
    if (!from.postcode.empty()) address["postcode"] = from.postcode;
  }
  if (!from.country.empty()) address["country"] = from.country;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace domicile
