#pragma once
// The reason codes of docs/contract.md with what each says to the customer.

#include <string>
#include <string_view>
#include <vector>

#include "model/screening.hpp"

namespace domicile::screen {

/// One row of the table of reasons.
struct ReasonText {
  std::string_view code;
  bool retryable;             ///< another photo or document of the same person could pass
  std::string_view meaning;   ///< for people who look the code up
  std::string_view customer;  ///< what is wrong and what to send instead
};

/// All reasons, in the order of the contract.
[[nodiscard]] const std::vector<ReasonText>& all_reasons();

/// A reason by its code. `message` is the sentence for the support agent. Precondition: the code is in the
/// table.
[[nodiscard]] Reason make_reason(std::string_view code, Reason::Severity severity, std::string message);

/// The same, pointing at where a field was found.
[[nodiscard]] Reason make_reason(std::string_view code, Reason::Severity severity, std::string message,
                                 const Finding& found);

}  // namespace domicile::screen
