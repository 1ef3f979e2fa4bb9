#include "extract/hidden_text.hpp"

#include <algorithm>
#include <map>
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
    return std::ranges::any_of(words_upon(word, whole),
                               [&](const Word* upon) { return upon->text == word.text; });
  });
}

// Flat letters are no line by themselves: each word as high as its letters are wide.
Word upright(Word word, const Page& page) {
  if (page.height_pt <= 0) return word;
  const double letter =
      word.box.width() * page.width_pt / static_cast<double>(std::max<std::size_t>(1, word.text.size()));
  word.box.y1 = std::max(word.box.y1, word.box.y0 + letter / page.height_pt);
  word.visibility = Visibility::visible;
  return word;
}

std::vector<layout::Line> lines_of(Page page, std::vector<Word> words) {
  for (auto& word : words) word = upright(std::move(word), page);
  page.words = std::move(words);
  return layout::arrange({page}).lines;
}

// Words that were covered and written over with others, where the line that a person sees or what stood there
// before matters: one digit of a date is enough.
template <class Tells>
std::optional<IntegrityFinding> text_over_text(const Page& page, const Tells& tells) {
  std::vector<Word> before, after;
  for (const auto& word : page.words) {
    if (word.visibility != Visibility::covered) continue;
    const auto upon = words_upon(word, page.words);
    if (upon.empty()) continue;
    before.push_back(word);
    for (const auto* other : upon) after.push_back(*other);
  }
  if (after.empty()) return std::nullopt;
  const bool told_before = std::ranges::any_of(lines_of(page, before), tells);
  std::vector<Word> seen = page.words;
  std::erase_if(seen, [](const Word& word) { return word.visibility != Visibility::visible; });
  for (const auto& line : lines_of(page, seen)) {
    const bool written_over = std::ranges::any_of(line.words, [&](const Word& word) {
      return std::ranges::find(after, word.box, &Word::box) != after.end();
    });
    if (!written_over || (!told_before && !tells(line))) continue;
    return IntegrityFinding{"text_over_text", IntegrityFinding::Severity::critical,
                            "Other text stands under the text that a person sees here.", page.number,
                            line.box};
  }
  return std::nullopt;
}

// Words hidden by one trick are one text; those of another may stand among them.
std::vector<layout::Line> hidden_lines(const Page& page) {
  std::map<Visibility, std::vector<Word>> by_trick;
  for (const auto& word : page.words) {
    if (word.visibility != Visibility::visible) by_trick[word.visibility].push_back(word);
  }
  std::vector<layout::Line> lines;
  for (auto& [trick, words] : by_trick)
    std::ranges::move(lines_of(page, std::move(words)), std::back_inserter(lines));
  return lines;
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
    if (auto finding = text_over_text(page, tells)) {
      findings.push_back(std::move(*finding));
      continue;
    }
    const auto lines = hidden_lines(page);
    const auto line = std::ranges::find_if(lines, tells);
    if (line == lines.end()) continue;
    findings.push_back({"hidden_text", IntegrityFinding::Severity::critical,
                        "A person cannot see text that the file holds here.", page.number, line->box});
  }
  return findings;
}

}  // namespace domicile::extract
