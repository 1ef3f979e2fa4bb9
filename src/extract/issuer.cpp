#include "extract/issuer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "extract/choice.hpp"

namespace domicile::extract {
namespace {

struct Candidate {
  std::string value;
  std::size_t line = 0;
  double score = 0;
  std::vector<Evidence> evidence;
  void add(double weight, std::string text) {
    score += weight;
    evidence.push_back({std::move(text), weight});
  }
};

std::string key_of(const std::string& text) { return join(fold_tokens(text), " "); }

// "Northfield Energy GmbH · Werkstr. 1 · 12345 Ort" → the part before the first separator.
std::string leading_part(const std::string& text) {
  std::size_t cut = text.size();
  for (const auto* separator : {" · ", " | ", " • ", " – ", " - ", ", ", " / "}) {
    cut = std::min(cut, text.find(separator));
  }
  return squeeze(std::string_view(text).substr(0, cut));
}

bool is_title(const Marked& marked, std::size_t line) {
  return std::ranges::any_of(marked.titles, [&](const PhraseInLine& t) { return t.line == line; }) ||
         std::ranges::any_of(marked.labels,
                             [&](const PhraseInLine& l) { return l.line == line && l.begin <= 2; });
}

bool is_sender(const PartyBlock& block) {
  const auto& role = block.label_role;
  if (role == "name" || role == "owner" || role == "name_and_address" || role == "mailing_address")
    return false;
  return block.contact >= 0.5 || block.one_line || role == "issuer_address" || role == "remittance_address";
}

void doubt_person(Candidate& candidate, const PersonLine& person) {
  if (person.likeness > 0.9 && !person.legal_form) candidate.add(-1, "looks like a person's name");
}

}  // namespace

std::optional<IssuerReading> read_issuer(const Marked& marked, const std::vector<PartyBlock>& blocks,
                                         const PersonLines& people, const match::AddressShapes& shapes) {
  std::map<std::string, Candidate> candidates;
  const auto& lines = marked.document.lines;
  double largest = 0;
  for (const auto& line : lines) {
    if (line.page == 1 && line.box.y0 < 0.16) largest = std::max(largest, line.height_pt);
  }
  const auto candidate = [&](const std::string& value, std::size_t line) -> Candidate& {
    auto& found = candidates[key_of(value)];
    if (found.value.empty()) {
      found.value = value;
      found.line = line;
    }
    return found;
  };
  std::set<std::size_t> of_holder;
  for (const auto& block : blocks) {
    if (block.contact >= 0.5 || block.one_line) continue;
    for (const auto* part : {&block.names, &block.address}) {
      for (const auto& line : *part) of_holder.insert(line.line);
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& line = lines[i];
    if (line.page != 1) continue;
    const auto part = leading_part(line.text);
    const auto shares = character_shares(part);
    if (part.size() < 3 || part.size() > 60 || shares.letters < 0.6 || fold_tokens(part).size() > 8) continue;
    const auto person = people.judge(part);
    const bool head = line.box.y0 < 0.16;
    if (!head && !person.legal_form) continue;
    if (is_title(marked, i) && !person.legal_form) continue;
    if (of_holder.contains(i) && !person.legal_form) continue;
    const auto shape = shapes.classify_line(part, {});
    if (std::max({shape.street, shape.postcode_city, shape.whole_address}) >= 0.6) continue;
    auto& found = candidate(part, i);
    if (person.legal_form) found.add(2.0, "a company's legal form");
    if (head) found.add(1.0, "in the head of the page");
    if (head && line.height_pt >= 0.95 * largest) found.add(1.6, "the largest line there");
    if (line.box.y0 < 0.08) found.add(0.5, "at the very top");
    if (person.honorific) found.add(-3, "a person's title");
    doubt_person(found, person);
  }
  for (const auto& block : blocks) {
    if (!is_sender(block)) continue;
    if (!block.names.empty() && !block.names.front().person.honorific) {
      auto& found = candidate(squeeze(block.names.front().text), block.names.front().line);
      found.add(1.8, "above the sender's address");
      doubt_person(found, block.names.front().person);
    } else if (block.one_line) {
      const auto part = leading_part(block.address.front().text);
      if (part.size() > 3 && character_shares(part).digits == 0) {
        candidate(part, block.address.front().line).add(1.6, "leads the sender's line");
      }
    }
  }
  const auto best =
      std::ranges::max_element(candidates, {}, [](const auto& entry) { return entry.second.score; });
  if (best == candidates.end() || best->second.score < 1.5) return std::nullopt;
  IssuerReading issuer;
  issuer.value = best->second.value;
  issuer.page = 1;
  issuer.box = lines[best->second.line].box;
  issuer.source = lines[best->second.line].words.front().source;
  issuer.confidence = logistic(best->second.score - 2.0);
  issuer.evidence = best->second.evidence;
  return issuer;
}

}  // namespace domicile::extract
