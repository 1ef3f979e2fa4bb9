#pragma once
// Readings and screenings as the JSON of docs/contract.md.

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "model/screening.hpp"

namespace domicile {

struct JsonStyle {
  bool indented = false;  ///< over several lines for people; one line otherwise
  bool verbose = false;   ///< also runners-up and weights
  bool complete = false;  ///< everything, and unrounded: what parse_reading reads back (implies verbose)
};

/// domicile.reading/1.
[[nodiscard]] std::string to_json(const Reading& reading, JsonStyle style = {});

/// Reads the reading out of what `to_json` wrote with `complete`, from a reading or a screening, to the same
/// value. Fails with store_unreachable where the text is something else.
[[nodiscard]] Result<Reading> parse_reading(std::string_view json, std::string_view where);

/// domicile.screening/1.
[[nodiscard]] std::string to_json(const Screening& screening, JsonStyle style = {});

[[nodiscard]] std::string_view to_string(Outcome outcome);    ///< pass, fail, unsure
[[nodiscard]] std::string_view to_string(Decision decision);  ///< accept, review, reject
[[nodiscard]] std::string_view to_string(PartOutcome part);   ///< same, similar, different, missing
[[nodiscard]] std::string_view to_string(Reason::Severity severity);
[[nodiscard]] std::string_view to_string(WordSource source);  ///< text_layer, ocr

}  // namespace domicile
