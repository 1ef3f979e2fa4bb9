#include "extract/mixed_fonts.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "base/digits.hpp"
#include "base/text.hpp"

namespace domicile::extract {
namespace {

// Words of the text layer inside a field's box; those that are no part of its text stand beside it by chance.
std::vector<Word> words_of(const std::vector<Page>& pages, const Finding& found, const std::string& text) {
  const auto tokens = fold_tokens(text);
  std::vector<Word> words;
  for (const auto& page : pages) {
    if (page.number != found.page) continue;
    for (const auto& word : page.words) {
      const auto own = fold_tokens(word.text);
      const bool inside = share_inside(word.box, found.box) > 0.5 && word.visibility == Visibility::visible &&
                          word.source == WordSource::text_layer;
      const bool named = !own.empty() && std::ranges::all_of(own, [&](const std::string& token) {
        return std::ranges::find(tokens, token) != tokens.end();
      });
      if (inside && named) words.push_back(word);
    }
  }
  return words;
}

bool on_one_line(const Word& a, const Word& b) {
  const double common = std::min(a.box.y1, b.box.y1) - std::max(a.box.y0, b.box.y0);
  return common > 0.5 * std::min(a.box.height(), b.box.height());
}

bool plain(const Word& word) {
  return std::ranges::all_of(word.text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_number(const Word& word) { return std::ranges::any_of(word.text, is_digit); }

// "Lot 221": a word set in bold may lead a number that is not.
bool of_another_font(const Word& a, const Word& b) {
  return a.font >= 0 && b.font >= 0 && a.font != b.font && plain(a) && plain(b) &&
         is_number(a) == is_number(b) && on_one_line(a, b);
}

bool has_two_fonts(const std::vector<Word>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (std::size_t k = i + 1; k < words.size(); ++k) {
      if (of_another_font(words[i], words[k])) return true;
    }
  }
  return false;
}

// `between_words`: what it means where no word is mixed in itself.
void judge(const std::vector<Page>& pages, const Finding& found, const std::string& text,
           const std::string& field, IntegrityFinding::Severity between_words,
           std::vector<IntegrityFinding>& findings) {
  const auto words = words_of(pages, found, text);
  const bool within_word = std::ranges::any_of(words, &Word::mixed_type);
  if (!within_word && !has_two_fonts(words)) return;
  findings.push_back({"mixed_fonts", within_word ? IntegrityFinding::Severity::critical : between_words,
                      "The " + field + " is set in different types.", found.page, found.box});
}

}  // namespace

std::vector<IntegrityFinding> find_mixed_fonts(const std::vector<Page>& pages, const Reading& reading) {
  std::vector<IntegrityFinding> findings;
  constexpr auto critical = IntegrityFinding::Severity::critical,
                 warning = IntegrityFinding::Severity::warning;
  if (reading.name) judge(pages, *reading.name, reading.name->text, "name", critical, findings);
  // Forms set words such as "Lot" apart.
  if (reading.address)
    judge(pages, *reading.address, join(reading.address->lines, " "), "address", warning, findings);
  if (reading.issue_date)
    judge(pages, *reading.issue_date, reading.issue_date->text, "date of issue", critical, findings);
  return findings;
}

}  // namespace domicile::extract
