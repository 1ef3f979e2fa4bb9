#include "extract/hidden_text.hpp"

#include <algorithm>

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

}  // namespace

std::vector<IntegrityFinding> find_hidden_text(const std::vector<Page>& pages,
                                               const std::vector<const LanguageLexicon*>& languages,
                                               const PersonLines& people,
                                               const match::AddressShapes& shapes) {
  std::vector<IntegrityFinding> findings;
  for (auto page : pages) {
    std::erase_if(page.words, [](const Word& word) { return word.visibility == Visibility::visible; });
    for (auto& word : page.words) word.visibility = Visibility::visible;
    for (const auto& line : layout::arrange({page}).lines) {
      if (!matters(line, languages, people, shapes)) continue;
      findings.push_back({"hidden_text", IntegrityFinding::Severity::critical,
                          "A person cannot see text that the file holds here.", page.number, line.box});
      break;
    }
  }
  return findings;
}

}  // namespace domicile::extract
