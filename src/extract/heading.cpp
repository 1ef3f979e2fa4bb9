#include "extract/heading.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "extract/line_parts.hpp"

namespace domicile::extract {
namespace {

std::size_t tokens_of_dates(const PhraseInLine& title, const LinePart& part, const Marked& marked) {
  std::size_t tokens = 0;
  for (const auto& date : marked.dates) {
    if (date.line == title.line && date.date.begin >= part.begin && date.date.end <= part.end)
      tokens += fold_tokens(date.text).size();
  }
  return tokens;
}

// How many words of its line are neither the heading's nor those of its date: "Kontoauszug vom 23.08.2025" is
// a heading by itself.
std::size_t tokens_beside(const PhraseInLine& title, const Marked& marked) {
  const auto& text = marked.document.lines[title.line].text;
  const LinePart whole{0, text.size()};
  std::size_t own = title.tokens + tokens_of_dates(title, whole, marked);
  for (const auto& label : marked.labels) {
    if (label.line == title.line && label.begin == title.begin && label.tokens > title.tokens)
      own += label.tokens - title.tokens;
  }
  const auto all = fold_tokens(text).size();
  return all - std::min(all, own);
}

// "Subject: FINAL NOTICE for account 0417": the heading of a letter, whatever follows it.
bool is_subject(const PhraseInLine& title, const Marked& marked) {
  const auto& text = marked.document.lines[title.line].text;
  return std::ranges::any_of(marked.labels, [&](const PhraseInLine& label) {
    return label.meaning->name == "subject" && label.line == title.line && label.end <= title.begin &&
           fold_tokens(std::string_view(text).substr(label.end, title.begin - label.end)).empty();
  });
}

// How many words of its part of the line are neither the heading's nor those of its date.
std::size_t tokens_around(const PhraseInLine& title, const Marked& marked) {
  const std::string_view text = marked.document.lines[title.line].text;
  const auto part = heading_part(text, title.begin);
  std::size_t tokens = fold_tokens(text.substr(part.begin, part.end - part.begin)).size();
  tokens -= std::min(tokens, tokens_of_dates(title, part, marked));
  return tokens - std::min(tokens, title.tokens);
}

}  // namespace

double standing(const PhraseInLine& title, const Marked& marked, double median_height) {
  constexpr double of_question = 0.2;  // "Fragen zu Ihrer Rechnung?" is no heading of one
  constexpr double most = 1.15;
  const auto& line = marked.document.lines[title.line];
  const auto others = tokens_around(title, marked);
  double strength = others <= 3 || is_subject(title, marked) ? 1.0 : others <= 6 ? 0.6 : 0.25;
  if (line.height_pt > large_heading * median_height) strength += 0.2;
  if (line.page > 1)
    strength *= 0.5;
  else if (line.box.center_y() > 0.6)
    strength *= 0.55;
  if (!title.exact) strength *= 0.8;
  if (line.text.find('?', title.begin) != std::string::npos) strength *= of_question;
  return std::min(most, strength);
}

bool is_prominent(const PhraseInLine& title, const Marked& marked, double median_height) {
  const auto& line = marked.document.lines[title.line];
  if (line.page != 1 || line.box.center_y() > 0.5 || !title.exact) return false;
  return line.height_pt > large_heading * median_height && tokens_beside(title, marked) <= 2;
}

bool is_alone(const PhraseInLine& title, const Marked& marked) {
  const auto& line = marked.document.lines[title.line];
  return line.page == 1 && line.box.center_y() < 0.5 && title.exact &&
         (tokens_beside(title, marked) == 0 || is_subject(title, marked));
}

}  // namespace domicile::extract
