#include "extract/hidden_text.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"
#include "extract/date_text.hpp"
#include "layout/document.hpp"

namespace domicile::extract {
namespace {

constexpr double telling = 0.7;

bool matters(const layout::Line& line, const std::vector<const LanguageLexicon*>& languages,
             const PersonLines& people, const match::AddressShapes& shapes) {
  if (line.words.size() > 12) return false;
  if (!find_dates(line.text, languages, false).empty()) return true;
  const auto shape = shapes.classify_line(line.text, {});
  if (std::max({shape.street, shape.postcode_city, shape.whole_address}) >= telling) return true;
  return line.words.size() >= 2 && people.judge(line.text).likeness >= telling;
}

// Visible words that lie on a word which something opaque covers.
std::vector<const Word*> words_upon(const Word& covered, const std::vector<Word>& words) {
  constexpr double lies_upon = 0.3;
  std::vector<const Word*> upon;
  for (const auto& word : words) {
    const double shared = intersected(covered.box, word.box).area();
    const double smaller = std::min(covered.box.area(), word.box.area());
    if (word.visibility == Visibility::visible && smaller > 0 && shared > lies_upon * smaller)
      upon.push_back(&word);
  }
  return upon;
}

// Covered words that were painted anew as they were change nothing.
void drop_repainted(std::vector<Word>& words) {
  const auto whole = words;
  std::erase_if(words, [&](const Word& word) {
    if (word.visibility != Visibility::covered) return false;
    const auto upon = words_upon(word, whole);
    return std::ranges::any_of(upon, [&](const Word* other) { return other->text == word.text; });
  });
}

// The words that were put over other words of `line`, as a line of their own.
std::optional<layout::Line> line_upon(const layout::Line& line, const Page& page) {
  Page over{.number = page.number, .width_pt = page.width_pt, .height_pt = page.height_pt};
  for (const auto& covered : line.words) {
    for (const auto* word : words_upon(covered, page.words)) {
      const bool known =
          std::ranges::any_of(over.words, [&](const Word& other) { return other.box == word->box; });
      if (!known) over.words.push_back(*word);
    }
  }
  auto lines = layout::arrange({over}).lines;
  if (lines.empty()) return std::nullopt;
  return std::move(lines.front());
}

// What was covered and written over, where the one or the other matters.
template <class Tells>
std::optional<IntegrityFinding> text_over_text(const Page& page, Page covered, const Tells& tells) {
  for (auto& word : covered.words) word.visibility = Visibility::visible;
  for (const auto& line : layout::arrange({covered}).lines) {
    const auto upon = line_upon(line, page);
    if (!upon || fold(upon->text) == fold(line.text) || (!tells(line) && !tells(*upon))) continue;
    return IntegrityFinding{"text_over_text", IntegrityFinding::Severity::critical,
                            "Other text stands under the text that a person sees here.", page.number,
                            upon->box};
  }
  return std::nullopt;
}

}  // namespace

std::vector<IntegrityFinding> find_hidden_text(const std::vector<Page>& pages,
                                               const std::vector<const LanguageLexicon*>& languages,
                                               const PersonLines& people,
                                               const match::AddressShapes& shapes) {
  std::vector<IntegrityFinding> findings;
  const auto tells = [&](const layout::Line& line) { return matters(line, languages, people, shapes); };
  for (auto page : pages) {
    drop_repainted(page.words);
    Page hidden = page;
    std::erase_if(hidden.words, [](const Word& word) { return word.visibility == Visibility::visible; });
    if (hidden.words.empty()) continue;
    Page covered = hidden;
    std::erase_if(covered.words, [](const Word& word) { return word.visibility != Visibility::covered; });
    if (auto finding = text_over_text(page, std::move(covered), tells)) {
      findings.push_back(std::move(*finding));
      continue;
    }
    for (auto& word : hidden.words) word.visibility = Visibility::visible;
    for (const auto& line : layout::arrange({hidden}).lines) {
      if (!tells(line)) continue;
      findings.push_back({"hidden_text", IntegrityFinding::Severity::critical,
                          "A person cannot see text that the file holds here.", page.number, line.box});
      break;
    }
  }
  return findings;
}

}  // namespace domicile::extract
