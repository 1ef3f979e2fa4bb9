#pragma once
// What the company holds about a customer, as the caller gives it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace domicile {

/// A postal address as components. Any of them may be empty; `country` is ISO 3166-1 alpha-2, upper case.
struct AddressComponents {
  std::string house_number;  ///< "1182", "12a", "12-14"
  std::string street;        ///< "Maplewood Ave", without the number
  std::string unit;          ///< "Apt 4B", "Whg. 5"
  std::string building;      ///< named house or estate
  std::string po_box;        ///< "PO Box 12"
  std::string district;      ///< dependent locality, suburb, barrio
  std::string city;
  std::string region;  ///< state, province, county; code or name as written
  std::string postcode;
  std::string country;
  friend bool operator==(const AddressComponents&, const AddressComponents&) = default;
};

/// An account's address: either as keyed lines (line1, line2, city …) or as free lines. Never both.
struct AccountAddress {
  std::vector<std::string> lines;  ///< line1 and line2, or every free line
  std::string city;
  std::string region;
  std::string postcode;
  std::string country;      ///< ISO 3166-1 alpha-2; empty where the record does not say
  bool free_lines = false;  ///< true where `lines` holds everything
};

struct Account {
  std::string id;  ///< may be empty
  std::string name;
  std::vector<std::string> other_names;
  AccountAddress address;
};

/// Reads an account record (docs/contract.md). Fails with account_invalid naming the key:
/// R"({"name":"A"})" fails, "address is missing".
[[nodiscard]] Result<Account> parse_account(std::string_view json, std::string_view where);

/// The record as one JSON line that `parse_account` reads back to the same value.
[[nodiscard]] std::string to_json_line(const Account& account);

}  // namespace domicile
