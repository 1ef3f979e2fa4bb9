#include "extract/party_candidates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "extract/holder_name.hpp"

namespace domicile::extract {
std::vector<std::string> lines_of(const PartyBlock& block) {
  std::vector<std::string> lines;
  lines.reserve(block.address.size());
  for (const auto& line : block.address) lines.push_back(squeeze(line.text));
  return lines;
}

std::string key_of(const PartyBlock& block) {
  auto words = fold_tokens(join(lines_of(block), " "));
  std::ranges::sort(words);
  return join(words, " ");
}

namespace {

constexpr double head_of_page = 0.16;
constexpr double foot_of_page = 0.88;
constexpr double large_heading = 1.25;  // times the median height of all lines
constexpr std::size_t fewest_words_of_legal_line = 5;

double strongest(const PartyBlock& block, double match::LineShape::* shape) {
  double best = 0;
  for (const auto& line : block.address) best = std::max(best, line.shape.*shape);
  return best;
}

// "Öresund Kortbank" is "Öresund Kortbank AB (publ)", with what it is by law or does left out on either side.
bool names_issuer(const std::vector<std::string>& name, const std::vector<std::string>& issuer) {
  constexpr std::size_t fewest = 2;
  const auto common = std::min(name.size(), issuer.size());
  return !issuer.empty() &&
         (name == issuer ||
          (common >= fewest &&
           std::equal(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(common), issuer.begin())));
}

void add_name_evidence(const PartyBlock& block, const PersonLines& people, const std::string& issuer,
                       Score& score) {
  if (block.names.empty()) {
    if (block.named_by_label)
      score.add("party.labelled_name", "a labelled name stands in the rows above");
    else
      score.add("party.no_name", "no name stands above it");
    return;
  }
  double likeness = 0, vocabulary = 0, doubted = 0;
  bool honorific = false, company = false;
  for (const auto& line : block.names) {
    likeness = std::max(likeness, line.person.likeness);
    honorific |= line.person.honorific;
    company |= line.person.company;
    vocabulary = std::max(vocabulary, people.vocabulary_share(line.text));
    doubted = std::max(doubted, line.person.vocabulary);
  }
  score.add("party.person_name",
            fmt::format("'{}' above it looks like a person's name", holder_text(block.names)), likeness);
  if (honorific) score.add("party.honorific", "a title stands before the name");
  if (company && !honorific) score.add("party.company_name", "a company's legal form stands in the name");
  if (likeness < 0.4) score.add("party.bad_name", "the line above it is no person's name");
  score.add("party.issuer_word", "words of the trade stand in the name",
            company ? vocabulary : std::min(0.5 * vocabulary, doubted));
  if (!honorific && names_issuer(fold_tokens(holder_text(block.names)), fold_tokens(issuer)))
    score.add("party.issuer", "it is the issuer's name");
}

void add_address_evidence(const PartyBlock& block, const std::string& country, Score& score) {
  const double street = std::max(strongest(block, &match::LineShape::street),
                                 strongest(block, &match::LineShape::whole_address));
  const double box = strongest(block, &match::LineShape::po_box);
  if (street >= 0.5)
    score.add("party.street", "a street stands in it", street);
  else if (box < 0.5)
    score.add("party.no_street", "no street stands in it");
  if (box >= 0.5 && street < 0.5) score.add("party.po_box", "a PO box");
  score.add("party.postcode_city", "postcode and town",
            std::max(strongest(block, &match::LineShape::postcode_city),
                     strongest(block, &match::LineShape::whole_address)));
  if (country.empty()) return;
  bool known = false, same = false;
  for (const auto& line : block.address) {
    for (const auto& guess : line.shape.countries) {
      known = true;
      same |= guess.country == country && guess.score >= line.shape.countries.front().score - 0.3;
    }
  }
  if (same)
    score.add("party.country_of_document", "in the document's country");
  else if (known)
    score.add("party.other_country", "in another country than the document's");
}

void add_place_evidence(const PartyBlock& block, const Marked& marked, double median, Score& score) {
  const double middle = block.box.center_y();
  if (block.page == 1) score.add("party.first_page", "on the first page");
  if (block.page == 1 && middle > 0.07 && middle < 0.42 && block.address.size() + block.names.size() >= 3) {
    score.add("party.window", "where an envelope's window shows it");
  }
  if (block.page == 1 && middle < 0.5) score.add("party.upper_half", "in the upper half of the page");
  if (middle > 0.92) score.add("party.foot", "at the foot of the page");
  const auto& line = marked.document.lines[block.address.front().line];
  if (line.height_pt < 0.82 * median) score.add("party.small_print", "in small print");
  if (block.one_line && block.names.empty() && block.label_role.empty()) {
    score.add("party.one_line_sender", "on one line, as senders print theirs");
  }
  score.add("party.contact_lines", "telephone or web stands with it", block.contact);
  if (block.in_sentence) score.add("party.in_sentence", "inside a sentence");
  double confidence = 1;
  for (const auto& part : block.address)
    confidence = std::min(confidence, marked.document.lines[part.line].confidence);
  if (confidence < 0.6) score.add("party.poor_ocr", "poorly legible", 1 - confidence);
}

// Lines in which only senders are named: the head of the page, and the small or legal print at its foot.
struct SenderLine {
  std::size_t line = 0;
  std::string words;
  bool at_foot = false;
};

std::vector<SenderLine> sender_lines(const Marked& marked, double median) {
  std::vector<SenderLine> lines;
  for (std::size_t i = 0; i < marked.document.lines.size(); ++i) {
    const auto& line = marked.document.lines[i];
    const bool head = line.page == 1 && line.box.y0 < head_of_page && line.height_pt > large_heading * median;
    const bool foot = line.box.y0 > foot_of_page && line.words.size() >= fewest_words_of_legal_line;
    if (head || foot) lines.push_back({i, fmt::format(" {} ", join(fold_tokens(line.text), " ")), foot});
  }
  return lines;
}

// A legal line at the foot begins with the sender's name; behind it stand the people who lead the company.
void add_sender_evidence(const PartyBlock& block, const std::vector<SenderLine>& sender_lines, Score& score) {
  if (block.names.empty() || block.names.front().person.honorific) return;
  const auto name = fmt::format(" {} ", join(fold_tokens(block.names.front().text), " "));
  const bool named = std::ranges::any_of(sender_lines, [&](const SenderLine& line) {
    if (line.line == block.names.front().line) return false;
    return line.at_foot ? line.words.starts_with(name) : line.words.contains(name);
  });
  if (named) score.add("party.named_as_sender", "the head or foot of the page names it as the sender");
}

// A form names its holder behind a label: the name above the holder's address is the same one.
void add_labelled_holder_evidence(const PartyBlock& block, const std::vector<std::string>& holders,
                                  const match::Matcher& matcher, Score& score) {
  if (block.names.empty() || holders.empty()) return;
  const auto name = holder_text(block.names);
  const bool same = std::ranges::any_of(holders, [&](const std::string& holder) {
    return matcher.compare_names({holder}, {name}).outcome != match::Sameness::different;
  });
  if (same)
    score.add("party.labelled_holder", "a label names the same holder");
  else if (!block.names.front().person.honorific)
    score.add("party.other_holder", fmt::format("a label names another holder, '{}'", holders.front()));
}

// Who is supplied at an address mostly lives there: "SERVICE ADDRESS: 2287 S 70TH RD" and "2287 SOUTH 70TH
// ROAD / EUREKA KS 67045".
void add_supplied_evidence(std::vector<PartyCandidate>& mailing, const std::vector<PartyCandidate>& service,
                           const match::Matcher& matcher, const std::string& country) {
  const auto parsed = [&](const PartyCandidate& of) {
    return matcher.parse_address(lines_of(*of.block), country);
  };
  std::vector<AddressComponents> supplied;
  supplied.reserve(service.size());
  for (const auto& candidate : service) supplied.push_back(parsed(candidate));
  for (auto& candidate : mailing) {
    if (candidate.block->names.empty() || supplied.empty()) continue;
    const auto home = parsed(candidate);
    const bool same = !home.house_number.empty() && std::ranges::any_of(supplied, [&](const auto& place) {
      return home.house_number == place.house_number &&
             matcher.compare_addresses(place, home).outcome != match::Sameness::different;
    });
    if (same) candidate.score.add("party.supplied", "what is supplied lies there too");
  }
}

// A block whose address stands elsewhere on the document beside a telephone or below words of the trade.
void add_sender_address_evidence(std::vector<PartyCandidate>& candidates, const PersonLines& people) {
  constexpr double plain = 0.5;
  const auto is_senders = [&](const PartyBlock& block) {
    const bool trade = std::ranges::any_of(block.names, [&](const BlockLine& line) {
      return !line.person.honorific && people.vocabulary_share(line.text) >= plain;
    });
    return block.label_role == "issuer_address" || block.label_role == "remittance_address" ||
           block.contact >= plain || trade;
  };
  for (auto& candidate : candidates) {
    const auto& names = candidate.block->names;
    if (!names.empty() && names.front().person.honorific) continue;
    const bool shared = std::ranges::any_of(candidates, [&](const PartyCandidate& other) {
      return &other != &candidate && other.key == candidate.key && is_senders(*other.block);
    });
    if (shared) candidate.score.add("party.sender_address", "the sender's address elsewhere");
  }
}

PartyCandidate judge(const PartyBlock& block, const Marked& marked, const PersonLines& people,
                     const Weights& weights, const std::string& issuer,
                     const std::vector<SenderLine>& senders, double median) {
  const auto source = marked.document.lines[block.address.front().line].words.front().source;
  PartyCandidate candidate{&block, key_of(block), Score(weights), source};
  if (!block.label_role.empty()) {
    candidate.score.add("party.label." + block.label_role, fmt::format("label '{}'", block.label_text),
                        block.label_strength);
  }
  add_name_evidence(block, people, issuer, candidate.score);
  add_address_evidence(block, marked.locale.country, candidate.score);
  add_place_evidence(block, marked, median, candidate.score);
  add_sender_evidence(block, senders, candidate.score);
  return candidate;
}

}  // namespace

PartyCandidates weigh_parties(const Marked& marked, const std::vector<PartyBlock>& blocks,
                              const PersonLines& people, const match::Matcher& matcher,
                              const Weights& weights, const std::string& issuer) {
  PartyCandidates candidates;
  const double median = layout::median_height(marked.document);
  const auto senders = sender_lines(marked, median);
  const auto holders = labelled_holders(marked, people);
  for (const auto& block : blocks) {
    auto candidate = judge(block, marked, people, weights, issuer, senders, median);
    add_labelled_holder_evidence(block, holders, matcher, candidate.score);
    const bool of_supply = block.label_role == "service_address" && block.names.empty();
    (of_supply ? candidates.service : candidates.mailing).push_back(std::move(candidate));
  }
  add_supplied_evidence(candidates.mailing, candidates.service, matcher, marked.locale.country);
  add_sender_address_evidence(candidates.mailing, people);
  return candidates;
}

}  // namespace domicile::extract
