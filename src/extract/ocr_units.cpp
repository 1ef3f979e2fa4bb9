#include "extract/ocr_units.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "layout/rows.hpp"
#include "rules/phrase_index.hpp"

namespace domicile::extract {
namespace {

constexpr std::size_t shortest = 3;

struct UnitWords {
  std::set<std::string> forms;  ///< of any length: "m" for "mieszkanie"
  std::set<std::string> known;
  std::map<std::string, std::set<std::string>> by_likeness;

  void add(const rules::WordForms& words) {
    for (const auto& [full, shorter] : words) {
      add(full);
      for (const auto& form : shorter) add(form);
    }
  }

  /// The one word that `folded` may be a misreading of; empty where it is none, a word itself, or one of
  /// several.
  [[nodiscard]] std::string meant_by(const std::string& folded) const {
    if (folded.size() < shortest || known.contains(folded)) return {};
    const auto alike = by_likeness.find(rules::likeness_of(folded));
    return alike == by_likeness.end() || alike->second.size() != 1 ? "" : *alike->second.begin();
  }

 private:
  void add(const std::string& word) {
    const auto tokens = fold_tokens(word);
    if (tokens.size() != 1) return;
    forms.insert(tokens.front());
    if (tokens.front().size() < shortest) return;
    known.insert(tokens.front());
    by_likeness[rules::likeness_of(tokens.front())].insert(tokens.front());
  }
};

bool starts_with_digit(const std::string& text) { return !text.empty() && is_digit(text.front()); }

/// "Flat}", "Apt|": the one behind the word was taken for a mark.
bool ends_in_lost_one(const std::string& text, const UnitWords& units) {
  constexpr std::string_view like_one = "}|]!";
  if (text.size() < 2 || !like_one.contains(text.back())) return false;
  const auto tokens = fold_tokens(text.substr(0, text.size() - 1));
  return tokens.size() == 1 && units.known.contains(tokens.front());
}

/// "1% dcha.", "5? C", "3? 1?", "5%, PTA 18", "5,* B": a raised letter behind the number of a floor.
bool is_lost_ordinal(const std::string& text, const std::string& next, const UnitWords& units,
                     const std::set<std::string>& positions) {
  const auto digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits > 2) return false;
  const auto mark = text.substr(digits);
  const bool question = mark == "?" || mark == "?,";
  const bool star = mark == "*" || mark == ",*" || mark == ".*";
  if (question && (next.empty() || (next.ends_with('?') && is_digit(next.front())))) return true;
  if (mark != "%" && mark != "%," && !question && !star) return false;
  const auto tokens = fold_tokens(next);
  if (tokens.size() != 1) return false;
  if (units.known.contains(tokens.front())) return true;
  const bool door = tokens.front().size() == 1 && !is_digit(tokens.front().front()) && !next.contains('/');
  return door || positions.contains(tokens.front());
}

/// Of the languages that a document speaks.
struct AddressWords {
  UnitWords units;
  std::set<std::string> positions;
  std::set<std::string> blocks;
  bool has_ordinals = false;  ///< writes floors as "1º"
};

AddressWords words_of(const std::vector<std::string>& languages, const rules::RuleBook& book) {
  AddressWords words;
  for (const auto& language : languages) {
    const auto rules = book.addresses.find(language);
    if (rules == book.addresses.end()) continue;
    for (const auto* some :
         {&rules->second.units, &rules->second.floors, &rules->second.named_floors, &rules->second.entrances})
      words.units.add(*some);
    for (const auto& [full, forms] : rules->second.blocks) {
      for (const auto& form : forms) words.blocks.insert(fold(form));
    }
    for (const auto& [full, forms] : rules->second.positions) {
      words.positions.insert(fold(full));
      for (const auto& form : forms) words.positions.insert(fold(form));
    }
  }
  for (const auto& language : book.languages) {
    words.has_ordinals |=
        std::ranges::find(languages, language.tag) != languages.end() &&
        std::ranges::find(language.ordinal_suffixes, "º") != language.ordinal_suffixes.end();
  }
  return words;
}

/// "65M." before a number is "65 M.": a house, and the flat in it.
std::string parted_from_house(const std::string& text, const UnitWords& units) {
  static const re2::RE2 glued(R"((\d{1,4})(\pL{1,3})\.)");
  std::string house, unit;
  if (!re2::RE2::FullMatch(text, glued, &house, &unit) || !units.forms.contains(fold(unit))) return {};
  return house + " " + unit + ".";
}

/// "кв. З": behind the word of a unit a letter that looks like a digit is one; empty where it is none.
std::string digit_behind_unit(const std::string& before, const std::string& text, const UnitWords& units) {
  static const std::map<std::string, std::string, std::less<>> look_alikes{
      {"З", "3"}, {"з", "3"}, {"б", "6"}};
  const auto letter_end = text.find_last_not_of(",.;") + 1;
  const auto digit = look_alikes.find(std::string_view(text).substr(0, letter_end));
  const auto tokens = fold_tokens(before);
  if (digit == look_alikes.end() || tokens.size() != 1 || !units.forms.contains(tokens.front())) return {};
  return digit->second + text.substr(letter_end);
}

/// "2. 06 li.", "2. 0G rechts": between the number of a floor and a side stands its word, "OG"; empty where
/// no word looks like that.
std::string floor_word(const std::string& before, const std::string& text, const std::string& next,
                       const AddressWords& words) {
  static const re2::RE2 number(R"(\d{1,2}\.)"), side(R"((?:\pL{1,3}\.)?)");
  const bool short_number = text.size() == 2 && digits_in(text) > 0;
  const bool before_side = re2::RE2::FullMatch(next, side) || words.positions.contains(fold(next));
  if (!short_number || !re2::RE2::FullMatch(before, number) || !before_side) return {};
  const auto word = std::ranges::find_if(words.units.forms, [&](const std::string& form) {
    return form.size() == text.size() && rules::likeness_of(form) == rules::likeness_of(fold(text));
  });
  return word == words.units.forms.end() ? "" : to_upper(*word);
}

/// "BI.2A": a block's short form before its number, "Bl"; empty where no one form looks like that.
std::string block_before_number(const std::string& text, const AddressWords& words) {
  static const re2::RE2 glued(R"((\pL{2,4})(\.?\d.*))");
  std::string word, number;
  if (!re2::RE2::FullMatch(text, glued, &word, &number) || !word.contains('I')) return {};
  std::string spelt = word;
  std::ranges::replace(spelt, 'I', 'l');
  const bool known = words.blocks.contains(fold(word)) || words.units.forms.contains(fold(word));
  return !known && words.blocks.contains(fold(spelt)) ? spelt + number : "";
}

/// "OG Ii.", "OG Iinks": behind the word of a floor stands a side, "li."; empty where no side looks like
/// that.
std::string side_behind_floor(const std::string& before, const std::string& text, const AddressWords& words) {
  const auto floor = fold_tokens(before), tokens = fold_tokens(text);
  if (floor.size() != 1 || tokens.size() != 1 || tokens.front().size() < 2 || digits_in(text) > 0) return {};
  if (!words.units.forms.contains(floor.front()) || words.positions.contains(tokens.front())) return {};
  const auto side = std::ranges::find_if(words.positions, [&](const std::string& position) {
    return position.size() == tokens.front().size() &&
           rules::likeness_of(position) == rules::likeness_of(tokens.front());
  });
  return side == words.positions.end() ? "" : *side + text.substr(text.find_last_not_of(".,") + 1);
}

/// What `text` was before it was misread, between the words `before` and `next`; empty where it stands as it
/// was.
std::string mended_word(const std::string& before, const std::string& text, const std::string& next,
                        const AddressWords& words) {
  if (auto digit = digit_behind_unit(before, text, words.units); !digit.empty()) return digit;
  if (auto side = side_behind_floor(before, text, words); !side.empty()) return side;
  if (auto floor = floor_word(before, text, next, words); !floor.empty()) return floor;
  if (auto block = block_before_number(text, words); !block.empty()) return block;
  if (ends_in_lost_one(text, words.units)) return text.substr(0, text.size() - 1) + " 1";
  if (words.has_ordinals && is_lost_ordinal(text, next, words.units, words.positions)) {
    const auto digits = text.find_first_not_of("0123456789");
    const bool behind = text.ends_with(',');
    return text.substr(0, digits) + "º" + (behind ? "," : "");
  }
  if (!starts_with_digit(next)) return {};
  if (auto parted = parted_from_house(text, words.units); !parted.empty()) return parted;
  const auto tokens = fold_tokens(text);
  return tokens.size() == 1 ? words.units.meant_by(tokens.front()) : "";
}

}  // namespace

layout::Document with_mended_units(const std::vector<std::string>& languages, const rules::RuleBook& book,
                                   layout::Document document) {
  if (!layout::holds_ocr(document)) return document;
  const auto words = words_of(languages, book);
  layout::mend_lines(document, [&](layout::Line& line, const Page&) {
    bool changed = false;
    for (std::size_t at = 0; at < line.words.size(); ++at) {
      auto& word = line.words[at];
      if (word.source != WordSource::ocr) continue;
      const std::string next = at + 1 < line.words.size() ? line.words[at + 1].text : "";
      const std::string before = at > 0 ? line.words[at - 1].text : "";
      if (auto mended = mended_word(before, word.text, next, words); !mended.empty()) {
        word.text = std::move(mended);
        changed = true;
      }
    }
    return changed;
  });
  return document;
}

}  // namespace domicile::extract
