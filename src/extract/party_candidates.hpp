#pragma once
// What speaks for each block of an address as the holder's, and what against it.

#include <string>
#include <vector>

#include "extract/choice.hpp"
#include "extract/marked.hpp"
#include "extract/party_blocks.hpp"
#include "extract/person_line.hpp"
#include "match/match.hpp"

namespace domicile::extract {

/// A block and its evidence.
struct PartyCandidate {
  const PartyBlock* block = nullptr;
  std::string key;  ///< the address's folded words, by which repetitions are known
  Score score;
  WordSource source = WordSource::text_layer;
};

/// The printed lines of a block's address.
[[nodiscard]] std::vector<std::string> lines_of(const PartyBlock& block);

/// The same for "8000 Székesfehérvár, Tolnai u. 30" and "Székesfehérvár / Tolnai u. 30 / 8000".
[[nodiscard]] std::string key_of(const PartyBlock& block);

/// All blocks of a document, weighed: those of mailing addresses, and those that a label calls the supply's.
/// They point into the blocks that they were made of.
struct PartyCandidates {
  std::vector<PartyCandidate> mailing, service;
};

/// `issuer` as printed, or empty.
[[nodiscard]] PartyCandidates weigh_parties(const Marked& marked, const std::vector<PartyBlock>& blocks,
                                            const PersonLines& people, const match::Matcher& matcher,
                                            const Weights& weights, const std::string& issuer);

}  // namespace domicile::extract
