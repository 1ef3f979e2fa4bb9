#include "extract/holder_name.hpp"

#include <fmt/format.h>
#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "extract/label_of.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr std::size_t runners_up_kept = 3;
constexpr double least_confidence = 0.5;
constexpr double least_likeness = 0.3;
constexpr double holder_for_certain = 0.7;
constexpr double full_name_likeness = 0.75;
constexpr std::size_t words_of_sentence = 2;
constexpr std::size_t words_of_label = 3;
constexpr double words_of_heading = 0.5;  // share of a line that is a label and more
constexpr double widest_gap_in_heights = 9;

// What stands where a name can stand.
struct Value {
  std::string text;
  std::size_t line = 0;
  Box box;
  double word_confidence = 1;
};

struct Candidate : Value {
  Score score;
};

std::string key_of(const std::string& text) { return join(fold_tokens(text), " "); }

bool contains_words(const std::string& text, const std::string& part) {
  return (" " + text + " ").find(" " + part + " ") != std::string::npos;
}

void add_shape(Candidate& candidate, const PersonLines& people, const std::string& issuer) {
  const auto person = people.judge(candidate.text);
  candidate.score.add("name.shape", "has the shape of a person's name", person.likeness);
  if (person.honorific) candidate.score.add("name.honorific", "a title stands before it");
  if (person.company) candidate.score.add("name.company", "a company's legal form stands in it");
  candidate.score.add("name.vocabulary", "its words are those of labels and headings", person.vocabulary);
  if (!issuer.empty() && key_of(candidate.text) == key_of(issuer)) {
    candidate.score.add("name.issuer", "it is the issuer's name");
  }
}

// "Roksolana Hnatyshyn Registered: 3": where the word of the next label begins, known or not.
std::size_t before_next_colon(const std::string& text, std::size_t begin, std::size_t end) {
  const auto colon = text.find(':', begin);
  if (colon == std::string::npos || colon >= end) return end;
  const auto blank = text.rfind(' ', colon);
  return blank == std::string::npos || blank <= begin ? end : blank;
}

// "Lic. Humberto Sada Villarreal. Si no obtienes respuesta": behind a full stop goes on what is no label's
// value.
bool goes_on_as_sentence(const std::string& text) {
  static const re2::RE2 sentence(R"(\pL{4,}\. +\pL+ +\pL+ +\pL)");
  return re2::RE2::PartialMatch(text, sentence);
}

// "The occupier on our records": nobody's name is written without a capital, but behind a colon.
bool is_of_small_letters(const std::string& text) {
  const auto letters = to_utf32(text);
  const auto any = [&](auto test) {
    return std::ranges::any_of(letters, [&](char32_t c) { return test(static_cast<UChar32>(c)) != 0; });
  };
  return any(u_islower) && !any(u_isupper);
}

bool is_aligned(const layout::Document& document, const layout::Line& label, const Value& value) {
  return document.points_x(label.page, std::abs(document.lines[value.line].box.x0 - label.box.x0)) <
         label.height_pt;
}

// The text beside a label of role `name`: behind it in its line, in the cell to the right, or below it.
std::optional<Value> beside(const Marked& marked, const PhraseInLine& label, const PersonLines& people) {
  const auto& document = marked.document;
  const auto& line = document.lines[label.line];
  const auto value_in = [&](std::size_t index, std::size_t begin, std::size_t end) -> std::optional<Value> {
    end = before_next_colon(document.lines[index].text, begin, end);
    auto text = squeeze(document.lines[index].text.substr(begin, end - begin));
    while (text.ends_with(',') || text.ends_with('!')) text.pop_back();  // "Hello Jane Miller,"
    const auto person = people.judge(text);
    if (text.empty() || person.likeness < least_likeness) return std::nullopt;
    const bool one_word = fold_tokens(text).size() < 2 && !person.honorific && !has_ideographs(text);
    if (one_word || goes_on_as_sentence(text)) return std::nullopt;
    const auto last = document.lines[index].text.find_last_not_of(" :.-#\t", end - 1);  // "住所:"
    const bool is_label = std::ranges::any_of(marked.labels, [&](const PhraseInLine& other) {
      return other.line == index && other.begin <= begin &&
             (other.end > last || (other.end > begin && person.vocabulary >= words_of_heading));
    });
    if (is_label) return std::nullopt;
    return Value{std::move(text), index, box_of(document.lines[index], begin, end),
                 confidence_of(document.lines[index], begin, end)};
  };
  const auto start = line.text.find_first_not_of(" :.-#\t", label.end);
  if (start != std::string::npos) {
    std::size_t end = line.text.size();
    for (const auto& next : marked.labels) {
      if (next.line == label.line && next.begin > start && next.begin < end) end = next.begin;
    }
    const bool colon =
        std::string_view(line.text).substr(0, start).find_last_of(':') != std::string_view::npos;
    auto found = value_in(label.line, start, end);
    if (found && (colon || !is_of_small_letters(found->text))) return found;
    // "ΟΝΟΜΑΤΕΠΩΝΥΜΟ ΥΔΡΟΛΗΠΤΗ" is a label as a whole, with its value below.
    if (end < line.text.size() || fold_tokens(line.text.substr(start)).size() > words_of_label)
      return std::nullopt;
  }
  const auto& neighbours = document.neighbours[label.line];
  const auto lower = neighbours.below == no_line ? layout::captioned(document, label.line) : neighbours.below;
  auto below = lower == no_line ? std::nullopt : value_in(lower, 0, document.lines[lower].text.size());
  if (start == std::string::npos && neighbours.right != no_line) {
    const auto& right = document.lines[neighbours.right];
    const double gap = document.points_x(line.page, right.box.x0 - line.box.x1);
    auto found = value_in(neighbours.right, 0, right.text.size());
    // In a table's head the value stands below, and the next column on the right.
    if (found &&
        (!below || gap <= widest_gap_in_heights * line.height_pt || !is_aligned(document, line, *below)))
      return found;
  }
  return below;
}

// "... we thank you, dear customer." ends a sentence: what stands below it is a signature.
bool ends_sentence(const PhraseInLine& label, const std::string& line) {
  const auto stop = label.end > 0 && line[label.end - 1] == '.' ? label.end - 1 : label.end;
  return stop < line.size() && line[stop] == '.' && label.begin > 0 &&
         fold_tokens(line.substr(0, label.begin)).size() >= words_of_sentence;
}

// "Dear Mr Smith" says less than any address does.
bool is_full_name(const std::string& text, const PersonLines& people, const match::Matcher& matcher) {
  const auto person = people.judge(text);
  return person.likeness >= full_name_likeness && person.vocabulary == 0 &&
         fold_tokens(matcher.without_titles(text)).size() >= 2;
}

// Who owns a house need not be whom its bill is sent to, as he is of a tax on it.
constexpr double of_owner = 0.9;

void add_labelled(const Marked& marked, const PersonLines& people, const match::Matcher& matcher,
                  const Weights& weights, const std::string& issuer, std::vector<Candidate>& candidates) {
  for (const auto& label : marked.labels) {
    const auto& role = label.meaning->name;
    if (role != "name" && role != "owner" && role != "other_person" && role != "closing" &&
        role != "name_and_address" && role != "salutation")
      continue;
    if (in_money_table(marked.document, label.line)) continue;
    const auto& text = marked.document.lines[label.line].text;
    if (ends_sentence(label, text)) continue;
    auto value = beside(marked, label, people);
    if (!value || in_money_table(marked.document, value->line)) continue;
    const auto wording = text.substr(label.begin, label.end - label.begin);
    Candidate candidate{std::move(*value), Score(weights)};
    if (role == "salutation") {
      if (label.begin > 0 || candidate.line != label.line || !is_full_name(candidate.text, people, matcher))
        continue;
      candidate.score.add("name.salutation", fmt::format("greeted by '{}'", wording));
    } else if (role == "other_person" || role == "closing") {
      candidate.score.add("name.other_person",
                          fmt::format("label '{}' says that it is somebody else", wording));
    } else {
      candidate.score.add("name.label", fmt::format("label '{}' beside it", wording),
                          role == "name"    ? 1.0
                          : role == "owner" ? of_owner
                                            : 0.7);
    }
    add_shape(candidate, people, issuer);
    candidates.push_back(std::move(candidate));
  }
}

double total_of(const Candidate* candidate) { return candidate->score.total(); }

// "o adebayo-clarke" is "oluwaseun adebayo-clarke" with an initial. Both are keys: their words are sorted.
bool abbreviates(const std::string& brief, const std::string& full) {
  const auto few = fold_tokens(brief);
  auto all = fold_tokens(full);
  if (few.size() > all.size()) return false;
  bool any_initial = false, any_word = false;
  const auto take = [&](const auto& fits) {
    const auto found = std::ranges::find_if(all, fits);
    if (found == all.end()) return false;
    all.erase(found);
    return true;
  };
  for (const auto& word : few) {
    if (word.size() == 1) continue;
    any_word = true;
    if (!take([&](const std::string& other) { return other == word; })) return false;
  }
  for (const auto& word : few) {
    if (word.size() > 1) continue;
    any_initial = true;
    if (!take([&](const std::string& other) { return other.starts_with(word); })) return false;
  }
  return any_initial && any_word;
}

// "Responsables de atención al usuario: Titular Lic. Carina Videla": words without a colon lead to the label.
bool stands_in_sentence(const PhraseInLine& label, const std::string& text) {
  constexpr std::size_t few = 2;
  const auto lead = std::string_view(text).substr(0, label.begin);
  return fold_tokens(lead).size() > few;
}

// "Reto und Monika" over "Ammann-Zurbriggen": two given names and a word between them, without a title.
bool lacks_surname(std::string_view text) {
  return std::ranges::count(text, ' ') == 2 && fold_tokens(text).size() <= 3;
}

// "PEDRO IGNACIO" over "VALENZUELA BOJORQUEZ"
bool gives_surname(const BlockLine& line, const BlockLine* above) {
  return above != nullptr && above->person.only_given && !above->person.joint && !line.person.given_name &&
         !line.person.honorific && !line.person.company;
}

bool is_one_word(std::string_view text) { return !squeeze(text).contains(' '); }

// Of names that say the same, the one of most holders; of those, the strongest.
const Candidate* fullest(const std::vector<const Candidate*>& group, const match::Matcher& matcher) {
  return *std::ranges::max_element(group, {}, [&](const Candidate* candidate) {
    const bool believed = candidate->score.total() > 0;
    return std::pair(believed ? matcher.persons(candidate->text).size() : 0, candidate->score.total());
  });
}

}  // namespace

std::vector<std::string> labelled_holders(const Marked& marked, const PersonLines& people) {
  std::vector<std::string> holders;
  for (const auto& label : marked.labels) {
    if (label.meaning->name != "name" || in_money_table(marked.document, label.line)) continue;
    const auto& text = marked.document.lines[label.line].text;
    if (ends_sentence(label, text) || stands_in_sentence(label, text)) continue;
    const auto value = beside(marked, label, people);
    if (!value || in_money_table(marked.document, value->line)) continue;
    const auto person = people.judge(value->text);
    if (person.likeness >= holder_for_certain && !person.company) holders.push_back(value->text);
  }
  return holders;
}

std::string holder_text(const std::vector<BlockLine>& names) {
  std::string text;
  bool joined = false;
  const bool first_is_joint = !names.empty() && names.front().person.joint;
  const BlockLine* above = nullptr;
  for (const auto& line : names) {
    const bool continues = joined || line.person.joint_ends || gives_surname(line, above) ||
                           (first_is_joint && lacks_surname(text) && is_one_word(line.text));
    if (!text.empty()) text += continues ? " " : " & ";
    text += squeeze(line.text);
    joined = line.person.goes_on;
    above = &line;
  }
  return text;
}

NameRead read_name(const Marked& marked, const PartyBlock* holder, double holder_probability,
                   const PersonLines& people, const match::Matcher& matcher, const Weights& weights,
                   const std::string& issuer) {
  std::vector<Candidate> candidates;
  if (holder != nullptr && !holder->names.empty()) {
    Candidate candidate{
        {holder_text(holder->names), holder->names.front().line, holder->names.front().box, 1},
        Score(weights)};
    for (const auto& line : holder->names) {
      candidate.box = united(candidate.box, line.box);
      const auto& whole = marked.document.lines[line.line];
      candidate.word_confidence =
          std::min(candidate.word_confidence, confidence_of(whole, 0, whole.text.size()));
    }
    candidate.score.add("name.above_address", "stands above the holder's address", holder_probability);
    add_shape(candidate, people, issuer);
    candidates.push_back(std::move(candidate));
  }
  add_labelled(marked, people, matcher, weights, issuer, candidates);

  // One name said twice is one candidate, stronger for it.
  std::map<std::string, std::vector<const Candidate*>> same;
  for (const auto& candidate : candidates) {
    const auto text = key_of(matcher.without_titles(candidate.text));
    if (text.empty()) continue;
    // "Giulia Costantini" behind a label says the same as "Salvatore & Giulia Costantini" above the address,
    // and so does "Costantini Giulia".
    const auto known = std::ranges::find_if(same, [&](const auto& entry) {
      return contains_words(entry.first, text) || contains_words(text, entry.first) ||
             abbreviates(text, entry.first) || abbreviates(entry.first, text) ||
             matcher.compare_names({candidate.text}, {entry.second.front()->text}).outcome ==
                 match::Sameness::same;
    });
    (known == same.end() ? same[text] : known->second).push_back(&candidate);
  }
  std::vector<const Candidate*> chosen;
  std::vector<double> totals;
  std::vector<Considered> considered;
  for (const auto& [key, group] : same) {
    const auto* best = fullest(group, matcher);
    const auto* strongest = *std::ranges::max_element(group, {}, total_of);
    const bool denied = std::ranges::any_of(group, [](const Candidate* c) { return c->score.total() < -2; });
    chosen.push_back(best);
    totals.push_back(strongest->score.total() + (group.size() > 1 ? weights("name.repeated") : 0) -
                     (denied ? 2 : 0));
    considered.push_back({matcher.without_titles(best->text), strongest->score.features(),
                          marked.document.lines[best->line].words.front().source});
    if (group.size() > 1) considered.back().features.push_back({"name.repeated", 1});
  }
  if (weights.log() != nullptr) weights.log()->record("name", considered);
  NameRead read;
  const auto probabilities = softmax(totals, weights("name.none"));
  std::vector<std::size_t> order(chosen.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
  for (const auto i : order) {
    const auto& candidate = *chosen[i];
    const auto& line = marked.document.lines[candidate.line];
    if (!read.name && probabilities[i] >= least_confidence) {
      NameReading name;
      name.text = candidate.text;
      name.value = matcher.without_titles(candidate.text);
      name.all = matcher.persons(candidate.text);
      name.page = line.page;
      name.box = candidate.box;
      name.confidence = probabilities[i];
      name.evidence = candidate.score.evidence();
      name.legibility = candidate.word_confidence;
      name.source = line.words.front().source;
      read.name = std::move(name);
    } else if (read.runners_up.size() < runners_up_kept) {
      read.runners_up.push_back(
          {"name", candidate.text, probabilities[i], line.page, candidate.box, candidate.score.evidence()});
    }
  }
  return read;
}

}  // namespace domicile::extract
