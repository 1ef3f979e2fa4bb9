#pragma once
// Who holds the account and where: the holder's name and mailing address among all parties on a document.

#include <optional>
#include <string>
#include <vector>

#include "extract/choice.hpp"
#include "extract/marked.hpp"
#include "extract/party_blocks.hpp"
#include "extract/person_line.hpp"
#include "match/match.hpp"
#include "model/reading.hpp"

namespace domicile::extract {

struct PartiesRead {
  std::optional<NameReading> name;
  std::optional<AddressReading> address;
  std::vector<OtherAddress> others;
  std::vector<RunnerUp> runners_up;
};

/// Chooses the holder's block and the holder's name. `issuer` is the issuer's name as far as it is known: its
/// own address is never the holder's.
[[nodiscard]] PartiesRead read_parties(const Marked& marked, const std::vector<PartyBlock>& blocks,
                                       const PersonLines& people, const match::Matcher& matcher,
                                       const Weights& weights, const std::string& issuer);

}  // namespace domicile::extract
