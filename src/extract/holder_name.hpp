#pragma once
// The holder's name: from the holder's address block, from a label such as "Account holder", or both.

#include <optional>
#include <vector>

#include "extract/choice.hpp"
#include "extract/marked.hpp"
#include "extract/party_blocks.hpp"
#include "match/match.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

struct NameRead {
  std::optional<NameReading> name;
  std::vector<RunnerUp> runners_up;
};

/// `holder` is the block that was chosen, or nullptr; `holder_probability` how sure that choice was.
[[nodiscard]] NameRead read_name(const Marked& marked, const PartyBlock* holder, double holder_probability,
                                 const PersonLines& people, const match::Matcher& matcher,
                                 const Weights& weights, const std::string& issuer);

/// The people that labels such as "Account holder" name, as printed.
[[nodiscard]] std::vector<std::string> labelled_holders(const Marked& marked, const PersonLines& people);

/// The lines of a holder as one text: two holders on two lines are joined by "&".
[[nodiscard]] std::string holder_text(const std::vector<BlockLine>& names);

}  // namespace domicile::extract
