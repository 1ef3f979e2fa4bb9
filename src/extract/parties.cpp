#include "extract/parties.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "extract/holder_name.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t runners_up_kept = 4;
constexpr std::size_t others_kept = 30;
constexpr double least_confidence = 0.5;
constexpr double trust_in_supply_address = 0.88;
constexpr double trust_in_letters = 0.75;  // of an address whose worst word OCR hardly believes
constexpr double head_of_page = 0.16;
constexpr double foot_of_page = 0.88;
constexpr double large_heading = 1.25;  // times the median height of all lines
constexpr std::size_t fewest_words_of_legal_line = 5;

struct Candidate {
  const PartyBlock* block = nullptr;
  std::string key;  ///< the address's folded words, by which repetitions are known
  Score score;
  WordSource source = WordSource::text_layer;
};

std::vector<std::string> lines_of(const PartyBlock& block) {
  std::vector<std::string> lines;
  lines.reserve(block.address.size());
  for (const auto& line : block.address) lines.push_back(squeeze(line.text));
  return lines;
}

// The same for "8000 Székesfehérvár, Tolnai u. 30" and "Székesfehérvár / Tolnai u. 30 / 8000".
std::string key_of(const PartyBlock& block) {
  auto words = fold_tokens(join(lines_of(block), " "));
  std::ranges::sort(words);
  return join(words, " ");
}

double strongest(const PartyBlock& block, double match::LineShape::* shape) {
  double best = 0;
  for (const auto& line : block.address) best = std::max(best, line.shape.*shape);
  return best;
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
  const auto name = join(fold_tokens(holder_text(block.names)), " ");
  if (!issuer.empty() && name == join(fold_tokens(issuer), " "))
    score.add("name.issuer", "it is the issuer's name");
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
    if (head || foot) lines.push_back({i, " " + join(fold_tokens(line.text), " ") + " ", foot});
  }
  return lines;
}

// A legal line at the foot begins with the sender's name; behind it stand the people who lead the company.
void add_sender_evidence(const PartyBlock& block, const std::vector<SenderLine>& sender_lines, Score& score) {
  if (block.names.empty() || block.names.front().person.honorific) return;
  const auto name = " " + join(fold_tokens(block.names.front().text), " ") + " ";
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
void add_supplied_evidence(std::vector<Candidate>& mailing, const std::vector<Candidate>& service,
                           const match::Matcher& matcher, const std::string& country) {
  const auto parsed = [&](const Candidate& of) {
    return matcher.parse_address(lines_of(*of.block), country);
  };
  std::vector<AddressComponents> supplied;
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
void add_sender_address_evidence(std::vector<Candidate>& candidates, const PersonLines& people) {
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
    const bool shared = std::ranges::any_of(candidates, [&](const Candidate& other) {
      return &other != &candidate && other.key == candidate.key && is_senders(*other.block);
    });
    if (shared) candidate.score.add("party.sender_address", "the sender's address elsewhere");
  }
}

Candidate judge(const PartyBlock& block, const Marked& marked, const PersonLines& people,
                const Weights& weights, const std::string& issuer, const std::vector<SenderLine>& senders,
                double median) {
  const auto source = marked.document.lines[block.address.front().line].words.front().source;
  Candidate candidate{&block, key_of(block), Score(weights), source};
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

AddressReading address_of(const PartyBlock& block, const Candidate& candidate, const Marked& marked,
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
  const Candidate* candidate = nullptr;
  double probability = 0;
};

using Groups = std::map<std::string, std::pair<const Candidate*, int>>;

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
bool agree(const Candidate& a, const Candidate& b, const match::Matcher& matcher,
           const std::string& country) {
  const auto names_of = [](const Candidate& of) { return holder_text(of.block->names); };
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

Choice choose(const std::vector<Candidate>& candidates, const match::Matcher& matcher,
              const std::string& country, const Weights& weights, std::vector<RunnerUp>& runners_up) {
  Groups groups;
  for (const auto& candidate : candidates) {
    auto& [best, count] = groups[candidate.key];
    if (best == nullptr || candidate.score.total() > best->score.total()) best = &candidate;
    ++count;
  }
  merge_parts(groups);
  std::vector<const Candidate*> chosen;
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
  // Whichever of them is the holder's, it says the same; of two that are about as likely the fuller one says
  // more: a slip has "Øvre Steinsvikv. 31" where the window has "Øvre Steinsvikvegen 31 H0203".
  constexpr double worth_comparing = 0.02, about_as_likely = 0.25;
  const auto* likeliest = best.candidate;
  const double probability_of_likeliest = best.probability;
  for (std::size_t i = 0; i < chosen.size() && probability_of_likeliest >= least_confidence; ++i) {
    if (chosen[i] == likeliest || probabilities[i] < worth_comparing ||
        !agree(*likeliest, *chosen[i], matcher, country))
      continue;
    best.probability += probabilities[i];
    if (probabilities[i] >= about_as_likely && is_fuller(*chosen[i]->block, *best.candidate->block))
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
  const double median = layout::median_height(marked.document);
  const auto senders = sender_lines(marked, median);
  std::vector<Candidate> mailing, service;
  const auto holders = labelled_holders(marked, people);
  for (const auto& block : blocks) {
    auto candidate = judge(block, marked, people, weights, issuer, senders, median);
    add_labelled_holder_evidence(block, holders, matcher, candidate.score);
    (block.label_role == "service_address" && block.names.empty() ? service : mailing)
        .push_back(std::move(candidate));
  }
  const auto& country = marked.locale.country;
  add_supplied_evidence(mailing, service, matcher, country);
  add_sender_address_evidence(mailing, people);
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
