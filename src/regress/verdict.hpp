#pragma once
// A screening held against what its fixture expects.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "match/match.hpp"
#include "model/screening.hpp"
#include "regress/fixture.hpp"

namespace domicile::regress {

/// One key of expected.json that came out otherwise.
struct Difference {
  std::string key;
  nlohmann::ordered_json expected;
  nlohmann::ordered_json got;
  std::vector<std::string> evidence;  ///< why this came out, in words a person can read
  bool known = false;                 ///< expected.json lists it as a known shortfall
};

struct Verdict {
  std::vector<Difference> differences;    ///< in the order of expected.json
  std::vector<std::string> right_by_now;  ///< keys of known_shortfall that come out right
  bool wrong_accept = false;              ///< accepted what must not be: never excused

  /// True where nothing differs but what is known, and nothing was accepted that must not be.
  [[nodiscard]] bool as_expected() const;
};

/// The screening under the keys of expected.json, each present; null where nothing was found.
[[nodiscard]] nlohmann::ordered_json in_short(const Screening& screening);

/// What differs. Keys that `expected` leaves out are not compared. Names and addresses are compared without
/// case, diacritics, punctuation, spacing and line breaks; a last line that names the country may stand on
/// one side alone. Of the reasons each expected one must be given; others may be given too.
///
///     expected name "Eva Øst", got "EVA OST"     no difference
///     expected reasons [name_differs], got []    a difference
[[nodiscard]] Verdict judge(const nlohmann::ordered_json& expected, const Screening& screening,
                            const match::Matcher& matcher);

}  // namespace domicile::regress
