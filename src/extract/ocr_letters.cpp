#include "extract/ocr_letters.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/uscript.h>
#include <unicode/usetiter.h>
#include <unicode/uspoof.h>

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>

#include "base/text.hpp"
#include "extract/alphabet.hpp"
#include "layout/rows.hpp"

namespace domicile::extract {
namespace {

constexpr double sure = 0.9;
constexpr char32_t degree_sign = U'°';
constexpr char32_t masculine_ordinal = U'º';

bool is_latin(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_LATIN;
}

/// "Ň" → "N", "ł" → "l": what is left of a letter without its marks, in its case.
char32_t base_of(char32_t c) {
  const auto folded = to_utf32(fold(to_utf8(std::u32string(1, c))));
  if (folded.empty()) return c;
  const auto base = static_cast<UChar32>(folded.front());
  return static_cast<char32_t>(u_isupper(static_cast<UChar32>(c)) ? u_toupper(base) : base);
}

/// The one letter of the alphabet that has `base` under a mark; `base` where there is none or more than one.
char32_t marked_letter(char32_t base, const icu::UnicodeSet& own) {
  char32_t found = base;
  icu::UnicodeSetIterator each(own);
  while (each.next()) {
    if (each.isString()) continue;
    const auto letter = static_cast<char32_t>(each.getCodepoint());
    if (letter < 0x80 || base_of(letter) != base) continue;
    if (found != base) return base;
    found = letter;
  }
  return found;
}

/// Latin letters and those of another alphabet that look the same, by Unicode's confusable characters (UTS
/// 39); none for an alphabet that is Latin itself.
std::map<char32_t, char32_t> latin_twins(const icu::UnicodeSet& own) {
  std::map<char32_t, char32_t> twins;
  if (own.contains(U'a')) return twins;
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUSpoofCheckerPointer checker(uspoof_open(&status));
  if (U_FAILURE(status)) return twins;
  icu::UnicodeSetIterator each(own);
  while (each.next()) {
    if (each.isString()) continue;
    const UChar32 letter = each.getCodepoint();
    icu::UnicodeString twin;
    uspoof_getSkeletonUnicodeString(checker.getAlias(), 0, icu::UnicodeString(letter), twin, &status);
    const UChar32 latin = twin.char32At(0);
    if (U_SUCCESS(status) && twin.countChar32() == 1 && u_isupper(latin) == u_isupper(letter) &&
        is_latin(static_cast<char32_t>(latin)))
      twins.emplace(static_cast<char32_t>(latin), static_cast<char32_t>(letter));
  }
  return twins;
}

class Spelling {
 public:
  explicit Spelling(const Alphabet& alphabet) : alphabet_(alphabet), twins_(latin_twins(alphabet.own)) {}

  std::string respell(const std::string& text, double confidence) const {
    const auto letters = to_utf32(text);
    std::u32string respelt;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      const char32_t c = letters[i];
      if (const char32_t digit = digit_for(letters, i); digit != 0) {
        respelt += digit;
      } else if (const char32_t own = own_letter_for(letters, i); own != 0) {
        respelt += own;
      } else if (is_speck_in_number(letters, i)) {
        continue;
      } else if (c == degree_sign && i > 0 && has_ordinals() && leads_to_ordinal(letters, i)) {
        respelt += masculine_ordinal;
      } else if (belongs(c, confidence)) {
        respelt += c;
      } else if (!beside_its_like(letters, i)) {
        respelt += marked_letter(base_of(c), alphabet_.own);
      }
    }
    return to_utf8(respelt);
  }

 private:
  /// "4°", "7.°", and "n.°" for "número". "N°" is written with either sign.
  static bool leads_to_ordinal(const std::u32string& letters, std::size_t i) {
    const auto before = letters[i - 1];
    const bool dotted = before == U'.' && i > 1 && u_isalnum(static_cast<UChar32>(letters[i - 2]));
    return dotted || u_isdigit(static_cast<UChar32>(before));
  }

  /// "З5А" for "35А": a Cyrillic letter that looks like a digit, where a number begins or goes on. 0 for
  /// others.
  static char32_t digit_for(const std::u32string& letters, std::size_t i) {
    static const std::map<char32_t, char32_t> alike{{U'З', U'3'}, {U'О', U'0'}, {U'б', U'6'}};
    const auto found = alike.find(letters[i]);
    const auto digit_at = [&](std::size_t at) {
      return at < letters.size() && letters[at] < 0x80 && u_isdigit(static_cast<UChar32>(letters[at]));
    };
    if (found == alike.end() || !digit_at(i + 1)) return 0;
    const bool begins = i == 0 || !u_isalpha(static_cast<UChar32>(letters[i - 1]));
    return begins ? found->second : 0;
  }

  /// "35A" for "35А": a Latin letter behind a digit, or among letters of another alphabet, that looks like
  /// one of that alphabet's. 0 for others.
  char32_t own_letter_for(const std::u32string& letters, std::size_t i) const {
    const auto found = twins_.find(letters[i]);
    if (found == twins_.end()) return 0;
    const bool behind_digit = i > 0 && u_isdigit(static_cast<UChar32>(letters[i - 1]));
    const bool among_others = std::ranges::any_of(
        letters, [](char32_t c) { return u_isalpha(static_cast<UChar32>(c)) && c >= 0x370 && !is_latin(c); });
    return behind_digit || among_others ? found->second : 0;
  }

  /// "17'A" for "17 A".
  static bool is_speck_in_number(const std::u32string& letters, std::size_t i) {
    static const std::u32string specks = U"'’‘`*";
    return specks.contains(letters[i]) && i > 0 && i + 2 == letters.size() &&
           u_isdigit(static_cast<UChar32>(letters[i - 1])) && u_isupper(static_cast<UChar32>(letters[i + 1]));
  }

  bool has_ordinals() const { return alphabet_.loaned.contains(static_cast<UChar32>(masculine_ordinal)); }

  bool belongs(char32_t c, double confidence) const {
    const auto point = static_cast<UChar32>(c);
    return c < 0x80 || !u_isalpha(point) || !is_latin(c) || alphabet_.own.contains(point) ||
           (confidence >= sure && alphabet_.loaned.contains(point));
  }

  /// The same letter stands beside it with a mark that the language knows: it was seen twice.
  bool beside_its_like(const std::u32string& letters, std::size_t i) const {
    const auto like = [&](std::size_t other) {
      return other < letters.size() && letters[other] >= 0x80 &&
             alphabet_.own.contains(static_cast<UChar32>(letters[other])) &&
             base_of(letters[other]) == base_of(letters[i]);
    };
    return (i > 0 && like(i - 1)) || like(i + 1);
  }

  const Alphabet& alphabet_;
  std::map<char32_t, char32_t> twins_;
};

/// "鈴木太郎欄" for "鈴木太郎様": the sign behind a name in Japanese, and one that looks like it and means a
/// column. Words that do end in that, such as "備考欄", end in few signs before it.
bool ends_in_lost_honorific(const std::u32string& line) {
  static const std::u32string before_column = U"考要絡信名入告記載下上空各本当左右";
  constexpr std::size_t shortest = 3, longest = 9;
  const auto is_han = [](char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return c == U' ' || uscript_getScript(static_cast<UChar32>(c), &status) == USCRIPT_HAN;
  };
  return line.size() >= shortest && line.size() <= longest && line.back() == U'欄' &&
         !before_column.contains(line[line.size() - 2]) && std::ranges::all_of(line, is_han);
}

void mend_honorific(layout::Line& line) {
  auto& last = line.words.back();
  if (last.source != WordSource::ocr || !last.text.ends_with("欄")) return;
  if (!ends_in_lost_honorific(to_utf32(line.text))) return;
  for (auto* text : {&last.text, &line.text})
    text->replace(text->size() - std::string_view("欄").size(), std::string::npos, "様");
}

/// "SAl KRUPA": among two capitals and more of its word a small l is the capital I, which looks like it.
bool mend_capitals(Word& word) {
  if (word.source != WordSource::ocr || !word.text.contains('l')) return false;
  std::size_t capitals = 0;
  for (const char32_t c : to_utf32(word.text)) {
    const auto point = static_cast<UChar32>(c);
    if (u_islower(point) && c != U'l') return false;
    capitals += u_isupper(point) ? 1 : 0;
  }
  if (capitals < 2) return false;
  std::ranges::replace(word.text, 'l', 'I');
  return true;
}

/// "TREMBLAY-W00DS": noughts between capitals are the letter O.
bool mend_noughts(Word& word) {
  static const re2::RE2 word_with_noughts(R"([-'’]?\p{Lu}+0{1,2}\p{Lu}{2,}[-,'’.]?)");
  if (!re2::RE2::FullMatch(word.text, word_with_noughts)) return false;
  std::ranges::replace(word.text, '0', 'O');
  return true;
}

/// "BIv. No:33", "PIatz": between a word's capital and its small letters a capital I is a small l. Roman
/// numerals with an ending ("XIe", "VIth") are short.
bool mend_second_letter(Word& word) {
  constexpr std::size_t longest_numeral = 5;
  if (word.source != WordSource::ocr || !word.text.contains('I')) return false;
  auto letters = to_utf32(word.text);
  if (letters.size() < 3 || letters[1] != U'I' || !u_isupper(static_cast<UChar32>(letters[0])) ||
      !u_islower(static_cast<UChar32>(letters[2])))
    return false;
  const bool may_be_numeral = std::u32string_view(U"IVXLCDM").contains(letters[0]);
  if (may_be_numeral && letters.size() <= longest_numeral) return false;
  letters[1] = U'l';
  word.text = to_utf8(letters);
  return true;
}

/// "Jana Pawła Il 69": a capital I and a small l look alike, and the number behind a name stands before
/// another number or at the end. So does that of a floor behind a house's: "46-Il".
bool mend_roman_numerals(layout::Line& line) {
  bool changed = false;
  static const re2::RE2 numeral("[Il|]{2,3}[,.]?"), floor(R"(\d{1,4}-[Il|]{2,3}[,.]?)");
  for (std::size_t i = 1; i < line.words.size(); ++i) {
    auto& word = line.words[i];
    const auto before = to_utf32(line.words[i - 1].text);
    const bool behind_name = before.size() > 2 && u_isupper(static_cast<UChar32>(before.front())) &&
                             u_isalpha(static_cast<UChar32>(before.back()));
    const bool at_end = i + 1 == line.words.size() || word.text.ends_with(',') ||
                        u_isdigit(static_cast<UChar32>(line.words[i + 1].text.front()));
    if (word.source != WordSource::ocr || !behind_name || !word.text.contains('I')) continue;
    if (!re2::RE2::FullMatch(word.text, floor) && !(at_end && re2::RE2::FullMatch(word.text, numeral)))
      continue;
    std::ranges::replace_if(word.text, [](char c) { return c == 'l' || c == '|'; }, 'I');
    changed = true;
  }
  return changed;
}

/// "Lv! 9" for "Lvl 9", "Par|ament": a stroke among small letters is one of them.
bool mend_strokes(layout::Line& line) {
  static const re2::RE2 within("(\\p{Ll})[!|](\\p{Ll})"), at_end("^(\\pL{0,2}\\p{Ll})[!|]$");
  bool changed = false;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    auto& word = line.words[i];
    if (word.source != WordSource::ocr || word.text.find_first_of("!|") == std::string::npos) continue;
    changed |= re2::RE2::GlobalReplace(&word.text, within, "\\1l\\2") > 0;
    const bool before_number =
        i + 1 < line.words.size() && u_isdigit(static_cast<UChar32>(line.words[i + 1].text.front()));
    changed |= before_number && re2::RE2::Replace(&word.text, at_end, "\\1l");
  }
  return changed;
}

/// Pieces of rules and of frames between words.
bool is_rule(const Word& word) {
  return word.source == WordSource::ocr && word.text.find_first_not_of("|_~`^") == std::string::npos;
}

}  // namespace

layout::Document in_letters_of(const std::vector<std::string>& languages, layout::Document document) {
  Alphabet alphabet;
  for (const auto& language : languages) add_letters(language, alphabet);
  if (alphabet.own.isEmpty()) return document;
  const Spelling spelling(alphabet);
  const bool japanese = std::ranges::find(languages, "ja") != languages.end();
  layout::mend_lines(document, [&](layout::Line& line, const Page&) {
    bool changed = false;
    if (japanese) mend_honorific(line);
    for (auto& word : line.words) {
      if (word.source != WordSource::ocr) continue;
      auto respelt = spelling.respell(word.text, word.confidence);
      changed |= respelt != word.text;
      word.text = std::move(respelt);
      changed |= mend_capitals(word);
      changed |= mend_second_letter(word);
      changed |= mend_noughts(word);
    }
    changed |= mend_roman_numerals(line);
    changed |= mend_strokes(line);
    if (std::ranges::any_of(line.words, is_rule) && !std::ranges::all_of(line.words, is_rule)) {
      std::erase_if(line.words, is_rule);
      line.box = line.words.front().box;
      for (const auto& word : line.words) line.box = united(line.box, word.box);
      changed = true;
    }
    return changed;
  });
  return document;
}

layout::Document with_capital_i(const Lexicon& lexicon, layout::Document document) {
  constexpr std::size_t shortest = 3;
  const auto may_be_i = [&](const Word& word) {
    return word.source == WordSource::ocr && word.text.size() >= shortest && word.text.front() == 'l' &&
           word.text[1] >= 'a' && word.text[1] <= 'z' && !lexicon.speakers.contains(fold(word.text));
  };
  const auto is_capitalised = [](const Word& word) {
    return u_islower(static_cast<UChar32>(to_utf32(word.text).front())) == 0;
  };
  const auto has_letters = [](const Word& word) { return character_shares(word.text).letters > 0; };
  layout::mend_lines(document, [&](layout::Line& line, const Page&) {
    if (std::ranges::none_of(line.words, may_be_i)) return false;
    std::size_t capitals = 0, others = 0;
    for (const auto& word : line.words) {
      if (has_letters(word) && !may_be_i(word)) ++(is_capitalised(word) ? capitals : others);
    }
    const bool all_capitalised = capitals > 0 && others == 0;
    // "Str. lon Creangă nr. 14": right between two.
    const auto between_capitals = [&](std::size_t at) {
      if (at == 0 || at + 1 >= line.words.size()) return false;
      const Word &before = line.words[at - 1], &behind = line.words[at + 1];
      return has_letters(before) && has_letters(behind) && is_capitalised(before) && is_capitalised(behind);
    };
    bool mended = false;
    for (std::size_t at = 0; at < line.words.size(); ++at) {
      if (!may_be_i(line.words[at]) || !(all_capitalised || between_capitals(at))) continue;
      line.words[at].text.front() = 'I';
      mended = true;
    }
    return mended;
  });
  return document;
}

}  // namespace domicile::extract
