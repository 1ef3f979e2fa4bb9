#pragma once
// What follows from a reading for one account on one day.

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/account.hpp"
#include "model/reading.hpp"

namespace domicile {

enum class Outcome { pass, fail, unsure };
enum class Decision { accept, review, reject };

/// How one part of an address compares.
enum class PartOutcome { same, similar, different, missing };

/// One check: what was compared and how it came out.
struct Check {
  Outcome outcome = Outcome::unsure;
  std::string code;     ///< name_matches, address_differs …
  std::string message;  ///< a sentence for the support agent
};

struct DocumentCheck : Check {
  double score = 0;
};

struct NameCheck : Check {
  double score = 0;
  std::string expected;
  std::string found;
};

/// A part and its outcome, in the order house_number … country.
struct AddressPart {
  std::string part;  ///< street, house_number, unit, city, region, postcode, country
  PartOutcome outcome = PartOutcome::missing;
};

struct AddressCheck : Check {
  double score = 0;
  std::vector<AddressPart> parts;
};

struct RecencyCheck : Check {
  std::optional<int> age_days;
  int limit_days = 30;
};

struct Reason {
  enum class Severity { info, warning, failure };
  std::string code;
  Severity severity = Severity::failure;
  bool retryable = true;         ///< another photo or document of the same person could pass
  std::string message;           ///< for the support agent
  std::string customer_message;  ///< can be sent as it is
  int page = 0;
  Box box;
};

/// domicile.screening/1 of the contract.
struct Screening {
  Reading reading;
  std::string account_id;
  Date as_of{};
  DocumentCheck document;
  NameCheck name;
  AddressCheck address;
  RecencyCheck recency;
  Check integrity;
  Decision decision = Decision::review;
  std::vector<Reason> reasons;
};

}  // namespace domicile
