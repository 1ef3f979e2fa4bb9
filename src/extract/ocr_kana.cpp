#include "extract/ocr_kana.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "layout/rows.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t shortest = 3;
constexpr char32_t long_vowel = U'ー';

bool is_katakana(char32_t c) { return c >= 0x30A1 && c <= 0x30FC; }

/// A sign without its voicing mark (Unicode NFD); what looks like the mark of a long vowel is one.
char32_t likeness_of(char32_t c) {
  static const std::u32string like_long_vowel = U"ー一―‐-－—";
  if (like_long_vowel.contains(c)) return long_vowel;
  UErrorCode status = U_ZERO_ERROR;
  const auto* decomposing = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  if (U_FAILURE(status) || !decomposing->getDecomposition(static_cast<UChar32>(c), parts)) return c;
  return static_cast<char32_t>(parts.char32At(0));
}

std::u32string likeness_of(std::u32string_view text) {
  std::u32string likeness(text);
  std::ranges::transform(likeness, likeness.begin(), [](char32_t c) { return likeness_of(c); });
  return likeness;
}

struct Building {
  std::u32string word, likeness;
};

std::vector<Building> buildings_of(const rules::RuleBook& book) {
  std::vector<Building> buildings;
  const auto japanese = book.addresses.find("ja");
  if (japanese == book.addresses.end()) return buildings;
  for (const auto& text : japanese->second.buildings) {
    const auto word = to_utf32(text);
    if (word.size() >= shortest && std::ranges::all_of(word, is_katakana))
      buildings.push_back({word, likeness_of(word)});
  }
  return buildings;
}

/// "コード" for a code looks like "コート" for a court: what labels and headings are made of stays.
bool is_vocabulary(const std::string& seen, const rules::RuleBook& book) {
  const auto japanese = std::ranges::find(book.languages, "ja", &rules::LanguageRules::tag);
  if (japanese == book.languages.end()) return false;
  return std::ranges::any_of(
      std::array{&japanese->labels, &japanese->titles, &japanese->terms}, [&](auto* lists) {
        return std::ranges::any_of(*lists, [&](const auto& list) {
          return std::ranges::any_of(list.second,
                                     [&](const std::string& wording) { return wording.contains(seen); });
        });
      });
}

bool mend(std::string& text, const std::vector<Building>& buildings, const rules::RuleBook& book) {
  auto letters = to_utf32(text);
  const auto likeness = likeness_of(letters);
  bool mended = false;
  for (const auto& [word, alike] : buildings) {
    if (letters.find(word) != std::u32string::npos) continue;
    const auto at = likeness.find(alike);
    if (at == std::u32string::npos || is_vocabulary(to_utf8(letters.substr(at, word.size())), book)) continue;
    letters.replace(at, word.size(), word);
    mended = true;
  }
  if (mended) text = to_utf8(letters);
  return mended;
}

}  // namespace

layout::Document with_mended_building_words(const rules::RuleBook& book, layout::Document document) {
  if (!layout::holds_ocr(document)) return document;
  const auto buildings = buildings_of(book);
  layout::mend_lines(document, [&](layout::Line& line, const Page&) {
    bool mended = false;
    for (auto& word : line.words) {
      if (word.source == WordSource::ocr && std::ranges::any_of(to_utf32(word.text), is_katakana))
        mended |= mend(word.text, buildings, book);
    }
    return mended;
  });
  return document;
}

}  // namespace domicile::extract
