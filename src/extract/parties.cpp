#include "extract/parties.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "extract/holder_name.hpp"
#include "extract/party_candidates.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t runners_up_kept = 4;
constexpr std::size_t others_kept = 30;
constexpr double least_confidence = 0.5;
constexpr double trust_in_supply_address = 0.88;
constexpr double trust_in_letters = 0.75;  // of an address whose worst word OCR hardly believes

std::string role_of(const PartyBlock& block) {
  if (block.label_role == "service_address") return "service";
  if (block.label_role == "remittance_address") return "remittance";
  if (block.label_role == "issuer_address" || block.contact >= 0.5 || (block.one_line && block.names.empty()))
    return "issuer";
  for (const auto& line : block.names) {
    if (line.person.company) return "issuer";
  }
  return "other";
}

AddressReading address_of(const PartyBlock& block, const PartyCandidate& candidate, const Marked& marked,
                          const match::Matcher& matcher, double probability) {
  AddressReading address;
  address.lines = lines_of(block);
  std::string country = marked.locale.country;
  for (const auto& line : block.address) {
    // The town's own form decides where it is plain and not that of the document's country.
    const auto& guesses = line.shape.countries;
    if (line.shape.postcode_city < 0.5 && line.shape.whole_address < 0.5) continue;
    const bool fits =
        std::ranges::any_of(guesses, [&](const match::CountryGuess& g) { return g.country == country; });
    if (!guesses.empty() && (country.empty() || !fits)) country = guesses.front().country;
  }
  address.components = matcher.parse_address(address.lines, country);
  address.value = join(address.lines, ", ");
  address.page = block.page;
  address.box = block.address.front().box;
  for (const auto& line : block.address) {
    address.box = united(address.box, line.box);
    const auto& whole = marked.document.lines[line.line];
    address.legibility = std::min(address.legibility, confidence_of(whole, 0, whole.text.size()));
  }
  address.confidence = probability;
  // That it is the holder's block does not say that its letters were read right.
  if (candidate.source == WordSource::ocr)
    address.confidence *= trust_in_letters + (1 - trust_in_letters) * address.legibility;
  address.evidence = candidate.score.evidence();
  address.source = candidate.source;
  address.is_service_address = block.label_role == "service_address";
  return address;
}

// The index of the chosen candidate and its probability.
struct Choice {
  const PartyCandidate* candidate = nullptr;
  double probability = 0;
};

using Groups = std::map<std::string, std::pair<const PartyCandidate*, int>>;

bool names_a_host(const PartyBlock& block) {
  return std::ranges::any_of(block.address, [](const BlockLine& line) { return line.person.care_of; });
}

// "M HAMON LOIC / MME LE GUEN SOAZIG" and "M HAMON LOIC ET MME LE GUEN SOAZIG".
bool name_the_same(const PartyBlock& one, const PartyBlock& other) {
  const auto words_of = [](const PartyBlock& block) {
    auto words = fold_tokens(holder_text(block.names));
    std::ranges::sort(words);
    return words;
  };
  const auto a = words_of(one), b = words_of(other);
  constexpr std::size_t fewest = 2;
  return a == b || (a.size() >= fewest && std::ranges::includes(b, a)) ||
         (b.size() >= fewest && std::ranges::includes(a, b));
}

// "12A rue des Tisserands, 68800 Thann" on the slip is the address in the window, less a line.
void merge_parts(Groups& groups) {
  constexpr std::size_t fewest_words = 4;
  for (auto part = groups.begin(); part != groups.end();) {
    const auto words = fold_tokens(part->first);  // a key's words are sorted
    const auto whole = std::ranges::find_if(groups, [&](const auto& other) {
      const auto all = fold_tokens(other.first);
      return all.size() > words.size() && std::ranges::includes(all, words) &&
             !names_a_host(*other.second.first->block) &&
             name_the_same(*other.second.first->block, *part->second.first->block);
    });
    if (words.size() < fewest_words || whole == groups.end() || part->second.first->block->names.empty()) {
      ++part;
      continue;
    }
    whole->second.second += part->second.second;
    part = groups.erase(part);
  }
}

// Whether two blocks give the same home of the same people in other words: "41 Tilehouse Street, Hitchin" on
// the slip for "41 TILEHOUSE STREET / HITCHIN / HERTFORDSHIRE" in the window.
bool agree(const PartyCandidate& a, const PartyCandidate& b, const match::Matcher& matcher,
           const std::string& country) {
  const auto names_of = [](const PartyCandidate& of) { return holder_text(of.block->names); };
  const bool both_named = !names_of(a).empty() && !names_of(b).empty();
  if (both_named && matcher.compare_names({names_of(a)}, {names_of(b)}).outcome == match::Sameness::different)
    return false;
  return matcher
             .compare_addresses(matcher.parse_address(lines_of(*a.block), country),
                                matcher.parse_address(lines_of(*b.block), country))
             .outcome != match::Sameness::different;
}

// More letters, and no fewer people.
bool is_fuller(const PartyBlock& one, const PartyBlock& other) {
  const auto letters = [](const PartyBlock& block) { return join(lines_of(block), "").size(); };
  return letters(one) > letters(other) && one.names.size() >= other.names.size();
}

Choice choose(const std::vector<PartyCandidate>& candidates, const match::Matcher& matcher,
              const std::string& country, const Weights& weights, std::vector<RunnerUp>& runners_up) {
  Groups groups;
  for (const auto& candidate : candidates) {
    auto& [best, count] = groups[candidate.key];
    if (best == nullptr || candidate.score.total() > best->score.total()) best = &candidate;
    ++count;
  }
  merge_parts(groups);
  std::vector<const PartyCandidate*> chosen;
  std::vector<double> totals;
  std::vector<Considered> considered;
  for (const auto& [key, group] : groups) {
    chosen.push_back(group.first);
    const bool named = !group.first->block->names.empty();
    totals.push_back(group.first->score.total() +
                     (named && group.second > 1 ? weights("party.repeated") : 0));
    considered.push_back(
        {join(lines_of(*group.first->block), "\n"), group.first->score.features(), group.first->source});
    if (named && group.second > 1) considered.back().features.push_back({"party.repeated", 1});
  }
  if (weights.log() != nullptr) weights.log()->record("address", considered);
  const auto probabilities = softmax(totals, weights("party.none"));
  Choice best;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (probabilities[i] > best.probability) best = {chosen[i], probabilities[i]};
  }
  // Whichever of them is the holder's, it says the same; of two that are likely the fuller one says
  // more: a slip has "Øvre Steinsvikv. 31" where the window has "Øvre Steinsvikvegen 31 H0203".
  constexpr double worth_comparing = 0.02, likely = 0.25, worth_joining = 0.3;
  const auto* likeliest = best.candidate;
  const double probability_of_likeliest = best.probability;
  for (std::size_t i = 0; i < chosen.size() && probability_of_likeliest >= worth_joining; ++i) {
    if (chosen[i] == likeliest || probabilities[i] < worth_comparing ||
        !agree(*likeliest, *chosen[i], matcher, country))
      continue;
    best.probability += probabilities[i];
    if (probabilities[i] >= likely && is_fuller(*chosen[i]->block, *best.candidate->block))
      best.candidate = chosen[i];
  }
  std::vector<std::size_t> order(chosen.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  for (const auto i : order) {
    if (chosen[i] == best.candidate && best.probability >= least_confidence) continue;
    if (runners_up.size() == runners_up_kept) break;
    runners_up.push_back({"address", join(lines_of(*chosen[i]->block), ", "), probabilities[i],
                          chosen[i]->block->page, chosen[i]->block->box, chosen[i]->score.evidence()});
  }
  return best;
}

}  // namespace

PartiesRead read_parties(const Marked& marked, const std::vector<PartyBlock>& blocks,
                         const PersonLines& people, const match::Matcher& matcher, const Weights& weights,
                         const std::string& issuer) {
  PartiesRead read;
  auto [mailing, service] = weigh_parties(marked, blocks, people, matcher, weights, issuer);
  const auto& country = marked.locale.country;
  auto best = choose(mailing, matcher, country, weights, read.runners_up);
  if (best.probability < least_confidence && !service.empty()) {
    // Where the holder has no mailing address on the document, it is where the supply is.
    for (auto& candidate : service)
      candidate.score.add("party.only_service", "the only address of the holder is the supply's");
    std::vector<RunnerUp> ignored;
    if (const auto supply = choose(service, matcher, country, weights, ignored);
        supply.probability >= least_confidence) {
      best = supply;
      // The mailing address may only have been missed.
      best.probability *= trust_in_supply_address;
    }
  }
  const PartyBlock* holder = nullptr;
  if (best.candidate != nullptr && best.probability >= least_confidence) {
    holder = best.candidate->block;
    read.address = address_of(*holder, *best.candidate, marked, matcher, best.probability);
  }
  auto name = read_name(marked, holder, best.probability, people, matcher, weights, issuer);
  read.name = std::move(name.name);
  std::ranges::move(name.runners_up, std::back_inserter(read.runners_up));
  for (const auto& block : blocks) {
    if (&block == holder || read.others.size() == others_kept || block.in_sentence) continue;
    if (holder != nullptr && key_of(block) == key_of(*holder)) continue;
    read.others.push_back({role_of(block), lines_of(block), block.page, block.box});
  }
  return read;
}

}  // namespace domicile::extract
