#include "extract/marked.hpp"

#include <re2/re2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <set>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "extract/label_of.hpp"
#include "extract/label_sides.hpp"
#include "extract/wrapped_dates.hpp"

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

struct TokenPlace {
  std::size_t word = 0;
  WordSpan span;  // in the line's text
};

bool is_letter_or_digit(char32_t c) {
  return u_isalnum(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK;
}

// Where the tokens of a word stand in it; empty where that can't be told: then they have the whole word's
// place.
std::vector<WordSpan> token_spans(std::string_view word) {
  std::vector<WordSpan> spans;
  std::size_t at = 0;
  bool in_token = false;
  for (const char32_t c : to_utf32(word)) {
    const auto size = to_utf8({&c, 1}).size();
    if (!is_letter_or_digit(c)) {
      in_token = false;
    } else if (!in_token || is_ideographic(c)) {
      spans.push_back({at, at + size});
      in_token = !is_ideographic(c);
    } else {
      spans.back().end = at + size;
    }
    at += size;
  }
  return spans;
}

// What a date's label says besides: "Kontoauszug vom" begins with a heading, "Ending balance on" holds a
// term. Only for kinds that prove something: "Rechnung vom" stands on bills of every kind.
void mark_within_label(Marked& marked, const Lexicon& lexicon, const LanguageLexicon& language,
                       const PhraseInLine& label, std::vector<std::string> tokens) {
  const auto& role = label.meaning->name;
  if (label.meaning->type != Meaning::Type::label || !(role.ends_with("_date") || role.starts_with("period")))
    return;
  tokens.pop_back();
  for (const auto& hit : language.phrases.find(tokens, false)) {
    const auto& meaning = lexicon.meanings[static_cast<std::size_t>(hit.value)];
    const bool heading = meaning.type == Meaning::Type::title && hit.first == 0 && role.ends_with("_date");
    if ((!heading && meaning.type != Meaning::Type::term) || !lexicon.speaks_for_proof(meaning.name))
      continue;
    PhraseInLine within = label;
    within.tokens = hit.count;
    within.meaning = &meaning;
    keep(marked, within);
  }
}

// "Fattura n." and "Statement no." number the document itself, "Contratto n." numbers another one.
bool numbers_document(const Lexicon& lexicon, const LanguageLexicon& language, const PhraseInLine& label,
                      const std::vector<std::string>& tokens) {
  if (label.meaning->type != Meaning::Type::label || label.meaning->name != "identifier") return false;
  const auto leads_with_title = [&](const std::vector<std::string>& part) {
    return std::ranges::any_of(language.phrases.find(part, false), [&](const rules::PhraseHit& hit) {
      return hit.first == 0 &&
             lexicon.meanings[static_cast<std::size_t>(hit.value)].type == Meaning::Type::title;
    });
  };
  // "Bill reference": no heading says just "Bill".
  if (tokens.size() > 1 && std::ranges::binary_search(language.dates.documents, tokens.front())) return true;
  // "Fattura n.", "Numero bolletta"
  return leads_with_title({tokens.begin(), tokens.end() - 1}) ||
         leads_with_title({tokens.begin() + 1, tokens.end()});
}

// "StatementDate:03/11/2026", "Service Period02/01/2026": with blanks where text layers lost them.
std::string unglued(const std::string& word) {
  static const re2::RE2 capital(R"((\p{Ll}{2})(\p{Lu}\p{Ll}))"), digit(R"((\p{Ll}{3})(\d))");
  std::string text = word;
  re2::RE2::GlobalReplace(&text, capital, R"(\1 \2)");
  re2::RE2::GlobalReplace(&text, digit, R"(\1 \2)");
  return text;
}

// From places in the parted word to places in the word itself, which lacks those blanks.
void move_back(std::vector<WordSpan>& spans, const std::string& parted) {
  for (auto& span : spans) {
    const auto before = parted.begin() + static_cast<std::ptrdiff_t>(span.begin);
    const auto blanks = static_cast<std::size_t>(std::count(parted.begin(), before, ' '));
    span = {span.begin - blanks, span.end - blanks};
  }
}

struct Tokens {
  std::vector<std::string> texts;
  std::vector<TokenPlace> places;
};

// Of the words as they are, or `parted` where a text layer lost its blanks.
Tokens tokens_of(const layout::Line& line, bool parted) {
  const auto words = spans_of(line);
  Tokens tokens;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const auto text = parted ? unglued(line.words[i].text) : line.words[i].text;
    auto of_word = fold_tokens(text);
    auto spans = of_word.size() > 1 ? token_spans(text) : std::vector<WordSpan>{};
    if (parted) move_back(spans, text);
    for (std::size_t t = 0; t < of_word.size(); ++t) {
      const bool known = spans.size() == of_word.size();
      tokens.places.push_back(
          {i, known ? WordSpan{words[i].begin + spans[t].begin, words[i].begin + spans[t].end} : words[i]});
      tokens.texts.push_back(std::move(of_word[t]));
    }
  }
  return tokens;
}

PhraseInLine phrase_at(const layout::Line& line, std::size_t index, const std::vector<TokenPlace>& places,
                       const rules::PhraseHit& hit) {
  const auto words = spans_of(line);
  const auto& first = places[hit.first];
  const auto& last = places[hit.first + hit.count - 1];
  PhraseInLine found;
  found.line = index;
  found.first_word = first.word;
  found.last_word = last.word;
  const bool starts_word = hit.first == 0 || places[hit.first - 1].word != first.word;
  const bool ends_word =
      hit.first + hit.count == places.size() || places[hit.first + hit.count].word != last.word;
  // With the marks around it where it has the word to itself: "Datum:".
  found.begin = starts_word ? words[first.word].begin : first.span.begin;
  found.end = ends_word ? words[last.word].end : last.span.end;
  found.tokens = hit.count;
  found.exact = hit.exact;
  found.box = line.words[found.first_word].box;
  for (std::size_t w = found.first_word; w <= found.last_word; ++w)
    found.box = united(found.box, line.words[w].box);
  return found;
}

// "R/C C" is a door on the ground floor and holds no "C/C".
bool begins_behind_stroke(std::string_view line, const PhraseInLine& found) {
  const bool letters = found.end - found.begin < 2 * found.tokens;
  return letters && found.begin > 0 && line[found.begin - 1] == '/';
}

void mark_phrases(Marked& marked, const Lexicon& lexicon, std::size_t index, const layout::Line& line,
                  bool parted) {
  const auto [tokens, places] = tokens_of(line, parted);
  for (const auto* language : marked.locale.languages) {
    for (const auto& hit : language->phrases.find(tokens, line.words.front().source == WordSource::ocr)) {
      auto found = phrase_at(line, index, places, hit);
      found.meaning = &lexicon.meanings[static_cast<std::size_t>(hit.value)];
      if (begins_behind_stroke(line.text, found)) continue;
      const auto from = tokens.begin() + static_cast<std::ptrdiff_t>(hit.first);
      const std::vector<std::string> its_tokens(from, from + static_cast<std::ptrdiff_t>(hit.count));
      found.numbers_document = numbers_document(lexicon, *language, found, its_tokens);
      keep(marked, found);
      mark_within_label(marked, lexicon, *language, found, its_tokens);
    }
  }
}

// "AutoPay" is one word, "StatementDate" two.
void mark_phrases(Marked& marked, const Lexicon& lexicon, std::size_t index, const layout::Line& line) {
  mark_phrases(marked, lexicon, index, line, false);
  const bool glued =
      std::ranges::any_of(line.words, [](const Word& word) { return unglued(word.text) != word.text; });
  if (glued) mark_phrases(marked, lexicon, index, line, true);
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

constexpr std::size_t longest_wrapped_label_words = 9;

bool covers_all(const rules::PhraseHit& hit, std::size_t upper_tokens, std::size_t all_tokens) {
  return hit.first == 0 && hit.count == all_tokens && hit.count > upper_tokens;
}

// A whole line as a phrase.
PhraseInLine whole_line(const layout::Document& document, std::size_t index, const Meaning& meaning,
                        std::size_t tokens) {
  const auto& line = document.lines[index];
  return {.line = index,
          .last_word = line.words.size() - 1,
          .end = line.text.size(),
          .tokens = tokens,
          .meaning = &meaning,
          .box = line.box};
}

// A label or heading that a narrow cell breaks over two lines, "DATA DE" over "VENCIMENTO:", stands in both.
void mark_wrapped_phrases(Marked& marked, const Lexicon& lexicon) {
  const auto& document = marked.document;
  for (std::size_t upper = 0; upper < document.lines.size(); ++upper) {
    const auto lower = document.neighbours[upper].below;
    if (lower == layout::no_line) continue;
    const auto& first = document.lines[upper];
    const auto& second = document.lines[lower];
    if (first.words.size() + second.words.size() > longest_wrapped_label_words) continue;
    if (character_shares(first.text).digits > 0 || character_shares(second.text).digits > 0) continue;
    // "発" over "行": letters of a sentence that runs down the margin.
    if (to_utf32(first.text).size() == 1 && to_utf32(second.text).size() == 1) continue;
    auto tokens = fold_tokens(first.text);
    const auto upper_tokens = tokens.size();
    std::ranges::move(fold_tokens(second.text), std::back_inserter(tokens));
    std::vector<const Meaning*> meanings;
    for (const auto* language : marked.locale.languages) {
      for (const auto& hit : language->phrases.find(tokens, false)) {
        const auto& meaning = lexicon.meanings[static_cast<std::size_t>(hit.value)];
        if (covers_all(hit, upper_tokens, tokens.size()) && meaning.type != Meaning::Type::term)
          meanings.push_back(&meaning);
      }
    }
    if (meanings.empty()) continue;
    const auto in_either = [&](const PhraseInLine& known) {
      return known.line == upper || known.line == lower;
    };
    std::erase_if(marked.labels, in_either);
    std::erase_if(marked.titles, in_either);
    for (const auto* meaning : meanings) {
      for (const auto line : {upper, lower})
        keep(marked, whole_line(document, line, *meaning, tokens.size()));
    }
  }
}

// "Avviso n." numbers the document that is headed "Avviso di pagamento TARI".
void mark_numbers_of_document(Marked& marked, const Lexicon& lexicon) {
  const auto first_word = [&](const PhraseInLine& phrase) {
    const auto& text = marked.document.lines[phrase.line].text;
    const auto tokens = fold_tokens(std::string_view(text).substr(phrase.begin, phrase.end - phrase.begin));
    return tokens.empty() ? std::string{} : tokens.front();
  };
  std::set<std::string> headings;
  for (const auto& title : marked.titles) {
    if (marked.document.lines[title.line].page == 1 && lexicon.speaks_for_proof(title.meaning->name))
      headings.insert(first_word(title));
  }
  for (auto& label : marked.labels) {
    if (label.meaning->name == "identifier" && label.tokens > 1 && headings.contains(first_word(label)))
      label.numbers_document = true;
  }
}

// "25-09-16" is a day of 2025 where people put the year first.
void put_short_years_first(Marked& marked) {
  static const re2::RE2 form(R"((\d{2})-(\d{2})-(\d{2}))");
  constexpr int century = 2000;
  const auto& locale = marked.locale;
  if (locale.numeric_date_order != "YMD" || !locale.numeric_date_order_certain) return;
  for (auto& found : marked.dates) {
    int year = 0, month = 0, day = 0;
    if (!found.date.short_year || !re2::RE2::FullMatch(found.text, form, &year, &month, &day)) continue;
    const auto value = make_date(century + year, month, day);
    if (!value) continue;
    found.date.value = *value;
    found.date.month_first.reset();
    found.date.form = DateForm::year_first;
  }
}

// "Umeå 20240414", where the sender lives in Umeå.
bool follows_town(const Marked& marked, const DateInLine& found) {
  constexpr std::size_t longest_name = 2;
  const std::string_view text = marked.document.lines[found.line].text;
  const auto place = text.substr(0, found.date.begin);
  const auto words = fold_tokens(place).size();
  return found.date.end == text.size() && words > 0 && words <= longest_name &&
         character_shares(place).digits == 0 && stands_beside_postcode(marked, place, found.line);
}

// "Kortfaktura 20250111", where people put the year first.
bool follows_title(const Marked& marked, const DateInLine& found) {
  const std::string_view text = marked.document.lines[found.line].text;
  if (marked.locale.numeric_date_order != "YMD" || found.date.end != text.size()) return false;
  const auto title = title_beside(marked, found.line, found.date.begin, found.date.end);
  return title && title->where == "before it";
}

bool has_date_label(const Marked& marked, const DateInLine& found) {
  constexpr double plain_label = 0.6;
  const auto labels = labels_beside(marked, found.line, found.date.begin, found.date.end);
  return !labels.empty() && labels.front().strength >= plain_label &&
         labels.front().label->meaning->name.ends_with("_date");
}

// Eight digits are a date where a label, a title or a town leads them or a period is made of two of them,
// else a number.
void drop_numbers(Marked& marked, const Lexicon& lexicon) {
  const auto alike = lexicon.numbers_like_dates.find(marked.locale.country);
  const auto* like_date = alike == lexicon.numbers_like_dates.end() ? nullptr : alike->second.get();
  std::erase_if(marked.dates, [&](const DateInLine& found) {
    // "Business current account 04-29-16": British banks are numbered so.
    if (like_date != nullptr && re2::RE2::FullMatch(found.text, *like_date))
      return !has_date_label(marked, found);
    if (!found.date.compact || found.date.range != WrittenDate::Range::none) return false;
    const auto labels = labels_beside(marked, found.line, found.date.begin, found.date.end);
    if (labels.empty() && (follows_town(marked, found) || follows_title(marked, found))) return false;
    return !has_date_label(marked, found);
  });
}

// `place` stands in `line` with digits among the two words before or behind it: "Luqa LQA 9043".
bool has_digits_beside(const std::vector<std::string>& line, const std::vector<std::string>& place) {
  constexpr std::size_t near = 2;
  constexpr std::ptrdiff_t fewest = 2;
  if (place.empty()) return false;
  for (auto from = line.begin();; ++from) {
    from = std::search(from, line.end(), place.begin(), place.end());
    if (from == line.end()) return false;
    const auto at = static_cast<std::size_t>(from - line.begin());
    const auto behind = at + place.size();
    std::ptrdiff_t digits = 0;
    for (auto i = at > near ? at - near : 0; i < std::min(behind + near, line.size()); ++i)
      if (i < at || i >= behind) digits += digits_in(line[i]);
    if (digits >= fewest) return true;
  }
}

}  // namespace

bool stands_beside_postcode(const Marked& marked, std::string_view place, std::size_t own_line) {
  const auto& document = marked.document;
  constexpr std::ptrdiff_t fewest_digits = 4;
  const auto sought = fold_tokens(place);
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto& text = document.lines[i].text;
    if (i == own_line || digits_in(text) < fewest_digits || !has_digits_beside(fold_tokens(text), sought))
      continue;
    // "Data addebito: 15/09/2026" is no address.
    if (std::ranges::none_of(marked.dates, [&](const DateInLine& date) { return date.line == i; }))
      return true;
  }
  return false;
}

Box box_of(const layout::Line& line, std::size_t begin, std::size_t end) {
  Box box;
  bool first = true;
  for_words(line, begin, end, [&](const Word& word) {
    box = first ? word.box : united(box, word.box);
    first = false;
  });
  return first ? line.box : box;
}

bool is_amount_role(std::string_view role) {
  return role == "amount" || role == "amount_due" || role == "balance" || role == "total";
}

Witness witness_of(const layout::Document& document, const PhraseInLine& phrase) {
  const auto& line = document.lines[phrase.line];
  Witness witness;
  witness.page = line.page;
  witness.box = box_of(line, phrase.begin, phrase.end);
  witness.source = line.words.front().source;
  witness.text = line.text.substr(phrase.begin, phrase.end - phrase.begin);
  return witness;
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
  Marked marked{.document = document, .locale = std::move(locale)};
  std::size_t words = 0, from_ocr = 0;
  for (std::size_t i = 0; i < document.lines.size(); ++i) {
    const auto& line = document.lines[i];
    words += line.words.size();
    from_ocr += static_cast<std::size_t>(std::ranges::count(line.words, WordSource::ocr, &Word::source));
    mark_phrases(marked, lexicon, i, line);
    mark_dates(marked, i, line);
  }
  marked.from_ocr = 2 * from_ocr > words;
  mark_wrapped_phrases(marked, lexicon);
  mark_numbers_of_document(marked, lexicon);
  put_short_years_first(marked);
  join_wrapped_dates(marked);
  find_label_sides(marked);
  drop_numbers(marked, lexicon);
  return marked;
}

}  // namespace domicile::extract
