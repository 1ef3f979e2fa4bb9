#include "extract/ocr_raised.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.hpp"
#include "layout/rows.hpp"

namespace domicile::extract {
namespace {

constexpr char32_t raised = U'ª';

std::vector<const rules::NameRules*> names_of(const std::vector<std::string>& languages,
                                              const rules::RuleBook& book) {
  std::vector<const rules::NameRules*> names;
  for (const auto& language : languages) {
    if (const auto found = book.names.find(language); found != book.names.end())
      names.push_back(&found->second);
  }
  return names;
}

/// By their letter: M → "Mª".
std::map<char32_t, std::string> short_forms_of(const std::vector<const rules::NameRules*>& names) {
  std::map<char32_t, std::string> short_forms;
  for (const auto* rules : names) {
    for (const auto& [full, forms] : rules->spellings) {
      for (const auto& form : forms) {
        const auto letters = to_utf32(form);
        if (letters.size() == 2 && letters.back() == raised) short_forms.emplace(letters.front(), form);
      }
    }
  }
  return short_forms;
}

bool may_follow(const std::string& word, const std::vector<const rules::NameRules*>& names) {
  const auto folded = fold(word);
  return std::ranges::any_of(names, [&](const rules::NameRules* rules) {
    return std::ranges::any_of(std::array{&rules->given_names, &rules->particles}, [&](const auto* some) {
      return std::ranges::any_of(*some, [&](const std::string& name) { return fold(name) == folded; });
    });
  });
}

}  // namespace

layout::Document with_raised_letters(const std::vector<std::string>& languages, const rules::RuleBook& book,
                                     layout::Document document) {
  static const std::u32string seen_as = U"248*?°ºêèéë";
  if (!layout::holds_ocr(document)) return document;
  const auto names = names_of(languages, book);
  const auto short_forms = short_forms_of(names);
  if (short_forms.empty()) return document;
  layout::mend_lines(document, [&](layout::Line& line, const Page&) {
    bool mended = false;
    for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
      auto& word = line.words[i];
      const auto letters = to_utf32(word.text);
      if (word.source != WordSource::ocr || letters.size() != 2 || !seen_as.contains(letters.back()))
        continue;
      const auto form = short_forms.find(letters.front());
      if (form == short_forms.end() || !may_follow(line.words[i + 1].text, names)) continue;
      word.text = form->second;
      mended = true;
    }
    return mended;
  });
  return document;
}

}  // namespace domicile::extract
