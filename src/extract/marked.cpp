#include "extract/marked.hpp"

#include <algorithm>

namespace domicile::extract {
namespace {

struct WordSpan {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Where each word of a line stands in its text.
std::vector<WordSpan> spans_of(const layout::Line& line) {
  std::vector<WordSpan> spans;
  std::size_t from = 0;
  for (const auto& word : line.words) {
    const auto at = line.text.find(word.text, from);
    const auto begin = at == std::string::npos ? from : at;
    spans.push_back({begin, std::min(line.text.size(), begin + word.text.size())});
    from = spans.back().end;
  }
  return spans;
}

template <class Visit>
void for_words(const layout::Line& line, std::size_t begin, std::size_t end, Visit&& visit) {
  const auto spans = spans_of(line);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].begin < end && spans[i].end > begin) visit(line.words[i]);
  }
}

void keep(Marked& marked, const PhraseInLine& phrase) {
  auto& list = phrase.meaning->type == Meaning::Type::label   ? marked.labels
               : phrase.meaning->type == Meaning::Type::title ? marked.titles
                                                              : marked.terms;
  // Two languages may share a wording, as da and nb do.
  const bool known = std::ranges::any_of(list, [&](const PhraseInLine& other) {
    return other.line == phrase.line && other.meaning == phrase.meaning && other.begin == phrase.begin;
  });
  if (!known) list.push_back(phrase);
}

void mark_phrases(Marked& marked, const Lexicon& lexicon, std::size_t index, const layout::Line& line) {
  const auto spans = spans_of(line);
  std::vector<std::string> tokens;
  std::vector<std::size_t> word_of_token;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    for (auto& token : fold_tokens(line.words[i].text)) {
      tokens.push_back(std::move(token));
      word_of_token.push_back(i);
    }
  }
  for (const auto* language : marked.locale.languages) {
    for (const auto& hit : language->phrases.find(tokens, line.words.front().source == WordSource::ocr)) {
      PhraseInLine found;
      found.line = index;
      found.first_word = word_of_token[hit.first];
      found.last_word = word_of_token[hit.first + hit.count - 1];
      found.begin = spans[found.first_word].begin;
      found.end = spans[found.last_word].end;
      found.tokens = hit.count;
      found.exact = hit.exact;
      found.box = line.words[found.first_word].box;
      for (std::size_t w = found.first_word; w <= found.last_word; ++w) found.box = united(found.box, line.words[w].box);
      found.meaning = &lexicon.meanings[static_cast<std::size_t>(hit.value)];
      keep(marked, found);
    }
  }
}

void mark_dates(Marked& marked, std::size_t index, const layout::Line& line) {
  const bool from_ocr = line.words.front().source == WordSource::ocr;
  for (const auto& date : find_dates(line.text, marked.locale.languages, from_ocr)) {
    DateInLine found;
    found.line = index;
    found.date = date;
    found.text = line.text.substr(date.begin, date.end - date.begin);
    found.box = box_of(line, date.begin, date.end);
    found.confidence = confidence_of(line, date.begin, date.end);
    marked.dates.push_back(std::move(found));
  }
}

}  // namespace

Box box_of(const layout::Line& line, std::size_t begin, std::size_t end) {
  Box box;
  bool first = true;
  for_words(line, begin, end, [&](const Word& word) {
    box = first ? word.box : united(box, word.box);
    first = false;
  });
  return first ? line.box : box;
}

double confidence_of(const layout::Line& line, std::size_t begin, std::size_t end) {
  double lowest = 1;
  for_words(line, begin, end, [&](const Word& word) {
    // A lone mark says nothing of the letters beside it.
    if (!fold_tokens(word.text).empty()) lowest = std::min(lowest, word.confidence);
  });
  return lowest;
}

Marked mark(const layout::Document& document, const Lexicon& lexicon, LocaleGuess locale) {
  Marked marked{document, std::move(locale), {}, {}, {}, {}, false};
  std::size_t words = 0, from_ocr = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto& line = document.lines[i];
    words += line.words.size();
    from_ocr += static_cast<std::size_t>(
        std::ranges::count(line.words, WordSource::ocr, &Word::source));
    mark_phrases(marked, lexicon, i, line);
    mark_dates(marked, i, line);
  }
  marked.from_ocr = 2 * from_ocr > words;
  return marked;
}

}  // namespace domicile::extract
