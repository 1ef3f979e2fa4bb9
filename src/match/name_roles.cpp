#include "match/name_roles.hpp"

#include <algorithm>
#include <span>

#include "match/name_initials.hpp"

namespace domicile::match {
namespace {

// "P.A. Brown" begins with initials, not with a host's mark; "S.A." and "S A." are a company's form.
bool are_initials(const std::vector<NameWord>& words, std::size_t first, const Phrase& phrase,
                  std::string_view line) {
  const auto written = std::span(words).subspan(first, phrase.keys.size());
  const bool dotted = std::ranges::any_of(written, &NameWord::dotted);
  return begins_with_initials(line.substr(words[first].begin), phrase.keys.size()) &&
         ((phrase.role & care_of) != 0 || !dotted);
}

std::vector<RoledWord> with_phrases(std::vector<NameWord> words, const NameLexicon& lexicon,
                                    std::string_view line) {
  std::vector<RoledWord> roled;
  roled.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    RoledWord next;
    const auto* phrase = lexicon.phrase_at(words, i);
    if (phrase != nullptr && are_initials(words, i, *phrase, line)) phrase = nullptr;
    const std::size_t length = phrase != nullptr ? phrase->keys.size() : 1;
    next.word = std::move(words[i]);
    if (phrase != nullptr) {
      next.word.roles = phrase->role;
      next.phrase_words = static_cast<int>(length);
      next.word.end = words[i + length - 1].end;
      next.word.dotted = words[i + length - 1].dotted;
    } else {
      next.word.entry = lexicon.find(next.word);
      next.word.roles = lexicon.roles_of(next.word);
    }
    roled.push_back(std::move(next));
    i += length;
  }
  return roled;
}

void drop_brackets(std::vector<RoledWord>& words) {
  int depth = 0;
  std::erase_if(words, [&](const RoledWord& word) {
    const auto& key = word.word.key;
    if (word.word.punctuation && key == "(") {
      ++depth;
    } else if (depth > 0 && word.is(birth)) {
      depth = 0;  // "(née Keane)" says something of the person
    }
    const bool inside = depth > 0;
    if (word.word.punctuation && key == ")") depth = std::max(0, depth - 1);
    return inside || (word.word.punctuation && (key == ")" || key == "\""));
  });
}

bool all_capitals(const std::vector<RoledWord>& words) {
  return std::ranges::none_of(words, [](const RoledWord& word) {
    return !word.word.punctuation && !word.word.upper && word.word.key.size() > 1;
  });
}

std::size_t names_between(const std::vector<RoledWord>& words, NameSegment segment) {
  const auto inner = without_titles(words, segment);
  return static_cast<std::size_t>(
      std::count_if(words.begin() + static_cast<std::ptrdiff_t>(inner.begin),
                    words.begin() + static_cast<std::ptrdiff_t>(inner.end),
                    [](const RoledWord& word) { return word.is_name() && !word.is(particle); }));
}

bool starts_with_title(const std::vector<RoledWord>& words, NameSegment segment) {
  return segment.begin < segment.end && words[segment.begin].is(honorific);
}

// "and" joins whatever stands around it; "y", "e", "i" are also initials and parts of surnames.
bool joins(const std::vector<RoledWord>& words, std::size_t at, NameSegment before, NameSegment after,
           bool capitals) {
  const auto& word = words[at];
  const auto left = names_between(words, before);
  const auto right = names_between(words, after);
  if (right == 0 || (left == 0 && !starts_with_title(words, before))) return false;
  if (word.word.punctuation || word.word.key.size() > 2) return true;
  if (word.word.key.size() == 2 && word.word.lower_start) return true;
  // "Katharina Weiß u. Wolfgang Weiß"
  const bool small_letters = words.front().word.lower_start;
  if (word.word.dotted)
    return word.word.lower_start && !small_letters && (right >= 2 || starts_with_title(words, after));
  if (starts_with_title(words, after)) return true;
  // "JUAN Y MARÍA ROSSI", not "JOSÉ ORTEGA Y GASSET".
  const bool between_given =
      left == 1 && at > 0 && words[at - 1].is(given) && at + 1 < words.size() && words[at + 1].is(given);
  // "MAËLLE ET JÉRÔME GUÉRIN", whoever is called so.
  const bool before_given = word.word.key.size() == 2 && at + 1 < words.size() && words[at + 1].is(given);
  if (capitals || !word.word.lower_start) return (left >= 2 || between_given || before_given) && right >= 2;
  return right >= 2;
}

}  // namespace

std::vector<RoledWord> roled_words(std::string_view line, const NameLexicon& lexicon,
                                   const Romaniser& romaniser) {
  auto words = with_phrases(name_words(line, romaniser), lexicon, line);
  drop_brackets(words);
  const auto cut = std::ranges::find_if(words, [](const RoledWord& word) {
    return word.is(care_of) && (word.phrase_words > 1 || word.word.dotted || word.word.key.size() > 2);
  });
  words.erase(cut, words.end());
  return words;
}

std::vector<NameSegment> segments_of(const std::vector<RoledWord>& words) {
  std::vector<NameSegment> segments;
  const bool capitals = all_capitals(words);
  NameSegment open{0, 0};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].is(joint)) continue;
    if (!joins(words, i, {open.begin, i}, {i + 1, words.size()}, capitals)) continue;
    segments.push_back({open.begin, i});
    open.begin = i + 1;
  }
  segments.push_back({open.begin, words.size()});
  return segments;
}

NameSegment without_titles(const std::vector<RoledWord>& words, NameSegment segment) {
  const auto names_after = [&](std::size_t from) {
    std::size_t full = 0;
    for (auto i = from; i < segment.end; ++i) {
      full += words[i].is_name() && !words[i].is(particle) && words[i].word.key.size() > 1;
    }
    return full;
  };
  while (segment.begin < segment.end) {
    const auto& first = words[segment.begin];
    if (first.word.punctuation) {
      ++segment.begin;
      continue;
    }
    if (!first.is(honorific)) break;
    // "P.J. Van den Bossche": "P." is short for Pan and Pani in Polish.
    const bool before_initial = segment.begin + 1 < segment.end && words[segment.begin + 1].word.initial();
    if (first.phrase_words == 1 && first.word.initial() && before_initial) break;
    // "Don" and "M" are names and initials as well: they are titles only where enough is left without them.
    const bool doubtful =
        first.phrase_words == 1 && (first.word.key.size() == 1 || first.is(given) || first.is(particle));
    if (doubtful && (!first.word.dotted || first.word.key.size() <= 1) && names_after(segment.begin + 1) < 2)
      break;
    ++segment.begin;
  }
  while (segment.end > segment.begin) {
    const auto& last = words[segment.end - 1];
    // "Smith MA" ends in initials, "John Smith MA" in a degree.
    const std::size_t least_before = last.phrase_words == 1 && last.word.key.size() <= 2 ? 2 : 1;
    const bool trailing =
        last.word.punctuation || (last.is(suffix) && segment.end - segment.begin > least_before);
    if (!trailing) break;
    --segment.end;
  }
  return segment;
}

}  // namespace domicile::match
