#include "extract/date_context.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "extract/line_parts.hpp"

namespace domicile::extract {
namespace {

using layout::no_line;

constexpr std::size_t words_of_number = 4;
constexpr std::size_t words_of_sentence = 7;
constexpr double few_capitals = 0.2;  // of the letters

// "del", "z dnia"
bool is_filler(const Marked& marked, const std::string& lead) {
  const auto tokens = fold_tokens(lead);
  return tokens.size() == 1 ? leads_dates(marked, tokens.front()) : leads_dates(marked, join(tokens, " "));
}

// The line above or the cell to the left is the document's number and nothing else.
std::optional<LabelBeside> number_nearby(const Marked& marked, std::size_t line) {
  const auto& beside = marked.document.neighbours[line];
  for (const auto& label : marked.labels) {
    const bool above = label.line == beside.above;
    if (label.line == no_line || (!above && label.line != beside.left)) continue;
    const auto& text = marked.document.lines[label.line].text;
    if (!label.numbers_document || substance(text, 0, label.begin) > 0) continue;
    const auto number = std::string_view(text).substr(label.end);
    if (fold_tokens(number).size() <= words_of_number && character_shares(number).digits > 0)
      return LabelBeside{&label, 0.85, above ? "above" : "to the left"};
  }
  return std::nullopt;
}

std::string_view last_words(std::string_view text, std::size_t count) {
  std::size_t from = text.size();
  for (; count > 0 && from != 0 && from != std::string_view::npos; --count) from = text.rfind(' ', from - 1);
  return from == std::string_view::npos ? text : text.substr(from);
}

}  // namespace

bool leads_dates(const Marked& marked, std::string_view word) {
  return std::ranges::any_of(marked.locale.languages, [&](const LanguageLexicon* language) {
    return std::ranges::binary_search(language->dates.fillers, word) ||
           std::ranges::binary_search(language->dates.range_from, word);
  });
}

bool filler_before(const Marked& marked, std::string_view text, std::size_t begin) {
  const auto tokens = fold_tokens(text.substr(0, begin));
  return !tokens.empty() && leads_dates(marked, tokens.back());
}

std::optional<LabelBeside> number_before(const Marked& marked, std::size_t line, std::size_t begin) {
  constexpr std::size_t words_of_long_label = 5, first_of_line = 6;
  const auto& text = marked.document.lines[line].text;
  const auto lead = squeeze(std::string_view(text).substr(0, begin));
  const bool parted = lead.ends_with('|') || lead.ends_with("·");  // "Relevé n° 5 | 22 mai 2026"
  // "Faktura nr. 118204417 (4. mai 2026)"
  const bool bracketed = lead.ends_with('(') && text.find(')', begin) != std::string::npos;
  if (!parted && !bracketed && !filler_before(marked, text, begin)) return std::nullopt;
  // "Bolletta n. 2026/G/0447188" over "del 11 maggio 2026"
  if (is_filler(marked, lead)) return number_nearby(marked, line);
  for (const auto& label : marked.labels) {
    if (label.line != line || label.end > begin || !label.numbers_document) continue;
    // "BOLLETTA ACQUA Fattura n. 2026/E/0418822 del 22/07/2026"
    const bool titled = std::ranges::any_of(marked.titles, [&](const PhraseInLine& title) {
      return title.line == line && title.begin == 0 && title.end <= label.begin &&
             substance(text, title.end, label.begin) <= first_of_line;
    });
    if (substance(text, 0, label.begin) > first_of_line && !titled) continue;
    const auto between = std::string_view(text).substr(label.end, begin - label.end);
    // "Numero bolletta elettronica valida ai fini fiscali: G2641 del 08/06/2026"
    const auto most = words_of_number + (between.contains(':') ? words_of_long_label : 1);
    if (fold_tokens(between).size() <= most && character_shares(between).digits > 0)
      return LabelBeside{&label, 0.9, "before it"};
  }
  return std::nullopt;
}

// A sentence that fills its line and goes on in the next.
bool goes_on_in(const layout::Document& document, std::size_t above, std::size_t below) {
  constexpr double widest_rest = 0.1;  // of the line's width
  const auto& upper = document.lines[above];
  const auto& lower = document.lines[below];
  return upper.words.size() > 4 && upper.box.x1 >= lower.box.x1 - widest_rest * lower.box.width();
}

// The line above is running text, as wide or wider, that does not end there.
bool continues_sentence(const layout::Document& document, std::size_t line) {
  const auto above = document.neighbours[line].above;
  if (above == layout::no_line || !goes_on_in(document, above, line)) return false;
  const auto& upper = document.lines[above];
  constexpr std::string_view ends = ".:;!?";
  return upper.words.size() >= words_of_sentence && character_shares(upper.text).upper < few_capitals &&
         !ends.contains(upper.text.back());
}

bool follows_dash(std::string_view text, std::size_t begin) {
  const auto lead = squeeze(text.substr(0, begin));
  return lead.ends_with("–") || lead.ends_with("—") || lead.ends_with(" -");
}

bool begins_to_hold(const Marked& marked, std::size_t line, std::size_t begin) {
  const auto tokens = fold_tokens(std::string_view(marked.document.lines[line].text).substr(0, begin));
  return !tokens.empty() &&
         std::ranges::any_of(marked.locale.languages, [&](const LanguageLexicon* language) {
           return std::ranges::binary_search(language->dates.since, tokens.back());
         });
}

bool is_of_another(const Marked& marked, std::size_t line, std::size_t begin) {
  constexpr std::size_t words_of_heading = 4;
  const auto says_another = [&](std::string_view text) {
    return std::ranges::any_of(fold_tokens(text), [&](const std::string& token) {
      return std::ranges::any_of(marked.locale.languages, [&](const LanguageLexicon* language) {
        return std::ranges::binary_search(language->dates.previous, token) ||
               std::ranges::binary_search(language->dates.next, token);
      });
    });
  };
  const auto& document = marked.document;
  std::size_t from = 0;  // "Previous bill: 3 May, this bill: 3 June"
  for (const auto& other : marked.dates)
    if (other.line == line && other.date.end <= begin) from = std::max(from, other.date.end);
  if (says_another(std::string_view(document.lines[line].text).substr(from, begin - from))) return true;
  const auto above = document.neighbours[line].above;
  if (above != no_line && from == 0 && goes_on_in(document, above, line) &&
      fold_tokens(std::string_view(document.lines[line].text).substr(0, begin)).size() <= words_of_heading &&
      says_another(last_words(document.lines[above].text, words_of_heading)))
    return true;
  // "Last statement: | July 20" above "This statement: August 20" has its own value.
  if (above != no_line && document.lines[above].text.ends_with(':') &&
      document.neighbours[above].right != no_line)
    return false;
  return above != no_line && document.lines[above].words.size() <= words_of_heading &&
         character_shares(document.lines[above].text).digits == 0 &&
         says_another(document.lines[above].text) && substance(document.lines[line].text, 0, begin) > 3;
}

}  // namespace domicile::extract
